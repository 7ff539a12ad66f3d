"""Who may do what, as one table."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from guiju.organisations.rules import permissions
from guiju.organisations.rules.joining import ask_problem, last_manager_problem
from guiju.organisations.rules.permissions import Place
from guiju.organisations.rules.standing import VISITOR, Administration, Duty, Role, Standing

HERE = Place(1, "500112")
PEOPLE = {
    "visitor": VISITOR,
    "stranger": Standing(user=2, roles={2: Role.MANAGER}),
    "reader": Standing(user=3, roles={1: Role.READER}),
    "editor": Standing(user=4, roles={1: Role.EDITOR}),
    "manager": Standing(user=5, roles={1: Role.MANAGER}),
    "official here": Standing(user=6, duties=frozenset({(Duty.CATALOGUE, "500000")})),
    "official everywhere": Standing(user=7, duties=frozenset({(Duty.CATALOGUE, "")})),
    "official elsewhere": Standing(user=8, duties=frozenset({(Duty.CATALOGUE, "440000")})),
    "official of trade": Standing(user=9, duties=frozenset({(Duty.TRADE, "")})),
    "administrator": Standing(user=10, administration=Administration.SECURITY),
    "program": Standing(
        user=5, roles={1: Role.MANAGER}, duties=frozenset({(Duty.CATALOGUE, "")}), scopes=frozenset({"checks:write"})
    ),
}
OFFICIALS = {"official here", "official everywhere"}
MAY: dict[str, tuple[Callable[[Standing], bool], set[str]]] = {
    "see a listed one": (lambda who: permissions.may_see(who, HERE), set(PEOPLE)),
    "see a proposed one": (lambda who: permissions.may_see(who, Place(1, "500112", is_proposed=True)), OFFICIALS),
    "see its people": (
        lambda who: permissions.may_see_people(who, HERE),
        {"reader", "editor", "manager", "program"},
    ),
    "edit its profile": (lambda who: permissions.may_edit_profile(who, HERE), {"manager"} | OFFICIALS),
    "edit its identity": (lambda who: permissions.may_edit_identity(who, HERE), OFFICIALS),
    "manage its members": (lambda who: permissions.may_manage_members(who, HERE), {"manager"}),
    "verify its domain": (lambda who: permissions.may_verify_domain(who, HERE), OFFICIALS),
    "decide a claim": (lambda who: permissions.may_decide_claim(who, HERE, 99), OFFICIALS),
    "merge it with one of the region": (
        lambda who: permissions.may_merge(who, HERE, Place(2, "500000")),
        OFFICIALS,
    ),
    "merge it with one elsewhere": (
        lambda who: permissions.may_merge(who, HERE, Place(2, "440000")),
        {"official everywhere"},
    ),
    "merge it with one of no region": (
        lambda who: permissions.may_merge(who, HERE, Place(2)),
        {"official everywhere"},
    ),
    "ask to join": (permissions.may_ask, set(PEOPLE) - {"visitor", "administrator", "program"}),
    "have a queue": (permissions.is_official_anywhere, OFFICIALS | {"official elsewhere"}),
}


@pytest.mark.parametrize("what", MAY)
def test_only_those_named_may(what: str) -> None:
    decide, those = MAY[what]
    assert {name for name, who in PEOPLE.items() if decide(who)} == those


def test_official_does_not_decide_a_claim_of_their_own() -> None:
    assert not permissions.may_decide_claim(PEOPLE["official here"], HERE, 6)


@pytest.mark.parametrize(
    ("held", "becomes", "managers", "refused"),
    [
        (Role.MANAGER, None, 1, True),
        (Role.MANAGER, Role.EDITOR, 1, True),
        (Role.MANAGER, Role.MANAGER, 1, False),
        (Role.MANAGER, None, 2, False),
        (Role.READER, None, 1, False),
        (Role.EDITOR, Role.MANAGER, 1, False),
    ],
)
def test_last_manager_stays(held: Role, becomes: Role | None, managers: int, refused: bool) -> None:
    assert (last_manager_problem(held, becomes, managers) is not None) is refused


@pytest.mark.parametrize(
    ("state", "why"),
    [
        ({}, None),
        ({"is_member": True}, "organisation.already_member"),
        ({"is_waiting": True}, "organisation.already_asked"),
        ({"is_claim": True}, "organisation.already_claimed"),
        ({"is_claimed": False}, "organisation.nobody_there"),
        ({"is_claimed": False, "is_claim": True}, None),
    ],
)
def test_asking_is_refused_where_it_makes_no_sense(state: dict[str, bool], why: str | None) -> None:
    facts = {"is_member": False, "is_waiting": False, "is_claimed": True, "is_claim": False, **state}
    problem = ask_problem(**facts)
    assert (problem.code if problem else None) == why
