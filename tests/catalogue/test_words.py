"""What the status words of sources mean."""

from __future__ import annotations

import pytest

from guiju.catalogue.rules import Status, is_project, read_status_word


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("现行", Status.IN_FORCE),
        ("现行有效", Status.IN_FORCE),
        ("现行 (per source)", Status.IN_FORCE),
        ("现行（据来源）", Status.IN_FORCE),
        ("即将实施", Status.PUBLISHED),
        ("未生效", Status.PUBLISHED),
        ("暂不实施", Status.PUBLISHED),
        ("废止", Status.WITHDRAWN),
        ("作废", Status.WITHDRAWN),
        ("历史", Status.WITHDRAWN),
        ("被代替", Status.REPLACED),
        ("有更新版", Status.REPLACED),
        ("已修订", Status.REPLACED),
        ("已公开", Status.IN_FORCE),
        ("暂行", Status.IN_FORCE),
        ("Active", Status.IN_FORCE),
        ("PUBLISHED", Status.IN_FORCE),
        ("REVISED", Status.REPLACED),
        ("REPLACED", Status.REPLACED),
        ("WITHDRAWN", Status.WITHDRAWN),
        ("Obsolete", Status.WITHDRAWN),
        ("6060", Status.IN_FORCE),
        ("60.60", Status.IN_FORCE),
        ("90.93", Status.IN_FORCE),
        ("60.00", Status.DRAFT),
        ("40.20", Status.DRAFT),
        ("95.99", Status.WITHDRAWN),
        ("9500", Status.WITHDRAWN),
        ("30.98", Status.WITHDRAWN),
        ("", Status.UNKNOWN),
        ("待定", Status.UNKNOWN),
    ],
)
def test_status_word_met_in_lists_has_its_meaning(word: str, status: Status) -> None:
    assert read_status_word(word) == status


@pytest.mark.parametrize(
    ("word", "project"),
    [
        ("30.98", True),
        ("50.20", True),
        ("60.00", True),
        ("60.60", False),
        ("95.99", False),
        ("草案", True),
        ("现行", False),
    ],
)
def test_stage_before_publication_is_a_project(word: str, project: bool) -> None:
    assert is_project(word) is project
