"""A Word document given back with marks: the marks where they belong, every other byte as it was."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.kernel.reasons import Reason
from guiju.kernel.sheets import CannotAnnotateError, Mark, WordDocument, annotate_docx

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
GOOD = (
    '<w:r><w:rPr><w:rStyle w:val="GuijuState"/><w:rFonts w:hint="eastAsia"/><w:color w:val="1F2328"/>'
    '<w:shd w:val="clear" w:color="auto" w:fill="E3F4E6"/></w:rPr><w:t xml:space="preserve">〔现行〕</w:t></w:r>'
)
AGAIN = '<w:t xml:space="preserve">'
MarksOf = Callable[[int, str], Sequence[Mark]]


def document_with(path: Path, body: str, **parts: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {WORD}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return path


def body_of(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        content = archive.read("word/document.xml").decode()
    return content.removeprefix(f"<w:document {WORD}><w:body>").removesuffix("</w:body></w:document>")


def behind(word: str) -> MarksOf:
    """A mark behind the first place of a word in each paragraph that holds it."""

    def marks(_number: int, text: str) -> list[Mark]:
        return [Mark(text.index(word) + len(word), "〔现行〕", "good")] if word in text else []

    return marks


def marked(tmp_path: Path, body: str, word: str) -> str:
    source = document_with(tmp_path / "a.docx", body)
    annotate_docx(source, tmp_path / "b.docx", marks_of=behind(word))
    return body_of(tmp_path / "b.docx")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            "<w:p><w:r><w:t>按 GB 1</w:t></w:r><w:r><w:t> 执行</w:t></w:r></w:p>",
            f"<w:p><w:r><w:t>按 GB 1</w:t></w:r>{GOOD}<w:r><w:t> 执行</w:t></w:r></w:p>",
            id="at the end of a run",
        ),
        pytest.param(
            "<w:p><w:r><w:t>按 GB 1 执行 &amp; 验收</w:t></w:r></w:p>",
            f"<w:p><w:r><w:t>按 GB 1</w:t></w:r>{GOOD}<w:r>{AGAIN} 执行 &amp; 验收</w:t></w:r></w:p>",
            id="within a run",
        ),
        pytest.param(
            "<w:p><w:r><w:t>甲&amp;乙&#x4E59; GB 1 执行</w:t></w:r></w:p>",
            f"<w:p><w:r><w:t>甲&amp;乙&#x4E59; GB 1</w:t></w:r>{GOOD}<w:r>{AGAIN} 执行</w:t></w:r></w:p>",
            id="behind written codes",
        ),
        pytest.param(
            "<w:p><w:r><w:t>G</w:t></w:r><w:r><w:t>B </w:t></w:r><w:r><w:t>1 执</w:t><w:tab/><w:t>行</w:t></w:r></w:p>",
            "<w:p><w:r><w:t>G</w:t></w:r><w:r><w:t>B </w:t></w:r><w:r><w:t>1</w:t></w:r>"
            f"{GOOD}<w:r>{AGAIN} 执</w:t><w:tab/><w:t>行</w:t></w:r></w:p>",
            id="a number in several runs",
        ),
        pytest.param(
            "<w:p><w:r><w:t>GB</w:t></w:r><w:r><w:noBreakHyphen/><w:t>x</w:t></w:r>"
            "<w:r><w:t>GB\u00ad 1。</w:t></w:r></w:p>",
            "<w:p><w:r><w:t>GB</w:t></w:r><w:r><w:noBreakHyphen/><w:t>x</w:t></w:r>"
            f"<w:r><w:t>GB\u00ad 1</w:t></w:r>{GOOD}<w:r>{AGAIN}。</w:t></w:r></w:p>",
            id="an optional hyphen is no text",
        ),
        pytest.param(
            "<w:p><w:hyperlink><w:r><w:t>GB 1 全文</w:t></w:r></w:hyperlink><w:r><w:t>。</w:t></w:r></w:p>",
            f"<w:p><w:hyperlink><w:r><w:t>GB 1 全文</w:t></w:r></w:hyperlink>{GOOD}<w:r><w:t>。</w:t></w:r></w:p>",
            id="behind a link",
        ),
        pytest.param(
            "<w:p><w:sdt><w:sdtContent><w:r><w:t>GB 1 全文</w:t></w:r></w:sdtContent></w:sdt></w:p>",
            f"<w:p><w:sdt><w:sdtContent><w:r><w:t>GB 1 全文</w:t></w:r></w:sdtContent></w:sdt>{GOOD}</w:p>",
            id="behind a content control",
        ),
        pytest.param(
            "<w:sdt><w:sdtContent><w:p><w:r><w:t>GB 1</w:t></w:r></w:p></w:sdtContent></w:sdt>",
            f"<w:sdt><w:sdtContent><w:p><w:r><w:t>GB 1</w:t></w:r>{GOOD}</w:p></w:sdtContent></w:sdt>",
            id="within a control that holds the paragraph",
        ),
        pytest.param(
            '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF GB 1</w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>GB 1 全文</w:t></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>。</w:t></w:r></w:p>',
            '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF GB 1</w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>GB 1 全文</w:t></w:r>'
            f'<w:r><w:fldChar w:fldCharType="end"/></w:r>{GOOD}<w:r><w:t>。</w:t></w:r></w:p>',
            id="behind a field",
        ),
        pytest.param(
            '<w:p><w:ins w:id="1"><w:r><w:t>GB 1</w:t></w:r></w:ins><w:r><w:t>。</w:t></w:r></w:p>',
            f'<w:p><w:ins w:id="1"><w:r><w:t>GB 1</w:t></w:r></w:ins>{GOOD}<w:r><w:t>。</w:t></w:r></w:p>',
            id="behind an insertion that ends with the number",
        ),
        pytest.param(
            '<w:p><w:ins w:id="1"><w:r><w:t>GB 1 执行</w:t></w:r></w:ins></w:p>',
            f'<w:p><w:ins w:id="1"><w:r><w:t>GB 1</w:t></w:r>{GOOD}<w:r>{AGAIN} 执行</w:t></w:r></w:ins></w:p>',
            id="within an insertion that goes on",
        ),
        pytest.param(
            '<w:p><w:r><w:t>GB </w:t></w:r><w:del w:id="1"><w:r><w:delText>0</w:delText></w:r></w:del>'
            "<w:r><w:t>1</w:t></w:r></w:p>",
            '<w:p><w:r><w:t>GB </w:t></w:r><w:del w:id="1"><w:r><w:delText>0</w:delText></w:r></w:del>'
            f"<w:r><w:t>1</w:t></w:r>{GOOD}</w:p>",
            id="a deletion stays",
        ),
        pytest.param(
            "<w:p><w:r><w:t><![CDATA[GB 1 执行]]></w:t></w:r></w:p>",
            f"<w:p><w:r><w:t><![CDATA[GB 1 执行]]></w:t></w:r>{GOOD}</w:p>",
            id="behind what cannot be cut",
        ),
    ],
)
def test_mark_stands_behind_its_number_and_every_other_byte_stays(tmp_path: Path, body: str, expected: str) -> None:
    assert marked(tmp_path, body, "GB 1") == expected


def test_mark_looks_like_its_neighbour_and_both_halves_as_the_whole_did(tmp_path: Path) -> None:
    looks = '<w:rPr><w:rFonts w:eastAsia="仿宋"/><w:b/><w:sz w:val="28"/></w:rPr>'
    assert marked(tmp_path, f'<w:p><w:r w:rsidR="1">{looks}<w:t>GB 1 执行</w:t></w:r></w:p>', "GB 1") == (
        f'<w:p><w:r w:rsidR="1">{looks}<w:t>GB 1</w:t></w:r>'
        '<w:r><w:rPr><w:rStyle w:val="GuijuState"/><w:rFonts w:hint="eastAsia" w:eastAsia="仿宋"/>'
        '<w:color w:val="1F2328"/><w:sz w:val="28"/><w:shd w:val="clear" w:color="auto" w:fill="E3F4E6"/></w:rPr>'
        '<w:t xml:space="preserve">〔现行〕</w:t></w:r>'
        f'<w:r w:rsidR="1">{looks}<w:t xml:space="preserve"> 执行</w:t></w:r></w:p>'
    )


def test_text_box_is_marked_inside_and_the_run_around_it_behind(tmp_path: Path) -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>GB 1 盒</w:t></w:r></w:p></w:txbxContent>"
    body = f"<w:p><w:r><w:drawing>{box}</w:drawing><w:t>GB 1 外</w:t></w:r></w:p>"
    inside = f"<w:txbxContent><w:p><w:r><w:t>GB 1</w:t></w:r>{GOOD}<w:r>{AGAIN} 盒</w:t></w:r></w:p></w:txbxContent>"
    assert (
        marked(tmp_path, body, "GB 1")
        == f"<w:p><w:r><w:drawing>{inside}</w:drawing><w:t>GB 1 外</w:t></w:r>{GOOD}</w:p>"
    )


def test_several_marks_of_a_run_stand_each_at_its_place(tmp_path: Path) -> None:
    source = document_with(tmp_path / "a.docx", "<w:p><w:r><w:t>GB 1、GB 2。</w:t></w:r></w:p>")
    marks = [Mark(4, "〔现行〕", "good"), Mark(9, "〔废止<>〕", "bad")]
    annotate_docx(source, tmp_path / "b.docx", marks_of=lambda _number, _text: marks)
    bad = GOOD.replace("E3F4E6", "FBDDD9").replace("〔现行〕", "〔废止&lt;&gt;〕")
    assert body_of(tmp_path / "b.docx") == (
        f"<w:p><w:r><w:t>GB 1</w:t></w:r>{GOOD}<w:r>{AGAIN}、GB 2</w:t></w:r>{bad}<w:r>{AGAIN}。</w:t></w:r></w:p>"
    )


def test_every_paragraph_of_a_long_document_is_marked(tmp_path: Path) -> None:
    body = "".join(f"<w:p><w:r><w:t>GB 1 第 {number} 次</w:t></w:r></w:p>" for number in range(5000))
    expected = "".join(
        f"<w:p><w:r><w:t>GB 1</w:t></w:r>{GOOD}<w:r>{AGAIN} 第 {number} 次</w:t></w:r></w:p>" for number in range(5000)
    )
    assert marked(tmp_path, body, "GB 1") == expected


def test_note_is_a_paragraph_before_the_last_section(tmp_path: Path) -> None:
    source = document_with(tmp_path / "a.docx", "<w:p/><w:sectPr/>")
    annotate_docx(source, tmp_path / "b.docx", marks_of=lambda _number, _text: (), note="查新")
    assert body_of(tmp_path / "b.docx") == (
        '<w:p/><w:p><w:pPr><w:pStyle w:val="GuijuNote"/></w:pPr><w:r><w:t xml:space="preserve">查新</w:t></w:r></w:p>'
        "<w:sectPr/>"
    )


def real_document(path: Path) -> Path:
    document = docx.Document()
    document.add_paragraph("按 GB 1 执行")
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "GB 1"
    document.sections[0].header.paragraphs[0].text = "页眉 GB 1"
    document.sections[0].footer.paragraphs[0].text = "页脚"
    document.save(str(path))
    return path


def test_real_document_opens_again_with_marks_in_body_table_and_header(tmp_path: Path) -> None:
    source = real_document(tmp_path / "a.docx")
    annotate_docx(source, tmp_path / "b.docx", marks_of=behind("GB 1"), note="查新说明")
    document = docx.Document(str(tmp_path / "b.docx"))
    assert [paragraph.text for paragraph in document.paragraphs] == ["按 GB 1〔现行〕 执行", "查新说明"]
    assert document.tables[0].cell(0, 0).text == "GB 1〔现行〕"
    assert document.sections[0].header.paragraphs[0].text == "页眉 GB 1〔现行〕"
    run = document.paragraphs[0].runs[1]
    styles = [styled.style and styled.style.name for styled in (run, document.paragraphs[1])]
    assert (run.text, styles) == ("〔现行〕", ["规矩查新", "规矩查新说明"])


def test_only_parts_with_marks_and_the_styles_change(tmp_path: Path) -> None:
    source = real_document(tmp_path / "a.docx")
    annotate_docx(source, tmp_path / "b.docx", marks_of=behind("GB 1"), note="查新说明")
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(tmp_path / "b.docx") as new:
        assert sorted(old.namelist()) == sorted(new.namelist())
        changed = {name for name in old.namelist() if old.read(name) != new.read(name)}
    assert changed == {"word/document.xml", "word/header1.xml", "word/styles.xml"}


def test_marks_of_an_earlier_check_are_no_text_and_give_way_to_new_ones(tmp_path: Path) -> None:
    source = real_document(tmp_path / "a.docx")
    annotate_docx(source, tmp_path / "b.docx", marks_of=behind("GB 1"), note="去年的说明")
    assert list(WordDocument(tmp_path / "b.docx").pieces()) == list(WordDocument(source).pieces())
    annotate_docx(tmp_path / "b.docx", tmp_path / "c.docx", marks_of=behind("GB 1"), note="今年的说明")
    document = docx.Document(str(tmp_path / "c.docx"))
    assert [paragraph.text for paragraph in document.paragraphs] == ["按 GB 1〔现行〕 执行", "今年的说明"]


def test_marks_are_known_by_the_name_of_their_style_too(tmp_path: Path) -> None:
    styles = f'<w:styles {WORD}><w:style w:styleId="a7"><w:name w:val="规矩查新"/></w:style></w:styles>'
    relation = (
        '<Relationships><Relationship Id="1" Type="http://x/styles" Target="styles.xml"/></Relationships>'  # as Word's
    )
    body = '<w:p><w:r><w:t>GB 1</w:t></w:r><w:r><w:rPr><w:rStyle w:val="a7"/></w:rPr><w:t>〔废止〕</w:t></w:r></w:p>'
    source = document_with(tmp_path / "a.docx", body, word__styles=styles)
    with zipfile.ZipFile(source, "a") as archive:
        archive.writestr("word/_rels/document.xml.rels", relation)
    assert [one.text for one in WordDocument(source).paragraphs()] == ["GB 1"]


def test_signed_document_is_left_alone(tmp_path: Path) -> None:
    source = document_with(tmp_path / "a.docx", "<w:p/>", _xmlsignatures__sig1="<a/>")
    with pytest.raises(CannotAnnotateError) as caught:
        annotate_docx(source, tmp_path / "b.docx", marks_of=behind("GB 1"))
    assert (caught.value.reason, (tmp_path / "b.docx").exists()) == (Reason.of("sheets.signed"), False)


def test_workbook_is_no_document(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("xl/workbook.xml", "<a/>")
    with pytest.raises(CannotAnnotateError) as caught:
        annotate_docx(tmp_path / "a.docx", tmp_path / "b.docx", marks_of=behind("GB 1"))
    assert caught.value.reason == Reason.of("sheets.not_annotatable")


RUNS = st.lists(st.text(alphabet="G 1&<甲\u00ad\n", min_size=0, max_size=6), min_size=1, max_size=5)


@given(runs=RUNS, at=st.integers(1, 30))
def test_text_with_any_mark_reads_as_it_did_and_the_mark_stands_at_its_place(
    tmp_path_factory: pytest.TempPathFactory, runs: list[str], at: int
) -> None:
    folder = tmp_path_factory.mktemp("any")
    escaped = [run.replace("&", "&amp;").replace("<", "&lt;") for run in runs]
    body = "".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in escaped)
    source = document_with(folder / "a.docx", f"<w:p>{body}</w:p>")
    plain = "".join(runs).replace("\u00ad", "")
    place = min(at, len(plain))
    annotate_docx(source, folder / "b.docx", marks_of=lambda _number, _text: [Mark(place, "〔现行〕", "good")])
    assert [one.text for one in WordDocument(folder / "b.docx").paragraphs()] == ([plain] if plain.strip() else [])
    if plain.strip():
        document = docx_text(folder / "b.docx")
        assert document == f"{plain[:place]}〔现行〕{plain[place:]}"


def docx_text(path: Path) -> str:
    """All text of the body, marks too, read by another road."""
    with zipfile.ZipFile(path) as archive:
        content = archive.read("word/document.xml").decode()
    pieces = re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", content)
    return "".join(pieces).replace("&lt;", "<").replace("&amp;", "&").replace("\u00ad", "")
