"""Where a standard is used, and what its words and codes lead to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from django.urls import reverse

from guiju.catalogue.forms import own_title
from guiju.catalogue.queries.terms import list_title_terms

if TYPE_CHECKING:
    from guiju.catalogue.models import Standard
    from guiju.catalogue.views.relations import Section

USING: Final = ("cited_by", "adopted_by", "amended_by")


@dataclass(frozen=True, slots=True)
class Use:
    """How many standards use this one in one way, and how many of them by an edition that no longer holds."""

    label: str
    count: int
    stale: int
    address: str


@dataclass(frozen=True, slots=True)
class TermLink:
    """A term of the title: as it is there, in the other language, and the search for it."""

    word: str
    other: str
    address: str


def uses_shown(sections: Iterable[Section]) -> list[Use]:
    """Who cites, adopts and amends it, those that somebody does: of the lists the page shows."""
    lists = {one.name: one for section in sections for one in section.lists}
    return [
        Use(one.label, len(one.rows), sum(row.current is False for row in one.rows), f"#{one.name}")
        for one in (lists[name] for name in USING if name in lists)
    ]


def terms_shown(row: Standard) -> list[TermLink]:
    """Words of the title that the term base knows; each leads to the standards that have it."""
    shown = own_title(row.title_zh, row.title_en)
    other = row.title_en if shown == row.title_zh else row.title_zh
    return [
        TermLink(term.word, term.other, f"{reverse('standards')}?{urlencode({'text': term.word})}")
        for term in list_title_terms(shown, other)
    ]
