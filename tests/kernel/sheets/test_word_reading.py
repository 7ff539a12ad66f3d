"""What Word keeps besides plain text: fields, symbols, reading aids, merged cells, notes, tracked changes."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest

from guiju.kernel.reasons import Reason
from guiju.kernel.sheets import RowEnd, TableEnd, WordDocument, WordParagraph
from guiju.kernel.sheets.word_text import Cell

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def document_with(path: Path, body: str, **related: str) -> WordDocument:
    """A document whose body relates to parts: the kind of each relation with the part's content."""
    relations = "".join(f'<Relationship Id="{kind}" Type="{RELATION}/{kind}" Target="{kind}.xml"/>' for kind in related)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {WORD}><w:body>{body}</w:body></w:document>")
        archive.writestr("word/_rels/document.xml.rels", f"<Relationships>{relations}</Relationships>")
        for kind, content in related.items():
            archive.writestr(f"word/{kind}.xml", content)
    return WordDocument(path)


def texts(document: WordDocument) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs()]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        pytest.param(
            field("begin")
            + "<w:r><w:instrText>REF GB 9</w:instrText></w:r>"
            + field("separate")
            + run("GB 1")
            + field("end")
            + run("。"),
            "GB 1。",
            id="a field by its result",
        ),
        pytest.param(
            field("begin")
            + field("begin")
            + field("separate")
            + run("内")
            + field("end")
            + field("separate")
            + run("外")
            + field("end"),
            "外",
            id="a field within an instruction",
        ),
        pytest.param('<w:fldSimple w:instr="REF a">' + run("GB 1") + "</w:fldSimple>", "GB 1", id="a simple field"),
        pytest.param(field("end") + run("GB 1"), "GB 1", id="an end without beginning"),
        pytest.param(
            run("GB") + "<w:r><w:softHyphen/></w:r>" + run(" 1\u00ad-2000"), "GB 1-2000", id="optional hyphens"
        ),
        pytest.param(
            run("GB 1") + '<w:r><w:sym w:font="Symbol" w:char="F02D"/></w:r>' + run("2000"),
            "GB 1-2000",
            id="a dash as symbol",
        ),
        pytest.param(
            '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + run("GB 1"), " GB 1", id="a tick as symbol"
        ),
        pytest.param(
            "<w:r><w:ruby><w:rt>" + run("dēng") + "</w:rt><w:rubyBase>" + run("灯") + "</w:rubyBase></w:ruby></w:r>",
            "灯",
            id="a reading aid",
        ),
        pytest.param("<w:sdt><w:sdtContent>" + run("GB 1") + "</w:sdtContent></w:sdt>", "GB 1", id="a content control"),
        pytest.param(
            run("GB 1") + "<w:moveFrom>" + run("x") + "</w:moveFrom><w:moveTo>" + run("y") + "</w:moveTo>",
            "GB 1y",
            id="moved text",
        ),
    ],
)
def test_text_is_what_stands_on_the_page(tmp_path: Path, inside: str, text: str) -> None:
    assert texts(document_with(tmp_path / "a.docx", f"<w:p>{inside}</w:p>")) == [text]


def test_field_whose_instruction_never_ends_swallows_its_paragraph_at_most(tmp_path: Path) -> None:
    body = f"<w:p>{field('begin')}{run('GB 1')}</w:p><w:p>{run('GB 2')}</w:p>"
    assert texts(document_with(tmp_path / "a.docx", body)) == ["GB 2"]


def test_merged_cells_are_told_by_the_columns_of_the_grid(tmp_path: Path) -> None:
    def tc(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{run(text) if text else ''}</w:p></w:tc>"

    old = '<w:tcPrChange><w:tcPr><w:gridSpan w:val="9"/></w:tcPr></w:tcPrChange>'
    rows = (
        tc("甲", f'<w:gridSpan w:val="2"/>{old}') + tc("乙", '<w:vMerge w:val="restart"/>'),
        '<w:trPr><w:gridBefore w:val="1"/></w:trPr>' + tc("丙") + tc("", "<w:vMerge/>"),
    )
    body = "<w:tbl>" + "".join(f"<w:tr>{cells}</w:tr>" for cells in rows) + "</w:tbl>"

    def paragraph(number: int, text: str, row: int, column: int) -> WordParagraph:
        place = Reason.of("sheets.place.table", table=1, row=row, column=column)
        return WordParagraph(number, text, place, Cell(1, row, column))

    assert list(document_with(tmp_path / "a.docx", body).pieces()) == [
        paragraph(1, "甲", 1, 1),
        paragraph(2, "乙", 1, 3),
        RowEnd(1, 1, spanning=frozenset({1})),
        paragraph(3, "丙", 2, 2),
        RowEnd(1, 2, continued=frozenset({3})),
        TableEnd(1),
    ]


def test_notes_below_and_behind_the_text_are_read_with_their_places(tmp_path: Path) -> None:
    def note(text: str) -> str:
        return f"<w:notes {WORD}><w:note><w:p>{run(text)}</w:p></w:note></w:notes>"

    document = document_with(
        tmp_path / "a.docx", f"<w:p>{run('正文')}</w:p>", endnotes=note("尾"), footnotes=note("脚")
    )
    assert [(one.number, one.text, one.place) for one in document.paragraphs()] == [
        (1, "正文", Reason.of("sheets.place.paragraph", number=1)),
        (2, "脚", Reason.of("sheets.place.footnote", number=1)),
        (3, "尾", Reason.of("sheets.place.endnote", number=1)),
    ]


def test_what_was_not_read_is_counted(tmp_path: Path) -> None:
    tracked = f"<w:del>{run('x')}</w:del><w:ins>{run('GB 1')}</w:ins>"
    comments = f"<w:comments {WORD}><w:comment><w:p/></w:comment><w:comment/></w:comments>"
    body = f"<w:p>{tracked}</w:p>"
    document = document_with(tmp_path / "a.docm", body, comments=comments, package="<a/>", vbaProject="macro")
    assert texts(document) == ["GB 1"]
    assert document.notes() == (
        Reason.of("sheets.note.tracked", count=2),
        Reason.of("sheets.note.comments", count=2),
        Reason.of("sheets.note.embedded", count=1),
        Reason.of("sheets.note.macros"),
    )


def test_document_that_office_wrote_has_nothing_to_note(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("GB 1")
    made.save(str(tmp_path / "a.docx"))
    document = WordDocument(tmp_path / "a.docx")
    assert (texts(document), document.notes()) == (["GB 1"], ())
