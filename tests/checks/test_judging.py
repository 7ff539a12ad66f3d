"""Every outcome, its order, and what it says: expected values from the field's rules, written by hand."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from guiju.catalogue.rules import Amendment, MandateChange
from guiju.checks.rules import Outcome, Verdict, judge, strongest
from guiju.kernel.dates import PartialDate
from guiju.kernel.docid import parse
from guiju.kernel.reasons import Reason
from tests.checks.given import SOON, TODAY, date, edition, holding, judged, link, replaced_by

OLD = edition(
    "GB 7000.1-2007", effective="2009-01-01", successions=[replaced_by("GB 7000.1-2015", effective="2017-01-01")]
)
MIDDLE = edition(
    "GB 7000.1-2015",
    issued="2015-12-31",
    effective="2017-01-01",
    successions=[replaced_by("GB/T 7000.1-2023", effective="2024-07-01", issued="2023-12-28")],
)
NEW = edition("GB/T 7000.1-2023", issued="2023-12-28", effective="2024-07-01", title_zh="灯具 第1部分：一般要求与试验")
CHAINS = {
    "GB 7000.1-2007": [link("GB 7000.1-2015"), link("GB/T 7000.1-2023")],
    "GB 7000.1-2015": [link("GB/T 7000.1-2023")],
}


def codes(verdict: Verdict) -> list[str]:
    return [reason.code for reason in verdict.reasons]


def notes(verdict: Verdict) -> list[str]:
    return [reason.code for reason in verdict.notes]


def test_order_of_outcomes_is_the_fields() -> None:
    assert [outcome.value for outcome in Outcome] == [
        "unreadable",
        "ambiguous",
        "not_covered",
        "not_found",
        "withdrawn",
        "replaced",
        "not_yet_in_force",
        "superseded_soon",
        "mandate_changed",
        "amended",
        "status_unknown",
        "current",
    ]


def test_strongest_of_several_outcomes_is_the_first_in_order() -> None:
    assert strongest([Outcome.CURRENT, Outcome.AMENDED, Outcome.SUPERSEDED_SOON]) == Outcome.SUPERSEDED_SOON


def test_judge_text_without_number_is_unreadable() -> None:
    verdict = judged("按客户图纸执行", holding())
    assert (verdict.outcome, verdict.reasons) == (Outcome.UNREADABLE, (Reason("check.unreadable"),))


def test_judge_edition_in_force_is_current_with_its_evidence() -> None:
    verdict = judged("gb/t7000.1-2023", holding(NEW))
    assert verdict.outcome == Outcome.CURRENT
    assert verdict.edition == NEW
    assert verdict.reasons == (
        Reason.of("check.current", number="GB/T 7000.1-2023", on="2026-11-22"),
        Reason.of("status.in_force_since", date="2024-07-01"),
    )
    assert verdict.dates == {"issued": "2023-12-28", "effective": "2024-07-01"}


@pytest.mark.parametrize(
    ("on", "outcome"),
    [
        (dt.date(2023, 12, 27), Outcome.NOT_YET_IN_FORCE),
        (dt.date(2023, 12, 28), Outcome.NOT_YET_IN_FORCE),
        (dt.date(2024, 6, 30), Outcome.NOT_YET_IN_FORCE),
        (dt.date(2024, 7, 1), Outcome.CURRENT),
    ],
)
def test_judge_before_and_on_the_day_in_force(on: dt.date, outcome: Outcome) -> None:
    assert judged("GB/T 7000.1-2023", holding(NEW), on=on).outcome == outcome


@pytest.mark.parametrize(
    ("on", "outcome"),
    [
        (dt.date(2016, 12, 31), Outcome.NOT_YET_IN_FORCE),
        (dt.date(2017, 1, 1), Outcome.CURRENT),
        (dt.date(2023, 12, 27), Outcome.CURRENT),
        (dt.date(2023, 12, 28), Outcome.SUPERSEDED_SOON),
        (dt.date(2024, 6, 30), Outcome.SUPERSEDED_SOON),
        (dt.date(2024, 7, 1), Outcome.REPLACED),
    ],
)
def test_judge_with_published_successor_changes_on_its_dates(on: dt.date, outcome: Outcome) -> None:
    assert judged("GB 7000.1-2015", holding(MIDDLE, chains=CHAINS), on=on).outcome == outcome


def test_judge_old_edition_is_replaced_with_the_whole_chain() -> None:
    verdict = judged("GB 7000.1-2007", holding(MIDDLE, OLD, chains=CHAINS, chained=[MIDDLE, NEW]))
    assert verdict.outcome == Outcome.REPLACED
    assert verdict.successors == ("GB 7000.1-2015", "GB/T 7000.1-2023")
    assert verdict.notes == (
        Reason.of("check.chain", chain="GB 7000.1-2007 → GB 7000.1-2015 → GB/T 7000.1-2023"),
        Reason.of("check.chain_in_force", keys="GB/T 7000.1-2023", on="2026-11-22"),
    )


def test_judge_chain_that_ends_withdrawn_says_so() -> None:
    gone = edition("GB 2-2010", effective="2010-05-01", withdrawn="2020-01-01")
    old = edition("GB 1-2000", effective="2000-05-01", successions=[replaced_by("GB 2-2010", effective="2010-05-01")])
    verdict = judged("GB 1-2000", holding(old, chains={"GB 1-2000": [link("GB 2-2010")]}, chained=[gone]))
    assert (verdict.outcome, notes(verdict)) == (Outcome.REPLACED, ["check.chain", "check.chain_withdrawn"])


def test_judge_withdrawn_without_successor_is_withdrawn() -> None:
    gone = edition("GB 20-2001", effective="2001-10-01", withdrawn="2017-03-23")
    verdict = judged("GB 20-2001", holding(gone))
    assert (verdict.outcome, verdict.dates["withdrawn"]) == (Outcome.WITHDRAWN, "2017-03-23")


def test_judge_undated_withdrawn_without_successor_is_withdrawn() -> None:
    gone = edition("GB 20-2001", effective="2001-10-01", withdrawn="2017-03-23")
    assert judged("GB 20", holding(gone)).outcome == Outcome.WITHDRAWN


def test_judge_withdrawal_ahead_leaves_it_in_force_until_then() -> None:
    leaving = edition("GB 20-2001", effective="2001-10-01", withdrawn="2027-01-01")
    verdict = judged("GB 20-2001", holding(leaving))
    assert (verdict.outcome, verdict.dates["next_change"]) == (Outcome.SUPERSEDED_SOON, "2027-01-01")
    assert verdict.reasons[0] == Reason.of("check.superseded_soon.ends", date="2027-01-01", days=40)


def test_judge_withdrawal_far_ahead_is_current() -> None:
    leaving = edition("GB 20-2001", effective="2001-10-01", withdrawn="2029-01-01")
    verdict = judged("GB 20-2001", holding(leaving))
    assert (verdict.outcome, verdict.dates["next_change"]) == (Outcome.CURRENT, "2029-01-01")


def test_judge_in_a_transition_its_end_is_told_however_far_ahead() -> None:
    successor = replaced_by("GB/T 30-2025", effective="2026-01-01")
    leaving = edition("GB/T 30-2010", effective="2011-01-01", withdrawn="2029-01-01", successions=[successor])
    verdict = judged("GB/T 30-2010", holding(leaving))
    assert (verdict.outcome, verdict.dates["next_change"]) == (Outcome.SUPERSEDED_SOON, "2029-01-01")


def test_judge_year_that_was_not_understood_is_never_answered_with_another_edition() -> None:
    held = edition("GB/T 30-2010", effective="2011-01-01")
    unread = Reason.of("docid.year_not_understood", written="20099")
    docid = replace(parse("GB/T 30"), notes=(unread,))
    verdict = judge(docid, holding(held), as_of=TODAY, soon=SOON)
    assert (verdict.outcome, verdict.reasons, [c.key for c in verdict.candidates]) == (
        Outcome.AMBIGUOUS,
        (unread,),
        ["GB/T 30-2010"],
    )


def test_judge_record_without_dates_and_status_is_unknown() -> None:
    verdict = judged("GB 20-2001", holding(edition("GB 20-2001", title_zh="灯")))
    assert (verdict.outcome, codes(verdict)) == (
        Outcome.STATUS_UNKNOWN,
        ["check.status_unknown", "status.no_effective_date"],
    )


def test_judge_undated_leads_with_the_edition_in_force() -> None:
    coming = edition("GB/T 5-2027", issued="2026-10-01", effective="2027-05-01")
    now = edition(
        "GB/T 5-2015",
        effective="2016-01-01",
        successions=[replaced_by("GB/T 5-2027", effective="2027-05-01", issued="2026-10-01")],
    )
    past = edition(
        "GB/T 5-2005", effective="2006-01-01", successions=[replaced_by("GB/T 5-2015", effective="2016-01-01")]
    )
    verdict = judged("GB/T 5", holding(coming, now, past))
    assert verdict.edition == now
    assert verdict.outcome == Outcome.SUPERSEDED_SOON
    assert verdict.notes[0] == Reason.of("check.undated.in_force", number="GB/T 5-2015", on="2026-11-22")


def test_judge_undated_with_two_in_force_leads_with_the_newest_and_names_the_other() -> None:
    newer = edition("IEC 5:2020", issued="2020-02-01", word="PUBLISHED")
    older = edition("IEC 5:2014", issued="2014-02-01", word="PUBLISHED")
    verdict = judged("IEC 5", holding(newer, older))
    assert (verdict.edition, verdict.outcome) == (newer, Outcome.CURRENT)
    assert verdict.notes[1] == Reason.of("check.undated.others", numbers="IEC 5:2014", on="2026-11-22")


def test_judge_undated_with_none_in_force_leads_with_the_newest() -> None:
    verdict = judged("GB 7000.1", holding(MIDDLE, OLD, chains=CHAINS, chained=[NEW]))
    assert (verdict.edition, verdict.outcome) == (MIDDLE, Outcome.REPLACED)
    assert notes(verdict)[0] == "check.undated.newest"


def test_judge_old_date_beside_a_newer_edition_is_unknown_not_current() -> None:
    newer = edition("GB/T 5-2015", effective="2016-01-01")
    older = edition("GB/T 5-2005", effective="2006-01-01")
    verdict = judged("GB/T 5-2005", holding(newer, older))
    assert (verdict.outcome, codes(verdict)[0]) == (Outcome.STATUS_UNKNOWN, "check.outrun")


def test_judge_newer_edition_yet_to_come_is_superseded_soon() -> None:
    newer = edition("GB/T 5-2027", issued="2026-10-01", effective="2027-05-01")
    older = edition("GB/T 5-2005", effective="2006-01-01", word="现行")
    verdict = judged("GB/T 5-2005", holding(newer, older))
    assert verdict.outcome == Outcome.SUPERSEDED_SOON
    assert verdict.reasons[0] == Reason.of("check.newer_coming", newer="GB/T 5-2027", date="2027-05-01")


def test_judge_other_year_held_is_not_found_with_the_held_ones_as_candidates() -> None:
    verdict = judged("GB 7000.1-2010", holding(MIDDLE, OLD))
    assert (verdict.outcome, verdict.edition) == (Outcome.NOT_FOUND, None)
    assert [candidate.key for candidate in verdict.candidates] == ["GB 7000.1-2015", "GB 7000.1-2007"]


def test_judge_number_of_covered_body_is_not_found_and_says_what_is_held() -> None:
    verdict = judged("GB 99999-2020", holding())
    assert verdict.outcome == Outcome.NOT_FOUND
    assert dict(verdict.reasons[0].params) == {
        "given": "GB 99999-2020",
        "body": "GB",
        "count": "321",
        "years": "1986–2025",
        "seen": "2026-10-01",
    }


@pytest.mark.parametrize("text", ["T/CSA 065-2020", "Q/LS 7-2016", "DB50/T 100-2020"])
def test_judge_body_not_in_the_catalogue_is_not_covered(text: str) -> None:
    verdict = judged(text, holding(coverage=None))
    assert (verdict.outcome, codes(verdict)) == (Outcome.NOT_COVERED, ["check.not_covered"])


def test_judge_plan_number_is_not_covered_and_says_so() -> None:
    assert codes(judged("20210837-T-469", holding(coverage=None))) == ["check.not_covered.plan"]


def test_judge_part_missing_is_ambiguous_with_the_parts() -> None:
    parts = [edition("GB/T 5606.1-2004", effective="2005-01-01"), edition("GB/T 5606.2-2005", effective="2006-01-01")]
    verdict = judged("GB/T 5606", holding(parts=parts))
    assert (verdict.outcome, codes(verdict)) == (Outcome.AMBIGUOUS, ["check.part_missing"])
    assert [candidate.key for candidate in verdict.candidates] == ["GB/T 5606.1-2004", "GB/T 5606.2-2005"]


CONVERTED = edition("GB/T 6-2010", effective="2011-01-01")


def test_judge_old_mandatory_spelling_is_mandate_changed() -> None:
    verdict = judged("GB 6-2010", holding(variants=[CONVERTED]))
    assert (verdict.outcome, verdict.edition) == (Outcome.MANDATE_CHANGED, CONVERTED)
    assert codes(verdict)[0] == "check.mandate_changed.unrecorded"


@pytest.mark.parametrize(
    ("on", "outcome"), [(dt.date(2017, 3, 22), Outcome.CURRENT), (dt.date(2017, 3, 23), Outcome.MANDATE_CHANGED)]
)
def test_judge_recorded_change_holds_from_its_date(on: dt.date, outcome: Outcome) -> None:
    change = MandateChange("mandatory", "recommended", PartialDate(2017, 3, 23))
    record = edition("GB/T 6-2010", effective="2011-01-01", changes=[change])
    assert judged("GB 6-2010", holding(variants=[record]), on=on).outcome == outcome


def test_judge_old_spelling_of_replaced_document_is_replaced_and_says_both() -> None:
    record = edition(
        "GB/T 6-2010", effective="2011-01-01", successions=[replaced_by("GB/T 6-2020", effective="2021-01-01")]
    )
    verdict = judged("GB 6-2010", holding(variants=[record]))
    assert verdict.outcome == Outcome.REPLACED
    assert codes(verdict) == ["check.replaced", "status.replaced_by", "check.mandate_changed.unrecorded"]


@pytest.mark.parametrize(
    ("typed", "held"), [("GB/T 6-2010", "GB 6-2010"), ("GB 6-2020", "GB/T 6-2020"), ("JB 6-2010", "JB/T 6-2010")]
)
def test_judge_other_mandate_is_ambiguous_with_the_candidate(typed: str, held: str) -> None:
    verdict = judged(typed, holding(variants=[edition(held, effective="2011-01-01")]))
    assert (verdict.outcome, verdict.edition, codes(verdict)) == (Outcome.AMBIGUOUS, None, ["check.other_mandate"])
    assert [candidate.key for candidate in verdict.candidates] == [held]


SHEET = Amendment("GB/T 5171.1-2014/XG1-2020", effective=PartialDate(2020, 6, 1))
WITH_SHEET = edition("GB/T 5171.1-2014", effective="2015-01-01", amendments=[SHEET])


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("GB/T 5171.1-2014", Outcome.AMENDED),
        ("GB/T 5171.1", Outcome.AMENDED),
        ("GB/T 5171.1-2014/XG1-2020", Outcome.CURRENT),
        ("GB/T 5171.1-2014/XG2-2021", Outcome.AMENDED),
    ],
)
def test_judge_amendments_named_or_not(text: str, outcome: Outcome) -> None:
    assert judged(text, holding(WITH_SHEET)).outcome == outcome


def test_judge_amendment_not_yet_in_force_is_a_remark() -> None:
    verdict = judged("GB/T 5171.1-2014", holding(WITH_SHEET), on=dt.date(2020, 5, 31))
    assert (verdict.outcome, notes(verdict)) == (Outcome.CURRENT, ["check.amendment_coming"])


def test_judge_amended_names_the_amendment() -> None:
    verdict = judged("GB/T 5171.1-2014", holding(WITH_SHEET))
    assert verdict.reasons[0] == Reason.of(
        "check.amended", number="GB/T 5171.1-2014", amendments="GB/T 5171.1-2014/XG1-2020"
    )


def test_judge_reprint_with_local_amendments_is_amended() -> None:
    held = edition("GB 50016-2014(2018)", effective="2015-05-01")
    assert codes(judged("GB 50016-2014", holding(held)))[0] == "check.reissue_held"


def test_judge_partial_replacement_leaves_it_in_force() -> None:
    record = edition(
        "GB 7-2010", effective="2011-01-01", successions=[replaced_by("GB 8-2020", effective="2021-01-01", part=True)]
    )
    verdict = judged("GB 7-2010", holding(record, chains={"GB 7-2010": [link("GB 8-2020", part=True)]}))
    assert (verdict.outcome, verdict.successors, notes(verdict)) == (Outcome.CURRENT, (), ["check.partly_replaced"])


def test_judge_title_that_does_not_fit_is_said_and_changes_nothing() -> None:
    verdict = judged("GB/T 7000.1-2023", holding(NEW), title="道路照明设计标准")
    assert (verdict.outcome, notes(verdict)) == (Outcome.CURRENT, ["check.title_differs"])


@pytest.mark.parametrize(
    "title", ["灯具 第1部分: 一般要求与试验", "一般要求与试验", "灯具第１部分 一般要求和试验", "LED", "Luminaires"]
)
def test_judge_title_that_fits_or_cannot_be_compared_says_nothing(title: str) -> None:
    assert notes(judged("GB/T 7000.1-2023", holding(NEW), title=title)) == []


def test_judge_title_of_another_edition_offers_it() -> None:
    older = edition("GB 30255-2013", effective="2014-09-01", title_zh="普通照明用非定向自镇流LED灯能效限定值及能效等级")
    newer = edition("GB 30255-2019", effective="2020-05-01", title_zh="室内照明用产品")
    verdict = judged("GB 30255-2019", holding(newer, older), title="普通照明用非定向自镇流LED灯能效限定值及能效等级")
    assert [candidate.key for candidate in verdict.candidates] == ["GB 30255-2013"]


def test_judge_month_of_withdrawal_keeps_its_precision() -> None:
    leaving = edition("GB 20-2001", effective="2001-10-01", withdrawn="2027-01")
    assert judged("GB 20-2001", holding(leaving)).dates["next_change"] == str(date("2027-01"))


def test_judge_withdrawn_beside_a_newer_edition_names_it() -> None:
    old = edition("GB/T 5-2005", word="Obsolete")
    newer = edition("GB/T 5-2015", effective="2016-01-01")
    verdict = judged("GB/T 5-2005", holding(newer, old))
    assert (verdict.outcome, verdict.notes) == (
        Outcome.WITHDRAWN,
        (Reason.of("check.newer.in_force", newer="GB/T 5-2015", on="2026-11-22"),),
    )


def test_judge_old_date_beside_a_newer_edition_of_another_mandate_is_unknown() -> None:
    old = edition("GB 5-2005", effective="2006-01-01")
    newer = edition("GB/T 5-2023", effective="2024-01-01")
    assert judged("GB 5", holding(old, variants=[newer])).outcome == Outcome.STATUS_UNKNOWN


def test_judge_two_editions_that_a_source_calls_in_force_are_both_current() -> None:
    old = edition("GB/T 5-2005", effective="2006-01-01", word="现行")
    newer = edition("GB/T 5-2015", effective="2016-01-01", word="现行")
    verdict = judged("GB/T 5-2005", holding(newer, old))
    assert (verdict.outcome, notes(verdict)) == (Outcome.CURRENT, ["check.newer.in_force"])


def test_judge_replaced_by_nobody_named_says_so() -> None:
    verdict = judged("GB/T 5-2005", holding(edition("GB/T 5-2005", word="被代替")))
    assert (verdict.outcome, verdict.successors, notes(verdict)) == (
        Outcome.REPLACED,
        (),
        ["check.successor_unnamed"],
    )


def test_judge_status_unknown_and_amended_is_amended_and_says_both() -> None:
    record = edition("GB/T 5171.1-2014", amendments=[SHEET])
    verdict = judged("GB/T 5171.1-2014", holding(record))
    assert (verdict.outcome, codes(verdict)) == (
        Outcome.AMENDED,
        ["check.amended", "check.status_unknown", "status.no_effective_date"],
    )


def test_judge_two_digit_year_says_how_it_was_read() -> None:
    verdict = judged("CJJ 45-91", holding(edition("CJJ 45-1991", word="被代替")))
    assert verdict.notes[0] == Reason.of("docid.two_digit_year", written="91", year=1991)


def test_judge_part_missing_offers_each_part_once_by_its_edition_in_force() -> None:
    newer = edition("GB/T 50.1-2014", effective="2015-01-01")
    older = edition(
        "GB/T 50.1-2004", effective="2005-01-01", successions=[replaced_by("GB/T 50.1-2014", effective="2015-01-01")]
    )
    other = edition("GB/T 50.2-2005", effective="2006-01-01")
    verdict = judged("GB/T 50", holding(parts=[older, newer, other]))
    assert [candidate.key for candidate in verdict.candidates] == ["GB/T 50.1-2014", "GB/T 50.2-2005"]
    assert dict(verdict.reasons[0].params)["parts"] == "GB/T 50.1、GB/T 50.2"


def test_judge_part_missing_with_a_year_offers_the_edition_of_that_year() -> None:
    newer, older = edition("GB/T 50.1-2014", effective="2015-01-01"), edition("GB/T 50.1-2004", effective="2005-01-01")
    verdict = judged("GB/T 50-2004", holding(parts=[newer, older]))
    assert [candidate.key for candidate in verdict.candidates] == ["GB/T 50.1-2004"]


def test_judge_replaced_with_several_newer_editions_names_the_one_in_force() -> None:
    old = edition("IEC 5:1979", word="REPLACED")
    middle = edition("IEC 5:2000", issued="2000-01-01", withdrawn="2020-01-01", word="REPLACED")
    newest = edition("IEC 5:2020", issued="2020-01-01", word="PUBLISHED")
    verdict = judged("IEC 5:1979", holding(newest, middle, old))
    assert verdict.notes[1:] == (Reason.of("check.newer.in_force", newer="IEC 5:2020", on="2026-11-22"),)


def test_judge_amendment_in_the_chain_is_no_successor() -> None:
    record = edition("ISO 9001:2015", issued="2015-09-15", amendments=[Amendment("ISO 9001:2015/Amd 1:2024")])
    chains = {"ISO 9001:2015": [link("ISO 9001:2015/Amd 1:2024")]}
    verdict = judged("ISO 9001:2015", holding(record, chains=chains))
    assert (verdict.outcome, verdict.successors, notes(verdict)) == (Outcome.AMENDED, (), [])
