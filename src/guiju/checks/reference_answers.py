"""References found in a text as plain values and as words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from guiju.checks.answers import candidate_as_dict, word
from guiju.checks.services.referring import Reference
from guiju.kernel.reasons import Language
from guiju.platform.reasons import render, render_all

PLACES_SHOWN = 4
SPELLINGS_SHOWN = 3


def reference_as_dict(reference: Reference) -> dict[str, Any]:
    """What `guiju references --json` prints for one reference."""
    answer = reference.answer
    return {
        "key": reference.key,
        "dated": reference.dated,
        "spellings": list(reference.spellings),
        "role": reference.role.value,
        "degree": reference.degree,
        "places": [
            {"role": one.role.value, "zh": render(one.place, "zh"), "en": render(one.place, "en")}
            for one in reference.mentions
        ],
        "title": reference.title,
        "outcome": answer.outcome.value,
        "standard": answer.standard,
        "successors": list(answer.verdict.successors),
        "dates": dict(answer.verdict.dates),
        "stale": reference.stale.value,
        "reason_zh": render_all(reference.reasons, "zh"),
        "reason_en": render_all(reference.reasons, "en"),
        "candidates": [candidate_as_dict(candidate) for candidate in answer.verdict.candidates],
    }


def reference_cells(reference: Reference, language: Language) -> tuple[str, ...]:
    """The same for a person: reference, as written, role, where, outcome, stale, what holds, why."""
    answer = reference.answer
    holds = " → ".join(filter(None, (answer.standard, *answer.verdict.successors)))
    title = f"《{reference.title}》" if reference.title else ""
    return (
        reference.key + ("\n" + title if title else ""),
        _few(reference.spellings, SPELLINGS_SHOWN),
        word(f"role.{reference.role}", language) + (f" {reference.degree}" if reference.degree else ""),
        _few(dict.fromkeys(render(one.place, language) for one in reference.mentions), PLACES_SHOWN),
        word(f"outcome.{answer.outcome}", language),
        word(f"stale.{reference.stale}", language),
        holds,
        render_all(reference.reasons, language),
    )


def _few(texts: Iterable[str], most: int) -> str:
    listed = list(texts)
    more = f" … (+{len(listed) - most})" if len(listed) > most else ""
    return "; ".join(listed[:most]) + more
