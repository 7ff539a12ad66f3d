"""Which standard a number in any spelling asks for, with its year or without."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from guiju.catalogue.models import Standard
from guiju.catalogue.queries.editions import find_standard, get_edition
from guiju.catalogue.queries.links import (
    NAMING,
    load_editions_in_every_form,
    load_links_from,
    load_links_to,
    load_names_leading_to,
    names_meaning,
)
from guiju.catalogue.queries.naming import find_later_numbers
from guiju.catalogue.rules import Edition, RelationType
from guiju.catalogue.rules.links import Link
from guiju.catalogue.rules.nearest import number_of
from guiju.catalogue.rules.references import leading_edition
from guiju.kernel.docid import DocId, parse

AMENDING: Final = (RelationType.AMENDS, RelationType.CORRECTS)
OUTWARD: Final[dict[str, tuple[RelationType, ...]]] = {
    "adopts": (RelationType.ADOPTS,),
    "cites": (RelationType.CITES,),
    "amends": AMENDING,
    "replaces": (RelationType.REPLACES,),
}
INWARD: Final[dict[str, tuple[RelationType, ...]]] = {
    "adopted_by": (RelationType.ADOPTS,),
    "cited_by": (RelationType.CITES,),
    "amended_by": AMENDING,
    "replaced_by": (RelationType.REPLACES,),
}
"""The relations by name, as the standard states them and as others state them of it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The edition that answers; without a year in the number the one to go by. `editions` are all, newest first."""

    docid: DocId
    edition: Edition
    editions: tuple[Edition, ...]

    @property
    def by_number(self) -> bool:
        """Whether no year was asked for."""
        return not self.docid.is_dated and self.docid.key != self.edition.key


def find_asked(text: str, *, on: dt.date) -> Asked | None:
    """Who answers for a number in any spelling on a date; None where the catalogue does not hold it."""
    docid = parse(text)
    found = find_standard(docid.key) if docid else None
    if found is not None:
        edition = get_edition(found.key)
        return Asked(docid, edition, list_editions_of(number_of(parse(edition.key))) or (edition,))
    editions = _editions_of_number(docid) if docid and not docid.is_dated else ()
    return Asked(docid, leading_edition(editions, on), editions) if editions else None


def _editions_of_number(docid: DocId) -> tuple[Edition, ...]:
    """Those of the number, else those of the number it was changed to (强制转推荐)."""
    number = number_of(docid)
    return list_editions_of(number) or next((list_editions_of(other) for other in find_later_numbers(number)), ())


def list_editions_of(number: str) -> tuple[Edition, ...]:
    """All editions of a number (without year and sheets), newest first, in every form of publication."""
    return load_editions_in_every_form([number]).get(number, ())


def get_described(edition: Edition) -> Standard:
    """The record of an edition with its committee, bodies, codes and drafters."""
    described = Standard.objects.select_related("committee", "responsible_body", "issuing_body")
    return described.prefetch_related("classifications", "drafting_organisations").get(pk=edition.standard_id)


def list_links(edition: Edition, name: str, *, on: dt.date) -> tuple[Link, ...]:
    """One relation of an edition, judged on a date, in the order of both ends; `LookupError` for another name."""
    if name in OUTWARD:
        return load_links_from([edition.key], OUTWARD[name], on=on)
    types = INWARD[name]
    names, near = names_meaning(edition.key), load_names_leading_to(edition.key, on)
    found = load_links_to(names, types, on=on)
    if set(types) <= set(NAMING):
        found += load_links_to(near.keys() - names, types, on=on)
    return tuple(sorted(found, key=lambda link: (link.subject, link.object)))
