"""Reads of the catalogue: the door for checks, pages and commands."""

from guiju.catalogue.queries.candidates import (
    list_near_numbers,
    list_title_candidates,
    load_near_numbers,
    load_title_candidates,
)
from guiju.catalogue.queries.chains import load_chains, load_predecessors
from guiju.catalogue.queries.coverage import covered_bodies, list_coverage
from guiju.catalogue.queries.editions import (
    StandardNotFound,
    find_standard,
    get_edition,
    get_standard,
    load_blocks,
    load_editions,
    load_editions_by_key,
)
from guiju.catalogue.queries.entries import held_keys, iterate_standards, load_entries
from guiju.catalogue.queries.found import iterate_found, load_found
from guiju.catalogue.queries.listing import (
    Totals,
    annotate_status,
    count_totals,
)
from guiju.catalogue.queries.record import (
    HistoryEntry,
    Related,
    SourceView,
    StandardRecord,
    get_record,
    list_sources,
    load_relations,
)

__all__ = [
    "HistoryEntry",
    "Related",
    "SourceView",
    "StandardNotFound",
    "StandardRecord",
    "Totals",
    "annotate_status",
    "count_totals",
    "covered_bodies",
    "find_standard",
    "get_edition",
    "get_record",
    "get_standard",
    "held_keys",
    "iterate_found",
    "iterate_standards",
    "list_coverage",
    "list_near_numbers",
    "list_sources",
    "list_title_candidates",
    "load_blocks",
    "load_chains",
    "load_editions",
    "load_editions_by_key",
    "load_entries",
    "load_found",
    "load_near_numbers",
    "load_predecessors",
    "load_relations",
    "load_title_candidates",
]
