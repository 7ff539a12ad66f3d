"""Chinese numbers of the common shape: prefix, mandate, number with dotted parts, year.

GB/T 5171.1-2014/XG1-2020        prefix GB, mandate T, number 5171, part 1, year, amendment sheet
NB/T 47013.1~47013.13-2015       a range of parts
GB 50016-2014(2018年版)           a reprint with local amendments
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Final

from guiju.kernel.docid.amendments import joined
from guiju.kernel.docid.grammar import Found
from guiju.kernel.docid.model import Amendment, DocId
from guiju.kernel.docid.normalise import digits_for_letters
from guiju.kernel.reasons import Reason

Changes = dict[str, Any]

MANDATES: Final = {"": "mandatory", "T": "recommended", "Z": "guidance"}
SILENT: Final = frozenset({"CECS", "GBJ", "GJB", "GBW", "GSB", "JJG", "JJF", "HAF", "HAD"})
"""Series whose prefix without a letter says nothing about the mandate."""
NUMERALS: Final = {char: index for index, char in enumerate("一二三四五六七八九十", 1)}

YEAR: Final = (
    r"(?:\s*+[-~:;_一]++\s*+((?:19|20)\d\d|\d\d)(?![\dX])"  # -2016, — 2016, :2015, -87
    r"|[ ]((?:19|20)\d\d|[5-9]\d(?=\s*+$))(?![\dX]))"  # a space instead of the dash
)
NUMBER: Final = r"(\d{1,6}(?!\d)(?:[A-HJKMNP-Z](?![A-Z\d]))?)"
PARTS: Final = r"(_\d{1,3}(?!\d)|(?:\.\d{1,4}(?!\d)(?:[A-H](?![A-Z]))?|\.\s\d{1,3}(?=\s?-))*)"
RANGE: Final = (
    r"(?:\s*+(?:~\s*+(\.?\d+(?:\.\d+)*)(?=\s*+-++\s*+\d)"  # 47013.1~47013.13-2015, 1~13-2015
    r"|~\s*+(\d+\.\d+|\.\d+|(?!(?:19|20)\d\d(?!\d))\d{3,6}(?!\d))"  # 5169.1~.5, 2893~2894 without a year
    r"|-++\s*+(\d+\.\d+|\d{5})(?=\s*+-++\s*+\d)))?"  # 50254-50259-96
)

_COMMON: Final = re.compile(
    r"[\s_]*+(?:[/\-_.]?\s*+([TZ])(?![A-Z]))?(?!\s*+-++\s*+(?:19|20)\d\d\s*+$)[\s/_.\-]*+"
    + NUMBER
    + PARTS
    + RANGE
    + f"(?:{YEAR})?",
    re.ASCII,
)
_SUSPECT: Final = re.compile(r"[.\-]?\d{0,6}[OIL|][\dOIL|]{0,6}(?![A-Z])", re.ASCII)
_TAIL: Final = re.compile(
    r"""(?:-(?:19|20)\d\d(?!\d))?                                       # the year written twice
    (?:\s*+\(\s*+(?:((?:19|20)\d\d)\s*+(?:年|版)[^()]{0,6}|((?:19|20)\d\d)|(\d\d))\s*+\))?   # (2018年版) (2018) (89)
    (\s*+(?:\(\s*+(?:所有部分|全部部分|全部|各部分|系列(?:标准)?|ALL\s?PARTS)\s*+\)|所有部分|系列|ALL\s?PARTS))?
    """,
    re.ASCII | re.VERBOSE,
)
_SHEET: Final = re.compile(
    r"""\s*+(?:[/+(]\s*+)?(?:
      XG\s*+-?(\d+)(?:\s*+[-~:]+\s*+((?:19|20)\d\d)(?!\d))?               # /XG1-2020
    | 《?\s*+第?\s*+([\d一二三四五六七八九十]+)\s*+号\s*+修改单(?:\s*+[-~:(]+\s*+((?:19|20)\d\d))?  # 第1号修改单
    | 修改单\s*+(?:第?\s*+)?([\d一二三四五六七八九十]+)\s*+号?(?:\s*+[-~:(]+\s*+((?:19|20)\d\d))?
    )\s*+\)?""",
    re.ASCII | re.VERBOSE,
)


def year_of(written: str) -> int:
    """Four digits as they stand; two digits are 19xx, except those before 1949, when no Chinese number existed."""
    if len(written) == 4:
        return int(written)
    short = int(written)
    return 1900 + short if short >= 49 else 2000 + short


def common(text: str, place: int, spec: tuple[str, str]) -> Found | None:
    """Prefix `spec[0]` was read up to `place`; `spec[1]` is a mandate letter run together with it (GBT)."""
    match = _COMMON.match(text, place)
    if match is None or (match.end() < len(text) and _SUSPECT.match(text, match.end())):
        found = _misread(text, place, spec)
        if found is not None or match is None:
            return found
    letter, *rest = match.groups("")
    if not (letter or spec[1]) and _doubtful(
        spec[0], rest, text[place : place + 1], text[match.end() : match.end() + 1]
    ):
        return None
    return build(text, match.end(), spec[0], spec[1] or letter, rest)


def _misread(text: str, place: int, spec: tuple[str, str]) -> Found | None:
    """The number with the letters O, I, l read as digits, when that makes it a dated or longer number."""
    digits = digits_for_letters(text, place)
    match = _COMMON.match(digits) if digits else None
    if digits is None or match is None:
        return None
    letter, *rest = match.groups("")
    if not (letter or spec[1]) and _doubtful(spec[0], rest, digits[:1], digits[match.end() : match.end() + 1]):
        return None
    docid, length = build(digits, match.end(), spec[0], spec[1] or letter, rest)
    note = Reason.of(
        "docid.letters_as_digits", written=text[place : place + length].strip(), read=digits[:length].strip()
    )
    return replace(docid, notes=(note, *docid.notes)), place + length


def _doubtful(body: str, groups: list[str], before: str, after: str) -> bool:
    """A number without a mandate letter that is more likely a quantity or the name of a product.

    60 DB 100, HS 8539, MT 500kg, GB 36W, WS2812B, DZ47-63, CY 2015. `before` and `after` are the characters
    between code and number and behind them. Two-letter codes of industries are words of many trades, so they need more.
    """
    written = groups[-2] or groups[-1]
    if len(body) != 2 or body == "GB":
        return not written and (_is_letter(after) or after.isdigit() or (body == "GB" and groups[0][-1].isalpha()))
    if len(written) == 4:
        return False
    digits = len(groups[0])
    if written:
        return _is_letter(after) or int(written) < 50 or digits < (3 if before.isdigit() else 2)
    if body in {"HS", "DB"} or groups[0][-1].isalpha() or _is_letter(after) or after.isdigit():
        return True
    if groups[1]:
        return digits < 3
    return digits < (3 if before == " " else 5) or (groups[0][:2] in {"19", "20"} and digits == 4)


def _is_letter(char: str) -> bool:
    return "A" <= char <= "Z"


def build(text: str, end: int, body: str, letter: str | None, groups: list[str]) -> Found:
    """The identifier from the groups number, parts, three of a range, two of a year.

    `letter` is the mandate letter, empty for a mandatory prefix, None for series whose prefix says nothing.
    """
    number, dotted, range_a, range_b, range_c, dashed, spaced = groups
    written = dashed or spaced
    year = year_of(written) if written else None
    changes, end = tail(text, end)
    if year is None and "reissue" in changes:
        year = changes.pop("reissue")  # GB/T 7000.1 (2015): with no other year it is the year itself
    parts = _parts(dotted)
    last = (range_a or range_b or range_c).lstrip(".")
    docid = DocId(
        body=body,
        kind="standard",
        mandate=MANDATES[letter] if letter or (letter == "" and body not in SILENT) else "",
        number=number,
        parts=parts,
        part_range=f"{number}.{last}" if last and parts and "." not in last else last,
        year=year,
        notes=_notes(written, year, parts),
        **changes,
    )
    return docid, end


def _notes(written: str, year: int | None, parts: tuple[str, ...]) -> tuple[Reason, ...]:
    """A year of two digits; a last part that looks like a year where there is none (GB/T 19001.2016)."""
    if len(written) == 2:
        return (Reason.of("docid.two_digit_year", written=written, year=year),)
    if year is None and parts and len(parts[-1]) == 4 and parts[-1][:2] in {"19", "20"}:
        return (Reason.of("docid.year_not_understood", written=parts[-1]),)
    return ()


def _parts(dotted: str) -> tuple[str, ...]:
    if not dotted:
        return ()
    return tuple(part.strip() for part in dotted.replace("_", ".").split(".")[1:])


def tail(text: str, place: int) -> tuple[Changes, int]:
    """Reissue year, all parts and amendment sheets that follow a number, and where they end."""
    if place == len(text):
        return {}, place
    match = _TAIL.match(text, place)
    assert match is not None  # every part of it is optional
    reissue, bare, short, whole = match.groups()
    changes: Changes = {}
    if reissue or bare:
        changes["reissue"] = int(reissue or bare)
    if short:
        changes["reaffirmed"] = 1900 + int(short)
    if whole:
        changes["all_parts"] = True
    sheets, place = _sheets(text, match.end())
    if sheets:
        changes["amendments"] = sheets
    return changes, place


def _sheets(text: str, place: int) -> tuple[tuple[Amendment, ...], int]:
    sheets: list[Amendment] = []
    while (match := _SHEET.match(text, place)) is not None:
        named, dated, word, word_year, last, last_year = match.groups()
        number, year = named or word or last, dated or word_year or last_year
        sheets = joined(sheets, Amendment("XG", str(NUMERALS.get(number, number)), int(year) if year else None))
        place = match.end()
    return tuple(sheets), place
