"""An answer as the row that keeps it."""

from __future__ import annotations

from typing import Any, Final

from guiju.checks.answers import candidate_as_dict, reason_as_dict, told
from guiju.checks.engine import Answer
from guiju.checks.models import Check, CheckLine
from guiju.checks.rules import excerpt, is_open

LONGEST_INPUT: Final = 30_000
"""A line's first answer keeps the line, as far as a cell of a workbook holds it; the others their place in it."""
LONGEST_TITLE: Final = 1_000


def line_of(check: Check, answer: Answer) -> CheckLine:
    """A new row for an answer, not yet saved."""
    return CheckLine(
        parent=check,
        line=answer.line,
        part=answer.part,
        input=shortened(_written(answer), LONGEST_INPUT),
        given_title=shortened(answer.title, LONGEST_TITLE),
        place=reason_as_dict(answer.place) if answer.place else None,
        **verdict_of(answer),
    )


def _written(answer: Answer) -> str:
    return answer.input if answer.part == 1 else excerpt(answer.input, answer.key)


def verdict_of(answer: Answer, *, meant: bool = False) -> dict[str, Any]:
    """What a row keeps of the answer itself, without the line it answers; `meant`: its number is what a person said."""
    edition = answer.verdict.edition
    plain = told(answer)
    return {
        "key": answer.key[:200],
        "outcome": answer.outcome.value,
        "standard_id": edition.standard_id if edition else None,
        "standard_key": answer.standard,
        "title": plain.title,
        "successors": list(plain.successors),
        "dates": dict(plain.dates),
        "candidates": [candidate_as_dict(candidate) for candidate in answer.verdict.candidates],
        "reasons": [reason_as_dict(reason) for reason in plain.reasons],
        "is_open": is_open(answer.outcome, answer.reasons, meant=meant),
    }


def shortened(text: str, longest: int) -> str:
    """As given, without what no database keeps; a long paragraph is cut, the file itself stays whole."""
    text = text.replace("\0", "")
    return text if len(text) <= longest else text[: longest - 1] + "…"
