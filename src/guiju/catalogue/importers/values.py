"""Cells read into facts: dates, identifiers with their scope and degree, words of level, mandate and status, codes."""

from __future__ import annotations

import datetime as dt
import json
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Final

import nh3

from guiju.catalogue.rules import Degree, Level, Mandate, RelationType, Scope
from guiju.catalogue.rules.identity import key_of
from guiju.catalogue.rules.records import Statement
from guiju.kernel.dates import PartialDate, parse_date
from guiju.kernel.docid import DocId, find_all, parse
from guiju.kernel.docid.ranges import count_out
from guiju.kernel.docid.render import is_chinese
from guiju.kernel.sheets.writing import neutral

Placed = tuple[tuple[int, int], DocId]

BLANK: Final = frozenset(
    {"", "-", "--", "—", "——", "/", "无", "暂无", "没有", "null", "none", "n/a", "na", "nan", "\\"}
)

MARKUP: Final = {"p", "br", "ul", "ol", "li", "sub", "sup", "b", "i", "em", "strong"}

_CHINESE: Final = re.compile(r"[\u3400-\u9fff]")
_SPACES: Final = re.compile(r"\s+")
_BETWEEN_CHINESE: Final = re.compile(r"(?<=[\u3400-\u9fff])[\r\n]+\s*(?=[\u3400-\u9fff])")
_MILLISECONDS: Final = re.compile(r"-?\d{12,13}")
_LISTED: Final = re.compile(r"[;；,，、|\s]+")
_PIECE: Final = re.compile(r"[^;；,，、\n]+")
_NAMES: Final = re.compile(r"[;；、|\n]+|[,，](?![^（(]*[)）])")
_FOLLOWER: Final = re.compile(
    r"\s*[,，、;；/和及与]\s*(\d{1,6}(?:\.\d{1,4})*)\s*[-—–－]\s*((?:19|20)\d\d)(?![\d.—–－-])", re.ASCII
)
_ITEM: Final = re.compile(r"[,，、;；]\s*(\d{1,6}(?:\.\d{1,4})*(?:[-—–－]\d{1,4})?)\s*(?=[,，、;；]|$)", re.ASCII)
_ICS: Final = re.compile(r"\d{2}(?:\.\d{3}(?:\.\d{2})?)?")
_CCS: Final = re.compile(r"[A-Z](?:\d{2}(?:/\d{2})?)?")

_LEVELS: Final[Mapping[str, Level]] = {
    **{level.value: level for level in Level},
    "国家标准": Level.NATIONAL,
    "国标": Level.NATIONAL,
    "强制性国家标准": Level.NATIONAL,
    "推荐性国家标准": Level.NATIONAL,
    "指导性技术文件": Level.NATIONAL,
    "国家标准化指导性技术文件": Level.NATIONAL,
    "行业标准": Level.INDUSTRY,
    "行标": Level.INDUSTRY,
    "地方标准": Level.LOCAL,
    "地标": Level.LOCAL,
    "团体标准": Level.GROUP,
    "团标": Level.GROUP,
    "企业标准": Level.ENTERPRISE,
    "企标": Level.ENTERPRISE,
    "国际标准": Level.INTERNATIONAL,
    "区域标准": Level.REGIONAL,
    "国外标准": Level.FOREIGN,
    "国外先进标准": Level.FOREIGN,
}
_MANDATES: Final = (
    (re.compile("指导|guid", re.IGNORECASE), Mandate.GUIDANCE),
    (re.compile("推荐|推标|recommend|voluntary", re.IGNORECASE), Mandate.RECOMMENDED),
    (re.compile("强制|强标|mandatory|compulsory", re.IGNORECASE), Mandate.MANDATORY),
)
RELATION_WORDS: Final[Mapping[str, tuple[RelationType, bool]]] = {
    **dict.fromkeys(("obsoletes", "replaces", "successorof", "merges"), (RelationType.REPLACES, False)),
    **dict.fromkeys(
        ("obsoletedby", "replacedby", "hassuccessor", "mergedinto", "splitinto"), (RelationType.REPLACES, True)
    ),
    **dict.fromkeys(("adopts", "adoptedfrom"), (RelationType.ADOPTS, False)),
    "adoptedas": (RelationType.ADOPTS, True),
    "cites": (RelationType.CITES, False),
    "iscitedin": (RelationType.CITES, True),
}
"""Words of the Relaton model that state a relation kept here, and whether they turn it round; others stay raw."""
UPDATING: Final = frozenset({"updates", "updatedby"})
_DEGREES: Final = re.compile(
    r"(?P<NEQ>非等效|(?<![A-Za-z])NEQ(?![A-Za-z])|≠)|(?P<IDT>等同|(?<![A-Za-z])IDT(?![A-Za-z])|≡)"
    r"|(?P<MOD>修改|(?<![A-Za-z])MOD(?![A-Za-z]))|(?P<EQV>等效|(?<![A-Za-z])EQV(?![A-Za-z])|≈|=)"
    r"|(?P<REF>参照|参考|(?<![A-Za-z])REF(?![A-Za-z]))",
    re.IGNORECASE,
)
_PARTLY: Final = re.compile(r"部分(?:代替|替代|废止)|partly|partial|in part", re.IGNORECASE)
_WHOLLY: Final = re.compile(r"代替|替代|废止|replaces|supersedes", re.IGNORECASE)
_PART_AFTER: Final = re.compile(r"\s*[(（\[【]\s*部分")
_TURNED: Final = re.compile(r"^\s*被")
_JSON_FLAGS: Final = ("withdrawn", "superseded", "draft", "active")


def is_blank(text: str) -> bool:
    """Whether a cell says nothing: empty, a dash, 无."""
    return text.strip().casefold() in BLANK


def unguarded(text: str) -> str:
    """A cell without the apostrophe that our own tables put before what looks like a formula."""
    return text[1:] if text.startswith("'") and neutral(text[1:]) == text else text


def read_text(text: str) -> str:
    """One line: line breaks between Chinese characters go, others become a space."""
    return _SPACES.sub(" ", _BETWEEN_CHINESE.sub("", text)).strip() if text else ""


def read_markup(text: str) -> str:
    """A text that may come from a word processor: paragraphs, lists, sub- and superscript stay, all else goes."""
    return nh3.clean(text, tags=MARKUP, attributes={}).strip()


def has_chinese(text: str) -> bool:
    """Whether any Chinese character is in the text."""
    return _CHINESE.search(text) is not None


@lru_cache(maxsize=16_384)
def read_date(text: str) -> PartialDate | None:
    """A date at the precision written, milliseconds since 1970 included; `DateError` for what is none."""
    if _MILLISECONDS.fullmatch(text.strip()):
        moment = dt.datetime.fromtimestamp(int(text) / 1000, tz=dt.timezone(dt.timedelta(hours=8)))
        return PartialDate.of(moment.date())
    return None if is_blank(text) else parse_date(text)


def read_level(text: str) -> str:
    """The level a word names, empty for other words (a document type such as "international-standard" is none)."""
    return _LEVELS.get(text.strip().casefold(), "")


def read_mandate(text: str) -> str:
    """Mandatory, recommended or guidance; empty for other words."""
    return next((mandate.value for pattern, mandate in _MANDATES if pattern.search(text)), "")


def read_status(text: str) -> str:
    """The status word as it stands; of JSON flags the strongest that is set."""
    word = read_text(text)
    if word.startswith("{"):
        return _read_flags(word)
    return "" if is_blank(word) else word[:100]


def _read_flags(text: str) -> str:
    try:
        flags = json.loads(text)
    except ValueError:
        return text[:100]
    return next((flag for flag in _JSON_FLAGS if flags.get(flag) is True), "")


def read_ics(text: str) -> list[str]:
    """ICS codes of a cell, dots restored is not tried: what is no code is left out."""
    return list(dict.fromkeys(code for code in _LISTED.split(text) if _ICS.fullmatch(code)))


def read_ccs(text: str) -> list[str]:
    """CCS codes of a cell."""
    codes = (unicodedata.normalize("NFKC", code).upper() for code in _LISTED.split(text))
    return list(dict.fromkeys(code for code in codes if _CCS.fullmatch(code)))


def read_names(text: str) -> list[str]:
    """Organisations in the order given; a comma inside brackets separates none."""
    names = (read_text(name).rstrip("。.") for name in _NAMES.split(text))
    return list(dict.fromkeys(name[:300] for name in names if name and not is_blank(name)))


def _key(docid: DocId) -> str:
    return key_of(docid, docid.canonical)


def find_identifiers(text: str) -> list[Placed]:
    """Identifiers of a cell with their places: as in running text, else each piece taken for one by itself."""
    found = find_all(text)
    if found:
        met = {span[0] for span, _docid in found}
        return [one for placed in found for one in (placed, *_followers(text, placed, met))]
    pieces = ((match.span(), parse(match[0])) for match in _PIECE.finditer(text))
    return [(span, docid) for span, docid in pieces if docid]


def _followers(text: str, placed: Placed, met: Collection[int]) -> Iterator[Placed]:
    """Further numbers of a list that leave out the prefix, each with its year: QB/T 20-2001,21-2001."""
    (_start, stop), docid = placed
    if not is_chinese(docid.body) or docid.dual:
        return
    while (match := _FOLLOWER.match(text, stop)) is not None and match.start(1) not in met:
        number, *parts = match[1].split(".")
        plain = replace(docid.undated, part_range="", all_parts=False)
        yield match.span(1), replace(plain, number=number, parts=tuple(parts), year=int(match[2]))
        stop = match.end()


def has_unread_numbers(text: str) -> bool:
    """Whether a list of identifiers has an item of digits that was read as part of none."""
    if _ITEM.search(text) is None:
        return False
    read = [span for span, _docid in find_identifiers(text)]
    return any(not _inside(match.start(1), read) for match in _ITEM.finditer(text))


def _inside(place: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= place < stop for start, stop in spans)


def _counted_out(docid: DocId) -> tuple[DocId, ...]:
    """A range speaks of each of its members; one that cannot be counted out stays as it is written."""
    return (docid.part_range and count_out(docid)) or (docid,)


def read_replaced(text: str, *, inward: bool = False, scope: Scope = Scope.WHOLE) -> Iterator[Statement]:
    """Replacements of one cell, several numbers with any separator; 部分代替 counts until another 代替."""
    turned = inward or _TURNED.search(text) is not None
    end = 0
    for (start, stop), docid in find_identifiers(text):
        before = text[end:start]
        if _PARTLY.search(before):
            scope = Scope.PART
        elif _WHOLLY.search(before):
            scope = Scope.WHOLE
        own = Scope.PART if _PART_AFTER.match(text, stop) else scope
        for one in _counted_out(docid):
            yield Statement(RelationType.REPLACES, _key(one), inward=turned, dated=docid.is_dated, scope=own)
        end = stop


def read_adopted(text: str, degrees: str = "") -> Iterator[Statement]:
    """Adopted standards of one cell with the degree beside each (before or after), else that of the degree column."""
    marks = [(match.start(), match.lastgroup or "") for match in _DEGREES.finditer(text)]
    found = find_identifiers(text)
    default = read_degree(degrees)
    for (start, stop), docid in found:
        degree = _degree_beside(marks, start, stop, first=found[0][0][0]) if marks else default
        yield Statement(RelationType.ADOPTS, _key(docid), dated=docid.is_dated, degree=degree)


def _degree_beside(marks: list[tuple[int, str]], start: int, stop: int, *, first: int) -> str:
    """Lists write the degree before every number or after every number; the first mark tells which."""
    if marks[0][0] < first:
        return [degree for place, degree in marks if place < start][-1]
    return next((degree for place, degree in marks if place >= stop), marks[-1][1])


def read_degree(text: str) -> str:
    """A degree of adoption, empty for anything else."""
    match = _DEGREES.search(text)
    return Degree(match.lastgroup).value if match and match.lastgroup else ""


def read_cited(text: str) -> Iterator[Statement]:
    """Normative references of one cell."""
    for _span, docid in find_identifiers(text):
        for one in _counted_out(docid):
            yield Statement(RelationType.CITES, _key(one), dated=docid.is_dated)


def read_relations(text: str, own: DocId) -> Iterator[Statement]:
    """Relations written `word>identifier`, joined by a bar, as bibliographic data made from Relaton has them.

    `updates` on an old document means *replaced by*, and some catalogues write it both ways: the later year tells.
    """
    for item in text.split("|"):
        word, _sign, target = item.partition(">")
        other = parse(target)
        if not other:
            continue
        folded = word.strip().casefold()
        if folded in RELATION_WORDS:
            kind, inward = RELATION_WORDS[folded]
            yield Statement(kind, _key(other), inward=inward, dated=other.is_dated)
        elif folded in UPDATING:
            later = bool(own.year and other.year and own.year > other.year)
            yield Statement(RelationType.REPLACES, _key(other), inward=not later, dated=other.is_dated)
