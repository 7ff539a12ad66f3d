"""Where in a document one is: in its normative references, in its bibliography, or elsewhere."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from guiju.checks.rules.passages import Passage


class Section(StrEnum):
    """The sections that say what a reference in them is."""

    NORMATIVE = "normative"
    BIBLIOGRAPHY = "bibliography"
    OTHER = ""


_COUNTED: Final = (
    r"[\s#*]*(?:第?(?P<chinese>[一二三四五六七八九十]{1,3})[章、.．]|(?P<number>\d{1,2})(?:[.．]\d+)*[.．、]?)?\s*"
)
_NORMATIVE: Final = r"规范性引用(?:文件|标准)|引用(?:标准|文件)|normative\s+references?|referenced\s+documents"
_BIBLIOGRAPHY: Final = r"参考(?:文献|资料)|bibliography|references"
_OPENING: Final = re.compile(
    rf"{_COUNTED}(?:(?P<normative>{_NORMATIVE})|(?P<bibliography>{_BIBLIOGRAPHY}))[\s*:：]*", re.IGNORECASE
)
_NUMBERED: Final = re.compile(
    r"[\s#*]*(?P<number>\d{1,2})(?:[.．]\d+)*[.．、]?\s+(?!部分)(?=[\u3400-\u9fffA-Z])[^。；;]{1,60}"
)
_CHINESE_NUMBERED: Final = re.compile(r"[\s#*]*(?:第?[一二三四五六七八九十]{1,3}[章、.．])\s*[^。；;]{1,40}")
_KNOWN: Final = re.compile(
    r"[\s#*]*(?:范围|术语(?:和|、|及|与)?定义.{0,12}|术语|定义|符号.{0,12}|缩略语|总则|分类.{0,6}|(?:技术|一般|基本|通用)?要求"
    r"|试验方法|检验规则|前言|引言|目次|附\s*录.{0,30}|scope|terms.{0,40}|definitions?|abbreviat.{0,20}"
    r"|(?:general )?requirements|foreword|introduction|(?:annex|appendix)\b.{0,60})[\s*]*",
    re.IGNORECASE,
)
_SPACED: Final = re.compile(r"(?<![\u3400-\u9fff])[\u3400-\u9fff](?:\s+[\u3400-\u9fff](?![\u3400-\u9fff]))+")
_BLANKS: Final = re.compile(r"\s+")
_PUNCTUATED: Final = re.compile(r"[，。；：,;:、]")
_SHORT: Final = 20
_ASIDE: Final = frozenset(
    {"sheets.place.header", "sheets.place.footer", "sheets.place.footnote", "sheets.place.endnote"}
)


def closed_up(line: str) -> str:
    """The line without the blanks that printed standards set between the characters of a heading: 参 考 文 献."""
    return _SPACED.sub(lambda run: _BLANKS.sub("", run[0]), line)


class Sections:
    """Follows headings from passage to passage."""

    def __init__(self) -> None:
        self._now = Section.OTHER
        self._number: int | None = None

    def of_lines(self, passage: Passage) -> list[Section]:
        """The section of each line of the passage; what stands beside the text belongs to none."""
        if passage.place.code in _ASIDE:
            return [Section.OTHER] * len(passage.lines)
        named = {passage.line_of(start) for (start, _end), _docid in passage.identifiers}
        return [self._after(line.text, passage, holds=index in named) for index, line in enumerate(passage.lines)]

    def _after(self, line: str, passage: Passage, *, holds: bool) -> Section:
        """The section once a line is read; a line that holds an identifier is no heading."""
        if not holds and line.strip():
            heading = closed_up(line)
            opening = _OPENING.fullmatch(heading)
            if opening:
                self._open(opening)
            elif self._now and self._ends(heading, wrapped=passage.wrapped):
                self._now = Section.OTHER
        return self._now

    def _open(self, heading: re.Match[str]) -> None:
        self._now = Section.NORMATIVE if heading["normative"] else Section.BIBLIOGRAPHY
        self._number = int(heading["number"]) if heading["number"] else None

    def _ends(self, line: str, *, wrapped: bool) -> bool:
        """Whether the line is the next heading. In a wrapped text a line may begin with any figure: with the one that
        comes next only. A paragraph of a few words without a sign is a heading.
        """
        if _KNOWN.fullmatch(line):
            return True
        numbered = _NUMBERED.fullmatch(line)
        if numbered:
            return self._number is None or int(numbered["number"]) == self._number + 1
        if self._number is None and _CHINESE_NUMBERED.fullmatch(line):
            return True
        return not wrapped and len(line.strip()) <= _SHORT and not _PUNCTUATED.search(line)
