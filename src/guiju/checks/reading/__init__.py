"""From what is handed in to input lines: pasted text, .txt, .docx, .xlsx, .csv. Nothing is dropped without a count."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from guiju.checks.reading.documents import read_word
from guiju.checks.reading.lines import Blank, InputLine, Item, Reading
from guiju.checks.reading.pasted import read_pasted
from guiju.checks.reading.tables import NO_TITLE, column_place, read_table
from guiju.kernel.sheets import Limits, read_text

__all__ = ["NO_TITLE", "Blank", "InputLine", "Item", "Reading", "column_place", "read_file", "read_pasted"]

DOCUMENTS: Final = frozenset({".docx", ".docm"})
PLAIN: Final = frozenset({".txt", ".md"})


def read_file(
    path: Path,
    *,
    sheet: str | None = None,
    column: int | str | None = None,
    title_column: int | None = None,
    file_name: str = "",
    limits: Limits | None = None,
) -> Reading:
    """A file by its name's ending: .docx as running text, .txt as pasted text, anything else as a table.

    Raises `SheetError` for what cannot be read and `ColumnError` for a column that is not there.
    """
    ending = Path(file_name or path.name).suffix.lower()
    limits = limits or Limits()
    if ending in DOCUMENTS:
        return read_word(path, limits)
    if ending in PLAIN:
        return read_pasted(read_text(path, limits))
    return read_table(path, sheet, column, title_column, limits)
