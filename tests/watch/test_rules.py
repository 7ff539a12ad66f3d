"""Facts, what is told of them, and who may do what: on values alone."""

from __future__ import annotations

import datetime as dt

import pytest

from guiju.catalogue.rules import Amendment
from guiju.organisations.rules.standing import VISITOR, Role, Standing
from guiju.watch.rules.facts import Fact, FactState, Kind, derive
from guiju.watch.rules.items import Mode, number_of_key, usual_mode
from guiju.watch.rules.permissions import May, Owner, Share, may_edit, may_own, may_share, may_view
from guiju.watch.rules.reviews import interval_of, next_review, warning_of
from guiju.watch.rules.telling import Noted, Tell, reconcile
from tests.checks.given import edition, replaced_by

TODAY = dt.date(2026, 11, 23)
ME = Standing(user=1, roles={7: Role.READER, 8: Role.EDITOR, 9: Role.MANAGER})


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("owner", "allowed"),
    [
        (Owner(user=1), (True, True, True)),
        (Owner(user=2), (False, False, False)),
        (Owner(organisation=6), (False, False, False)),
        (Owner(organisation=7), (True, False, False)),
        (Owner(organisation=8), (True, True, False)),
        (Owner(organisation=9), (True, True, True)),
    ],
)
def test_list_is_for_its_owner_by_role(owner: Owner, allowed: tuple[bool, bool, bool]) -> None:
    assert (may_view(ME, owner), may_edit(ME, owner), may_share(ME, owner)) == allowed
    assert may_own(ME, owner) is allowed[1]
    assert (may_view(VISITOR, owner), may_edit(VISITOR, owner), may_share(VISITOR, owner)) == (False, False, False)


@pytest.mark.parametrize(
    ("to", "may", "allowed"),
    [
        (Owner(user=1), May.VIEW, (True, False)),
        (Owner(user=1), May.EDIT, (True, True)),
        (Owner(organisation=7), May.EDIT, (True, False)),
        (Owner(organisation=8), May.EDIT, (True, True)),
        (Owner(organisation=8), May.VIEW, (True, False)),
        (Owner(user=3), May.EDIT, (False, False)),
    ],
)
def test_share_opens_a_list_as_far_as_it_says(to: Owner, may: May, allowed: tuple[bool, bool]) -> None:
    shares = [Share(to, may)]
    assert (may_view(ME, Owner(user=2), shares), may_edit(ME, Owner(user=2), shares)) == allowed
    assert may_share(ME, Owner(user=2)) is False


def test_token_without_the_scope_of_watching_sees_nothing() -> None:
    assert may_view(Standing(user=1, scopes=frozenset({"checks"})), Owner(user=1)) is False
    assert may_view(Standing(user=1, scopes=frozenset({"watch"})), Owner(user=1)) is True


@pytest.mark.parametrize(
    ("key", "mode", "number"),
    [
        ("GB/T 30-2014", Mode.ASK, "GB/T 30"),
        ("GB/T 30", Mode.FOLLOW, "GB/T 30"),
        ("IEC 60598-1:2020", Mode.ASK, "IEC 60598-1"),
    ],
)
def test_number_without_a_year_follows_and_one_with_a_year_asks(key: str, mode: Mode, number: str) -> None:
    assert (usual_mode(key), number_of_key(key)) == (mode, number)


def test_facts_of_a_standard_with_a_known_end() -> None:
    found = derive(
        edition(
            "GB/T 30-2014",
            issued="2014-06-01",
            effective="2015-01-01",
            successions=[replaced_by("GB/T 30-2026", effective="2027-03-01")],
            amendments=[Amendment("GB/T 30-2014/XG1-2020", held=True)],
        ),
        today=TODAY,
        steps=(30,),
    )
    assert [(fact.what, str(fact.on or ""), str(fact.due or "")) for fact in found] == [
        ("recorded", "", ""),
        ("published", "2014-06-01", "2014-06-01"),
        ("coming:30", "2015-01-01", "2014-12-02"),
        ("in_force", "2015-01-01", "2015-01-01"),
        ("end_known", "2027-03-01", ""),
        ("ending:30", "2027-03-01", "2027-01-30"),
        ("replaced", "2027-03-01", "2027-03-01"),
        ("amended:GB/T 30-2014/XG1-2020", "", ""),
    ]


@pytest.mark.parametrize(
    ("word", "drafts"), [("40.20", 1), ("4060", 1), ("40.98", 0), ("40.00", 0), ("征求意见", 1), ("50.00", 0)]
)
def test_draft_is_out_for_comment_by_its_stage(word: str, drafts: int) -> None:
    found = derive(edition("ISO/DIS 9001:2026", word=word), today=TODAY)
    assert sum(fact.kind is Kind.DRAFT for fact in found) == drafts


@pytest.mark.parametrize(
    ("issued", "years", "review", "warning"),
    [
        ("2022-03-01", 5, "2027-03-01", "2026-09-01"),
        ("2010-03-01", 5, "2030-03-01", "2029-09-01"),
        ("2021-11-23", 5, "2026-11-23", "2026-05-23"),
        ("2024-02-29", 3, "2027-02-28", "2026-08-28"),
        ("2024-08-31", 3, "2027-08-31", "2027-02-28"),
    ],
)
def test_review_is_due_after_whole_intervals_and_told_half_a_year_before(
    issued: str, years: int, review: str, warning: str
) -> None:
    due = next_review(day(issued), years, TODAY)
    assert (due, warning_of(due)) == (day(review), day(warning))


@pytest.mark.parametrize(
    ("level", "body", "years"),
    [
        ("national", "GB", 5),
        ("local", "DB31", 3),
        ("local", "DB50", 5),
        ("group", "T/CSA", None),
        ("foreign", "BS", None),
    ],
)
def test_review_interval_follows_level_and_jurisdiction(level: str, body: str, years: int | None) -> None:
    found = interval_of(level, body)
    assert (found.years if found else None) == years


BASE = {"recorded": Noted(None, "", None, FactState.SILENT)}
END = Fact(Kind.END_KNOWN, "end_known", on=day("2027-03-01"), by="GB/T 30-2026", line="end", step=100)
GONE = Fact(Kind.REPLACED, "replaced", on=day("2027-03-01"), by="GB/T 30-2026", due=day("2027-03-01"), line="end")


def told(fact: Fact, before: Noted | None, today: dt.date) -> list[tuple[str, FactState, Tell | None]]:
    noted = {**BASE, **({fact.what: before} if before else {})}
    recorded = Fact(Kind.RECORDED, "recorded")
    return [(step.event, step.state, step.tell) for step in reconcile([recorded, fact], noted, today=today)]


@pytest.mark.parametrize(
    ("before", "today", "expected"),
    [
        (None, "2026-11-23", [("replaced:2027-03-01", FactState.PENDING, None)]),
        (None, "2027-03-01", [("replaced:2027-03-01", FactState.TOLD, Tell.ALERT)]),
        (
            Noted(day("2027-03-01"), "GB/T 30-2026", day("2027-03-01"), FactState.PENDING),
            "2027-03-01",
            [("replaced:2027-03-01", FactState.TOLD, Tell.ALERT)],
        ),
        (Noted(day("2027-03-01"), "GB/T 30-2026", day("2027-03-01"), FactState.TOLD), "2027-03-02", []),
        (
            Noted(day("2027-01-01"), "GB/T 30-2026", day("2027-01-01"), FactState.TOLD),
            "2027-03-02",
            [("replaced:2027-03-01:2", FactState.TOLD, Tell.UPDATE)],
        ),
        (
            Noted(day("2026-01-01"), "GB/T 30-2026", day("2026-01-01"), FactState.TOLD),
            "2026-11-23",
            [("replaced:2027-03-01:2:cancelled", FactState.PENDING, Tell.CANCEL)],
        ),
        (
            Noted(day("2027-03-01"), "GB/T 30-2026", None, FactState.GONE, 2),
            "2027-03-02",
            [("replaced:2027-03-01:3", FactState.TOLD, Tell.ALERT)],
        ),
    ],
)
def test_fact_is_told_by_what_was_noted_of_it(
    before: Noted | None, today: str, expected: list[tuple[str, FactState, Tell | None]]
) -> None:
    assert told(GONE, before, day(today)) == expected


def test_of_a_line_the_last_step_alone_is_told() -> None:
    steps = reconcile([Fact(Kind.RECORDED, "recorded"), END, GONE], BASE, today=day("2027-04-01"))
    assert [(step.fact.what, step.tell) for step in steps] == [("end_known", None), ("replaced", Tell.ALERT)]
