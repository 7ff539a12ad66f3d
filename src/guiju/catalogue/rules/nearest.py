"""Which edition is meant by a year that is not held, or by another form of publication of what is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Final

from guiju.catalogue.rules.editions import Edition
from guiju.catalogue.rules.identity import bare_number, undated_key_of
from guiju.kernel.docid import DocId, parse

FORMS: Final = ("CSV", "RLV", "CMV", "EXV", "EXV-CMV", "EXV-RLV", "REDLINE")
"""In which an edition is published beside its plain text: consolidated, with changes marked, with commentary."""
PUBLISHERS: Final = frozenset({"IEC", "CISPR", "ISO"})


def number_of(docid: DocId) -> str:
    """What all editions of a standard share, in whichever form they are published."""
    return undated_key_of(plain(docid))


def numbers_in_every_form(number: str) -> tuple[str, ...]:
    """The same number and, where its publisher knows forms, those under which they are kept."""
    docid = parse(number)
    if not _has_forms(docid):
        return (number,)
    return (number, *(undated_key_of(replace(docid, variant=form)) for form in FORMS))


def dated_beginning(docid: DocId) -> str:
    """How every dated key of the number begins: `IEC 62031:` or `GB/T 1-`, and so not of GB/T 10 or GB/T 1.1."""
    number = bare_number(docid)
    one, other = (replace(number, year=year).key for year in (1911, 2022))
    return "".join(left for left, _right in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def plain(docid: DocId) -> DocId:
    """The same without its form of publication."""
    return replace(docid, variant="") if docid.variant in FORMS and _has_forms(docid) else docid


def plain_first(edition: Edition) -> tuple[int, bool, str]:
    """Order of editions: the newest first, the plain text of each before its other forms."""
    return -(edition.year or 0), bool(parse(edition.key).variant), edition.key


def is_same_text(one: Edition, other: Edition) -> bool:
    """The same edition with the same amendments, in whichever form."""
    return one.key == other.key or (one.year == other.year and plain(parse(one.key)) == plain(parse(other.key)))


def same_text(editions: Sequence[Edition], named: DocId) -> Edition | None:
    """The first edition that is the one named but for the form of publication."""
    text = plain(parse(named.key))
    same_year = (edition for edition in editions if edition.year == named.year)
    return next((edition for edition in same_year if plain(parse(edition.key)) == text), None)


def nearest_edition(editions: Sequence[Edition], named: DocId) -> Edition:
    """The newest edition that is not younger than the year named; else the oldest of all.

    Of one year with several amendments the one whose amendments are nearest to those named, then the one amended
    most by the year named, the plain text before other forms.
    """
    dated = [edition for edition in editions if edition.year]
    older = [edition for edition in dated if (edition.year or 0) <= (named.year or 0)]
    if not older:
        return min(dated or editions, key=lambda edition: edition.year or 0)
    year = max(edition.year or 0 for edition in older)
    return min((edition for edition in older if edition.year == year), key=lambda edition: _distance(edition, named))


def _distance(edition: Edition, named: DocId) -> tuple[int, bool, int, bool, str]:
    held = parse(edition.key)
    apart = len(_amendments(held) ^ _amendments(named)) if held.year == named.year else 0
    last = _last_year(held)
    return apart, last > _last_year(named), -last, bool(held.variant), edition.key


def _amendments(docid: DocId) -> frozenset[tuple[str, str]]:
    """A1, Amd 1 and AMD1 are the same amendment; a corrigendum is another."""
    return frozenset((sheet.kind[:1].upper(), sheet.number) for sheet in docid.amendments)


def _last_year(docid: DocId) -> int:
    return max(docid.year or 0, *(sheet.year or 0 for sheet in docid.amendments), 0)


def _has_forms(docid: DocId) -> bool:
    return not PUBLISHERS.isdisjoint(docid.body.split("/"))
