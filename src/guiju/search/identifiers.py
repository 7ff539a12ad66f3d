"""Identifiers as tokens of the index, and what a typed identifier looks for among them.

A token is a letter that says in what sense, a colon, and the identifier without spaces in small letters:
`k` the key itself, `u` without its year, `v` without year and mandate, `n` number and parts only, `m` number only;
`d` and `e` the second number of the text, dated and not; `a` and `b` a number adopted; `r` and `s` a number replaced;
`x` the number that this record supplements (amendments, corrigenda, consolidated versions).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Final

from guiju.kernel.docid import DocId, parse
from guiju.kernel.docid.chinese import MANDATES
from guiju.search.engine import AllOf, Best, Clause, Exactly, Flat
from guiju.search.ranking import DIGITS_OF_YEAR, NUMBERS, OTHER_MANDATE
from guiju.search.registry import Number

FIELD: Final = "numbers"
_DATED_UNDATED: Final = {"second": ("d", "e"), "adopts": ("a", "b"), "replaces": ("r", "s")}


def tokens_of(numbers: Iterable[Number]) -> set[str]:
    """Every token a record is found by."""
    found: set[str] = set()
    for number in numbers:
        docid = _parse(number.key)
        if number.role == "own":
            found.update(_own(docid, number.key))
        else:
            dated, undated = _DATED_UNDATED[number.role]
            found.update((f"{dated}:{compact(number.key)}", f"{undated}:{bare(docid)}"))
    return found


def _own(docid: DocId, key: str) -> tuple[str, ...]:
    itself = f"k:{compact(key)}"
    if not docid:
        return (itself,)
    if docid.amendments or docid.variant:
        return itself, f"x:{bare(docid)}"
    undated, number = compact(_undated(docid, key)), numbered(docid)
    return itself, f"u:{undated}", f"v:{bare(docid)}", f"n:{number}", f"m:{docid.number.casefold()}"


def _undated(docid: DocId, key: str) -> str:
    """The key without its year; where that is all there is to take away, without making an identifier of it."""
    year = str(docid.year)
    plain = key.endswith(year) and docid.month is None and docid.reissue is None
    return key[: -len(year) - 1] if plain else docid.undated.key


def compact(key: str) -> str:
    """An identifier without spaces, in small letters."""
    return key.replace(" ", "").casefold()


def bare(docid: DocId) -> str:
    """Body, number and parts: what all editions and mandates of one number share."""
    return compact(f"{docid.body}{docid.doctype}{numbered(docid)}")


def numbered(docid: DocId) -> str:
    """Number and parts, dots between them."""
    return ".".join((docid.number, *docid.parts)).casefold()


@lru_cache(maxsize=32_768)
def _parse(key: str) -> DocId:
    return parse(key)


def looking_for(docid: DocId, *, successors: bool = False) -> Best:
    """What a typed identifier finds: itself first, then its other editions, what adopts or replaces it."""
    weights = NUMBERS["dated" if docid.is_dated else "undated"]
    scores = {**weights, **(NUMBERS["successors"] if successors else {})}
    others = (Exactly(FIELD, f"k:{compact(other.key)}", OTHER_MANDATE) for other in other_mandates(docid))
    return Best((*_senses(docid, scores), *others))


def adopting(docid: DocId) -> Best:
    """What adopts any edition of a typed identifier, and nothing else."""
    return Best(_senses(docid, NUMBERS["adopters"]))


def exactly(docid: DocId) -> Exactly:
    """The record of a typed identifier itself."""
    return Exactly(FIELD, f"k:{compact(docid.key)}", 1.0)


def related(docid: DocId) -> Best:
    """What prints a typed identifier as its second one, adopts, replaces or supplements it."""
    return Best(_senses(docid, dict.fromkeys("daebrsx", 1.0)))


def other_mandates(docid: DocId) -> tuple[DocId, ...]:
    """A dated Chinese identifier with each other mandate: one number in one year is one text."""
    if not (docid.mandate and docid.is_dated):
        return ()
    return tuple(replace(docid, mandate=mandate) for mandate in MANDATES.values() if mandate != docid.mandate)


def _senses(docid: DocId, scores: Mapping[str, float]) -> tuple[Exactly, ...]:
    forms = {
        "k": compact(docid.key),
        "u": compact(docid.undated.key),
        "n": numbered(docid),
        "d": compact(docid.key),
        "a": compact(docid.key),
        "r": compact(docid.key),
    } | dict.fromkeys("vebsx", bare(docid))
    return tuple(Exactly(FIELD, f"{sense}:{forms[sense]}", score) for sense, score in scores.items())


def looking_for_digits(digits: str, year: str = "") -> Best:
    """What a number without a body finds, that of the year first."""
    wanted: list[Clause] = [Exactly(FIELD, f"{sense}:{digits}", score) for sense, score in NUMBERS["digits"].items()]
    if year:
        wanted.append(Flat(AllOf((Exactly(FIELD, f"n:{digits}", 0.0), Exactly("is_year", year, 0.0))), DIGITS_OF_YEAR))
    return Best(tuple(wanted))
