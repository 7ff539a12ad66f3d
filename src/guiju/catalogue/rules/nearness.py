"""How near two numbers are, and which spellings are one slip of the finger away."""

from __future__ import annotations

from typing import Final

from guiju.kernel.docid import DocId
from guiju.kernel.reasons import Reason

NEAR_DIGITS: Final = 3
"""Below three digits every number is near every other: nothing is offered for the digits alone."""
_DIGITS: Final = "0123456789"


def variants_of(docid: DocId) -> tuple[str, ...]:
    """The blocks that are one digit more, less or other, or two digits swapped, in the same body."""
    number = docid.number
    if sum(char in _DIGITS for char in number) < NEAR_DIGITS:
        return ()
    spellings = dict.fromkeys(_one_slip(number))
    spellings.pop(number, None)
    return tuple(f"{docid.body} {spelling}" for spelling in spellings)


def _one_slip(number: str) -> list[str]:
    spellings = []
    for place, char in enumerate(number):
        head, tail = number[:place], number[place + 1 :]
        if char in _DIGITS:
            spellings.append(head + tail)
            spellings += [head + digit + tail for digit in _DIGITS]
            spellings += [head + digit + char + tail for digit in _DIGITS]
        if tail and tail[0] in _DIGITS and char in _DIGITS:
            spellings.append(head + tail[0] + char + tail[1:])
    return [*spellings, *(number + digit for digit in _DIGITS)]


def number_score(asked: DocId, other: DocId) -> float:
    """0 to 100: the number first, then body, part, mandate, and how far the years lie apart."""
    same_number = asked.number == other.number
    same_body = asked.body == other.body
    score = 50.0 if same_number and same_body else 30.0
    score += 20 if asked.parts == other.parts else 8 if asked.parts[:1] == other.parts[:1] else 0
    score += 8 if asked.mandate == other.mandate else 0
    score += 4 if asked.doctype == other.doctype and asked.stage == other.stage else 0
    score += 4 if not other.amendments else 0
    if asked.year and other.year:
        score += max(0.0, 14 - abs(asked.year - other.year) / 2)
    elif other.year:
        score += min(14.0, max(0.0, (other.year - 1950) / 6))
    return min(100.0, score)


def number_reason(asked: DocId, other: DocId) -> Reason:
    """Why a number is offered."""
    if asked.number == other.number and asked.body == other.body:
        return Reason.of("candidate.same_number", key=other.key)
    if asked.body == other.body:
        return Reason.of("candidate.near_number", key=other.key)
    return Reason.of("candidate.same_digits", key=other.key)
