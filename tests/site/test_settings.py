"""Settings: read, refused, documented; safe by default."""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from guiju.site import environment

ROOT = Path(__file__).resolve().parents[2]


def documented() -> dict[str, tuple[str, str]]:
    text = (ROOT / "docs/settings.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(GUIJU_\w+)` \| (.+?) \| (.+) \|$", text, flags=re.MULTILINE)
    return {name: (default, meaning) for name, default, meaning in rows}


def test_every_setting_is_documented_with_its_default_and_meaning() -> None:
    expected = {
        setting.name: (f"`{setting.default}`" if setting.default else "(empty)", setting.meaning)
        for setting in environment.SETTINGS
    }
    assert documented() == expected


def test_every_variable_the_code_names_is_a_setting() -> None:
    named = {
        name
        for path in (ROOT / "src").rglob("*.py")
        for name in re.findall(r"\bGUIJU_[A-Z_]+[A-Z]\b", path.read_text(encoding="utf-8"))
    }
    assert named == {setting.name for setting in environment.SETTINGS}


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("GUIJU_MODE", "debug", "production or development"),
        ("GUIJU_HTTPS", "yes", "auto or on or off"),
        ("GUIJU_LOG_LEVEL", "loud", "DEBUG or INFO or WARNING or ERROR"),
        ("GUIJU_WEB_WORKERS", "many", "a whole number, 1 or more"),
        ("GUIJU_WEB_WORKERS", "0", "a whole number, 1 or more"),
        ("GUIJU_API_RATE", "-1", "a whole number, 0 or more"),
        ("GUIJU_API_TOKEN_RATE", "", "a whole number, 0 or more"),
        ("GUIJU_PROXIES", "1.5", "a whole number, 0 or more"),
        ("GUIJU_MAX_ROWS", "1_000", "a whole number, 1 or more"),
        *(
            ("GUIJU_API_ORIGINS", value, "origins, as https://tools.example.org, with no slash at the end, or *")
            for value in ("a.example", "https://a.example/", "https://a.example, b", "ftp://a.example", "**")
        ),
        ("GUIJU_HOSTS", "https://a.example", "host names without scheme, port and slash"),
        ("GUIJU_HOSTS", "a.example:8000", "host names without scheme, port and slash"),
        ("GUIJU_BIND", "8000", "an address and a port, as 127.0.0.1:8000"),
        ("GUIJU_TIME_ZONE", "Mars/Olympus", "a time zone, as Asia/Shanghai"),
        ("GUIJU_TIME_ZONE", "Asia", "a time zone, as Asia/Shanghai"),
        ("GUIJU_ADMIN_EMAIL", "nobody", "nothing, or an address with an @"),
        ("GUIJU_OAI_HOST", "https://a.example", "nothing, or a host name without scheme, port and slash"),
        ("GUIJU_DATABASE_URL", "mysql://a/b", "nothing, or an address that begins with postgres://"),
    ],
)
def test_value_that_cannot_be_used_is_refused_with_what_was_expected(name: str, value: str, expected: str) -> None:
    with pytest.raises(
        environment.SettingError, match=re.escape(f"{name}={value!r} cannot be used; expected {expected}: ")
    ):
        environment.read({name: value})


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        (
            "GUIJU_API_ORIGINS",
            "https://a.example:8443, http://localhost:3000",
            ["https://a.example:8443", "http://localhost:3000"],
        ),
        ("GUIJU_API_ORIGINS", "*", ["*"]),
        ("GUIJU_HOSTS", "a.example, .b.example,[::1]", ["a.example", ".b.example", "[::1]"]),
        ("GUIJU_BIND", "[::]:80", "[::]:80"),
        ("GUIJU_BIND", "0.0.0.0:8000", "0.0.0.0:8000"),
        ("GUIJU_API_RATE", "0", 0),
    ],
)
def test_value_that_can_be_used_is_read(name: str, text: str, value: object) -> None:
    assert environment.read({name: text})[name] == value


@pytest.mark.parametrize(
    ("configured", "hosts", "expected"),
    [
        ("auto", ["localhost", "127.0.0.1"], False),
        ("auto", ["standards.example.org"], True),
        ("auto", ["localhost", "standards.example.org"], True),
        ("off", ["standards.example.org"], False),
        ("on", ["localhost"], True),
    ],
)
def test_https_is_left_out_only_for_this_machine_or_by_order(configured: str, hosts: list[str], expected: bool) -> None:
    assert environment.uses_https(configured, hosts) is expected


def test_secret_key_is_made_once_and_is_its_owners_alone(tmp_path: Path) -> None:
    first = environment.secret_key("", tmp_path)
    assert len(first) >= 50
    assert environment.secret_key("", tmp_path) == first
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600
    assert environment.secret_key("given", tmp_path) == "given"


def settings_as_run(**variables: str) -> dict[str, object]:
    """Django's settings in a process of their own, with nothing but these variables set."""
    names = "DEBUG SESSION_COOKIE_SECURE CSRF_COOKIE_SECURE SECURE_HSTS_SECONDS SECURE_SSL_REDIRECT LANGUAGE_CODE"
    code = (
        "import json, django; django.setup(); from django.conf import settings as s;"
        f"print(json.dumps({{n: getattr(s, n) for n in {names.split()!r}}}))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        env={"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "guiju.site.settings", **variables},
        check=True,
        capture_output=True,
        text=True,
    )
    return dict(json.loads(run.stdout))


def test_a_server_for_others_is_safe_without_any_setting_but_its_host(tmp_path: Path) -> None:
    assert settings_as_run(GUIJU_HOME=str(tmp_path), GUIJU_HOSTS="standards.example.org") == {
        "DEBUG": False,
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SECURE_HSTS_SECONDS": 31536000,
        "SECURE_SSL_REDIRECT": True,
        "LANGUAGE_CODE": "zh-hans",
    }


def test_a_server_for_this_machine_works_without_https(tmp_path: Path) -> None:
    found = settings_as_run(GUIJU_HOME=str(tmp_path))
    assert (found["DEBUG"], found["SESSION_COOKIE_SECURE"], found["SECURE_SSL_REDIRECT"]) == (False, False, False)
