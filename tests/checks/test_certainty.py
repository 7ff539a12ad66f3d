"""What an answer leaves open behind its outcome: by hand, from editions and from the words that were kept."""

from __future__ import annotations

import pytest

from guiju.catalogue.rules import Amendment, MandateChange
from guiju.checks.rules import Doubt, Outcome, Verdict, doubts, is_open
from guiju.kernel.reasons import Reason
from tests.checks.given import date, edition, holding, judged, link, replaced_by

NO_STATUS = edition("ISO 19115:2003", amendments=[Amendment("ISO 19115:2003/Cor 1:2006")])
IN_FORCE = edition("GB/T 40-2010", effective="2011-01-01", word="现行", title_zh="照明设备电子镇流器")


def left_open(verdict: Verdict, *, meant: bool = False) -> tuple[Outcome, tuple[Doubt, ...]]:
    reasons = (*verdict.reasons, *verdict.notes)
    return verdict.outcome, doubts(verdict.outcome, reasons, meant=meant)


def test_in_force_by_evidence_leaves_nothing_open() -> None:
    assert left_open(judged("GB/T 40-2010", holding(IN_FORCE))) == (Outcome.CURRENT, ())


def test_amended_hides_an_unknown_status() -> None:
    assert left_open(judged("ISO 19115:2003", holding(NO_STATUS))) == (Outcome.AMENDED, (Doubt.STATUS,))


def test_amendment_written_and_not_on_record_is_open() -> None:
    assert left_open(judged("GB/T 40-2010/XG1-2015", holding(IN_FORCE))) == (Outcome.AMENDED, (Doubt.AMENDMENT,))


def test_reprint_written_and_not_on_record_is_open() -> None:
    record = edition("GB 50016-2014", effective="2015-05-01", word="现行")
    assert left_open(judged("GB 50016-2014(2018年版)", holding(record))) == (Outcome.AMENDED, (Doubt.AMENDMENT,))


def test_mandate_changed_hides_an_unknown_status_and_an_unrecorded_change() -> None:
    record = edition("GB/T 60-1999")
    verdict = judged("GB 60-1999", holding(variants=[record]))
    assert left_open(verdict) == (Outcome.MANDATE_CHANGED, (Doubt.STATUS, Doubt.NUMBER))


@pytest.mark.parametrize(("on", "expected"), [("2017-03-23", ()), ("", (Doubt.NUMBER,))])
def test_recorded_change_of_mandate_is_open_where_it_has_no_date(on: str, expected: tuple[Doubt, ...]) -> None:
    changed = MandateChange("mandatory", "recommended", date(on) if on else None, former_key="GB 60-1999")
    record = edition("GB/T 60-1999", effective="2000-01-01", word="现行", changes=[changed])
    assert left_open(judged("GB 60-1999", holding(variants=[record]))) == (Outcome.MANDATE_CHANGED, expected)


def test_replaced_from_a_stated_day_by_what_is_in_force_leaves_nothing_open() -> None:
    old = edition(
        "GB/T 70-2001", effective="2002-01-01", successions=[replaced_by("GB/T 70-2010", effective="2011-01-01")]
    )
    new = edition("GB/T 70-2010", effective="2011-01-01", word="现行")
    chains = {"GB/T 70-2001": [link("GB/T 70-2010")]}
    assert left_open(judged("GB/T 70-2001", holding(new, old, chains=chains, chained=[new]))) == (Outcome.REPLACED, ())


def test_replaced_by_what_was_issued_without_a_date_in_force_is_open() -> None:
    old = edition(
        "GB/T 70-2001", effective="2002-01-01", successions=[replaced_by("GB/T 70-2010", issued="2010-06-01")]
    )
    new = edition("GB/T 70-2010", issued="2010-06-01", word="现行")
    chains = {"GB/T 70-2001": [link("GB/T 70-2010")]}
    verdict = judged("GB/T 70-2001", holding(new, old, chains=chains, chained=[new]))
    assert left_open(verdict) == (Outcome.REPLACED, (Doubt.END,))


def test_international_successor_replaces_from_its_issue() -> None:
    old = edition("ISO 9001:2008", issued="2008-11-15", successions=[replaced_by("ISO 9001:2015", issued="2015-09-15")])
    new = edition("ISO 9001:2015", issued="2015-09-15")
    chains = {"ISO 9001:2008": [link("ISO 9001:2015")]}
    assert left_open(judged("ISO 9001:2008", holding(new, old, chains=chains, chained=[new]))) == (Outcome.REPLACED, ())


def test_successor_without_any_date_is_open_unless_the_end_is_dated_otherwise() -> None:
    seen = replaced_by("GB/T 71-2010", seen="2020-01-01")
    new = edition("GB/T 71-2010", word="现行")
    chains = {key: [link("GB/T 71-2010")] for key in ("GB/T 70-2001", "GB/T 72-2001")}
    undated = edition("GB/T 70-2001", effective="2002-01-01", successions=[seen])
    dated = edition("GB/T 72-2001", effective="2002-01-01", withdrawn="2011-01-01", successions=[seen])
    assert left_open(judged("GB/T 70-2001", holding(undated, chains=chains, chained=[new]))) == (
        *(Outcome.REPLACED, (Doubt.END,)),
    )
    assert left_open(judged("GB/T 72-2001", holding(dated, chains=chains, chained=[new]))) == (Outcome.REPLACED, ())


def test_replaced_by_what_is_not_on_record_leaves_the_successor_open() -> None:
    old = edition(
        "GB/T 70-2001", effective="2002-01-01", successions=[replaced_by("GB/T 70-2010", effective="2011-01-01")]
    )
    verdict = judged("GB/T 70-2001", holding(old, chains={"GB/T 70-2001": [link("GB/T 70-2010")]}))
    assert left_open(verdict) == (Outcome.REPLACED, (Doubt.SUCCESSOR,))


def test_replaced_by_nobody_knows_what_leaves_the_successor_open() -> None:
    old = edition("GB/T 70-2001", effective="2002-01-01", word="被代替")
    assert left_open(judged("GB/T 70-2001", holding(old))) == (Outcome.REPLACED, (Doubt.SUCCESSOR,))


def test_replaced_by_what_is_withdrawn_itself_leaves_nothing_open() -> None:
    stated = replaced_by("GB/T 70-2010", effective="2011-01-01")
    old = edition("GB/T 70-2001", effective="2002-01-01", successions=[stated])
    new = edition("GB/T 70-2010", effective="2011-01-01", withdrawn="2020-01-01")
    chains = {"GB/T 70-2001": [link("GB/T 70-2010")]}
    assert left_open(judged("GB/T 70-2001", holding(old, chains=chains, chained=[new]))) == (Outcome.REPLACED, ())


def test_chain_that_leads_to_nothing_known_to_hold_leaves_the_successor_open() -> None:
    stated = replaced_by("GB/T 70-2010", effective="2011-01-01")
    old = edition("GB/T 70-2001", effective="2002-01-01", successions=[stated])
    new = edition("GB/T 70-2010", effective="2011-01-01", word="被代替")
    chains = {"GB/T 70-2001": [link("GB/T 70-2010")]}
    verdict = judged("GB/T 70-2001", holding(old, chains=chains, chained=[new]))
    assert left_open(verdict) == (Outcome.REPLACED, (Doubt.SUCCESSOR,))


def test_newer_edition_to_come_without_a_stated_relation_is_open() -> None:
    newer = edition("GB/T 5-2027", issued="2026-10-01", effective="2027-05-01")
    older = edition("GB/T 5-2005", effective="2006-01-01", word="现行")
    assert left_open(judged("GB/T 5-2005", holding(newer, older))) == (Outcome.SUPERSEDED_SOON, (Doubt.RELATION,))


def test_title_of_another_standard_is_open_until_a_person_says_that_the_number_is_meant() -> None:
    verdict = judged("GB/T 40-2010", holding(IN_FORCE), title="食品中铅的测定方法")
    assert left_open(verdict) == (Outcome.CURRENT, (Doubt.TITLE,))
    assert left_open(verdict, meant=True) == (Outcome.CURRENT, ())


def test_undated_number_is_open_where_an_older_edition_may_be_in_force() -> None:
    coming = edition("GB/T 30-2027", issued="2026-09-01", effective="2027-03-01")
    unknown = edition("GB/T 30-2014")
    verdict = judged("GB/T 30", holding(coming, unknown))
    assert left_open(verdict) == (Outcome.NOT_YET_IN_FORCE, (Doubt.EDITION,))


def test_edition_outrun_by_a_newer_one_is_of_unknown_status_also_where_its_successor_is_published() -> None:
    newer = edition("GB/T 5-2015", effective="2016-01-01")
    coming = replaced_by("GB/T 6-2026", issued="2026-06-01", effective="2027-01-01")
    older = edition("GB/T 5-2005", effective="2006-01-01", successions=[coming])
    verdict = judged("GB/T 5-2005", holding(newer, older))
    assert (verdict.outcome, verdict.reasons[0].code) == (Outcome.STATUS_UNKNOWN, "check.outrun")


def test_parts_of_all_parts_are_open_for_nobody_says_that_they_are_all() -> None:
    reasons = [Reason.of("check.current"), Reason.of("check.all_parts", given="GB/T 50 (所有部分)", count=3)]
    assert doubts(Outcome.CURRENT, reasons) == (Doubt.PARTS,)


@pytest.mark.parametrize("outcome", ["unreadable", "ambiguous", "not_covered", "not_found", "status_unknown"])
def test_open_outcome_is_open_by_itself_and_hides_nothing(outcome: str) -> None:
    reasons = [Reason.of("check.status_unknown")]
    assert (doubts(Outcome(outcome), reasons), is_open(Outcome(outcome), reasons)) == ((), True)
