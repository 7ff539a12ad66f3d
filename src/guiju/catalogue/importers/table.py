"""Any .xlsx, .csv, .csv.gz, .json or .jsonl list: its columns guessed, saved or given."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Final

from guiju.catalogue.importers.listing import Listing, import_listing, readable
from guiju.catalogue.importers.mapping import (
    SAMPLE,
    MappingError,
    TableMapping,
    guess_mapping,
    read_mapping,
    saved_mapping,
)
from guiju.catalogue.importers.raw_lists import RawList, open_rows
from guiju.catalogue.services.importing import ImportSummary, Progress, SourceSpec
from guiju.platform.models import User

KIND: Final = "table"
AUTO: Final = "auto"

__all__ = ["ImportSummary", "MappingError", "SourceSpec", "import_table", "open_announcement", "open_list"]


def import_table(
    *,
    path: Path,
    mapping: str = AUTO,
    source: SourceSpec | None = None,
    progress: Progress | None = None,
    actor: User | None = None,
) -> ImportSummary:
    """Import one list. `mapping` is `auto` or the path of a JSON file; `source` defaults to the file's name.

    A row without an identifier or with a bad date is refused into a file that can be corrected and imported
    again; the good rows go on. Raises `SheetError` for a file that cannot be read, `MappingError` for columns
    that cannot be told, `PermissionDenied` for an actor who may not.
    """
    spec = source or SourceSpec(key=path.name.split(".")[0], name=path.name)
    listing = open_list(path, mapping)
    return import_listing(listing=listing, path=path, kind=KIND, source=spec, progress=progress, actor=actor)


def open_list(path: Path, mapping: str = AUTO) -> Listing:
    """A table of a workbook or a text file, or the records of a JSON file.

    Of a workbook the first sheet that can be read as a list: a cover sheet or a note before it is passed over.
    """
    first = open_rows(path)
    problem: MappingError | None = None
    for sheet in (None, *first.other_sheets):
        raw = first if sheet is None else open_rows(path, sheet=sheet)
        try:
            return _listing(raw, mapping)
        except MappingError as error:
            problem = problem or error
    assert problem is not None  # the loop above runs at least once
    raise problem


def _listing(raw: RawList, mapping: str) -> Listing:
    chosen = _mapping(raw, mapping)
    chosen.places(raw.columns)  # a column that this sheet lacks is said now, before anything is read
    return Listing(raw.columns, chosen, raw.rows, raw.total, raw.notes)


def open_announcement(path: Path, mapping: str = AUTO) -> Listing:
    """A filing list, whose joint local standards have two numbers in one cell."""
    return replace(open_list(path, mapping), joint=True)


def _mapping(raw: RawList, mapping: str) -> TableMapping:
    """As asked; else as saved for a list with just these headings; else guessed."""
    if mapping != AUTO:
        return read_mapping(Path(mapping))
    sample = (cells for _number, cells in islice(readable(raw.rows()), SAMPLE))
    return saved_mapping(raw.columns) or guess_mapping(raw.columns, sample)
