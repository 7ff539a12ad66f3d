"""What changed between two checks of the same list."""

from __future__ import annotations

from guiju.checks.rules import Difference, Outcome, Standing, compare, in_force
from guiju.kernel.reasons import Reason


def standing(line: int, key: str, outcome: Outcome, *, part: int = 1, **more: object) -> Standing:
    return Standing(line, part, key, key, outcome, key, **more)  # type: ignore[arg-type]


def test_same_answers_are_no_difference() -> None:
    one = standing(1, "GB 1-2000", Outcome.CURRENT, in_force=("GB 1-2000",))
    assert list(compare([one], [one])) == []


def test_standard_replaced_since_is_a_difference_in_all_that_changed() -> None:
    before = standing(4, "GB 1-2000", Outcome.CURRENT, in_force=("GB 1-2000",))
    after = standing(4, "GB 1-2000", Outcome.REPLACED, in_force=("GB 1-2026",), successors=("GB 1-2026",))
    assert list(compare([before], [after])) == [Difference(before, after, ("outcome", "in_force", "successors"))]


def test_new_successor_of_a_standard_replaced_before_is_a_difference() -> None:
    before = standing(1, "GB 1-1990", Outcome.REPLACED, in_force=("GB 1-2000",), successors=("GB 1-2000",))
    after = standing(1, "GB 1-1990", Outcome.REPLACED, in_force=("GB 1-2026",), successors=("GB 1-2000", "GB 1-2026"))
    assert [one.changed for one in compare([before], [after])] == [("in_force", "successors")]


def test_part_that_came_between_is_new_and_the_others_keep_their_twins() -> None:
    first, third = standing(2, "GB 5.1-2000", Outcome.CURRENT), standing(2, "GB 5.3-2000", Outcome.CURRENT, part=2)
    second, moved = (
        standing(2, "GB 5.2-2000", Outcome.CURRENT, part=2),
        standing(2, "GB 5.3-2000", Outcome.CURRENT, part=3),
    )
    assert list(compare([first, third], [first, second, moved])) == [Difference(None, second, ())]


def test_part_no_longer_there_is_told() -> None:
    gone = standing(2, "GB 5.2-2000", Outcome.CURRENT, part=2)
    assert list(
        compare([standing(2, "GB 5.1-2000", Outcome.CURRENT), gone], [standing(2, "GB 5.1-2000", Outcome.CURRENT)])
    ) == [Difference(gone, None, ())]


def test_line_whose_number_was_completed_is_paired_with_its_open_answer() -> None:
    before, after = standing(7, "", Outcome.UNREADABLE), standing(7, "GB 1-2000", Outcome.CURRENT)
    assert list(compare([before], [after])) == [Difference(before, after, ("outcome", "standard"))]


def test_in_force_is_the_standard_of_an_answer_that_says_so() -> None:
    assert in_force(Outcome.CURRENT, "GB 1-2000", []) == ("GB 1-2000",)
    assert in_force(Outcome.SUPERSEDED_SOON, "GB 1-2000", []) == ("GB 1-2000",)
    assert in_force(Outcome.AMENDED, "GB 1-2000", []) == ("GB 1-2000",)


def test_in_force_is_nothing_where_amendments_hide_an_unknown_status() -> None:
    reasons = [Reason.of("check.amended"), Reason.of("check.status_unknown")]
    assert in_force(Outcome.AMENDED, "GB 1-2000", reasons) == ()


def test_in_force_of_a_replaced_standard_is_what_its_chain_leads_to() -> None:
    reasons = [Reason.of("check.chain_in_force", keys="GB 1-2010、GB 2-2011", on="2026-11-22")]
    assert in_force(Outcome.REPLACED, "GB 1-2000", reasons) == ("GB 1-2010", "GB 2-2011")
    assert in_force(Outcome.WITHDRAWN, "GB 1-2000", []) == ()
