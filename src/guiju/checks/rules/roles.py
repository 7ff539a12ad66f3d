"""What a text itself says of a standard it names: that it replaces it, adopts it, relies on it, or just mentions it."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from guiju.checks.rules.sections import Section

if TYPE_CHECKING:
    from guiju.checks.rules.passages import Passage
    from guiju.kernel.docid import DocId


class Role(StrEnum):
    """What a reference is for the document, the one that weighs most first."""

    NORMATIVE = "normative"
    REPLACES = "replaces"
    REPLACES_PART = "replaces_part"
    ADOPTION = "adoption"
    BIBLIOGRAPHY = "bibliography"
    MENTION = "mention"


REPLACED: Final = frozenset({Role.REPLACES, Role.REPLACES_PART})


class Told(NamedTuple):
    """The role, the degree of an adoption, and the number that stands as subject before "replaces"."""

    role: Role
    degree: str = ""
    subject: str = ""


_REACH: Final = 400
_SENTENCE_END: Final = re.compile(r"[。；;！!]|\.\s|\n\s*\n")
_REPLACES: Final = re.compile(
    r"(?P<part>部分|partial(?:ly)?\s+)?(?<![被已])(?:代替|替代|replac(?:es|ing)|supersed(?:es|ing)|cancels)"
    r"(?P<in_part>\s+(?:in part|partly|partially))?",
    re.IGNORECASE,
)
_COMPARED: Final = re.compile(r"\s*(?:《[^》]{0,200}》)?\s*(?:相比|比较|对比)")
_BETWEEN: Final = re.compile(r"(?:[\s、，,；;/（）()]|和|及|与|以及|并|了|的|the|and|replaces)*", re.IGNORECASE)
_TITLE: Final = re.compile(r"《[^》]{0,200}》|“[^”]{0,200}”|（[^（）]{0,100}）|\([^()]{0,100}\)")
_SINCE: Final = re.compile(r"\s*(?:自.{0,12}起)?\s*")
_BEHIND: Final = re.compile(
    r"[\s，,;；、]{0,3}[(（\[]?\s*(?P<degree>IDT|MOD|NEQ|EQV|非等效|等同|等效|修改)(?![A-Za-z])(?:采用)?(?=\s*(?:$|[)）\]，,。；;.\n]))",
    re.IGNORECASE,
)
_BEFORE: Final = re.compile(
    r"(?:(?<![A-Za-z])(?P<mark>IDT|MOD|NEQ|EQV)[\s:：]{1,2}|(?P<word>非等效|等同|等效|修改)采用(?:了)?\s*|(?P<at>等同)于\s*"
    r"|(?P<english>identical|modified|not equivalent)\s+(?:to|adoption of|in relation to)\s+)$",
    re.IGNORECASE,
)
_DEGREES: Final = {
    "非等效": "NEQ",
    "等同": "IDT",
    "等效": "EQV",
    "修改": "MOD",
    "identical": "IDT",
    "modified": "MOD",
    "not equivalent": "NEQ",
}


def role_of(passage: Passage, index: int, section: Section) -> Told:
    """The role of the identifier of that index in its passage: its own words first, then the section it stands in."""
    degree = _degree(passage, index)
    if degree:
        return Told(Role.ADOPTION, degree)
    replaced = _replaced(passage, index)
    if replaced is not None:
        return replaced
    return Told(Role(section) if section else Role.MENTION)


def _degree(passage: Passage, index: int) -> str:
    """The degree of adoption right behind or right before the number."""
    (start, end), _docid = passage.identifiers[index]
    behind = _BEHIND.match(passage.text, end)
    before = _BEFORE.search(_TITLE.sub("", passage.text[max(0, start - 60) : start]))
    word = behind["degree"] if behind else next(filter(None, before.groups()), "") if before else ""
    return _DEGREES.get(word.casefold(), word.upper())


def _replaced(passage: Passage, index: int) -> Told | None:
    """Whether nothing but other numbers stands between a word of replacement and this number."""
    (start, end), docid = passage.identifiers[index]
    reach = _sentence_start(passage.text, start)
    words = list(_REPLACES.finditer(passage.text, reach, start))
    if not words or _COMPARED.match(passage.text, end):
        return None
    earlier = _since(passage, index, reach)
    word = words[-1]
    between = [span for span, _docid in earlier if span[0] >= word.end()]
    named = {other for span, other in earlier if span[0] >= word.end()}
    if docid in named or not _BETWEEN.fullmatch(_without(passage.text, word.end(), start, between)):
        return None
    partly = word["part"] or word["in_part"]
    leads = (other.key for span, other in reversed(earlier) if _leads(passage.text, span[1], words[0].start()))
    return Told(Role.REPLACES_PART if partly else Role.REPLACES, subject=next(leads, ""))


def _since(passage: Passage, index: int, reach: int) -> list[tuple[tuple[int, int], DocId]]:
    """The identifiers before this one in its sentence."""
    found = []
    for place in range(index - 1, -1, -1):
        if passage.identifiers[place][0][0] < reach:
            break
        found.append(passage.identifiers[place])
    return found[::-1]


def _sentence_start(text: str, place: int) -> int:
    reach = max(0, place - _REACH)
    ends = [found.end() for found in _SENTENCE_END.finditer(text, reach, place)]
    return ends[-1] if ends else reach


def _without(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> str:
    """The stretch without the numbers and titles in it."""
    kept, place = [], start
    for first, last in spans:
        kept.append(text[place:first])
        place = last
    kept.append(text[place:end])
    return _TITLE.sub("", "".join(kept))


def _leads(text: str, end: int, word: int) -> bool:
    """Whether a number that ends there is the subject of a word that begins at `word`."""
    return end <= word and _SINCE.fullmatch(_TITLE.sub("", text[end:word])) is not None
