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
MOST_SPACES: Final = 200
MOST_CONTINUED: Final = 3
"""Lines that an entry of a list may go on for."""
_PAGE_NUMBER: Final = re.compile(r"\s*[\dIVXivx]{1,5}\s*")
_MARK: Final = re.compile(r"[\s\[\]［］【】（()）\d.、．·•\-–—*#①-⑳a-z|]{0,12}")
"""What may stand before the number that begins an entry of a list: [3], 2), a), a dash."""
_OPEN: Final = re.compile(r"[\[［【（(][^\]］】）)]*$")
_QUOTED_BEFORE: Final = re.compile(r"《([^《》]{2,200})》(?:[ \t\u3000]{0,3}|\s{0,3}[（(]\s{0,3})$")
_QUOTED_BEHIND: Final = re.compile(r"\s{0,10}《([^《》]{1,200})》")
_TITLE_ENDS: Final = re.compile(
    r"[（(]|。|；|;|\s{3,}|\||[，,]\s*(?:see\b|clauses?\b|annex\b|参?见(?!证)|第[\d\s一二三四五六七八九十]+[章条节]"
    r"|(?:IDT|MOD|NEQ|EQV)\b|等同|等效|修改|非等效)",
    re.IGNORECASE,
)
_SET_APART: Final = re.compile(
    r"(?<=[\u3400-\u9fff：，、（]) (?=[A-Za-z0-9])|(?<=[A-Za-z0-9]) (?=[\u3400-\u9fff：，、）])"
)
_LETTERS: Final = re.compile(r"[\u3400-\u9fffA-Za-z]{2}")
_NO_TITLE: Final = re.compile(
    r"[a-z]|(?:IDT|MOD|NEQ|EQV)\b|(?i:see|clauses?|annex|table|figure|part)\s+\d|\d+(?:\.\d+)+\s*(?:$|[,，、]|and\b|[和及的中])"
    r"|的|中(?:的|第|规定|所|关于|附录)|等(?:[标文]|同|效)|非等效|修改采用|采用\s*(?:$|[A-Za-z本])|和(?:本|其|相关|有关|下列)"
    r"|代替|替代|被(?:代替|替代|废)|依据|根据|按照|参照|参?见(?!证)|规定[了的]|界定[了的]|给出[了的]|确立[了的]|适用于|不适用|执行"
    r"|应(?:符合|满足|按|当)|已(?:被|经|于|废)|均[应为可]|第[\d\s一二三四五六七八九十]+[章条节]|附录\s*[A-Z]"
)
"""How words behind a number begin that say something about the standard instead of naming it."""


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
    """The title in 《》 beside the number, or the words behind it in a list of references; nothing else is a title."""
    quoted = _quoted(passage, index)
    (start, _end), _docid = passage.identifiers[index]
    if quoted or not sections[passage.line_of(start)] or not _begins_entry(passage, start):
        return quoted
    behind, goes_on = _entry(passage, index, sections)
    words, *rest = _TITLE_ENDS.split(behind.lstrip(" \t\u3000，,:："), maxsplit=1)
    title = in_one_line(words).strip(" ,，、:：—-")
    led_to_another = goes_on and not rest
    if led_to_another or not _LETTERS.search(title) or _NO_TITLE.match(title):
        return ""
    return title[:LONGEST_TITLE]


def _quoted(passage: Passage, index: int) -> str:
    """What stands in 《》 before or behind the number; what follows another number, or leads up to one, is of that."""
    (start, end), _docid = passage.identifiers[index]
    last = passage.identifiers[index - 1][0][1] if index else 0
    before = _QUOTED_BEFORE.search(passage.text, max(last, start - LONGEST_TITLE - 10), start)
    if before and not (index and not passage.text[last : before.start()].strip(" \t\u3000")):
        return in_one_line(before[1])
    behind = _QUOTED_BEHIND.match(passage.text, end)
    return in_one_line(behind[1]) if behind and not _leads_to_next(passage, index, behind) else ""


def _leads_to_next(passage: Passage, index: int, quoted: re.Match[str]) -> bool:
    """Whether 《》 in a later line stands before a number of its own."""
    if "\n" not in passage.text[quoted.start() : quoted.start(1)] or index + 1 == len(passage.identifiers):
        return False
    (following, _end), _docid = passage.identifiers[index + 1]
    return not passage.text[quoted.end() : following].strip(" \t\u3000（(")


def _begins_entry(passage: Passage, start: int) -> bool:
    """Whether nothing but a mark stands before the number in its line; in a bracket it is said of something else."""
    mark = _MARK.fullmatch(passage.text, passage.lines[passage.line_of(start)].start, start)
    return mark is not None and _OPEN.search(mark[0]) is None


def _entry(passage: Passage, index: int, sections: Sequence[Section]) -> tuple[str, bool]:
    """What follows a number up to the next one, over a few line ends within the section; whether it leads up to that
    one in the middle of a line.
    """
    (_start, end), _docid = passage.identifiers[index]
    line = passage.line_of(end)
    following = passage.lines[line + 1 : line + 1 + MOST_CONTINUED]
    last = passage.lines[line]
    for number, own in enumerate(following, line + 1):
        if not own.text.strip() or _PAGE_NUMBER.fullmatch(own.text) or sections[number] != sections[line]:
            break
        last = own
    return _up_to_next(passage, index, last.end)


def _up_to_next(passage: Passage, index: int, stop: int) -> tuple[str, bool]:
    (_start, end), _docid = passage.identifiers[index]
    if index + 1 == len(passage.identifiers):
        return passage.text[end:stop], False
    (following, _end), _next = passage.identifiers[index + 1]
    if _begins_entry(passage, following):
        return passage.text[end : min(stop, passage.lines[passage.line_of(following)].start)], False
    return passage.text[end : min(stop, following)], following < stop
