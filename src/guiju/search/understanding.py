"""What a typed query says: identifiers, words, phrases, exclusions, years, wishes. Pure: text in, values out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from guiju.kernel import segment
from guiju.kernel.docid import DocId, find_all, parse
from guiju.kernel.docid.levels import level_of
from guiju.kernel.reasons import Reason
from guiju.search.registry import Preference

LONGEST: Final = 400
"""Characters of a query that are read; what comes after is not looked at."""

_QUOTED: Final = re.compile(r"""(-?)["“”「『]([^"“”「」『』]+)["“”」』]""")
_EXCLUDED: Final = re.compile(r"(?:^|(?<=\s))-(?!\d+(?:\s|$))([^\s\-]\S*)")
_SPACED_MANDATE: Final = re.compile(r"\b([A-Za-z]{1,4}\d{0,6})\s*/\s*([TZtz])(?![A-Za-z])")
_SPACED_BODY: Final = re.compile(r"\b([TQ])\s*/\s*(?=[A-Z]{2})")
_LETTER_O: Final = re.compile(r"(?<![A-Za-z\d])(?=[Oo\d]*\d)[Oo\d]{3,}(?![A-Za-z\d])")
_SPACED_DOT: Final = re.compile(r"(?<=\d)\s*\.\s*(?=\d)")
_PARTS_APART: Final = re.compile(r"((?:(?:\s+|\s*-\s*)\d{1,3}(?![\w.])){1,3})")
_YEAR_OF_NUMBER: Final = re.compile(
    r"(?<![\w.\-])(?!(?:19|20)\d\d\s*-)(\d{2,8}(?:[.\-]\d{1,4})*)(?:\s*:\s*|-)((?:19|20)\d\d)(?![\w.\-])"
)
_YEARS: Final = re.compile(
    r"\b((?:19|20)\d\d)年?(?:\s*[-~～至到]\s*((?:19|20)\d\d)年?)?(以来|以后|之后|以前|之前)?(?![\w.])"
)
_DIGITS: Final = re.compile(r"(?<![\w.\-])(\d{2,8}(?:[.\-]\d{1,4})*)(?![\w.\-])")
_ANY_DIGIT: Final = re.compile(r"\d")
_NUMBER: Final = re.compile(r"\d+")
_SUCCESSORS: Final = re.compile(
    r"被?什么标?准?(?:所?代替|所?替代|取代)|(?:已?被|的)?(?:代替|替代|取代)(?:标准|者|版本)?|(?:最新|新)版本?"
    r"|\b(?:replaced by|superseded by|replacement|successor|latest edition)\b"
)
_ADOPTERS: Final = re.compile(
    r"(?:等同|修改|非等效)?(?:所?采用|转化)(?:关系|标准|情况|程度|的|了)?|等同(?:标准|的)?|对应(?:的|标准)?(?!性)"
    r"|\b(?:adopted by|adoptions? of|adoptions?|identical(?: adoption)?|equivalents?)\b"
)
_NOISE: Final = frozenset({"标准", "的", "有关", "相关", "关于", "standard"})
"""Words that every standard's searcher types and that tell nothing; dropped where others remain."""


class Wish(NamedTuple):
    """A word that asks for one of some values of a facet."""

    word: str
    facet: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Understood:
    """A query taken apart.

    `second` are identifiers its spelling does not plainly say; `editions` the years typed with digits (27001:2022).
    """

    query: str
    identifiers: tuple[DocId, ...] = ()
    second: tuple[DocId, ...] = ()
    digits: tuple[str, ...] = ()
    editions: Mapping[str, str] = field(default_factory=dict)
    bodies: tuple[str, ...] = ()
    words: tuple[segment.Run, ...] = ()
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    years: tuple[int | None, int | None] | None = None
    wishes: tuple[Wish, ...] = ()
    year_words: tuple[str, ...] = ()
    successors: bool = False
    adopters: bool = False
    let_go: tuple[Wish, ...] = ()
    not_adopted: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing can be looked for."""
        numbers, words = self.identifiers or self.digits, self.words or self.phrases
        return not (numbers or words or self.bodies or self.years or self.wishes or self.let_go)

    @property
    def conditions(self) -> dict[str, tuple[str, ...]]:
        """The values that words ask for, by facet: several words of one facet widen it."""
        found: dict[str, tuple[str, ...]] = {}
        for wish in self.wishes:
            found[wish.facet] = tuple(dict.fromkeys((*found.get(wish.facet, ()), *wish.values)))
        return found

    def without_conditions(self) -> Understood:
        """The same where no record is as its words wish: these are let go, and said to be."""
        return replace(self, wishes=(), let_go=self.wishes, adopters=False, not_adopted=self.adopters)

    @property
    def stretch(self) -> tuple[int | None, int | None] | None:
        """The years it is confined to; one year alone is a wish, no limit."""
        return self.years if self.years and self.years[0] != self.years[1] else None

    def reasons(self) -> tuple[Reason, ...]:
        """How the query was understood, in reading order."""
        return tuple(_reasons(self))


@dataclass
class _Reading:
    """A query being taken apart: what is found leaves the rest."""

    rest: str
    found: dict[str, list[object]] = field(default_factory=dict)

    def take(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """The matches; each leaves a gap in the rest."""
        if matches := list(pattern.finditer(self.rest)):
            self.rest = pattern.sub(lambda match: " " * len(match[0]), self.rest)
        return iter(matches)

    def cut(self, start: int, end: int) -> None:
        """Leave a gap."""
        self.rest = self.rest[:start] + " " * (end - start) + self.rest[end:]


def understand(query: str, words: Mapping[str, Preference]) -> Understood:
    """Take a query apart; `words` says which words ask for a value of a facet."""
    text = unicodedata.normalize("NFKC", query[:LONGEST])
    text = _LETTER_O.sub(lambda match: match[0].replace("O", "0").replace("o", "0"), text)
    text = _SPACED_DOT.sub(".", _SPACED_BODY.sub(r"\1/", _SPACED_MANDATE.sub(r"\1/\2", text)))
    reading = _Reading(text)
    quoted = [(bool(match[1]), match[2]) for match in reading.take(_QUOTED)]
    excluded = [phrase for out, phrase in quoted if out] + [match[1] for match in reading.take(_EXCLUDED)]
    identifiers, second = _identifiers(reading)
    dated = list(reading.take(_YEAR_OF_NUMBER))
    bodies = _bodies(reading)
    reading.rest = segment.fold(reading.rest)
    successors = bool(identifiers) and any(True for _ in reading.take(_SUCCESSORS))
    adopters = bool(identifiers) and any(True for _ in reading.take(_ADOPTERS))
    wishes = _wishes(reading, words)
    adopters = adopters or _of_another_level(identifiers, wishes)
    alone = not (identifiers or dated or bodies or wishes or segment_words(reading.rest))
    before = reading.rest
    years, year_words = _years(reading)
    if alone and years and years[0] == years[1]:
        reading.rest = before
    editions = {match[1].replace("-", "."): match[2] for match in dated}
    digits = () if second else (*editions, *_digits(reading))
    return Understood(
        query=query,
        identifiers=identifiers,
        second=second,
        digits=digits,
        editions={} if second else editions,
        bodies=bodies,
        words=() if second and not segment_words(reading.rest) else _words(reading.rest),
        phrases=tuple(phrase for out, phrase in quoted if not out),
        excluded=tuple(excluded),
        years=years,
        year_words=year_words,
        wishes=wishes,
        successors=successors,
        adopters=adopters,
    )


def segment_words(folded: str) -> bool:
    """Whether there are words besides numbers."""
    return any(not run.text[:1].isdigit() for run in segment.runs(folded))


def _identifiers(reading: _Reading) -> tuple[tuple[DocId, ...], tuple[DocId, ...]]:
    if not _ANY_DIGIT.search(reading.rest):
        return (), ()
    found = [(span, docid) for span, docid in find_all(reading.rest) if docid.known]
    if not found and not segment.is_chinese(reading.rest):
        whole = parse(reading.rest)
        found = [((0, len(reading.rest)), whole)] if whole.known else []
    second = []
    for (_start, end), docid in found:
        apart = _PARTS_APART.match(reading.rest, end)
        if apart and not docid.parts and not docid.is_dated:
            second.append(replace(docid, parts=tuple(_NUMBER.findall(apart[1]))))
            reading.cut(*apart.span())
    for span, _docid in found:
        reading.cut(*span)
    return tuple(docid for _span, docid in found), tuple(second)


_BODY: Final = re.compile(r"(?<![\w/.])([A-Za-z]{2,5}\d{0,6}(?:/[A-Za-z]{1,8})?)(?![\w/.])")
_IN_ANY_CASE: Final = frozenset(
    {"gb", "gb/t", "gbt", "gb/z", "iso", "iec", "iso/iec", "cie", "itu", "astm", "jis", "ieee"}
)


def _bodies(reading: _Reading) -> tuple[str, ...]:
    """Prefixes without a number (`gb 灯具`): in small letters only those that are no other word."""
    found = []
    for match in list(_BODY.finditer(reading.rest)):
        written = match[1]
        if written.casefold() in _IN_ANY_CASE or (written.isupper() and "/" in written):
            docid = parse(f"{written} 1")
            if docid.known:
                found.append(docid.body)
                reading.cut(*match.span())
    return tuple(dict.fromkeys(found))


def _of_another_level(identifiers: Sequence[DocId], wishes: Sequence[Wish]) -> bool:
    """Whether a level is asked for that no identifier is of: ISO 9001 国标 asks for what adopts it."""
    levels = {value for wish in wishes if wish.facet == "level" for value in wish.values}
    return bool(levels and identifiers) and not any(level_of(docid.body, docid.kind) in levels for docid in identifiers)


def _wishes(reading: _Reading, words: Mapping[str, Preference]) -> tuple[Wish, ...]:
    """What whole words ask for; a level may also end a stretch of Chinese (灯具国家标准)."""
    found: list[Wish] = []

    def add(word: str) -> None:
        found.append(Wish(word, words[word].facet, words[word].values))

    for phrase in [phrase for phrase in words if " " in phrase and phrase in reading.rest]:
        for _match in reading.take(re.compile(rf"\b{re.escape(phrase)}\b")):
            add(phrase)
    for run in list(segment.runs(reading.rest)):
        if run.text in words:
            add(run.text)
            reading.cut(run.start, run.end)
            continue
        end = run.end
        for ending in _endings(run, words):
            add(ending)
            reading.cut(end - len(ending), end)
            end -= len(ending)
    return tuple(dict.fromkeys(found))


def _endings(run: segment.Run, words: Mapping[str, Preference]) -> Iterator[str]:
    """Words for a level that a stretch of Chinese ends in, and before it further words of what is asked for."""
    rest = run.text if run.chinese else ""
    ending = _ending(rest, words)
    while ending and (words[ending].facet == "level" or rest != run.text):
        yield ending
        rest = rest.removesuffix(ending)
        ending = _ending(rest, words)


def _ending(text: str, words: Mapping[str, Preference]) -> str:
    return max((word for word in words if len(word) > 1 and text.endswith(word)), key=len, default="")


def _years(reading: _Reading) -> tuple[tuple[int | None, int | None] | None, tuple[str, ...]]:
    years: tuple[int | None, int | None] | None = None
    taken = []
    for match in reading.take(_YEARS):
        first = int(match[1])
        years = (first, int(match[2]) if match[2] else first)
        if match[3]:
            years = (None, first) if match[3].endswith("前") else (first, None)
        taken.append(match[0])
    return years, tuple(taken)


def _digits(reading: _Reading) -> Iterator[str]:
    """Numbers without a body: 7000.203, 60598-2-3."""
    for match in reading.take(_DIGITS):
        yield match[1].replace("-", ".")


def _words(folded: str) -> tuple[segment.Run, ...]:
    found = [run for run in segment.runs(folded) if run.chinese or run.text not in segment.FUNCTION_WORDS]
    telling = [run for run in found if segment.stem(run.text) not in _NOISE]
    return tuple(telling or found)


def _reasons(understood: Understood) -> Iterator[Reason]:
    yield from _number_reasons(understood)
    yield from _word_reasons(understood)


def _number_reasons(understood: Understood) -> Iterator[Reason]:
    for docid in understood.identifiers:
        code = "search.successors" if understood.successors else "search.identifier"
        yield Reason.of("search.adopters" if understood.adopters else code, number=docid.canonical)
        if understood.not_adopted:
            yield Reason.of("search.not_adopted", number=docid.canonical)
    for docid in understood.second:
        yield Reason.of("search.second_reading", number=docid.canonical)
    for digits in understood.digits:
        year = understood.editions.get(digits)
        yield Reason.of("search.digits", number=f"{digits}-{year}" if year else digits)
    for body in understood.bodies:
        yield Reason.of("search.body", body=body)


def _word_reasons(understood: Understood) -> Iterator[Reason]:
    if understood.words:
        yield Reason.of("search.words", words=" ".join(run.text for run in understood.words))
    for phrase in understood.phrases:
        yield Reason.of("search.phrase", phrase=phrase)
    for word in understood.excluded:
        yield Reason.of("search.excluded", word=word)
    if understood.stretch:
        first, last = understood.stretch
        yield Reason.of("search.years", first=first or "…", last=last or "…")
    elif understood.years:
        yield Reason.of("search.year", year=understood.years[0])
    for wish in understood.wishes:
        yield Reason.of("search.wish", word=wish.word)
    for wish in understood.let_go:
        yield Reason.of("search.let_go", word=wish.word)
