"""Before the day of implementation: that a standard is issued is said only where its day of issue is stated."""

from __future__ import annotations

import datetime as dt

from guiju.checks.rules import Outcome
from guiju.platform.reasons import render
from tests.checks.given import edition, holding, judged


def test_day_of_issue_not_stated_says_only_when_force_begins() -> None:
    lamp = edition("GB 7000.1-2015", effective="2017-01-01")
    verdict = judged("GB 7000.1-2015", holding(lamp), on=dt.date(2016, 6, 1))
    assert verdict.outcome == Outcome.NOT_YET_IN_FORCE
    assert [render(reason, "en") for reason in verdict.reasons] == [
        "GB 7000.1-2015 is not in force before 2017-01-01; the day of issue is not stated"
    ]
    assert [render(reason, "zh") for reason in verdict.reasons] == [
        "GB 7000.1-2015 在 2017-01-01 之前未实施；发布日期未载明"
    ]


def test_day_of_issue_stated_says_that_it_is_issued() -> None:
    lamp = edition("GB 7000.1-2015", issued="2015-12-31", effective="2017-01-01")
    verdict = judged("GB 7000.1-2015", holding(lamp), on=dt.date(2016, 6, 1))
    assert render(verdict.reasons[0], "en") == "GB 7000.1-2015 is issued and on 2016-06-01 not yet in force"


def test_source_that_says_published_without_any_date_is_believed() -> None:
    coming = edition("GB 7000.1-2015", word="即将实施", seen="2016-01-10")
    verdict = judged("GB 7000.1-2015", holding(coming), on=dt.date(2016, 6, 1))
    assert render(verdict.reasons[0], "en") == "GB 7000.1-2015 is issued and on 2016-06-01 not yet in force"
