"""Files as people hand them in, made in memory: good, odd, broken."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence

import docx
import xlsxwriter

Bytes = Callable[[], bytes]
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def old_office(stream: str) -> bytes:
    """The beginning of an old Office file with one stream of that name."""
    return OLD_OFFICE + bytes(504) + stream.encode("utf-16-le").ljust(64, b"\0")


def packed(**parts: bytes | str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


def workbook(rows: Sequence[Sequence[object]], *, hidden: bool = False, formula: str = "", merged: str = "") -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet("清单")
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)
        if formula:
            sheet.write_formula(formula, '="GB/T 40-"&2010', value="GB/T 40-2010")
        if merged:
            sheet.merge_range(merged, "GB/T 40-2010")
        if hidden:
            book.add_worksheet("底稿").write(0, 0, "GB 20-2001")
            book.worksheets()[1].hide()
    return file.getvalue()


def document(*paragraphs: str) -> bytes:
    file = io.BytesIO()
    made = docx.Document()
    for text in paragraphs:
        made.add_paragraph(text)
    made.save(file)
    return file.getvalue()


def with_macros(content: bytes, part: str, listing: str) -> bytes:
    """The same package with a macro project that its main part relates to."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == listing:
                kind = b"http://schemas.microsoft.com/office/2006/relationships/vbaProject"
                relation = b'<Relationship Id="vba" Type="' + kind + b'" Target="vbaProject.bin"/></Relationships>'
                data = data.replace(b"</Relationships>", relation)
            new.writestr(name, data)
        new.writestr(part, b"macro")
    return file.getvalue()


def bombed(content: bytes, part: str, head: str, unit: str) -> bytes:
    """The same package with a part that unfolds to 40 MB of the same from some 40 KB."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
        with new.open(part, "w") as out:
            out.write(head.encode())
            for _ in range(40):
                out.write(unit.encode() * (1_000_000 // len(unit)))
    return file.getvalue()


def lines(*texts: str) -> Bytes:
    return "\n".join(texts).encode
