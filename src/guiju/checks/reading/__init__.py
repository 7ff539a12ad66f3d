"""From what is handed in to input lines: pasted text, .txt, .docx, .xlsx, .csv. Nothing is dropped without a count."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from guiju.checks.reading.documents import read_word
from guiju.checks.reading.lines import Blank, InputLine, Item, Reading, SaidLater
from guiju.checks.reading.pasted import read_pasted
from guiju.checks.reading.tables import NO_TITLE, column_place, read_table
from guiju.kernel.sheets import Limits, WrongTypeError, read_text
from guiju.kernel.sheets.encodings import detect_encoding
from guiju.kernel.sheets.kinds import detect_kind

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
    """A file by its content and its name's ending: Word as running text, .txt as pasted text, anything else as a table.

    Raises `SheetError` for what cannot be read and `ColumnError` for a column that is not there.
    """
    ending = Path(file_name or path.name).suffix.lower()
    limits = limits or Limits()
    match _kind(path, ending, limits):
        case "document":
            return read_word(path, limits)
        case "text" if ending in PLAIN:
            return _read_text_file(path, limits)
        case _:
            return read_table(path, sheet, column, title_column, limits)


def _read_text_file(path: Path, limits: Limits) -> Reading:
    encoding = detect_encoding(path, limits)
    return replace(read_pasted(read_text(path, limits)), source=SaidLater(encoding.notes), from_file=True)


def _kind(path: Path, ending: str, limits: Limits) -> str:
    """What the content is; a name that promises another is refused, for the file goes back under it."""
    kind = detect_kind(path, limits)
    if kind == "document" and ending not in DOCUMENTS:
        raise WrongTypeError("is_document")
    if kind in {"workbook", "xls"} and ending in DOCUMENTS | PLAIN:
        raise WrongTypeError("is_workbook")
    if kind in {"text", "gzip"} and ending in DOCUMENTS:
        raise WrongTypeError("is_text")
    return kind
