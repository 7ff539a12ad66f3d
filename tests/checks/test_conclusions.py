"""What a report concludes follows from its counts and says no more."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.checks.reports.words import TEXTS
from guiju.checks.rules import UNRESOLVED, Doubt, Outcome, conclude
from guiju.kernel.reasons import Language
from guiju.platform.reasons import render

ON = dt.date(2026, 11, 22)
LIMITS = "以上结论仅依据所列来源在查新时的记载，收录范围以外不作判断；使用前请以标准文本和官方公告为准。"


def told(counts: dict[Outcome, int], language: Language = "zh", **more: int) -> list[str]:
    return [render(reason, language) for reason in conclude(counts, as_of=ON, **more)]


def test_all_in_force_is_concluded_where_every_answer_is_current() -> None:
    assert told({Outcome.CURRENT: 3}) == ["本次查新共 3 项，按所列来源的记载，在 2026-11-22 均为现行。", LIMITS]


@pytest.mark.parametrize("other", [outcome for outcome in Outcome if outcome != Outcome.CURRENT])
def test_all_in_force_is_never_concluded_beside_another_answer(other: Outcome) -> None:
    said = conclude({Outcome.CURRENT: 99, other: 1}, as_of=ON)
    assert [reason.code for reason in said][:2] == ["report.concluded.total", "report.concluded.current"]


def test_mixed_answers_are_concluded_group_by_group() -> None:
    counts = {Outcome.CURRENT: 5, Outcome.REPLACED: 2, Outcome.WITHDRAWN: 1, Outcome.NOT_FOUND: 2}
    assert told({**counts, Outcome.UNREADABLE: 1}, completed=1) == [
        "本次查新共 11 项，按所列来源的记载，在 2026-11-22 的情况如下：",
        "现行：5 项。",
        "已被代替：2 项，不宜再作为现行标准引用，请按明细所列代替标准复核。",
        "已废止且来源未给出代替标准：1 项，应停止作为现行标准引用。",
        "未能查证：3 项。本报告对其是否存在、是否有效不作结论，查无不等于不存在。",
        "其中 1 项由人工补全，补全人、日期和来源见明细。",
        LIMITS,
    ]


def test_nothing_checked_concludes_nothing() -> None:
    assert told({}, "en") == ["What was handed in holds no line to check; this report concludes nothing."]


def test_answers_that_leave_something_open_are_said_and_spoil_the_clean_conclusion() -> None:
    assert told({Outcome.CURRENT: 2, Outcome.AMENDED: 1}, doubtful=2) == [
        "本次查新共 3 项，按所列来源的记载，在 2026-11-22 的情况如下：",
        "现行：2 项。",
        "有所列编号未写明的修改单，或所写修改单没有记录：1 项，应连同修改单使用。",
        "其中 2 项虽有结论，仍有不能查证之处，列在“未能查证的内容”；本报告对这些方面不作结论。",
        LIMITS,
    ]
    said = [reason.code for reason in conclude({Outcome.CURRENT: 2}, as_of=ON, doubtful=1)]
    assert "report.concluded.all_current" not in said


def test_line_without_an_answer_is_said_and_spoils_the_clean_conclusion() -> None:
    said = conclude({Outcome.CURRENT: 2}, as_of=ON, unanswered=1)
    assert [reason.code for reason in said] == [
        "report.concluded.total",
        "report.concluded.current",
        "report.concluded.unanswered",
        "report.concluded.limits",
    ]


@given(st.dictionaries(st.sampled_from(list(Outcome)), st.integers(0, 500)))
def test_every_answer_is_counted_in_one_sentence(counts: dict[Outcome, int]) -> None:
    said = {reason.code: dict(reason.params) for reason in conclude(counts, as_of=ON)}
    total = sum(counts.values())
    if "report.concluded.all_current" in said:
        assert counts[Outcome.CURRENT] == total
    elif total:
        parts = [int(params["count"]) for code, params in said.items() if "count" in params]
        assert (sum(parts), said["report.concluded.total"]["total"]) == (total, str(total))
        unresolved = sum(count for outcome, count in counts.items() if outcome in UNRESOLVED)
        assert said.get("report.concluded.open", {"count": "0"})["count"] == str(unresolved)


def test_every_outcome_has_a_conclusion_and_an_advice() -> None:
    assert {f"report.advice.{outcome}" for outcome in Outcome} - set(TEXTS) == set()
    assert {f"report.doubt.{doubt}" for doubt in Doubt} - set(TEXTS) == set()
    assert {f"report.doubt_advice.{doubt}" for doubt in Doubt} - set(TEXTS) == set()
    assert {f"report.concluded.{outcome}" for outcome in Outcome if outcome not in UNRESOLVED} - set(TEXTS) == set()
