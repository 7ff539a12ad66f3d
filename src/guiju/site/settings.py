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
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]
AUTH_USER_MODEL = "guiju.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "CommonPasswordValidator", "NumericPasswordValidator")
] + [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    }
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "inbox"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "guiju.site.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_NOTIFICATIONS = True  # of a changed password, address or second factor
ACCOUNT_EMAIL_SUBJECT_PREFIX = "规矩 Guiju: "
ACCOUNT_CHANGE_EMAIL = True  # one address a person; the old one holds until the new one is confirmed
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_USER_DISPLAY = str
MFA_ADAPTER = "guiju.site.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "规矩 Guiju"
MFA_TOTP_TOLERANCE = 1  # a clock may be half a minute off
SOCIALACCOUNT_ADAPTER = "guiju.site.accounts.adapters.IssuerAdapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": environment.issuers(_env)}}

MIDDLEWARE = [
    "guiju.site.middleware.log_requests",
    "django.middleware.security.SecurityMiddleware",
    "guiju.site.middleware.note_origin",
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
    "allauth.account.middleware.AccountMiddleware",
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

CACHES = {  # sign-in attempts are counted here: in files, so that every web process of the machine counts together
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": str(GUIJU_HOME / "cache"),
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
DEFAULT_FROM_EMAIL = SERVER_EMAIL = _env["GUIJU_EMAIL_FROM"]
globals().update(environment.mail(_env["GUIJU_EMAIL_URL"], GUIJU_HOME, development=DEBUG))

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
FORMAT_MODULE_PATH = ["guiju.site.formats"]
TIME_ZONE = _env["GUIJU_TIME_ZONE"]
USE_TZ = True

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True  # the wheel's files are served as they lie; nothing to collect
MEDIA_ROOT = GUIJU_HOME / "files"
MESSAGE_TAGS = {20: "open", 25: "good", 30: "past", 40: "bad"}  # by level: info, success, warning, error
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
        "form-action": [SELF, *environment.origins_of(_env["GUIJU_OIDC_ISSUER"])],
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
GUIJU_SIGN_UP: str = _env["GUIJU_SIGN_UP"]
GUIJU_OIDC_ISSUER: str = _env["GUIJU_OIDC_ISSUER"]
GUIJU_SITE_URL: str = _env["GUIJU_SITE_URL"] or f"http://{GUIJU_BIND}"
GUIJU_SENDERS: int = _env["GUIJU_SENDERS"]
GUIJU_DELIVERY_TRIES: int = _env["GUIJU_DELIVERY_TRIES"]
GUIJU_WEBHOOK_ALLOW_PRIVATE: list[Any] = _env["GUIJU_WEBHOOK_ALLOW_PRIVATE"]  # of networks
GUIJU_ROBOT_HOSTS: list[str] = _env["GUIJU_ROBOT_HOSTS"]
GUIJU_SMS_URL: str = _env["GUIJU_SMS_URL"]
GUIJU_SMS_TOKEN: str = _env["GUIJU_SMS_TOKEN"]
