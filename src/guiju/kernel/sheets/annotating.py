"""A person's own workbook given back with answer columns, everything else as it was."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from guiju.kernel.sheets.added_cells import RowWriter, added_columns
from guiju.kernel.sheets.added_styles import add_styles
from guiju.kernel.sheets.added_tables import GrowingTable, grow_filter_name, unique_headers, widened
from guiju.kernel.sheets.archive import Archive
from guiju.kernel.sheets.columns import MAX_COLUMNS
from guiju.kernel.sheets.errors import CannotAnnotateError
from guiju.kernel.sheets.kinds import detect_kind
from guiju.kernel.sheets.limits import DEFAULT_LIMITS
from guiju.kernel.sheets.markup import with_attribute
from guiju.kernel.sheets.rewriting import Plan, refuse_signed, replacing, write_package
from guiju.kernel.sheets.sheet_shape import Placed, SheetShape, parse_range, scan_sheet
from guiju.kernel.sheets.splicing import Edit, insert, replace
from guiju.kernel.sheets.tones import TONE_COLOURS, Tone
from guiju.kernel.sheets.workbook import SheetEntry, Workbook, read_relations, read_workbook
from guiju.kernel.sheets.writing import Column

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from guiju.kernel.sheets.limits import Limits

_Value = TypeVar("_Value")
Lines = Mapping[int, Sequence[str]] | Callable[[int], Sequence[str] | None]
Tones = Mapping[int, Tone] | Callable[[int], Tone | None]


def annotate_xlsx(  # noqa: PLR0913 -- one call, each argument named by the caller
    source: Path,
    target: Path,
    *,
    sheet: str,
    header_row: int,
    headers: Sequence[str | Column],
    answers: Lines,
    tones: Tones | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> None:
    """Write `source` to `target` with answer columns to the right of the last used column of one sheet.

    `answers` gives the texts for a row number as the spreadsheet shows it, None for no answer; a function is asked
    for the rows below the heading only. `header_row` is 0 where the sheet has no heading. Answers are always text.
    `tones` colours answer cells. The heading cells look like their neighbour. Filters and tables that end at the
    last used column grow over the answers. Only the sheet, its tables, the list of styles and the hidden name of
    its filter change; every other part stays as it is, byte for byte.

    Raises `CannotAnnotateError` when a row is missing or there is no room, `SheetError` for what cannot be read.
    """
    if detect_kind(source, limits) != "workbook":
        raise CannotAnnotateError("not_annotatable")
    columns = [one if isinstance(one, Column) else Column(one) for one in headers]
    with Archive(source, limits) as archive:
        refuse_signed(archive)
        workbook = read_workbook(archive)
        entry = workbook.entry(sheet)
        planner = _Planner(archive, workbook, entry, header_row, columns)
        planner.require_rows(answers)
        below = 0 if isinstance(answers, Mapping) else header_row
        plan = planner.plan(_by_number(answers, below), _by_number(tones or {}), coloured=tones is not None)
    with Archive(source, limits) as archive, replacing(target) as temporary:
        write_package(archive, temporary, plan)


def _by_number(
    given: Mapping[int, _Value] | Callable[[int], _Value | None], below: int = 0
) -> Callable[[int], _Value | None]:
    if isinstance(given, Mapping):
        return given.get
    return lambda number: given(number) if number > below else None


class _Planner:
    """Finds out what has to change in a workbook."""

    def __init__(
        self, archive: Archive, workbook: Workbook, entry: SheetEntry, header_row: int, columns: Sequence[Column]
    ) -> None:
        self._archive = archive
        self._workbook = workbook
        self._entry = entry
        self._header_row = header_row
        self._columns = columns
        self._shape: SheetShape = scan_sheet(archive, entry.part, header_row)
        parts = read_relations(archive, entry.part).of_kind("table")
        self._tables = [GrowingTable(self._content(part), part) for part in parts]
        self._last = self._last_used()

    def _content(self, part: str) -> bytes:
        return b"".join(self._archive.chunks(part))

    def _last_used(self) -> int:
        """The last column in use by values, merged cells, tables or the filter."""
        rights = [table.range.right for table in self._tables if table.range]
        if self._shape.filter and (filtered := parse_range(self._shape.filter.reference)):
            rights.append(filtered.right)
        shape, room = self._shape, MAX_COLUMNS - len(self._columns)
        # A title merged over the whole width leaves no room beside it, only below.
        merged = shape.merged_to if shape.merged_to < room else -1
        last = max([shape.last_value, merged, *rights])
        if last >= room:
            raise CannotAnnotateError("no_room", sheet=self._entry.name)
        return last

    def require_rows(self, answers: Lines) -> None:
        """Raise when an answer is for a row the sheet does not have, so that none gets lost."""
        numbers = set(self._shape.numbers)
        missing = {self._header_row} - numbers - {0}
        if isinstance(answers, Mapping):
            missing |= set(answers) - numbers | set(answers) & {self._header_row}
        if missing:
            raise CannotAnnotateError("no_such_row", sheet=self._entry.name, row=min(missing))

    def plan(
        self, answers: Callable[[int], Sequence[str] | None], tones: Callable[[int], Tone | None], *, coloured: bool
    ) -> Plan:
        """Everything that has to change."""
        plan = Plan()
        headers = self._grow_tables(plan, [column.header for column in self._columns])
        numbers = self._add_styles(plan, coloured=coloured)
        self._grow_filter_name(plan)
        writer = RowWriter(self._shape, self._last + 1, numbers)
        header_style = self._neighbour_style(self._shape.header_styles)

        def change(number: int) -> Callable[[bytes], bytes] | None:
            if number == self._header_row:
                return writer.row(number, headers, header_style)
            lines = answers(number)
            return writer.answer(number, lines, tones(number)) if lines is not None else None

        plan.edits[self._entry.part] = lambda: self._edits(change)
        return plan

    def _neighbour_style(self, styles: dict[int, str]) -> str | None:
        left = [column for column in styles if column <= self._last]
        return styles[max(left)] if left else None

    def _grow_tables(self, plan: Plan, headers: list[str]) -> list[str]:
        for table in self._tables:
            area = table.range
            if area and area.right == self._last and area.top == self._header_row and table.may_grow:
                headers = unique_headers(headers, table.names)
                plan.contents[table.part] = table.grown(headers, self._last + len(headers))
        return headers

    def _add_styles(self, plan: Plan, *, coloured: bool) -> dict[Tone | None, int]:
        part = self._workbook.styles
        if part is None:
            return {}
        like = self._neighbour_style(self._shape.body_styles) or "0"
        tones = list(TONE_COLOURS) if coloured else []
        added = add_styles(self._content(part), part, like=int(like) if like.isdecimal() else 0, tones=tones)
        if added is None:
            return {}
        plan.contents[part] = added.content
        return added.numbers

    @property
    def _filter_grows(self) -> bool:
        placed = self._shape.filter
        filtered = parse_range(placed.reference) if placed else None
        return bool(filtered and filtered.right == self._last and self._columns)

    def _grow_filter_name(self, plan: Plan) -> None:
        if self._filter_grows:
            part = self._workbook.part
            new_last = self._last + len(self._columns)
            plan.contents[part] = grow_filter_name(
                self._content(part), part, sheet=self._entry.index, old_last=self._last, new_last=new_last
            )

    def _edits(self, change: Callable[[int], Callable[[bytes], bytes] | None]) -> Iterator[Edit]:
        shape, new_last = self._shape, self._last + len(self._columns)
        if shape.dimension:
            yield _rewritten(shape.dimension, widened(shape.dimension.reference, new_last))
        yield self._columns_edit()
        for number, start, end in zip(shape.numbers, shape.starts, shape.ends, strict=True):
            if changed := change(number):
                yield Edit(start, end, changed)
        if shape.filter and self._filter_grows:
            yield _rewritten(shape.filter, widened(shape.filter.reference, new_last))

    def _columns_edit(self) -> Edit:
        shape = self._shape
        content = added_columns(shape, self._last + 1, self._columns).encode()
        if shape.columns_start < 0:
            return insert(shape.data_start, content)
        return replace(shape.columns_start, shape.columns_end, content)


def _rewritten(placed: Placed, reference: str) -> Edit:
    end = placed.position + len(placed.tag)
    return Edit(placed.position, end, lambda tag: with_attribute(tag, "ref", reference))
