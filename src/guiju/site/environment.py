"""Every setting Guiju takes from the environment: one table, read here and documented in docs/settings.md."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from platformdirs import user_data_path

LOOPBACK_HOSTS: Final = frozenset({"localhost", "127.0.0.1", "[::1]", "testserver"})


class SettingError(ValueError):
    """A setting's value cannot be used; the message names the setting, the value and what was expected."""


@dataclass(frozen=True)
class Setting:
    """One variable: its name, the value when it is unset, and how its text is read."""

    name: str
    default: str
    read: Callable[[str], object]
    meaning: str


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


@dataclass(frozen=True)
class _OneOf:
    """One of these words."""

    words: tuple[str, ...]

    def __call__(self, text: str) -> str:
        """The word itself; `ValueError` for another."""
        if text not in self.words:
            raise ValueError(text)
        return text


def _one_of(*words: str) -> _OneOf:
    return _OneOf(words)


SETTINGS: Final[tuple[Setting, ...]] = (
    Setting(
        "GUIJU_HOME",
        "",
        str,
        "folder of database, files and index; empty: var/ in a checkout, else the user's data folder",
    ),
    Setting(
        "GUIJU_DATABASE_URL",
        "",
        str,
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
        str,
        "key that signs cookies; empty: made once and kept in GUIJU_HOME/secret_key",
    ),
    Setting(
        "GUIJU_HOSTS",
        "localhost,127.0.0.1,[::1]",
        _words,
        "host names the server answers to, separated by commas",
    ),
    Setting(
        "GUIJU_HTTPS",
        "auto",
        _one_of("auto", "on", "off"),
        "secure cookies, HSTS; auto: on unless every host is this machine",
    ),
    Setting("GUIJU_BIND", "127.0.0.1:8000", str, "address and port that `guiju serve` listens on"),
    Setting("GUIJU_WEB_WORKERS", "1", int, "web processes that `guiju serve` starts"),
    Setting(
        "GUIJU_LOG_LEVEL",
        "INFO",
        _one_of("DEBUG", "INFO", "WARNING", "ERROR"),
        "least severe log line written",
    ),
    Setting("GUIJU_LOG_FORMAT", "json", _one_of("json", "text"), "json: one object a line; text: for a person"),
    Setting("GUIJU_TIME_ZONE", "Asia/Shanghai", str, "time zone of dates and of 'today'"),
    Setting("GUIJU_MAX_UPLOAD_MB", "50", int, "largest file a page takes, in MB"),
    Setting("GUIJU_MAX_UNPACKED_MB", "500", int, "largest unpacked size of an .xlsx or .docx, in MB"),
    Setting("GUIJU_MAX_ROWS", "1048576", int, "most rows read from one sheet, and paragraphs from one document"),
    Setting("GUIJU_MAX_COLUMNS", "1000", int, "most columns a sheet may have"),
    Setting("GUIJU_MAX_PARAGRAPH", "1000000", int, "most characters in one paragraph of a document"),
    Setting("GUIJU_MAX_PAGES", "2000", int, "most pages read from one PDF"),
    Setting("GUIJU_MAX_IDENTIFIERS", "200000", int, "most identifiers one standards check takes"),
    Setting(
        "GUIJU_INLINE_LINES",
        "300",
        int,
        "a check of no more lines is answered at once; a larger one goes to the worker",
    ),
    Setting("GUIJU_DUE_SOON_DAYS", "180", int, "days ahead in which a known change counts as soon"),
    Setting("GUIJU_ADMIN_EMAIL", "", str, "address that harvesters of `/oai` are given; empty: one that is none"),
    Setting(
        "GUIJU_OAI_HOST",
        "",
        str,
        "host name in the identifiers of `/oai`, which must never change; empty: the host asked",
    ),
    Setting("GUIJU_KEEP_CHECKS_DAYS", "180", int, "days a check stays under its link; 0: for ever"),
    Setting("GUIJU_API_RATE", "300", int, "requests of the API a minute from one address; 0: any number"),
    Setting("GUIJU_API_TOKEN_RATE", "3000", int, "requests of the API a minute with one token; 0: any number"),
    Setting("GUIJU_API_ORIGINS", "", _words, "sites whose pages may call the API (CORS), by commas; *: all"),
    Setting("GUIJU_PROXIES", "0", int, "web servers in front that add to X-Forwarded-For, for counting addresses"),
)


def read(environment: Mapping[str, str] = os.environ) -> dict[str, object]:
    """All settings by name, defaults filled in. Raises `SettingError` for a value that cannot be read."""
    return {setting.name: _value(setting, environment.get(setting.name, setting.default)) for setting in SETTINGS}


def _value(setting: Setting, text: str) -> object:
    try:
        return setting.read(text)
    except ValueError as error:
        wanted = " or ".join(setting.read.words) if isinstance(setting.read, _OneOf) else "a whole number"
        raise SettingError(f"{setting.name}={text!r} cannot be used; expected {wanted}: {setting.meaning}") from error


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


def uses_https(configured: str, hosts: list[str]) -> bool:
    """`auto` trusts plain HTTP only where no other machine can be the client."""
    return configured == "on" or (configured == "auto" and not LOOPBACK_HOSTS.issuperset(hosts))
