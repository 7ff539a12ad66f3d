"""The national platforms' lists: their JSON answers, and search results copied from the page as text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path

from guiju.catalogue.importers.json_records import is_json, open_json
from guiju.catalogue.importers.listing import Listing, NumberedRow, Unreadable, readable
from guiju.catalogue.importers.mapping import SAMPLE, MappingError, TableMapping, guess_mapping
from guiju.catalogue.importers.samr_text import COLUMNS, FIELDS, results, without_tags
from guiju.kernel.reasons import Reason
from guiju.kernel.sheets import read_text
from guiju.platform.list_files import limits


def open_samr(path: Path, mapping: str = "auto") -> Listing:
    """A JSON answer of std.samr, hbba or dbba, or the text of a page of results."""
    return _open_answer(path) if is_json(path) else _open_copy(path)


def _open_answer(path: Path) -> Listing:
    """The search marks what it found with tags of its own: they go, and what they hold stays."""
    records = open_json(path)

    def rows() -> Iterator[NumberedRow]:
        for row, cells in records.rows():
            yield row, cells if isinstance(cells, Unreadable) else tuple(map(without_tags, cells))

    sample = [cells for _row, cells in islice(readable(rows()), SAMPLE)]
    return Listing(records.columns, guess_mapping(records.columns, sample), rows, records.total)


def _open_copy(path: Path) -> Listing:
    lines = read_text(path, limits()).split("\n")
    found = list(results(lines))
    if not found:
        raise MappingError("no_results", path=path.name)
    mapping = TableMapping({field: field for field in FIELDS})
    above = next(row for row, _cells in found) - 1
    notes = (Reason.of("import.lines_above", count=above),) if any(map(str.strip, lines[:above])) else ()
    return Listing(COLUMNS, mapping, partial(iter, found), len(found), lambda: notes)
