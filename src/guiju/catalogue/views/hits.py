"""Found standards as a page shows them: titles with the words found marked, what they adopt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from guiju.catalogue.queries.found import Adoption, load_adoptions, load_found
from guiju.kernel.reasons import Language, Reason
from guiju.platform.language import LANGUAGE_TAGS, page_language
from guiju.search.finding import Found
from guiju.search.marking import Piece, Sought, sought, spelling_of
from guiju.search.registry import searchables
from guiju.search.understanding import understand


@dataclass(frozen=True, slots=True)
class Title:
    """A title in pieces; `language` is its tag where that is not the page's."""

    pieces: Sequence[Piece]
    language: str


@dataclass(frozen=True, slots=True)
class Row:
    """One standard found: its titles, that in the page's language first, and what it adopts."""

    standard: Any
    titles: Sequence[Title]
    adopts: Sequence[Adoption] = ()


def rows_of(found: Found, text: str, on: dt.date) -> list[Row]:
    """The hits of an answer, in its order: two queries."""
    marks = marks_of(text, found.understood)
    adopted = load_adoptions(found.keys)
    return [
        Row(standard, _titles(standard, marks), adopted.get(standard.key, ()))
        for standard in load_found(found.keys, on)
    ]


def suggested(keys: Sequence[str], text: str, on: dt.date) -> list[Row]:
    """The same for what is suggested while somebody types: one query, and one title each."""
    marks = marks_of(text, (), unfinished=True)
    return [Row(standard, _titles(standard, marks)[:1]) for standard in load_found(keys, on)]


def marks_of(text: str, reasons: Sequence[Reason], *, unfinished: bool = False) -> Sought:
    """What to mark in titles: the words of the text, and the words they were taken for."""
    understood = understand(text, searchables.get("standard").words)
    return sought(understood, dict(_corrections(reasons)), unfinished=unfinished)


def spelt_out(found: Found, rows: Sequence[Row]) -> tuple[list[Reason], list[tuple[str, str]]]:
    """How the text was understood, stems spelt as the titles found spell them; and the words to offer for others."""
    titles = [title for row in rows for title in (row.standard.title_zh, row.standard.title_en)]
    spelt = {word: [spelling_of(stem, titles) for stem in stems] for word, stems in _corrections(found.understood)}
    reasons = [_spelt(reason, spelt) for reason in found.understood]
    return reasons, [(word, words[0]) for word, words in spelt.items()]


def _spelt(reason: Reason, spelt: dict[str, list[str]]) -> Reason:
    if reason.code != "search.corrected":
        return reason
    word = dict(reason.params)["word"]
    return Reason.of(reason.code, word=word, near=" ".join(spelt[word]))


def _corrections(reasons: Sequence[Reason]) -> Iterator[tuple[str, list[str]]]:
    """Words that few or no standards hold, with the stems of those that were looked for besides."""
    for reason in reasons:
        if reason.code == "search.corrected":
            told = dict(reason.params)
            yield told["word"], told["near"].split()


def _titles(standard: Any, marks: Sought) -> list[Title]:  # noqa: ANN401 (a standard)
    held: list[tuple[Language, str]] = [("zh", standard.title_zh), ("en", standard.title_en)]
    if page_language() == "en":
        held.reverse()
    return [
        Title(marks.pieces(title), "" if name == page_language() else LANGUAGE_TAGS[name])
        for name, title in held
        if title
    ]
