"""Numbers that follow an identifier and take its prefix: GB/T 19001、24001, GB/T 90018.1,2,3-2010, ISO 9001, 14001.

After a Chinese, an ISO or an IEC number only, and only where what follows looks like another number of that body.
A year, a date, an amount or a clause is left alone; so is whatever is in doubt.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final, NamedTuple

from guiju.kernel.docid.chinese import year_of
from guiju.kernel.docid.grammar import Found
from guiju.kernel.docid.model import DocId
from guiju.kernel.docid.render import is_chinese
from guiju.kernel.reasons import Reason

Placed = tuple[tuple[int, int], DocId]

SIGNS: Final = frozenset(" 、,;/和及与以")
"""What may stand right behind a number that has followers."""
CARRIED: Final = "docid.prefix_carried"
_BEHIND: Final = r"(?=$|[\n、,;:。)\]》>\"'/]|\s?(?:和|及|与|以及|或|的|等|中|标准|系列|规定|要求|执行|之))"
"""What may follow a number that has no other evidence: an end, a sign, a word of sentences on standards."""
_LOOSE: Final = (
    r"(?![\dA-Z.\-~_%°℃‰‱×*+#:]|\s?(?:[条款节章页项年月日号元万亿个台只件套米毫厘克千吨升瓦伏安秒度次%]|小时|分钟))"
)
"""Behind a dated number or one that repeats the number before it nearly anything, but no unit and no clause."""
_SIGN: Final = r"(?:[ ]?[、,;/][ ]?(?:和|及|与|以及)?|[ ]?(?:和|及|与|以及))[ ]?"
_YEAR: Final = r"(?:[-:]((?:19|20)\d\d|[5-9]\d)(?!\d))?"
_CHINESE: Final = re.compile(rf"({_SIGN})(\d{{1,6}})((?:\.\d{{1,4}})*){_YEAR}(?:({_BEHIND})|{_LOOSE})", re.ASCII)
_FOREIGN: Final = re.compile(
    rf"({_SIGN})(\d{{1,6}})((?:-(?!(?:19|20)\d\d(?!\d))\d{{1,3}}(?!\d))*){_YEAR}(?:({_BEHIND})|{_LOOSE})", re.ASCII
)
_DOT_PART: Final = re.compile(rf"(?:{_SIGN})\.(\d{{1,4}}){_YEAR}{_LOOSE}", re.ASCII)
_DASH_PART: Final = re.compile(rf"(?:{_SIGN})-(?!(?:19|20)\d\d)(\d{{1,3}}){_YEAR}{_LOOSE}", re.ASCII)
_BARE_PART: Final = re.compile(rf"[、,/](\d{{1,4}}){_YEAR}{_BEHIND}", re.ASCII)
_DIGITS: Final = re.compile(r"\d+", re.ASCII)


class _Next(NamedTuple):
    """A follower, where it ends, and whether only its part was written."""

    docid: DocId
    end: int
    part_only: bool


def members(text: str, start: int, found: Found) -> list[Placed]:
    """The identifier that starts at `start` and those of the same enumeration, each with its own place."""
    docid, end = found
    run: list[Placed] = [((start, end), docid)]
    open_from = 0
    while end < len(text) and text[end] in SIGNS and (step := _follower(text, end, run[-1][1])) is not None:
        if not step.part_only:
            open_from = len(run)
        run.append(((_start(text, end), step.end), step.docid))
        if step.docid.year and step.part_only:
            run[open_from:] = [_dated(one, step.docid.year) for one in run[open_from:]]
            open_from = len(run)
        end = step.end
    return run


def is_carried(docid: DocId) -> bool:
    """Whether the prefix was taken from the number before."""
    return bool(docid.notes) and docid.notes[0].code == CARRIED


def _start(text: str, end: int) -> int:
    """Where the follower's own digits begin, a leading dot or dash with them."""
    digits = _DIGITS.search(text, end)
    assert digits is not None  # the follower was read from them
    return digits.start() - (text[digits.start() - 1] in ".-")


def _dated(placed: Placed, year: int) -> Placed:
    """A year at the end of a run of parts belongs to those before it."""
    span, docid = placed
    return (span, docid) if docid.year else (span, replace(docid, year=year))


def _follower(text: str, end: int, last: DocId) -> _Next | None:
    if last.kind != "standard" or last.dual or last.stage or last.all_parts or last.part_range:
        return None
    chinese = is_chinese(last.body)
    if not chinese and not last.body.startswith(("ISO", "IEC")):
        return None
    return _part(text, end, last, chinese=chinese) or _whole(text, end, last, chinese=chinese)


def _part(text: str, end: int, last: DocId, *, chinese: bool) -> _Next | None:
    """A part alone: `.2` with the body's own sign, or `2` right behind a comma where parts go up."""
    if not last.parts or not last.parts[-1].isdigit():
        return None
    signed = (_DOT_PART if chinese else _DASH_PART).match(text, end)
    match = signed or _BARE_PART.match(text, end)
    if match is None or (signed is None and not _goes_on(match[1], last)):
        return None
    return _Next(_like(last, last.number, (*last.parts[:-1], match[1]), match[2]), match.end(), part_only=True)


def _goes_on(written: str, last: DocId) -> bool:
    """A bare number is the next part: one or two digits, or as many as the last part and not as many as the number."""
    if len(written) > 2 and (len(written) != len(last.parts[-1]) or len(written) == len(last.number)):
        return False
    return written[0] != "0" and int(written) > int(last.parts[-1])


def _whole(text: str, end: int, last: DocId, *, chinese: bool) -> _Next | None:
    """A number of its own, that looks like the one before it."""
    match = (_CHINESE if chinese else _FOREIGN).match(text, end)
    if match is None:
        return None
    sign, number, tail, year, plain = match.groups()
    parts = tuple(tail.replace("-", ".").split(".")[1:])
    same = number == last.number and bool(parts)
    if not same and not (_alike(number, last) and (year or (plain is not None and _sure(sign, number, parts, last)))):
        return None
    if len(number) < 3 and not (same and year):
        return None
    return _Next(_like(last, number, parts, year), match.end(), part_only=False)


def _alike(number: str, last: DocId) -> bool:
    """As long as the number before it, within one digit, and no year."""
    before = _DIGITS.match(last.number)
    if before is None or abs(len(before[0]) - len(number)) > 1 or (number[0] == "0" and before[0][0] != "0"):
        return False
    return len(number) != 4 or number[:2] not in {"19", "20"}


def _sure(sign: str, number: str, parts: tuple[str, ...], last: DocId) -> bool:
    """Without a year: a comma may also begin an amount or a post code, so the length must be the same and not round."""
    if parts:
        return bool(last.parts)
    return "," not in sign or (len(number) == len(last.number) and not number.endswith("000"))


def _like(last: DocId, number: str, parts: tuple[str, ...], year: str | None) -> DocId:
    return DocId(
        last.body, last.kind, last.mandate, last.doctype, number, parts, year=year_of(year) if year else None,
        notes=(Reason.of(CARRIED, body=last.body),),
    )  # fmt: skip
