"""What holds for any identifier, any holdings and any date."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guiju.catalogue.rules import Amendment, Edition, Status, status_on
from guiju.checks.engine import identifiers_of
from guiju.checks.reading import InputLine, read_pasted
from guiju.checks.rules import Holdings, Outcome, judge, likeness
from guiju.kernel.dates import PartialDate
from guiju.kernel.docid import parse
from guiju.platform.reasons import render_all
from tests.checks.given import COVERED, edition, link, replaced_by

YEARS = st.integers(1990, 2030)
DAYS = st.dates(dt.date(1995, 1, 1), dt.date(2035, 1, 1))
MAYBE_DAY = st.one_of(st.just(""), DAYS.map(str))
NUMBERS = ["GB 5", "GB/T 5"]


@st.composite
def editions(draw: st.DrawFn, number: str) -> Edition:
    year = draw(YEARS)
    successions = [replaced_by(f"{number}-{year + 5}", effective=draw(MAYBE_DAY), issued=draw(MAYBE_DAY))]
    sheets = [Amendment(f"{number}-{year}/XG1-{year + 1}", effective=PartialDate(year + 1))]
    return edition(
        f"{number}-{year}",
        issued=draw(MAYBE_DAY),
        effective=draw(MAYBE_DAY),
        withdrawn=draw(MAYBE_DAY),
        word=draw(st.sampled_from(["", "现行", "废止", "被代替", "即将实施", "怪词"])),
        seen=str(draw(DAYS)),
        successions=successions if draw(st.booleans()) else [],
        amendments=sheets if draw(st.booleans()) else [],
    )


@st.composite
def holdings(draw: st.DrawFn) -> Holdings:
    own = draw(st.lists(editions(NUMBERS[0]), max_size=3, unique_by=lambda one: one.key))
    other = draw(st.lists(editions(NUMBERS[1]), max_size=2, unique_by=lambda one: one.key))
    chains = {one.key: (link(f"{one.key}9"),) for one in own if one.facts.successions}
    newest_first = sorted(own, key=lambda one: -(one.year or 0))
    return Holdings(tuple(newest_first), tuple(other), (), chains, {}, COVERED if draw(st.booleans()) else None)


TEXTS = st.one_of(
    st.just("GB 5"), YEARS.map(lambda year: f"GB 5-{year}"), st.sampled_from(["GB/T 5", "", "图纸", "GB 5~9"])
)


@settings(max_examples=100, deadline=None)
@given(TEXTS, holdings(), DAYS, st.text(max_size=20))
def test_judge_ends_in_one_outcome_with_reasons_in_both_languages(
    text: str, held: Holdings, on: dt.date, title: str
) -> None:
    verdict = judge(parse(text), held, as_of=on, given_title=title)
    assert isinstance(verdict.outcome, Outcome)
    assert verdict.reasons != ()
    assert "" not in {render_all(verdict.reasons, "zh"), render_all(verdict.reasons, "en")}


@settings(max_examples=100, deadline=None)
@given(TEXTS, holdings(), DAYS)
def test_judge_current_only_with_an_edition_in_force_on_the_date(text: str, held: Holdings, on: dt.date) -> None:
    verdict = judge(parse(text), held, as_of=on)
    if verdict.outcome in {Outcome.CURRENT, Outcome.SUPERSEDED_SOON}:
        assert verdict.edition is not None
        assert status_on(verdict.edition.periods, on).status == Status.IN_FORCE


@settings(max_examples=100, deadline=None)
@given(YEARS, holdings(), DAYS)
def test_judge_dated_never_answers_with_another_year(year: int, held: Holdings, on: dt.date) -> None:
    verdict = judge(parse(f"GB 5-{year}"), held, as_of=on)
    assert verdict.edition is None or verdict.edition.year == year


@settings(max_examples=100, deadline=None)
@given(holdings(), DAYS)
def test_judge_undated_leads_with_one_in_force_wherever_a_source_says_so(held: Holdings, on: dt.date) -> None:
    said = [
        one
        for one in held.editions
        if status_on(one.periods, on).status == Status.IN_FORCE
        and one.facts.best_sighting is not None
        and one.facts.best_sighting.status == Status.IN_FORCE
    ]
    verdict = judge(parse("GB 5"), held, as_of=on)
    if said:
        assert verdict.edition is not None
        assert status_on(verdict.edition.periods, on).status == Status.IN_FORCE


@given(st.text(), st.text(), st.text())
def test_likeness_is_a_share_or_cannot_be_told(given_title: str, zh: str, en: str) -> None:
    score = likeness(given_title, zh, en)
    assert score is None or 0 <= score <= 100


@pytest.mark.parametrize("title", ["灯具 第1部分：一般要求与试验", "Luminaires - Part 1: General requirements"])
def test_likeness_of_a_title_to_itself_is_whole(title: str) -> None:
    assert likeness(title, title) == 100


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_every_pasted_text_is_read_and_every_line_has_identifiers_or_one_without(text: str) -> None:
    for line in read_pasted(text):
        assert len(identifiers_of(line)) >= 1


HOSTILE = ["GB" * 50_000, "GB/T 1" * 17_000, "1~" * 50_000, "、" * 100_000, "《" * 100_000, "GB/T 1.1~" * 11_000]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_line_is_taken_apart(text: str) -> None:
    assert len(identifiers_of(InputLine(1, text))) >= 1


def test_ten_thousand_numbers_on_one_line_are_all_there() -> None:
    text = "、".join(f"GB/T {number}-2020" for number in range(1, 10_001))
    found = identifiers_of(InputLine(1, text))
    assert [one.docid.number for one in found] == [str(number) for number in range(1, 10_001)]
