"""Every setting Guiju takes from the environment: one table, read here and documented in docs/settings.md."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from platformdirs import user_data_path

LOOPBACK_HOSTS: Final = frozenset({"localhost", "127.0.0.1", "[::1]", "testserver"})


class SettingError(ValueError):
    """A setting's value cannot be used; the message names the setting, the value and what was expected."""


@dataclass(frozen=True)
class Reader:
    """How a text is read, and what is expected of it, in words; `ValueError` for another."""

    read: Callable[[str], object]
    expected: str = ""


@dataclass(frozen=True)
class Setting:
    """One variable: its name, the value when it is unset, and how its text is read."""

    name: str
    default: str
    reader: Reader
    meaning: str


def _one_of(*words: str) -> Reader:
    def read(text: str) -> str:
        if text not in words:
            raise ValueError(text)
        return text

    return Reader(read, " or ".join(words))


def _count(least: int) -> Reader:
    def read(text: str) -> int:
        if not re.fullmatch(r"-?[0-9]{1,12}", text.strip()) or int(text) < least:
            raise ValueError(text)
        return int(text)

    return Reader(read, f"a whole number, {least} or more")


def _days(text: str) -> tuple[int, ...]:
    """Numbers of days, the largest first."""
    return tuple(sorted({int(_matched(word.strip(), "[1-9][0-9]{0,3}")) for word in text.split(",")}, reverse=True))


def _like(pattern: str, expected: str) -> Reader:
    return Reader(lambda text: _matched(text, pattern), expected)


def _words(pattern: str, expected: str) -> Reader:
    """Words separated by commas."""
    return Reader(lambda text: [_matched(word.strip(), pattern) for word in text.split(",") if word.strip()], expected)


def _matched(text: str, pattern: str) -> str:
    if not re.fullmatch(pattern, text):
        raise ValueError(text)
    return text


def _zone(text: str) -> str:
    try:
        return ZoneInfo(text).key
    except (OSError, KeyError) as error:  # a folder of zones; a zone that is not there
        raise ValueError(text) from error


def _networks(text: str) -> list[IPv4Network | IPv6Network]:
    return [ip_network(word.strip()) for word in text.split(",") if word.strip()]


_NAME: Final = r"(?i:[a-z0-9_-]+(?:\.[a-z0-9_-]+)*)|\[[0-9A-Fa-f:.]+\]"
_HOST: Final = rf"\*|\.?(?:{_NAME})"
_ORIGIN: Final = rf"\*|https?://(?:{_NAME})(?::[0-9]{{1,5}})?"
_ADDRESS: Final = rf"(?:\*|{_NAME}|[0-9A-Fa-f:]+):[0-9]{{1,5}}"
_MAIL: Final = r"|smtp(?:s|\+tls)?://(?:[^/@\s]+@)?[^/@\s:]+(?::[0-9]{1,5})?/?"
_TEXT: Final = Reader(str)

SETTINGS: Final[tuple[Setting, ...]] = (
    Setting(
        "GUIJU_HOME",
        "",
        _TEXT,
        "folder of database, files and index; empty: var/ in a checkout, else the user's data folder",
    ),
    Setting(
        "GUIJU_DATABASE_URL",
        "",
        _like(r"|(?:postgres|postgresql|sqlite)://.+", "nothing, or an address that begins with postgres://"),
        "database; empty: SQLite in GUIJU_HOME; postgres://user:password@host/name for PostgreSQL",
    ),
    Setting(
        "GUIJU_MODE",
        "production",
        _one_of("production", "development"),
        "development shows fault details in the browser",
    ),
    Setting(
        "GUIJU_SECRET_KEY",
        "",
        _TEXT,
        "key that signs cookies; empty: made once and kept in GUIJU_HOME/secret_key",
    ),
    Setting(
        "GUIJU_HOSTS",
        "localhost,127.0.0.1,[::1]",
        _words(_HOST, "host names without scheme, port and slash"),
        "host names the server answers to, separated by commas",
    ),
    Setting(
        "GUIJU_HTTPS",
        "auto",
        _one_of("auto", "on", "off"),
        "secure cookies, HSTS; auto: on unless every host is this machine",
    ),
    Setting(
        "GUIJU_BIND",
        "127.0.0.1:8000",
        _like(_ADDRESS, "an address and a port, as 127.0.0.1:8000"),
        "address and port that `guiju serve` listens on",
    ),
    Setting("GUIJU_WEB_WORKERS", "1", _count(1), "web processes that `guiju serve` starts"),
    Setting(
        "GUIJU_LOG_LEVEL",
        "INFO",
        _one_of("DEBUG", "INFO", "WARNING", "ERROR"),
        "least severe log line written; commands, serve and worker among them: WARNING unless set",
    ),
    Setting(
        "GUIJU_LOG_FORMAT",
        "json",
        _one_of("json", "text"),
        "json: one object a line; text: for a person, and what commands write unless it is set",
    ),
    Setting(
        "GUIJU_TIME_ZONE",
        "Asia/Shanghai",
        Reader(_zone, "a time zone, as Asia/Shanghai"),
        "time zone of dates and of 'today'",
    ),
    Setting("GUIJU_MAX_UPLOAD_MB", "50", _count(1), "largest file a page takes, in MB"),
    Setting("GUIJU_MAX_UNPACKED_MB", "500", _count(1), "largest unpacked size of an .xlsx or .docx, in MB"),
    Setting("GUIJU_MAX_ROWS", "1048576", _count(1), "most rows read from one sheet, and paragraphs from one document"),
    Setting("GUIJU_MAX_COLUMNS", "1000", _count(1), "most columns a sheet may have"),
    Setting("GUIJU_MAX_PARAGRAPH", "1000000", _count(1), "most characters in one paragraph of a document"),
    Setting("GUIJU_MAX_PAGES", "2000", _count(1), "most pages read from one PDF"),
    Setting("GUIJU_MAX_IDENTIFIERS", "200000", _count(1), "most identifiers one standards check takes"),
    Setting(
        "GUIJU_INLINE_LINES",
        "300",
        _count(0),
        "a check of no more lines is answered at once; a larger one goes to the worker",
    ),
    Setting("GUIJU_DUE_SOON_DAYS", "180", _count(0), "days ahead in which a known change counts as soon"),
    Setting(
        "GUIJU_WATCH_STEPS",
        "90,30,7",
        Reader(_days, "days, as 90,30,7"),
        "days before a date on which watchers are told of it again, by commas",
    ),
    Setting(
        "GUIJU_WATCH_MOST_ALERTS",
        "30",
        _count(1),
        "facts a recipient is told one by one in a day; beyond that one summary stands for all others",
    ),
    Setting(
        "GUIJU_NOTES_RATE", "10", _count(0), "notes an hour from one person or address that a record is wrong; 0: any"
    ),
    Setting(
        "GUIJU_ADMIN_EMAIL",
        "",
        _like(r"|[^@\s]+@[^@\s]+", "nothing, or an address with an @"),
        "address that harvesters of `/oai` are given; empty: one that is none",
    ),
    Setting(
        "GUIJU_OAI_HOST",
        "",
        _like(rf"|{_NAME}", "nothing, or a host name without scheme, port and slash"),
        "host name in the identifiers of `/oai`, which must never change; empty: the host asked",
    ),
    Setting("GUIJU_KEEP_CHECKS_DAYS", "180", _count(0), "days a check stays under its link; 0: for ever"),
    Setting("GUIJU_API_RATE", "300", _count(0), "requests of the API a minute from one address; 0: any number"),
    Setting("GUIJU_API_TOKEN_RATE", "3000", _count(0), "requests of the API a minute with one token; 0: any number"),
    Setting(
        "GUIJU_API_ORIGINS",
        "",
        _words(_ORIGIN, "origins, as https://tools.example.org, with no slash at the end, or *"),
        "sites whose pages may call the API (CORS), by commas; *: all",
    ),
    Setting(
        "GUIJU_PROXIES", "0", _count(0), "web servers in front that add to X-Forwarded-For, for counting addresses"
    ),
    Setting(
        "GUIJU_EMAIL_URL",
        "",
        _like(_MAIL, "nothing, or an address as smtp://user:password@host:port (smtp+tls: STARTTLS, smtps: TLS)"),
        "mail server; empty: mails are files in GUIJU_HOME/outbox, in development on the screen too",
    ),
    Setting(
        "GUIJU_EMAIL_FROM",
        "guiju@localhost",
        _like(r"[^\s@<>]+@[^\s@<>]+|[^@<>\r\n]+ <[^\s@<>]+@[^\s@<>]+>", "an address, as Guiju <guiju@example.org>"),
        "sender of mails",
    ),
    Setting(
        "GUIJU_SIGN_UP",
        "open",
        _one_of("open", "invitation"),
        "who may make an account: anybody with an e-mail address, or only those invited",
    ),
    Setting(
        "GUIJU_OIDC_ISSUER",
        "",
        _like(r"|https?://[^\s?#]+", "nothing, or an address that begins with https://"),
        "issuer of OpenID Connect through which people may sign in too; empty: none",
    ),
    Setting("GUIJU_OIDC_CLIENT_ID", "", _TEXT, "what the issuer knows this installation by"),
    Setting("GUIJU_OIDC_SECRET", "", _TEXT, "secret agreed with the issuer"),
    Setting("GUIJU_OIDC_NAME", "OpenID Connect", _TEXT, "what the issuer is called on the sign-in page"),
    Setting(
        "GUIJU_SITE_URL",
        "",
        _like(rf"|https?://(?:{_NAME})(?::[0-9]{{1,5}})?", "nothing, or an address, as https://guiju.example.org"),
        "address by which people reach the site, in messages; empty: http:// and GUIJU_BIND",
    ),
    Setting("GUIJU_SENDERS", "8", _count(1), "addresses that one worker sends alerts to at the same time"),
    Setting("GUIJU_DELIVERY_TRIES", "30", _count(1), "tries after which an alert that cannot be delivered is given up"),
    Setting(
        "GUIJU_WEBHOOK_ALLOW_PRIVATE",
        "",
        Reader(_networks, "networks by commas, as 10.20.0.0/16"),
        "inner networks that webhooks and robots may reach, and reach by plain http; empty: public hosts only",
    ),
    Setting(
        "GUIJU_ROBOT_HOSTS",
        "qyapi.weixin.qq.com,oapi.dingtalk.com,open.feishu.cn,open.larksuite.com",
        _words(_NAME, "host names without scheme, port and slash"),
        "hosts that the robots of WeCom, DingTalk and Feishu live on, by commas",
    ),
    Setting(
        "GUIJU_SMS_URL",
        "",
        _like(r"|https?://[!-~]+", "nothing, or an address that begins with http:// or https://"),
        "gateway that text messages are posted to; empty: no text messages",
    ),
    Setting("GUIJU_SMS_TOKEN", "", _like(r"[!-~]*", "a token without spaces"), "token the gateway is given"),
)


def read(environment: Mapping[str, str] = os.environ) -> dict[str, object]:
    """All settings by name, defaults filled in. Raises `SettingError` for a value that cannot be read."""
    return {setting.name: _value(setting, environment.get(setting.name, setting.default)) for setting in SETTINGS}


def _value(setting: Setting, text: str) -> object:
    try:
        return setting.reader.read(text)
    except ValueError as error:
        wanted = f"expected {setting.reader.expected}: {setting.meaning}"
        raise SettingError(f"{setting.name}={text!r} cannot be used; {wanted}") from error


def home(configured: str) -> Path:
    """The folder of everything that is kept, made when it is missing."""
    checkout = Path(__file__).resolve().parents[3]
    default = checkout / "var" if (checkout / "pyproject.toml").is_file() else user_data_path("guiju")
    path = Path(configured).expanduser().resolve() if configured else default
    path.mkdir(parents=True, exist_ok=True)
    return path


def secret_key(configured: str, folder: Path) -> str:
    """The configured key, or one made at the first start and readable by its owner alone."""
    if configured:
        return configured
    path = folder / "secret_key"
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii")
    key = secrets.token_urlsafe(50)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(key)
    return key


def mail(address: str, folder: Path, *, development: bool) -> dict[str, object]:
    """Django's mail settings for an address as smtp://user:password@host:port; without one mails become files."""
    if not address:
        return {
            "EMAIL_BACKEND": "guiju.site.accounts.mailing.FilesAndScreen"
            if development
            else "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": str(folder / "outbox"),
        }
    parts = urlsplit(address)
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or {"smtp": 25, "smtps": 465, "smtp+tls": 587}[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_TIMEOUT": 10,
    }


def issuers(values: Mapping[str, object]) -> list[dict[str, object]]:
    """The issuer of OpenID Connect as allauth wants it told; nothing where none is set."""
    if not values["GUIJU_OIDC_ISSUER"]:
        return []
    return [
        {
            "provider_id": "oidc",
            "name": values["GUIJU_OIDC_NAME"],
            "client_id": values["GUIJU_OIDC_CLIENT_ID"],
            "secret": values["GUIJU_OIDC_SECRET"],
            "settings": {"server_url": values["GUIJU_OIDC_ISSUER"], "oauth_pkce_enabled": True},
        }
    ]


def origins_of(address: str) -> list[str]:
    """The origin of an address, to which a form of ours may lead; nothing for nothing."""
    parts = urlsplit(address)
    return [f"{parts.scheme}://{parts.netloc}"] if address else []


def uses_https(configured: str, hosts: list[str]) -> bool:
    """`auto` trusts plain HTTP only where no other machine can be the client."""
    return configured == "on" or (configured == "auto" and not LOOPBACK_HOSTS.issuperset(hosts))
