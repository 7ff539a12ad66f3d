"""PDF made for tests: set by typst with the Chinese font of the wheel, or written by hand where it must be odd."""

from __future__ import annotations

import zlib
from functools import cache
from pathlib import Path

import manimgx_fonts_cjk
import typst

SMALL_PAGE = """#set page(width: 150mm, height: 170mm, margin: 18mm)
#set text(font: "Noto Sans CJK SC", size: 10pt, lang: "zh")
"""
CHINESE_FONT = (
    b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/FontDescriptor 8 0 R"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>"
)
CHINESE_SHAPES = (
    b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880"
    b"/Descent -120/CapHeight 880/StemV 93>>"
)
ONE_PAGE = (
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
    b"/Resources<</Font<</F1 5 0 R>>/XObject<</X 6 0 R>>>>>>"
)


@cache
def _fonts() -> typst.Fonts:
    folder = Path(manimgx_fonts_cjk.__file__).parent
    return typst.Fonts(include_system_fonts=False, font_paths=[str(folder)])


def print_pdf(path: Path, source: str) -> Path:
    """Typst source set on small pages."""
    typst.Compiler((SMALL_PAGE + source).encode(), font_paths=_fonts()).compile(output=str(path), format="pdf")
    return path


def write_pdf(path: Path, content: bytes, *, encoding: str = "", pages: int = 1, odd: bytes = b"") -> Path:
    """A PDF by hand: every page shows `content`; with an encoding, in a Chinese font that is not in the file and does
    not tell its characters. `odd` stands in for the form that the page may draw.
    """
    stream = zlib.compress(content)
    if encoding:
        font = f"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/{encoding}/DescendantFonts[7 0 R]>>".encode()
    else:
        font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%b]/Count %d>>" % (b"3 0 R " * pages, pages),
        ONE_PAGE,
        b"<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream" % (len(stream), stream),
        font,
        odd or b"<<>>",
        CHINESE_FONT,
        CHINESE_SHAPES,
    )
    path.write_bytes(_file(objects))
    return path


def shown(text: bytes) -> bytes:
    """A page's content that shows a text."""
    return b"BT /F1 12 Tf 50 700 Td <" + text.hex().encode() + b"> Tj ET"


def _file(objects: tuple[bytes, ...]) -> bytes:
    written, places = b"%PDF-1.4\n", []
    for number, value in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%b\nendobj\n" % (number, value)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(written))
    return written + head + table + end
