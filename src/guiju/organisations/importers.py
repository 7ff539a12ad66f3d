"""The list of organisations as a kind of list that can be imported: .csv, .xlsx, any table with a heading."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from guiju.kernel.reasons import Reason
from guiju.kernel.sheets import Table, open_table
from guiju.organisations.rules.reading import HEADINGS, RowReader, guess_places
from guiju.organisations.rules.regions import REGIONS
from guiju.organisations.services.importing import import_organisations
from guiju.platform.classifications import all_titles
from guiju.platform.importing import AUTO, ImportKind, ImportSummary, ListFile, MappingError, Order, kinds
from guiju.platform.list_files import fingerprint, limits, rejects_path
from guiju.platform.rejects import RejectsFile

KIND: Final = "organisations"


def run(order: Order, /) -> ImportSummary:
    """Take in the good rows; the others go to a file that can be corrected and imported again.

    Raises `SheetError` for a file that is no table, `MappingError` for one without a column of names.
    """
    table = open_table(order.path, limits=limits())
    places = _places(table.columns, order.mapping)
    reader = RowReader(table.columns, places, _regions() if "region" in places else {})
    with RejectsFile(rejects_path(order.source), table.columns) as rejects:
        summary = import_organisations(
            rows=table.rows(),
            reader=reader,
            source=order.source,
            file=ListFile(KIND, order.path.name, fingerprint(order.path), _mapping(table.columns, places)),
            refuse=rejects.add,
            progress=order.progress,
            total=table.total_rows,
            actor=order.actor,
        )
        summary.rejects_file = rejects.written
    summary.notes = (*_read_by(table.columns, places), *_unread(table), *table.notes)
    return summary


def _places(columns: Sequence[str], mapping: str) -> dict[str, int]:
    places = guess_places(columns) if mapping == AUTO else _mapped(columns, Path(mapping))
    if "name" not in places:
        raise MappingError("no_organisation_name", columns=", ".join(columns))
    return places


def _mapped(columns: Sequence[str], path: Path) -> dict[str, int]:
    """Places by a JSON file that a person wrote: field to heading."""
    try:
        told = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise MappingError("unreadable", path=path.name, why=error) from error
    if not isinstance(told, dict) or not all(isinstance(column, str) for column in told.values()):
        raise MappingError("no_object", path=path.name)
    for name, column in told.items():
        if name not in HEADINGS:
            raise MappingError("unknown_field", field=name, fields=", ".join(HEADINGS))
        if column not in columns:
            raise MappingError("no_such_column", column=column, columns=", ".join(columns))
    return {name: list(columns).index(column) for name, column in told.items()}


def _mapping(columns: Sequence[str], places: dict[str, int]) -> dict[str, str]:
    return {name: columns[place] for name, place in places.items()}


def _regions() -> dict[str, str]:
    """Codes of regions by their names; a name that several share, as 市辖区, tells nothing."""
    titles = all_titles(REGIONS)
    counted = Counter(zh for zh, _en in titles.values())
    return {zh: code.ljust(6, "0") for code, (zh, _en) in titles.items() if counted[zh] == 1}


def _read_by(columns: Sequence[str], places: dict[str, int]) -> tuple[Reason, ...]:
    return tuple(Reason.of("mapping.by_heading", field=name, column=columns[place]) for name, place in places.items())


def _unread(table: Table) -> tuple[Reason, ...]:
    others = [name for name in table.sheet_names if name != table.sheet]
    if not others:
        return ()
    return (Reason.of("organisation.several_sheets", sheet=table.sheet, others="、".join(others)),)


kinds.add(KIND, ImportKind("organisations: names, codes, regions, as .xlsx or .csv", run))
