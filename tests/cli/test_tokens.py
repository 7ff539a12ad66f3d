"""`guiju token` as people and programs use it."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner, Result

from guiju.cli.commands import app
from guiju.organisations.services.tokens import Holder, Refusal, find_holder

pytestmark = pytest.mark.django_db


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["token", *arguments])


def test_created_token_is_printed_alone_and_works() -> None:
    secret = _run("create", "nightly", "--scope", "checks:write").stdout.strip()
    found = find_holder(secret)
    assert isinstance(found, Holder)
    assert found.scopes == {"checks:write"}


def test_list_shows_every_token_and_no_secret() -> None:
    told = json.loads(_run("create", "nightly", "--scope", "checks:write", "--days", "0", "--json").stdout)
    listed = _run("list", "--json").stdout
    assert told["token"] not in listed
    assert [json.loads(line) for line in listed.splitlines()] == [
        {name: value for name, value in told.items() if name != "token"}
    ]
    assert (told["name"], told["expires_at"], told["used_at"], told["state"]) == ("nightly", None, None, "usable")
    assert told["prefix"] in _run("list").stdout


def test_revoked_token_is_listed_as_such_and_no_longer_works() -> None:
    told = json.loads(_run("create", "x", "--scope", "checks:write", "--json").stdout)
    assert _run("revoke", told["prefix"], "--why", "lost").exit_code == 0
    assert find_holder(told["token"]) == Refusal("revoked")
    assert json.loads(_run("list", "--json").stdout)["state"] == "revoked"
    again = _run("revoke", told["prefix"])
    assert (again.exit_code, "was already revoked on 20" in " ".join(again.output.split())) == (1, True)
    assert _run("list", "--usable", "--json").stdout == ""


def test_unknown_scope_and_unknown_token_are_wrong_use() -> None:
    assert _run("create", "x", "--scope", "all").exit_code == 2
    assert _run("revoke", "12345678").exit_code == 2
