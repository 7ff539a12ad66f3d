"""Under which keys others may name a standard: with its year, without, by a former number, as one of all parts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from guiju.catalogue.models import MandateChange, Relation
from guiju.catalogue.queries.among import among
from guiju.catalogue.queries.beginning import beginning
from guiju.catalogue.rules.identity import bare_number, undated_key_of
from guiju.kernel.docid import parse

if TYPE_CHECKING:
    from guiju.kernel.docid import DocId


def names_of_edition(key: str) -> frozenset[str]:
    """The key of an edition, its number without year, "all parts" it is one of; the same for its former numbers."""
    return frozenset(name for one in (key, *load_formers([key])) for name in (one, *_undated_names(parse(one))))


def names_of_number(undated_key: str, held: Collection[str]) -> frozenset[str]:
    """Everything that names any edition of a number: those held, and every other year that some standard names."""
    wanted = _number(parse(undated_key))
    rows = Relation.objects.filter(beginning("object_key", undated_key)).order_by()
    named = (key for key in rows.values_list("object_key", flat=True).distinct() if _number(parse(key)) == wanted)
    formers = load_formers(held)
    undated = (name for one in (undated_key, *formers) for name in _undated_names(parse(one)))
    return frozenset((*named, *held, *formers, *undated))


def load_formers(keys: Collection[str]) -> tuple[str, ...]:
    """The former numbers of standards whose mandate changed."""
    rows = MandateChange.objects.filter(among("standard_key", keys)).exclude(former_key="").order_by("former_key")
    return tuple(rows.values_list("former_key", flat=True).distinct())


def find_later_numbers(undated_key: str) -> tuple[str, ...]:
    """The numbers to which editions of this number were changed when their mandate did."""
    rows = MandateChange.objects.filter(beginning("former_key", undated_key)).order_by("-standard_key")
    pairs = rows.values_list("former_key", "standard_key").distinct()
    later = (undated_key_of(parse(key)) for former, key in pairs if undated_key_of(parse(former)) == undated_key)
    return tuple(dict.fromkeys(later))


def _undated_names(docid: DocId) -> tuple[str, ...]:
    """The number, and what stands for all parts of each number above it."""
    whole = bare_number(docid)
    above = (replace(whole, parts=docid.parts[:depth], all_parts=True).key for depth in range(len(docid.parts)))
    return (undated_key_of(docid), *above)


def _number(docid: DocId) -> DocId | None:
    """What all editions and consolidated forms of a number share; None for a sheet that amends one."""
    if any(not sheet.included for sheet in docid.amendments):
        return None
    return bare_number(docid)
