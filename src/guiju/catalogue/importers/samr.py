"""The national platforms' lists: their JSON answers, and search results copied from the page as text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final

import nh3

from guiju.catalogue.importers import values
from guiju.catalogue.importers.json_records import is_json, open_json
from guiju.catalogue.importers.listing import Cells, Listing, limits
from guiju.catalogue.importers.mapping import MappingError, TableMapping, guess_mapping
from guiju.catalogue.rules import STATUS_WORDS
from guiju.kernel.docid import find_all
from guiju.kernel.reasons import Reason
from guiju.kernel.sheets import read_text

COLUMNS: Final = (
    "number", "title", "status", "mandate", "issued", "effective", "withdrawn", "replaces", "replaced_by", "adopts",
    "ics", "ccs", "committee", "responsible_body", "text",
)  # fmt: skip
FIELDS: Final = COLUMNS[:-1]
LABELS: Final = {
    "发布": "issued", "发布日期": "issued", "实施": "effective", "实施日期": "effective", "废止日期": "withdrawn",
    "代替标准": "replaces", "代替": "replaces", "全部代替标准": "replaces", "被代替标准": "replaced_by",
    "被代替": "replaced_by", "采标": "adopts", "采标情况": "adopts", "ICS": "ics", "国际标准分类号": "ics",
    "CCS": "ccs", "中国标准分类号": "ccs", "归口单位": "committee", "主管部门": "responsible_body",
    "标准状态": "status", "状态": "status", "标准性质": "mandate", "标准号": "number", "标准名称": "title",
    "中文标准名称": "title",
}  # fmt: skip
"""Words before a colon in search results, with the field they name."""
MANDATES: Final = {"强制性国家标准", "推荐性国家标准", "强制性", "推荐性", "强标", "推标", "指导性技术文件"}
SHOWN_DATES: Final = ("issued", "effective", "withdrawn")
"""Dates without a label stand in this order on the platforms' pages."""

_SERIAL: Final = re.compile(r"\s*(?:\d{1,4}[.、)]?\s+|\d{1,4}\t)(?=[A-Za-z])")
_LABELLED: Final = re.compile(
    rf"({'|'.join(sorted(LABELS, key=len, reverse=True))})\s*[:：]\s*([^|｜\t]*?)(?=\s{{2,}}|[|｜\t]|$)"
)
_PIECES: Final = re.compile(r"\t|\s{2,}|[|｜]")
_DATE: Final = re.compile(r"\d{4}[-/.年]\d{1,2}(?:[-/.月]\d{1,2}日?)?")
_STATUS: Final = re.compile(r"\[([^\]]+)\]|【([^】]+)】")


def open_samr(path: Path, mapping: str = "auto") -> Listing:
    """A JSON answer of std.samr, hbba or dbba, or the text of a page of results."""
    return _open_answer(path) if is_json(path) else _open_copy(path)


def _open_answer(path: Path) -> Listing:
    """The search marks what it found with tags of its own: they go, and what they hold stays."""
    records = open_json(path)

    def rows() -> Iterator[tuple[int, Cells]]:
        return ((row, tuple(map(without_tags, cells))) for row, cells in records.rows())

    sample = [cells for _row, (_number, cells) in zip(range(100), rows(), strict=False)]
    return Listing(records.columns, guess_mapping(records.columns, sample), rows, records.total)


def without_tags(text: str) -> str:
    """The text of a cell without markup."""
    return html.unescape(nh3.clean(text, tags=set())).strip() if "<" in text else text


def _open_copy(path: Path) -> Listing:
    lines = read_text(path, limits()).split("\n")
    found = list(results(lines))
    if not found:
        raise MappingError("no_results", path=path.name)
    mapping = TableMapping({field: field for field in FIELDS})
    above = next(row for row, _cells in found) - 1
    notes = (Reason.of("import.lines_above", count=above),) if any(map(str.strip, lines[:above])) else ()
    return Listing(COLUMNS, mapping, partial(iter, found), len(found), lambda: notes)


def results(lines: list[str]) -> Iterator[tuple[int, Cells]]:
    """One row a result: it begins with a line that opens with a number and holds all lines up to the next."""
    begun: list[tuple[int, list[str]]] = []
    for row, line in enumerate(lines, start=1):
        text = _SERIAL.sub("", without_tags(line)).strip()
        if _opens(text):
            begun.append((row, [text]))
        elif begun and text:
            begun[-1][1].append(text)
    for row, block in begun:
        yield row, _result(block)


def _opens(text: str) -> bool:
    label = _LABELLED.match(text)
    if label and LABELS[label[1]] == "number":
        return True
    found = find_all(text)
    return bool(found) and found[0][0][0] == 0


def _result(block: list[str]) -> Cells:
    told: dict[str, str] = {}
    loose: list[str] = []
    for line in block:
        for label, value in _LABELLED.findall(line):
            told.setdefault(LABELS[label], value.strip())
        loose += _PIECES.split(_LABELLED.sub("\t", line))
    first = loose[0] if loose and "number" not in told else ""
    if first:
        loose = [*_take_number(first, told), *loose[1:]]
    for piece in loose:
        _place(piece.strip(" |｜,，;；"), told)
    told["text"] = "\n".join(block)
    return tuple(told.get(column, "") for column in COLUMNS)


def _take_number(first: str, told: dict[str, str]) -> list[str]:
    """The number, and what follows it in the same piece: a title, or a status in brackets."""
    (_start, stop), _docid = find_all(first)[0]
    told["number"] = first[:stop]
    rest = first[stop:]
    return [*(a or b for a, b in _STATUS.findall(rest)), *_STATUS.sub(" ", rest).split("  ")]


def _place(piece: str, told: dict[str, str]) -> None:
    """A piece without a label goes by what it is: a status, a mandate, a date, else the title."""
    if piece in STATUS_WORDS:
        told.setdefault("status", piece)
    elif piece in MANDATES:
        told.setdefault("mandate", piece.replace("强标", "强制性").replace("推标", "推荐性"))
    elif _DATE.fullmatch(piece):
        told.setdefault(next((name for name in SHOWN_DATES if name not in told), "withdrawn"), piece)
    elif values.has_chinese(piece) and len(piece) > 1:
        _place_words(piece, told)


def _place_words(piece: str, told: dict[str, str]) -> None:
    """A title, with a status word that stands at its end after a space."""
    title, _space, last = piece.rpartition(" ")
    if last in STATUS_WORDS and title:
        told.setdefault("status", last)
        piece = title
    told.setdefault("title", piece.strip())
