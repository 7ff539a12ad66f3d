"""Every place where a text names a standard: how it is written, with which title, and what it is for the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from guiju.checks.rules.passages import Passage, in_one_line
from guiju.checks.rules.roles import Role, role_of
from guiju.checks.rules.sections import Section, Sections
from guiju.kernel.docid.late_year import NOT_UNDERSTOOD

if TYPE_CHECKING:
    from guiju.kernel.docid import DocId
    from guiju.kernel.reasons import Reason

LONGEST_TITLE: Final = 200
LISTED_TITLE: Final = 60
"""Longest text behind a number that counts as its title outside a list of references."""
MOST_SPACES: Final = 200
MOST_CONTINUED: Final = 3
"""Lines that an entry of a list may go on for."""
_PAGE_NUMBER: Final = re.compile(r"\s*[\dIVXivx]{1,5}\s*")
_MARK: Final = re.compile(r"[\s\[\]［］【】（()）\d.、．·•\-–—*#①-⑳a-z|]{0,12}")
"""What may stand before the number that begins an entry of a list: [3], 2), a), a dash."""
_QUOTED_BEFORE: Final = re.compile(r"《([^《》]{2,200})》[\s（(]{0,3}$")
_TITLE_ENDS: Final = re.compile(r"[（(]|。|；|;|\s{3,}|\|")
_SET_APART: Final = re.compile(
    r"(?<=[\u3400-\u9fff：，、（]) (?=[A-Za-z0-9])|(?<=[A-Za-z0-9]) (?=[\u3400-\u9fff：，、）])"
)
_LETTERS: Final = re.compile(r"[\u3400-\u9fffA-Za-z]{2}")
_NO_TITLE: Final = re.compile(
    r"[，。；,;、]|^(?:[中的和及与或等第按]|规定|界定|给出|确立|要求|标准|执行|进行|有|是|为|适用|代替|被|以及|之|条|表|附录)"
)


@dataclass(frozen=True)
class Mention:
    """One place. `line` is the whole line it stands in, where that line is at a page's edge; `alone` says that the
    line holds nothing else. `subject` is the number said to replace this one, if the sentence names it.
    """

    docid: DocId
    raw: str
    title: str
    place: Reason
    role: Role
    degree: str = ""
    subject: str = ""
    alone: bool = False
    page: int = 0
    edge: str = ""


class MentionReader:
    """Reads passages in their order; sections go on from one to the next."""

    def __init__(self) -> None:
        self._sections = Sections()

    def read(self, passage: Passage) -> Iterator[Mention]:
        """Every identifier of the passage."""
        sections = self._sections.of_lines(passage)
        edges = edge_lines(passage)
        for index, ((start, end), docid) in enumerate(passage.identifiers):
            line = passage.line_of(start)
            told = role_of(passage, index, sections[line])
            raw = in_one_line(passage.text[start : _end_as_written(passage.text, end, docid)])
            yield Mention(
                docid=docid,
                raw=raw,
                title=_as_printed(title_of(passage, index, sections), passage),
                place=passage.place_of(start),
                role=told.role,
                degree=told.degree,
                subject=told.subject,
                alone=_is_alone(passage, start, end),
                page=passage.page,
                edge=passage.lines[line].text.strip() if line in edges else "",
            )


def _as_printed(title: str, passage: Passage) -> str:
    """Without the gaps that a typesetter puts between Chinese and figures, which a PDF gives as spaces."""
    return _SET_APART.sub("", title) if passage.page else title


def _is_alone(passage: Passage, start: int, end: int) -> bool:
    """Whether a line, or the lines over which a number is broken, hold nothing else."""
    first, last = passage.lines[passage.line_of(start)], passage.lines[passage.line_of(end - 1)]
    around = (start - first.start) + (last.end - end)
    return around <= MOST_SPACES and not (passage.text[first.start : start] + passage.text[end : last.end]).strip()


def unread_year(docid: DocId) -> str:
    """What stands where the year stands and could not be read as one."""
    return next((dict(note.params)["written"] for note in docid.notes if note.code == NOT_UNDERSTOOD), "")


def _end_as_written(text: str, end: int, docid: DocId) -> int:
    """Where the number ends with a year that could not be read."""
    written = unread_year(docid)
    place = text.find(written, end, end + len(written) + 3) if written else -1
    return place + len(written) if place >= 0 else end


def edge_lines(passage: Passage) -> frozenset[int]:
    """The lines of a page in which running heads and feet stand: the first and the last two that are not blank."""
    if not passage.page:
        return frozenset()
    filled = [index for index, line in enumerate(passage.lines) if line.text.strip()]
    return frozenset((*filled[:2], *filled[-2:]))


def title_of(passage: Passage, index: int, sections: Sequence[Section]) -> str:
    """The title in 《》 beside the number; in a list of references, or a line of its own, the words behind it."""
    (start, end), _docid = passage.identifiers[index]
    quoted = _quoted(passage.text, start, end)
    if quoted:
        return quoted
    if not _begins_entry(passage, start):
        return ""
    listed = bool(sections[passage.line_of(start)])
    behind = _entry(passage, index, sections) if listed else _rest_of_line(passage, index)
    words = behind.lstrip(" \t，,:：").rstrip()
    if not listed and (len(words) > LISTED_TITLE or _NO_TITLE.search(words)):
        return ""
    title = in_one_line(_TITLE_ENDS.split(words, maxsplit=1)[0]).strip(" ,，、:：—-")
    return title[:LONGEST_TITLE] if _LETTERS.search(title) else ""


def _quoted(text: str, start: int, end: int) -> str:
    behind = text[end : end + LONGEST_TITLE + 10].lstrip()
    if behind.startswith("《") and "》" in behind:
        return in_one_line(behind[1 : behind.index("》")])
    before = _QUOTED_BEFORE.search(text[max(0, start - LONGEST_TITLE - 10) : start])
    return in_one_line(before[1]) if before else ""


def _begins_entry(passage: Passage, start: int) -> bool:
    return _MARK.fullmatch(passage.text, passage.lines[passage.line_of(start)].start, start) is not None


def _rest_of_line(passage: Passage, index: int) -> str:
    """What follows a number in its line, if no other number does."""
    (_start, end), _docid = passage.identifiers[index]
    line = passage.lines[passage.line_of(end)]
    others = passage.identifiers[index + 1 : index + 2]
    return "" if others and others[0][0][0] < line.end else passage.text[end : line.end]


def _entry(passage: Passage, index: int, sections: Sequence[Section]) -> str:
    """What follows a number up to the next one, over a few line ends within the section."""
    (_start, end), _docid = passage.identifiers[index]
    line = passage.line_of(end)
    following = passage.lines[line + 1 : line + 1 + MOST_CONTINUED]
    last = passage.lines[line]
    for number, own in enumerate(following, line + 1):
        if not own.text.strip() or _PAGE_NUMBER.fullmatch(own.text) or sections[number] != sections[line]:
            break
        last = own
    stop = last.end
    if index + 1 < len(passage.identifiers):
        (first, _end), _next = passage.identifiers[index + 1]
        stop = min(stop, passage.lines[passage.line_of(first)].start if _begins_entry(passage, first) else first)
    return passage.text[end:stop]
