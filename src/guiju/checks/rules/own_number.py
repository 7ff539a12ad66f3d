"""The document's own number, and what runs along on every page: neither is a reference."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from guiju.checks.rules.mentions import Mention, edge_lines
from guiju.checks.rules.roles import REPLACED, Role
from guiju.checks.rules.sections import closed_up
from guiju.kernel.reasons import Reason

if TYPE_CHECKING:
    from guiju.checks.rules.passages import Passage
    from guiju.kernel.docid import DocId

COVER_LINES: Final = 60
_PAGE_NUMBER: Final = re.compile(r"^\s*\d{1,4}\s+|\s+\d{1,4}\s*$")
_SPACES: Final = re.compile(r"\s+")
_COVER: Final = re.compile(
    r"(?:中华人民共和国.{0,14}标准|(?:国家|行业|地方|团体|企业)标准(?:化指导性技术文件)?|ICS\s*\d\d[\d.]*.{0,20}"
    r"|\d{4}\s*-\s*\d\d?\s*-\s*\d\d?\s*(?:发布|实施).{0,30}|\d{4}\s*年.{2,8}(?:发布|实施).{0,30}|INTERNATIONAL STANDARD"
    r"|National Standard of.{0,60})",
    re.IGNORECASE,
)
_LEAST_REPEATS: Final = 3


class Front:
    """What passages tell of the document beside its references: signs of a cover, lines that repeat on its pages."""

    def __init__(self) -> None:
        self.is_cover = False
        self._lines = 0
        self._running: Counter[str] = Counter()
        self._pages = 0

    def read(self, passage: Passage) -> bool:
        """Note a passage; whether it still may be part of a cover."""
        self._pages += passage.page > 0
        self._running.update({running(passage.lines[index].text) for index in edge_lines(passage)})
        in_front = self._lines < COVER_LINES and passage.page <= 1
        if in_front:
            self._lines += len(passage.lines)
            self.is_cover |= any(_COVER.fullmatch(closed_up(line.text).strip()) for line in passage.lines)
        return in_front

    def repeats(self, edge: str) -> bool:
        """Whether a line at a page's edge stands on many pages."""
        count = self._running[running(edge)] if edge else 0
        return count >= _LEAST_REPEATS or (count >= 2 and count * 2 > self._pages)


def running(line: str) -> str:
    """A line at a page's edge without its page number."""
    return _SPACES.sub("", _PAGE_NUMBER.sub("", line))


def find_own(front: Front, first: Sequence[Mention], mentions: Iterable[Mention]) -> DocId | None:
    """The number of the document itself: alone in a line of its cover, else alone in a running head."""
    alone = (one for one in first if one.alone and one.role not in REPLACED)
    on_cover = next(alone, None) if front.is_cover else None
    if on_cover is not None:
        return on_cover.docid
    heads = (one.docid for one in mentions if _is_head(one, front))
    return next(heads, None)


def _is_head(mention: Mention, front: Front) -> bool:
    if mention.place.code == "sheets.place.header":
        return mention.alone
    return front.repeats(mention.edge) and running(mention.edge) == _SPACES.sub("", mention.raw)


def names_itself(mention: Mention, own: DocId) -> bool:
    """Whether a mention is of the document itself, with its year or without."""
    docid = mention.docid
    return docid.key == own.key or (not docid.is_dated and docid.undated == own.undated)


def settle(mentions: Sequence[Mention], front: Front, own: DocId | None) -> list[Mention]:
    """The mentions that are references: not of the document itself, running lines once, and "replaces" only where it
    is this document that replaces. The double number of the document is what it adopts.
    """
    theirs = [_told(one, own) for one in mentions if own is None or not names_itself(one, own)]
    if own is not None and own.dual is not None:
        first = next(one for one in mentions if one.docid.key == own.key)
        theirs.insert(
            0, replace(first, docid=own.dual, raw=own.dual.canonical, role=Role.ADOPTION, degree="IDT", edge="")
        )
    return _running_once(theirs, front)


def _told(mention: Mention, own: DocId | None) -> Mention:
    """What another standard replaces is only mentioned here."""
    if mention.role in REPLACED and mention.subject and (own is None or mention.subject != own.key):
        return replace(mention, role=Role.MENTION)
    return mention


def _running_once(mentions: Sequence[Mention], front: Front) -> list[Mention]:
    """Each number of a running head or foot once, with all its pages."""
    pages: defaultdict[str, list[int]] = defaultdict(list)
    kept: list[Mention] = []
    for mention in mentions:
        if not front.repeats(mention.edge):
            kept.append(mention)
            continue
        if mention.docid.key not in pages:
            kept.append(mention)
        pages[mention.docid.key].append(mention.page)
    return [_with_pages(one, pages[one.docid.key]) if front.repeats(one.edge) else one for one in kept]


def _with_pages(mention: Mention, pages: list[int]) -> Mention:
    shown = f"{pages[0]}-{pages[-1]}" if len(pages) > 1 else str(pages[0])
    return replace(mention, place=Reason.of("sheets.place.running_head", pages=shown))
