"""`guiju user`, `guiju demo people` and `guiju audit` as people use them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.db import models
from django.test import Client
from typer.testing import CliRunner, Result

from guiju.cli.commands import app
from guiju.models import AuditEntry, User
from guiju.organisations.queries.standing import standing_of
from guiju.organisations.rules.standing import Administration, Duty, Role, Standing
from guiju.platform import sealing

pytestmark = pytest.mark.django_db

PASSWORD = "a line drawn with a compass"


def _run(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(app, list(arguments), input=typed)


def test_first_administrator_is_made_with_the_password_asked_for() -> None:
    made = _run("user", "create", "audit@example.org", "--administration", "audit", typed=f"{PASSWORD}\n{PASSWORD}\n")
    assert made.exit_code == 0, made.output
    person = User.objects.get(email="audit@example.org")
    assert person.check_password(PASSWORD)
    assert standing_of(person) == Standing(user=person.pk, administration=Administration.AUDIT)


def test_duties_are_given_with_their_region() -> None:
    _run("user", "create", "o@example.org", "--duty", "catalogue:500000", "--duty", "trade", "--link")
    duties = standing_of(User.objects.get(email="o@example.org")).duties
    assert duties == {(Duty.CATALOGUE, "500000"), (Duty.TRADE, "")}


def test_link_sets_the_password_once(client: Client) -> None:
    path = _run("user", "create", "new@example.org", "--link").stdout.strip()
    form = client.get(path, follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": PASSWORD, "password2": PASSWORD})
    assert User.objects.get(email="new@example.org").check_password(PASSWORD)
    assert "此链接已失效" in Client().get(path, follow=True).content.decode()


@pytest.mark.parametrize(
    "arguments",
    [
        ("no address", "--link"),
        ("x@example.org", "--duty", "everything", "--link"),
        ("x@example.org", "--duty", "trade:5000", "--link"),
        ("x@example.org", "--administration", "audit", "--duty", "trade", "--link"),
        ("x@example.org", "--administration", "root", "--link"),
    ],
)
def test_what_cannot_be_is_refused_and_nobody_made(arguments: tuple[str, ...]) -> None:
    assert _run("user", "create", *arguments).exit_code == 2
    assert User.objects.count() == 0


def test_weak_password_and_taken_address_are_refused() -> None:
    assert _run("user", "create", "x@example.org", typed="1234567890\n1234567890\n").exit_code == 2
    assert _run("user", "create", "x@example.org", "--link").exit_code == 0
    assert _run("user", "create", "X@example.org", "--link").exit_code == 2


def test_demonstration_people_are_made_once() -> None:
    lines = [line.split("\t") for line in _run("demo", "people").stdout.splitlines()]
    assert [line[0] for line in lines] == [
        "manager.a@demo.invalid",
        "editor.a@demo.invalid",
        "member.b@demo.invalid",
        "official@demo.invalid",
    ]
    assert all(User.objects.get(email=email).check_password(password) for email, password, _name in lines)
    roles = [list(standing_of(User.objects.get(email=line[0])).roles.values()) for line in lines]
    assert roles == [[Role.MANAGER], [Role.EDITOR], [Role.MANAGER], []]
    assert _run("demo", "people").stdout == ""
    assert User.objects.count() == 4


def test_verify_prints_the_last_digest_and_recognises_it_later() -> None:
    _run("user", "create", "x@example.org", "--link")
    sealing.seal()
    digest = _run("audit", "verify").stdout.strip()
    assert digest == AuditEntry.objects.order_by("-number")[0].digest
    _run("user", "create", "y@example.org", "--link")
    sealing.seal()
    assert _run("audit", "verify", "--expect", digest).exit_code == 0
    assert _run("audit", "verify", "--expect", "0" * 63 + "1").exit_code == 1


def test_verify_names_the_first_broken_place() -> None:
    for name in "abc":
        _run("user", "create", f"{name}@example.org", "--link")
    sealing.seal()
    models.QuerySet(AuditEntry).filter(number=2).update(why="x")
    told = _run("audit", "verify", "--json")
    assert (told.exit_code, json.loads(told.stdout)["faults"]) == (1, ["entry 2: the entry is not what was sealed"])


def test_export_writes_every_entry(tmp_path: Path) -> None:
    _run("user", "create", "x@example.org", "--link")
    sealing.seal()
    _run("audit", "export", str(tmp_path / "trail.jsonl"))
    entries = [json.loads(line) for line in (tmp_path / "trail.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(entry["number"], entry["action"], entry["origin"]) for entry in entries] == [
        (1, "person.created", "guiju user")
    ]
