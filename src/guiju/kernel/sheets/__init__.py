"""Sheets and documents in and out: what people hand over, read as text, and given back with answers.

    table = open_table(Path("list.xlsx"))
    for row in table.rows():
        print(row.number, row.cells)

Reading runs in constant memory, executes nothing, follows no link, and refuses with a `SheetError` that says
what is wrong and what to do.
"""

from __future__ import annotations

from guiju.kernel.sheets.annotating import annotate_xlsx
from guiju.kernel.sheets.annotating_text import annotate_csv
from guiju.kernel.sheets.annotating_word import annotate_docx
from guiju.kernel.sheets.documents import Paragraph, read_document
from guiju.kernel.sheets.encodings import read_text
from guiju.kernel.sheets.errors import (
    BrokenError,
    CannotAnnotateError,
    EmptyError,
    EncryptedError,
    NoSuchSheetError,
    SheetError,
    TooLargeError,
    WrongTypeError,
)
from guiju.kernel.sheets.headings import column_names, find_heading
from guiju.kernel.sheets.limits import Limits
from guiju.kernel.sheets.opening import open_table
from guiju.kernel.sheets.tables import Row, Table
from guiju.kernel.sheets.tones import Tone
from guiju.kernel.sheets.word_marking import Mark
from guiju.kernel.sheets.word_reading import WordDocument
from guiju.kernel.sheets.word_text import RowEnd, TableEnd, WordParagraph, WordPiece
from guiju.kernel.sheets.writing import Column, write_csv, write_xlsx

__all__ = [
    "BrokenError",
    "CannotAnnotateError",
    "Column",
    "EmptyError",
    "EncryptedError",
    "Limits",
    "Mark",
    "NoSuchSheetError",
    "Paragraph",
    "Row",
    "RowEnd",
    "SheetError",
    "Table",
    "TableEnd",
    "Tone",
    "TooLargeError",
    "WordDocument",
    "WordParagraph",
    "WordPiece",
    "WrongTypeError",
    "annotate_csv",
    "annotate_docx",
    "annotate_xlsx",
    "column_names",
    "find_heading",
    "open_table",
    "read_document",
    "read_text",
    "write_csv",
    "write_xlsx",
]
