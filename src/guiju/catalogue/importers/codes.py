"""Lists of codes with their titles: ICS, CCS, regions, branches of industry, industry prefixes, or any other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from guiju.catalogue.importers.fields import fold_heading
from guiju.catalogue.importers.listing import Cells, Unreadable, readable
from guiju.catalogue.importers.mapping import MappingError
from guiju.catalogue.importers.names import NameList
from guiju.catalogue.importers.raw_lists import open_rows
from guiju.catalogue.importers.values import has_chinese, read_text
from guiju.catalogue.rules.records import Problem, RejectedRow
from guiju.catalogue.services.classifying import CodeRow, CodeTitle, NameTable
from guiju.catalogue.services.importing import SourceSpec
from guiju.kernel.reasons import Reason

CODE: Final = ("code", "代码code", "代码", "prefix", "代号")
TITLES: Final = (
    "descriptionfull", "description", "titlezh", "titleen", "namezh", "名称name", "name", "名称", "industryzh", "title",
    "nameen", "industryen",
)  # fmt: skip
"""Folded headings of titles, the fullest first; Chinese and English are told by the writing."""
SCHEME: Final = "scheme"
"""A column of this name says for each row which scheme it belongs to."""
LONGEST: Final = {"code": 20, "title": 500}
SCHEMES: Final[Mapping[str, str]] = {
    "ics": "ICS",
    "ccs": "CCS",
    "regions": "GB/T 2260",
    "industries": "GB/T 4754",
    "sectors": "sector",
}
FORMS: Final = {
    "ICS": (re.compile(r"\d{2}(\.\d{3}(\.\d{2})?)?", re.ASCII), "29, 29.140, 29.140.40"),
    "GB/T 2260": (re.compile(r"\d{2}|\d{4}|\d{6}", re.ASCII), "11, 1101, 110101"),
}
"""How the codes of a scheme are written, with examples; those of other schemes may be anything."""
_EDITION: Final = re.compile(r"4754\D?(\d{4})")


@dataclass(frozen=True, slots=True)
class Heads:
    """Places of the code and of the titles, and in which row they were named (0: nowhere)."""

    code: int
    titles: tuple[int, ...]
    row: int
    scheme: int | None = None


def open_codes(path: Path, kind: str, source: SourceSpec) -> NameList:
    """The codes of a file, or of every .csv and .xlsx of a folder, under the scheme of the kind.

    The headings are those of the first file. `MappingError` for a list without a column of codes.
    """
    scheme = scheme_of(kind, path, source)
    files = sorted(one for one in path.rglob("*") if one.suffix in {".csv", ".xlsx"}) if path.is_dir() else [path]
    columns = next(filter(None, map(_headings, files)), ("code", "title"))
    return NameList(columns, NameTable.CODES, (row for file in files for row in read_codes(file, scheme)))


def _headings(path: Path) -> Cells:
    """What the first row names; empty where it holds data already."""
    first = next(readable(open_rows(path, header_row=0).rows()), None)
    return first[1] if first is not None and find_heads(*first).row else ()


def scheme_of(kind: str, path: Path, source: SourceSpec) -> str:
    """The scheme of a kind; branches of industry with the edition the file's name tells; else the source's key."""
    edition = _EDITION.search(path.name) if kind == "industries" else None
    scheme = SCHEMES.get(kind, source.key)
    return (f"{scheme}-{edition[1]}" if edition else scheme)[:30]


def read_codes(path: Path, scheme: str) -> Iterator[CodeRow | RejectedRow]:
    """Every row below the headings, or every row where there are none: code first, then title."""
    raw = open_rows(path, header_row=0)
    heads: Heads | None = None
    for number, cells in raw.rows():
        if isinstance(cells, Unreadable):
            yield RejectedRow(number, cells.cells, (cells.problem,))
            continue
        if heads is None:
            heads = find_heads(number, cells)
            if heads.row == number:
                continue
        yield _code(number, cells, heads, scheme)


def find_heads(row: int, cells: Cells) -> Heads:
    """Where a first row names its columns; a first row that names none holds data already."""
    folded = [fold_heading(cell) for cell in cells]
    code = next((folded.index(name) for name in CODE if name in folded), None)
    titles = tuple(folded.index(name) for name in TITLES if name in folded)
    if code is None or not titles:
        if len(cells) < 2:
            raise MappingError("no_code_column", columns=", ".join(cells))
        return Heads(0, (1,), 0)
    return Heads(code, titles, row, folded.index(SCHEME) if SCHEME in folded else None)


def _code(number: int, cells: Cells, heads: Heads, scheme: str) -> CodeRow | RejectedRow:
    texts = [read_text(cells[place]) if place < len(cells) else "" for place in (heads.code, *heads.titles)]
    code, titles = texts[0], texts[1:]
    scheme = (cells[heads.scheme].strip() if heads.scheme is not None else "") or scheme
    if (reason := _wrong(code, scheme)) is not None:
        return RejectedRow(number, cells, (Problem("code", code, reason),))
    zh = next((title for title in titles if has_chinese(title)), "")
    en = next((title for title in titles if title and not has_chinese(title)), "")
    longest = LONGEST["title"]
    return CodeRow(number, CodeTitle(scheme[:30], code, zh[:longest], en[:longest]), cells)


def _wrong(code: str, scheme: str) -> Reason | None:
    """Why it is no code of the scheme."""
    if not code or len(code) > LONGEST["code"]:
        return Reason.of("import.no_code")
    form, examples = FORMS.get(scheme, (None, ""))
    if form is None or form.fullmatch(code):
        return None
    return Reason.of("import.bad_code", value=code, scheme=scheme, examples=examples)
