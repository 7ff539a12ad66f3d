"""Which title in running text belongs to which number: 《》 before or behind it, or the rest of a list's entry."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final, NamedTuple

from guiju.kernel.docid import find_all

Span = tuple[int, int]
LONGEST: Final = 200
_QUOTED: Final = re.compile(r"《([^《》]{1,200})》")
_OPENING: Final = re.compile(r"\s*[（(\[【〔]\s*(?:标准(?:编)?号|编号)?\s*[:：]?\s*")
_BLANK: Final = re.compile(r"\s*")
_BEHIND: Final = re.compile(r"\s*[）)\]】〕]?\s*[,，:：]?\s*")
_COUNTER: Final = re.compile(r"[\s\d.、．()（）\[\]【】①-⑳一二三四五六七八九十•·*—–-]{0,8}")
_SENTENCE: Final = re.compile(
    r"[。；;!！?？]|规定|按照|执行|进行|应当|应按|应符合|不得|本标准|本文件|的要求|中的|\b(?:shall|should|according)\b"
    r"|^(?:见|详见|参见|等|中|的|和|与|及|或|[、~～/])|^第[^部]{1,6}[章条款]|^(?:and|or|see|to)\b",
    re.IGNORECASE,
)
_EDGE: Final = " \t\n\u3000,，;；:：、.。|"
_LONGEST_ENTRY: Final = 120


class _Quoted(NamedTuple):
    start: int
    end: int
    title: str


def titles_beside(text: str, spans: Sequence[Span]) -> list[str]:
    """For each number of a text the title that stands with it, empty where none does."""
    quoted = [_Quoted(found.start(), found.end(), " ".join(found[1].split())) for found in _QUOTED.finditer(text)]
    if quoted and spans:
        return _Pairing(text, spans, quoted).titles()
    return [_entry_title(text, spans), *("" for _span in spans[1:])] if spans else []


def title_rows(text: str) -> str:
    """The titles of a text's numbers, a row for each number; empty where none has one."""
    titles = titles_beside(text, [span for span, _docid in find_all(text)])
    return "\n".join(titles) if any(titles) else ""


class _Pairing:
    """Gives each title in 《》 to one number at most."""

    def __init__(self, text: str, spans: Sequence[Span], quoted: list[_Quoted]) -> None:
        self._text = text
        self._spans = spans
        self._quoted = quoted
        self._starts = [one.start for one in quoted]
        self._titles_first = quoted[0].start < spans[0][0]
        self._taken = -1

    def titles(self) -> list[str]:
        return [self._inside(span) or self._beside(span) for span in self._spans]

    def _inside(self, span: Span) -> str:
        """The rest of a title that the number begins or ends: 《GB/T 1-2000 标题》."""
        place = bisect_left(self._starts, span[0]) - 1
        if place < 0 or self._quoted[place].end < span[1]:
            return ""
        quote = self._quoted[place]
        before, behind = self._text[quote.start + 1 : span[0]], self._text[span[1] : quote.end - 1]
        return "" if before.strip(_EDGE) and behind.strip(_EDGE) else (before + behind).strip(_EDGE)

    def _beside(self, span: Span) -> str:
        following = bisect_left(self._starts, span[1])
        before, behind = self._gap_before(following - 1, span), self._gap_behind(following, span)
        if before is not None and _OPENING.fullmatch(before):
            return self._take(following - 1)
        bare = before is not None and _BLANK.fullmatch(before) is not None
        if bare and self._titles_first:
            return self._take(following - 1)
        if behind is not None and _BEHIND.fullmatch(behind):
            return self._take(following)
        return self._take(following - 1) if bare else ""

    def _gap_before(self, place: int, span: Span) -> str | None:
        if place <= self._taken or self._quoted[place].end > span[0]:
            return None
        return self._text[self._quoted[place].end : span[0]]

    def _gap_behind(self, place: int, span: Span) -> str | None:
        if place <= self._taken or place >= len(self._quoted):
            return None
        return self._text[span[1] : self._quoted[place].start]

    def _take(self, place: int) -> str:
        self._taken = place
        return self._quoted[place].title


def _entry_title(text: str, spans: Sequence[Span]) -> str:
    """What follows the number that begins an entry, up to another number in brackets; nothing of a sentence."""
    start, end = spans[0]
    if not _COUNTER.fullmatch(text[:start][:20]):
        return ""
    stop = len(text) if len(spans) == 1 else _bracket_before(text, end, spans[1][0])
    rest = text[end:stop].strip(_EDGE)
    if len(rest) > _LONGEST_ENTRY or _SENTENCE.search(rest):
        return ""
    return " ".join(rest.split())


def _bracket_before(text: str, start: int, second: int) -> int:
    """Where the bracket opens that holds the second number; where the first ends when none does."""
    opening = max(text.rfind("(", start, second), text.rfind("（", start, second))
    return opening if opening > start and second - opening <= 12 else start
