"""Pasted text: a list, a table copied from a spreadsheet, or running text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final, Literal

from guiju.checks.layouts import SAMPLE, Layout, is_heading
from guiju.checks.reading.lines import InputLine, Item, Reading
from guiju.checks.reading.tables import lay_out, table_lines
from guiju.checks.reading.titles import title_rows
from guiju.kernel.docid import find_all, parse

LONG_LINE: Final = 40
"""Lines without an identifier that are longer than this are sentences, not entries of a list."""


def read_pasted(text: str, *, column: int | None = None, title_column: int | None = None) -> Reading:
    """Pasted text: a list with one entry a line, a table copied from a spreadsheet (tabs), or running text."""
    if "\t" in text:
        table = _read_tabs(text, column, title_column)
        if table is not None:
            return table
    lines = text.splitlines()
    return _read_lines(lines, total=len(lines))


def _read_lines(lines: Sequence[str], *, total: int) -> Reading:
    """Lines of text: entries of a list, each to be answered; or prose, of which identifiers count."""
    running = _is_running_text(lines)
    heading = next((number for number, line in enumerate(lines, 1) if line.strip()), 0)

    def items() -> Iterator[Item]:
        for number, line in enumerate(lines, 1):
            if not line.strip() or (number == heading and is_heading(line)):
                continue
            yield InputLine(number, line, _title_rows(line)) if not running or find_all(line) else None

    return Reading(Layout("text", running_text=running), items(), total=total)


def _title_rows(line: str) -> str:
    """Titles in 《》 beside the numbers; one behind a single number needs no looking for."""
    return title_rows(line) if "《" in line else ""


def _is_running_text(lines: Sequence[str]) -> bool:
    """Mostly sentences: more long lines without an identifier, or with much besides it, than entries."""
    filled = [line.strip() for line in islice((line for line in lines if line.strip()), SAMPLE)]
    sentences = sum(1 for line in filled if len(line) > LONG_LINE and not _is_entry(line))
    return bool(filled) and sentences * 2 >= len(filled)


def _is_entry(line: str) -> bool:
    """An entry of a list begins with its number, perhaps behind a counter."""
    found = find_all(line)
    return bool(found) and found[0][0][0] <= 8


def _read_tabs(text: str, column: int | None, title_column: int | None) -> Reading | None:
    """Rows copied from a spreadsheet; None where tabs stand in something else."""
    filled = [(start, row) for start, row in _tab_rows(text) if any(cell.strip() for cell in row)]
    width = max((len(row) for _start, row in filled), default=0)
    if width < 2:
        return None
    padded = [(start, tuple(row) + ("",) * (width - len(row))) for start, row in filled]
    header = len(padded) > 1 and not any(parse(cell) for cell in padded[0][1])
    names = padded[0][1] if header else tuple(f"{index + 1}" for index in range(width))
    body = padded[1:] if header else padded
    layout = lay_out("text", names, body[:SAMPLE], column, title_column, headed=header)
    return Reading(
        replace(layout, header_row=padded[0][0] if header else 0), table_lines(body, layout), total=len(body)
    )


def _tab_rows(text: str) -> list[tuple[int, list[str]]]:
    """Rows with the line each starts on: a quoted cell may run over several lines.

    A quotation mark that is never closed would swallow what follows; then marks are taken as they stand.
    """
    try:
        rows = _delimited(text, csv.QUOTE_MINIMAL)
        swallowed = any("\t" in cell for _start, row in rows for cell in row)
        return _delimited(text, csv.QUOTE_NONE) if swallowed else rows
    except csv.Error:  # a cell longer than any spreadsheet's
        return []


def _delimited(text: str, quoting: Literal[0, 3]) -> list[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text), delimiter="\t", quoting=quoting)
    rows, before = [], 0
    for row in reader:
        rows.append((before + 1, row))
        before = reader.line_num
    return rows
