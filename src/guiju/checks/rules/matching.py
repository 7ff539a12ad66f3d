"""Which edition an identifier means, among those the catalogue holds of its number."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from guiju.catalogue.rules import Status, status_on
from guiju.kernel.docid import DocId, parse

if TYPE_CHECKING:
    from guiju.catalogue.rules import Edition
    from guiju.checks.rules.outcomes import Holdings

MANDATES: Final = ("mandatory", "recommended", "guidance")
_ENDED_OR_UNCLEAR: Final = frozenset({Status.IN_FORCE, Status.UNKNOWN, Status.REPLACED, Status.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Meant:
    """The edition an identifier means; `as_variant` when only its mandate letter differs from what was written."""

    edition: Edition
    as_variant: bool = False


@lru_cache(maxsize=8_192)
def docid_of(key: str) -> DocId:
    """The identifier behind a key of the catalogue."""
    return parse(key)


def number_of(docid: DocId) -> DocId:
    """The number alone: no year, amendments, range, "all parts" or form of publication."""
    number = docid.undated
    if number.part_range or number.all_parts or number.language or number.variant:
        return replace(number, part_range="", all_parts=False, language="", variant="")
    return number


def variants_of(docid: DocId) -> tuple[DocId, ...]:
    """The same number under every other mandate; none where the prefix says nothing of a mandate."""
    if docid.mandate not in MANDATES:
        return ()
    number = number_of(docid)
    return tuple(replace(number, mandate=mandate) for mandate in MANDATES if mandate != docid.mandate)


def names_an_edition(docid: DocId) -> bool:
    """Whether a year, or a version where the body counts versions, was written."""
    return docid.year is not None or bool(docid.version)


def find_meant(docid: DocId, holdings: Holdings, as_of: dt.date) -> Meant | None:
    """The edition meant: as written if it is held, else the same number and year under another mandate."""
    own = _pick(docid, holdings.editions, holdings.numbered, as_of)
    if own is not None:
        return Meant(own)
    if holdings.editions and not names_an_edition(docid):
        return None
    other = _pick(docid, holdings.variants, holdings.numbered, as_of)
    return Meant(other, as_variant=True) if other else None


def _pick(docid: DocId, editions: Sequence[Edition], rivals: Sequence[Edition], as_of: dt.date) -> Edition | None:
    for edition in editions:
        if edition.key == docid.key:
            return edition
    if names_an_edition(docid):
        same = [edition for edition in editions if _same_edition(docid, docid_of(edition.key))]
        return min(same, key=_plainness, default=None)
    return leading(plain(editions) or editions, rivals, as_of)


def _same_edition(asked: DocId, held: DocId) -> bool:
    """Same year and version; a month counts only where both give one."""
    if asked.year is not None and asked.year != held.year:
        return False
    if asked.month and held.month and asked.month != held.month:
        return False
    return not (asked.version and held.version != asked.version)


def _plainness(edition: Edition) -> tuple[int, int, int]:
    """The standard itself before its reprints, consolidations and amendments."""
    docid = docid_of(edition.key)
    return (len(docid.amendments), bool(docid.variant), docid.reissue or 0)


def plain(editions: Sequence[Edition]) -> tuple[Edition, ...]:
    """Those that are the standard itself."""
    return tuple(edition for edition in editions if is_plain(edition))


def is_plain(edition: Edition) -> bool:
    """Whether it is the standard itself, neither an amendment to it nor another form of the same text."""
    docid = docid_of(edition.key)
    return not docid.amendments and not docid.variant


def leading(editions: Sequence[Edition], rivals: Sequence[Edition], as_of: dt.date) -> Edition | None:
    """What an undated number is answered with: the newest edition in force, else the newest of all."""
    in_force = editions_in_force(editions, rivals, as_of)
    return in_force[0] if in_force else next(iter(editions), None)


def editions_in_force(editions: Sequence[Edition], rivals: Sequence[Edition], as_of: dt.date) -> tuple[Edition, ...]:
    """Those in force by evidence that no newer edition among the rivals puts in doubt, newest first."""
    return tuple(
        edition
        for edition in editions
        if status_on(edition.periods, as_of).status == Status.IN_FORCE and not outrun_by(edition, rivals, as_of)
    )


def newer_than(edition: Edition, editions: Sequence[Edition]) -> tuple[Edition, ...]:
    """Newer editions of the same number that no source relates to this one, newest first."""
    stated = {item.successor for item in edition.facts.successions}
    return tuple(
        other
        for other in editions
        if other.year and edition.year and other.year > edition.year and other.key not in stated
        if is_plain(other)
    )


def outrun_by(edition: Edition, editions: Sequence[Edition], as_of: dt.date) -> Edition | None:
    """The newer edition that makes "in force" doubtful: it has begun, and only an old date speaks for this one.

    A source's own word for "in force" is evidence enough; two editions may hold at once.
    """
    seen = edition.facts.best_sighting
    if seen is not None and seen.status == Status.IN_FORCE:
        return None
    newer = newer_than(edition, editions)
    begun = (other for other in newer if status_on(other.periods, as_of).status in _ENDED_OR_UNCLEAR)
    return next(begun, None)
