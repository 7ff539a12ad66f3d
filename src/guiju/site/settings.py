"""Django's settings, made from the table in `environment.py`."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final, cast

import dj_database_url
from csp.constants import NONE, SELF

from guiju.site import environment

_env: Final[dict[str, Any]] = environment.read()

PACKAGE: Final = Path(__file__).resolve().parents[1]
GUIJU_HOME = environment.home(_env["GUIJU_HOME"])

SECRET_KEY = environment.secret_key(_env["GUIJU_SECRET_KEY"], GUIJU_HOME)
DEBUG = _env["GUIJU_MODE"] == "development"
ALLOWED_HOSTS = _env["GUIJU_HOSTS"]

INSTALLED_APPS = [
    "guiju",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "csp",
    "django_htmx",
]
AUTH_USER_MODEL = "guiju.User"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]

MIDDLEWARE = [
    "guiju.site.middleware.log_requests",
    "django.middleware.security.SecurityMiddleware",
    "guiju.site.api.gate.api_gate",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "guiju.site.middleware.choose_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "guiju.site.urls"
WSGI_APPLICATION = "guiju.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "guiju.site.context.shell",
            ],
        },
    },
]

DATABASES = {
    "default": cast(
        "dict[str, Any]",
        dj_database_url.parse(_env["GUIJU_DATABASE_URL"] or f"sqlite:///{GUIJU_HOME / 'guiju.sqlite3'}"),
    )
}
DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}  # to open one takes longer than most answers
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-64000;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
FORMAT_MODULE_PATH = ["guiju.site.formats"]
TIME_ZONE = _env["GUIJU_TIME_ZONE"]
USE_TZ = True

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True  # the wheel's files are served as they lie; nothing to collect
MEDIA_ROOT = GUIJU_HOME / "files"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000  # pasted text; files are spooled to disk and checked by the form
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_000_000

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
if environment.uses_https(_env["GUIJU_HTTPS"], ALLOWED_HOSTS):
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": "pythonjsonlogger.json.JsonFormatter",
            "fmt": "%(asctime)s %(levelname)s %(name)s %(message)s",
            "rename_fields": {"asctime": "time", "levelname": "level", "name": "logger"},
        },
        "text": {"format": "%(asctime)s %(levelname)-7s %(name)s: %(message)s"},
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": _env["GUIJU_LOG_FORMAT"]}},
    "root": {"handlers": ["stderr"], "level": _env["GUIJU_LOG_LEVEL"]},
    "loggers": {"django.request": {"level": "ERROR"}, "django": {"handlers": [], "propagate": True}},
}

GUIJU_BIND: str = _env["GUIJU_BIND"]
GUIJU_WEB_WORKERS: int = _env["GUIJU_WEB_WORKERS"]
GUIJU_MAX_UPLOAD_MB: int = _env["GUIJU_MAX_UPLOAD_MB"]
GUIJU_MAX_UNPACKED_MB: int = _env["GUIJU_MAX_UNPACKED_MB"]
GUIJU_MAX_ROWS: int = _env["GUIJU_MAX_ROWS"]
GUIJU_MAX_COLUMNS: int = _env["GUIJU_MAX_COLUMNS"]
GUIJU_MAX_PARAGRAPH: int = _env["GUIJU_MAX_PARAGRAPH"]
GUIJU_MAX_PAGES: int = _env["GUIJU_MAX_PAGES"]
GUIJU_MAX_IDENTIFIERS: int = _env["GUIJU_MAX_IDENTIFIERS"]
GUIJU_INLINE_LINES: int = _env["GUIJU_INLINE_LINES"]
GUIJU_DUE_SOON_DAYS: int = _env["GUIJU_DUE_SOON_DAYS"]
GUIJU_WATCH_STEPS: tuple[int, ...] = _env["GUIJU_WATCH_STEPS"]
GUIJU_WATCH_MOST_ALERTS: int = _env["GUIJU_WATCH_MOST_ALERTS"]
GUIJU_NOTES_RATE: int = _env["GUIJU_NOTES_RATE"]
GUIJU_ADMIN_EMAIL: str = _env["GUIJU_ADMIN_EMAIL"]
GUIJU_OAI_HOST: str = _env["GUIJU_OAI_HOST"]
GUIJU_KEEP_CHECKS_DAYS: int = _env["GUIJU_KEEP_CHECKS_DAYS"]
GUIJU_API_RATE: int = _env["GUIJU_API_RATE"]
GUIJU_API_TOKEN_RATE: int = _env["GUIJU_API_TOKEN_RATE"]
GUIJU_API_ORIGINS: list[str] = _env["GUIJU_API_ORIGINS"]
GUIJU_PROXIES: int = _env["GUIJU_PROXIES"]
