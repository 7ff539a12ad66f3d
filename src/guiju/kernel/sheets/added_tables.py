"""Filters and tables that end where the answer columns begin grow over them, so that sorting keeps rows whole."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from guiju.kernel.sheets.columns import column_index, column_letter
from guiju.kernel.sheets.markup import element
from guiju.kernel.sheets.sheet_shape import CellRange, parse_range
from guiju.kernel.sheets.splicing import Edit, insert, replace, splice
from guiju.kernel.sheets.tags import Tag, find_tags

if TYPE_CHECKING:
    from collections.abc import Sequence

_LAST_COLUMN = re.compile(r"(\$?)([A-Z]{1,3})(\$?\d+)$")


def widened(reference: str, last_column: int) -> str:
    """The reference with its right end at another column."""
    return _LAST_COLUMN.sub(lambda end: end[1] + column_letter(last_column) + end[3], reference)


def unique_headers(headers: Sequence[str], taken: Sequence[str]) -> list[str]:
    """The headers with a number behind those that a table already has; tables tell names apart without case."""
    seen = {name.casefold() for name in taken}
    names = []
    for header in headers:
        base = " ".join(header.split()) or "?"
        name, count = base, 1
        while name.casefold() in seen:
            count += 1
            name = f"{base} ({count})"
        seen.add(name.casefold())
        names.append(name)
    return names


class GrowingTable:
    """A table part that may grow to the right."""

    def __init__(self, content: bytes, part: str) -> None:
        self.part = part
        self._content = content
        self._tags = find_tags(content, part, {"table", "autoFilter", "tableColumns", "tableColumn"})
        self.range: CellRange | None = parse_range(self._tags[0].attributes.get("ref", "")) if self._tags else None

    @property
    def may_grow(self) -> bool:
        """Whether it has a heading and holds its own rows: tables fed from elsewhere keep their columns."""
        attributes = self._tags[0].attributes
        own = attributes.get("tableType", "worksheet") == "worksheet"
        return own and attributes.get("headerRowCount", "1") != "0" and bool(self._of("tableColumns"))

    @property
    def names(self) -> list[str]:
        """The columns' names."""
        return [tag.attributes.get("name", "") for tag in self._of("tableColumn")]

    def _of(self, local: str) -> list[Tag]:
        return [tag for tag in self._tags if tag.local == local]

    def grown(self, headers: Sequence[str], last_column: int) -> bytes:
        """The part with the columns added."""
        table, listing, columns = self._tags[0], self._of("tableColumns")[0], self._of("tableColumn")
        ids = [tag.attributes.get("id", "") for tag in columns]
        next_id = max((int(text) for text in ids if text.isdecimal()), default=0) + 1
        name = columns[0].name if columns else listing.name.removesuffix("s")
        added = [element(name, {"id": str(next_id + i), "name": header}) for i, header in enumerate(headers)]
        edits: list[Edit] = [_widen(table, last_column)]
        edits.extend(_widen(tag, last_column) for tag in self._of("autoFilter") if tag.depth == 1)
        edits.append(listing.changed(count=str(len(columns) + len(headers))))
        edits.append(insert(listing.end, "".join(added).encode()))
        return b"".join(splice([self._content], edits))


def _widen(tag: Tag, last_column: int) -> Edit:
    return tag.changed(ref=widened(tag.attributes.get("ref", ""), last_column))


def grow_filter_name(content: bytes, part: str, *, sheet: int, old_last: int, new_last: int) -> bytes:
    """The workbook part with the hidden name of a sheet's filter widened as the filter is."""
    edits = []
    for tag in find_tags(content, part, {"definedName"}):
        mine = tag.attributes.get("localSheetId") == str(sheet)
        if mine and tag.attributes.get("name") == "_xlnm._FilterDatabase":
            reference = content[tag.inside : tag.end].decode()
            end = _LAST_COLUMN.search(reference)
            if end and column_index(end[2]) == old_last:
                new = widened(reference, new_last).encode()
                edits.append(replace(tag.inside, tag.end, new))
    return b"".join(splice([content], edits))
