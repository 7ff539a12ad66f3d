"""Reads of the catalogue: the door for checks, pages and commands."""

from guiju.catalogue.queries.chains import load_chains, load_predecessors
from guiju.catalogue.queries.coverage import covered_bodies, list_coverage
from guiju.catalogue.queries.editions import (
    StandardNotFound,
    editions_of,
    find_standard,
    get_edition,
    get_standard,
    load_editions,
    load_editions_by_key,
)

__all__ = [
    "StandardNotFound",
    "covered_bodies",
    "editions_of",
    "find_standard",
    "get_edition",
    "get_standard",
    "list_coverage",
    "load_chains",
    "load_editions",
    "load_editions_by_key",
    "load_predecessors",
]
