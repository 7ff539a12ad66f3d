"""A report as a Word document: the same parts and texts as on paper, to be edited into an organisation's own letter."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any, Final

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from guiju.checks.reports.printed import Grid, Printed
from guiju.checks.reports.scanning import png
from guiju.kernel.sheets.writing import clean_text

FONT: Final = "Microsoft YaHei"
"""Named, not embedded: any other Chinese font takes its place where it is missing."""
ACCENT: Final = RGBColor(0x1C, 0x4F, 0x80)
TONES: Final[Mapping[str, str]] = {
    "good": "17633A",
    "soon": "5A3D9A",
    "past": "845000",
    "bad": "A32727",
    "open": "4D5661",
}
WIDTHS: Final[Mapping[int, Sequence[float]]] = {
    2: (5.0, 12.4),
    3: (3.4, 1.6, 12.4),
    4: (3.4, 2.2, 8.0, 3.8),
    5: (1.6, 3.6, 6.2, 3.0, 3.0),
    6: (1.1, 2.9, 2.3, 3.9, 2.5, 4.7),
}
"""Widths of columns in cm, by how many a table has; each sum fits the page."""


def docx(printed: Printed, *, moment: dt.datetime) -> bytes:
    """The document, dated at a moment."""
    document = Document()
    _prepare(document, printed, moment)
    _head(document, printed)
    heading, sentences = printed.conclusion
    document.add_heading(heading, 2)
    for sentence in sentences:
        document.add_paragraph(clean_text(sentence))
    _tables(document, (printed.counts, printed.unverified))
    _signed(document, printed)
    completed = (printed.completed,) if printed.completed[1].rows else ()
    _tables(document, (printed.findings, *completed, printed.coverage, printed.sources))
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _tables(document: Any, parts: Sequence[tuple[str, Grid]]) -> None:  # noqa: ANN401 (python-docx has no types)
    for heading, grid in parts:
        document.add_heading(heading, 2)
        _table(document, grid)


def _prepare(document: Any, printed: Printed, moment: dt.datetime) -> None:  # noqa: ANN401
    """Page, fonts and what the file says of itself."""
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(1.8)
    page.top_margin = page.bottom_margin = Cm(2)
    for name in ("Normal", "Title", "Heading 2"):
        style = document.styles[name]
        style.font.name = FONT
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
    document.styles["Normal"].font.size = Pt(10)
    document.styles["Heading 2"].font.color.rgb = ACCENT
    core = document.core_properties
    core.title, core.author, core.comments = printed.title, "Guiju", ""
    core.created = core.modified = moment.astimezone(dt.UTC).replace(tzinfo=None)
    page.footer.paragraphs[0].text = printed.draft or "  ".join(printed.facts[0])


def _head(document: Any, printed: Printed) -> None:  # noqa: ANN401
    document.add_heading(printed.title, 0)
    if printed.draft:
        document.add_paragraph().add_run(printed.draft).bold = True
    _pairs(document, printed.facts)


def _signed(document: Any, printed: Printed) -> None:  # noqa: ANN401
    """The signatures, and where the report is verified."""
    document.add_heading(printed.signatures[0], 2)
    _pairs(document, printed.signatures[1])
    heading, rows = printed.seal
    if rows:
        document.add_heading(heading, 2)
        document.add_picture(io.BytesIO(png(printed.address)), width=Cm(3))
        _pairs(document, rows)
        document.add_paragraph(printed.seal_meaning)


def _pairs(document: Any, pairs: Sequence[tuple[str, str]]) -> None:  # noqa: ANN401
    _fill(document.add_table(rows=0, cols=2), pairs, WIDTHS[2])


def _table(document: Any, grid: Grid) -> None:  # noqa: ANN401
    if grid.rows:
        table = document.add_table(rows=0, cols=len(grid.columns), style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        _fill(table, [grid.columns, *grid.rows], WIDTHS[len(grid.columns)], tones=("", *grid.tones), headed=True)
    if grid.note:
        document.add_paragraph(grid.note)


def _fill(
    table: Any,  # noqa: ANN401
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    *,
    tones: Sequence[str] = (),
    headed: bool = False,
) -> None:
    """Rows written as XML, with the size and colour of each text: much quicker than through the library's cells."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    toned = 2 if len(widths) == 6 else 0
    for place, (row, tone) in enumerate(zip_longest(rows, tones, fillvalue="")):
        heads = headed and place == 0
        element = _mark("w:tr", *((_mark("w:trPr", OxmlElement("w:tblHeader")),) if heads else ()))
        for column, (text, width) in enumerate(zip(row, widths, strict=True)):
            element.append(_cell(text, width, colour=TONES.get(tone, "") if column == toned else "", bold=heads))
        table._tbl.append(element)  # noqa: SLF001 (rows made outside have no other way in)


def _cell(text: str, width: float, *, colour: str, bold: bool) -> Any:  # noqa: ANN401
    size = OxmlElement("w:tcW")
    size.set(qn("w:w"), str(round(width * 567)))
    size.set(qn("w:type"), "dxa")
    properties = OxmlElement("w:rPr")
    if bold or colour:
        properties.append(OxmlElement("w:b"))
    if colour:
        shade = OxmlElement("w:color")
        shade.set(qn("w:val"), colour)
        properties.append(shade)
    small = OxmlElement("w:sz")
    small.set(qn("w:val"), "17")
    properties.append(small)
    run = _mark("w:r", properties, *_lines(text))
    return _mark("w:tc", _mark("w:tcPr", size), _mark("w:p", run))


def _lines(text: str) -> Iterator[Any]:
    for place, line in enumerate(clean_text(text).split("\n")):
        if place:
            yield OxmlElement("w:br")
        piece = OxmlElement("w:t")
        piece.text = line
        piece.set(qn("xml:space"), "preserve")
        yield piece


def _mark(name: str, *inside: Any) -> Any:  # noqa: ANN401
    element = OxmlElement(name)
    for one in inside:
        element.append(one)
    return element
