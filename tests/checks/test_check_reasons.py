"""Every reason reads in both languages, with the same values in each."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from guiju.checks import rules
from guiju.checks.reasons import TEXTS
from guiju.kernel.reasons import Reason
from guiju.platform.reasons import render

PLACEHOLDER = re.compile(r"%\((\w+)\)s")
CODE = re.compile(r'"(check\.[a-z_]+(?:\.[a-z_]+)?)"')
MADE_UP = {
    "check.newer",
    "check.outcome",
    "check.date",
    "check.column",
    "check.role",
    "check.stale",
    "check.run",
    "check.created",
    "check.deleted",
    "check.done",
    "check.completed",
    "check.repeated",
}

SIGNS = {"check.mark", "check.mark.comma", "check.mark.semicolon"}
"""Brackets and marks between words, in the manner of each language."""
STYLES = re.compile("规矩查新(?:说明)?")
"""Names of styles in a Word document, the same in both languages."""


@pytest.mark.parametrize("code", sorted(TEXTS))
def test_reason_text_has_the_same_values_in_both_languages(code: str) -> None:
    text = TEXTS[code]
    assert set(PLACEHOLDER.findall(text.zh)) == set(PLACEHOLDER.findall(text.en))


@pytest.mark.parametrize("code", sorted(TEXTS.keys() - SIGNS))
def test_reason_renders_in_both_languages(code: str) -> None:
    values = dict.fromkeys(PLACEHOLDER.findall(TEXTS[code].zh), "GB 1")
    reason = Reason.of(code, **values)
    zh, en = render(reason, "zh"), STYLES.sub("", render(reason, "en"))
    assert "%(" not in zh + en
    assert (re.search(r"[\u4e00-\u9fff]", zh) is not None, re.search(r"[\u4e00-\u9fff]", en)) == (True, None)


def test_every_outcome_has_a_word_and_a_sentence() -> None:
    words = {f"check.outcome.{outcome}" for outcome in rules.Outcome}
    sentences = {"check.unreadable", "check.other_mandate", "check.not_covered", "check.not_found", "check.withdrawn"}
    sentences |= {"check.replaced", "check.not_yet_in_force", "check.superseded_soon.by", "check.mandate_changed"}
    sentences |= {"check.amended", "check.status_unknown", "check.current"}
    assert (words | sentences) - set(TEXTS) == set()


def test_every_code_that_the_check_names_has_a_text() -> None:
    package = Path(rules.__file__).parents[1]
    named = {code for path in package.rglob("*.py") for code in CODE.findall(path.read_text(encoding="utf-8"))}
    assert named - set(TEXTS) - MADE_UP == set()


def test_no_text_is_without_use() -> None:
    package = Path(rules.__file__).parents[1]
    sources = "\n".join(p.read_text(encoding="utf-8") for p in package.rglob("*.py") if p.name != "reasons.py")
    built = tuple(f"check.{name}." for name in ("outcome", "column", "date", "newer", "role", "stale"))
    spoken = {code for code in TEXTS if not code.startswith(built)} - {f"check.{o}" for o in rules.Outcome}
    assert {
        code for code in spoken if f'"{code}"' not in sources and f'"{code.removeprefix("check.")}"' not in sources
    } == set()
