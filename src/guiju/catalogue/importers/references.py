"""Lists of references, one a row: from which standard to which. The rows of one standard become one record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from guiju.catalogue.importers.fields import fold_heading
from guiju.catalogue.importers.listing import Listing, NumberedRow, Unreadable, readable
from guiju.catalogue.importers.mapping import MappingError, TableMapping, read_mapping
from guiju.catalogue.importers.raw_lists import open_rows
from guiju.catalogue.importers.table import AUTO
from guiju.kernel.docid import parse
from guiju.kernel.reasons import Reason

HEADINGS: Final = {
    "number": {"from", "standard", "标准号", "标准编号", "number", "citing"},
    "cites": {"to", "testmethodstandard", "引用标准", "规范性引用文件", "cites", "cited", "reference"},
}
JOIN: Final = "; "


def open_references(path: Path, mapping: str = AUTO) -> Listing:
    """Every row keeps its number; it carries all references of its standard, so that the rows say one thing."""
    raw = open_rows(path)
    chosen = _guess(raw.columns) if mapping == AUTO else read_mapping(Path(mapping))
    place = chosen.places(raw.columns)
    held: dict[str, list[str]] = defaultdict(list)
    for _row, cells in readable(raw.rows()):
        held[_key(cells[place["number"]])].append(cells[place["cites"]].strip())

    def rows() -> Iterator[NumberedRow]:
        for row, cells in raw.rows():
            if isinstance(cells, Unreadable):
                yield row, cells
                continue
            cited = filter(None, held[_key(cells[place["number"]])])
            together = list(cells)
            together[place["cites"]] = JOIN.join(dict.fromkeys(cited))
            yield row, tuple(together)

    count = sum(map(len, held.values()))
    notes = (Reason.of("import.grouped", rows=count, standards=len(held)),)
    return Listing(raw.columns, chosen, rows, count, lambda: notes)


def _guess(columns: tuple[str, ...]) -> TableMapping:
    """`MappingError` where a heading for either end is missing."""
    found = {
        field: next((column for column in columns if fold_heading(column) in names), "")
        for field, names in HEADINGS.items()
    }
    if not all(found.values()):
        raise MappingError("no_references", columns=", ".join(columns))
    return TableMapping(
        found, tuple(Reason.of("mapping.by_heading", field=field, column=column) for field, column in found.items())
    )


def _key(text: str) -> str:
    return parse(text).key or text
