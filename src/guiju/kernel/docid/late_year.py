"""A year written in a way that is not the body's own: ISO 9001(2015), GB/T 19001/2016, GB 7000.1，2015, —二〇〇九.

The grammars read the years their bodies print. What they leave right behind an undated number is read here, because
a year that is dropped turns one edition into all editions. A year is set only where nothing else can be meant;
characters that look like a year and cannot be read as one are told in a note, `docid.year_not_understood`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from guiju.kernel.docid import chinese
from guiju.kernel.docid.grammar import Found
from guiju.kernel.docid.international import after_number
from guiju.kernel.docid.model import DocId
from guiju.kernel.docid.render import is_chinese
from guiju.kernel.reasons import Reason

NOT_UNDERSTOOD: Final = "docid.year_not_understood"
_NUMERALS: Final = str.maketrans("〇○零O一二三四五六七八九", "0000123456789")
_CERTAIN: Final = re.compile(
    r"""\s?[(\[]\s?((?:19|20)\d\d)(?:-(0[1-9]|1[0-2]))?\s?年?版?\s?[)\]]           # (1999) [2009] (2021-11)
    |\s?[/=]((?:19|20)\d\d)(?![\dA-Z.\-~])                                        # /1999 =2009
    |\s?,\s?((?:19|20)\d\d)\s?(?:年?版)?(?=[\s。》)\]]*+$)                          # , 1999 at the end
    |\s?[-:/=,(\[]?\s?([一二][〇○零一二三四五六七八九O]{3})(?![〇○零一二三四五六七八九十百千])\s?年?版?[)\]]?""",
    re.ASCII | re.VERBOSE,
)
_SHORT: Final = re.compile(r":([5-9]\d)(?![\d.\-A-Z])", re.ASCII)
_UNREAD: Final = re.compile(
    r"(?:\s?[-:=~_('’\[]{1,3}\s?(?:\d[\dX]++|XX[X\d]++)|[.,/]\s?(?:19|20)\d\d(?!\d))(?![A-Z.])", re.ASCII
)


def complete(text: str, found: Found) -> Found:
    """The identifier with the year that stands behind it, or with a note on what could not be read."""
    docid, end = found
    if docid.year or docid.amendments or docid.reaffirmed or docid.kind != "standard":
        return found
    match = _CERTAIN.match(text, end)
    if match is not None and (year := _year(match, docid)):
        return _dated(text, match.end(), replace(docid, year=year, month=int(match[2]) if match[2] else None))
    short = None if is_chinese(docid.body) else _SHORT.match(text, end)
    if short is not None:
        note = Reason.of("docid.two_digit_year", written=short[1], year=f"19{short[1]}")
        return _dated(text, short.end(), replace(docid, year=1900 + int(short[1]), notes=(*docid.notes, note)))
    return _noted(text, end, docid), end


def _year(match: re.Match[str], docid: DocId) -> int | None:
    """The year; none where the number itself could be one and the two may be a list (GB/T 2008/2009)."""
    bracketed, _month, signed, last, numerals = match.groups()
    if numerals:
        year = int(numerals.translate(_NUMERALS))
        return year if 1900 <= year < 2100 else None
    if (signed or last) and len(docid.number) == 4 and docid.number[:2] in {"19", "20"}:
        return None
    return int(bracketed or signed or last)


def _dated(text: str, end: int, docid: DocId) -> Found:
    """With the amendments and the language that follow the year."""
    changes, end = (chinese.tail if is_chinese(docid.body) else after_number)(text, end)
    return (replace(docid, **changes) if changes else docid), end


def _noted(text: str, end: int, docid: DocId) -> DocId:
    unread = _UNREAD.match(text, end)
    if unread is None:
        return docid
    return replace(docid, notes=(*docid.notes, Reason.of(NOT_UNDERSTOOD, written=unread[0].strip(" -:=~_(['’.,/"))))
