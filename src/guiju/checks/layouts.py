"""Which column of a table holds the numbers, and which the titles: guessed from headings and content, or asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from guiju.kernel.docid import parse
from guiju.kernel.sheets import Row, column_names, find_heading

SAMPLE: Final = 200
_NUMBER_HEADING: Final = re.compile(
    r"标准(?:编)?号|标准代号|规范编?号|标准编码|引用文件编号|standard\s*(?:no|nr|number|id|code)|docid|std.?code"
    r"|\bnumber\b|\breference\b|\bidentifier\b|^标准$|^standards?$",
    re.IGNORECASE,
)
_OTHER_HEADING: Final = re.compile(
    r"^查新：|^check:|代替|替代|被代|采标|采用|计划|备案|对应|replace|supersed|adopt|plan|succe|relat|record",
    re.IGNORECASE,
)
_TITLE_HEADING: Final = re.compile(r"名称|题名|标题|title|\bname\b", re.IGNORECASE)
_ENGLISH_TITLE: Final = re.compile(r"英文|english|_en\b|\ben\b", re.IGNORECASE)
CLEAR_SHARE: Final = 0.5
"""A column whose cells hold identifiers at least this often is a column of numbers."""
LEAST_SHARE: Final = 0.1
SURE_SHARE: Final = 0.8
"""Without a heading, a column of numbers and a column of titles have to be this clear."""
_LETTER: Final = re.compile(r"[^\W\d_]")
_LABEL: Final = re.compile(r"(?:依据|方法|编号|文件|执行标准|产品标准|检验标准)[:：]?$")
LEAST_TITLE: Final = 6
"""Letters a title has on average; remarks and product names are shorter."""
LONGEST_HEADING: Final = 20


@dataclass(frozen=True, slots=True)
class ColumnOption:
    """A column somebody may choose: its place from 0, its heading, how many of its filled cells hold identifiers."""

    index: int
    name: str
    share: float
    filled: int
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """How what was handed in is read.

    `kind` is text, table or document. `sure` is False where a person should choose among `options`. Column places
    count from 0; `title_column` is None where there is none. `preview` has the first rows with their numbers.
    `running_text` says that paragraphs are read and only the identifiers in them count.
    """

    kind: str
    sure: bool = True
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    header_row: int = 0
    columns: tuple[str, ...] = ()
    column: int | None = None
    title_column: int | None = None
    options: tuple[ColumnOption, ...] = field(default=())
    preview: tuple[tuple[int, tuple[str, ...]], ...] = ()
    running_text: bool = False

    def as_dict(self) -> dict[str, Any]:
        """Plain values, as a check keeps them."""
        return {
            "kind": self.kind,
            "sure": self.sure,
            "sheet": self.sheet,
            "sheets": list(self.sheets),
            "header_row": self.header_row,
            "columns": list(self.columns),
            "column": self.column,
            "title_column": self.title_column,
            "options": [
                {"index": o.index, "name": o.name, "share": o.share, "filled": o.filled, "examples": list(o.examples)}
                for o in self.options
            ],
            "preview": [{"number": number, "cells": list(cells)} for number, cells in self.preview],
            "running_text": self.running_text,
        }


def rate_columns(names: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[ColumnOption, ...]:
    """Every column with the share of its filled cells that hold an identifier."""
    return tuple(
        _rate(index, name, [row[index] for row in rows if index < len(row)]) for index, name in enumerate(names)
    )


def _rate(index: int, name: str, cells: Sequence[str]) -> ColumnOption:
    filled = [cell for cell in cells if cell.strip()]
    holding = [cell for cell in filled if parse(cell)]
    share = len(holding) / len(filled) if filled else 0.0
    examples = tuple(dict.fromkeys(cell[:60] for cell in (holding or filled)))[:3]
    return ColumnOption(index, name, round(share, 3), len(filled), examples)


def choose_number_column(rated: Sequence[ColumnOption]) -> tuple[ColumnOption | None, bool]:
    """The column of numbers and whether that is sure.

    A heading that says so and cells that bear it out settle it; so does content alone when one column stands out.
    Columns headed as replaced, adopted or planned numbers are never taken unasked.
    """
    own = [option for option in rated if not _OTHER_HEADING.search(option.name)]
    headed = [option for option in own if _is_number_heading(option.name) and option.share >= LEAST_SHARE]
    if headed:
        best = max(headed, key=lambda option: (option.share * option.filled, -option.index))
        rivals = [option for option in headed if option is not best and option.share >= CLEAR_SHARE]
        return best, not rivals
    clear = [option for option in own if option.share >= CLEAR_SHARE]
    if clear:
        return max(clear, key=lambda option: (option.share * option.filled, -option.index)), len(clear) == 1
    some = max(rated, key=lambda option: option.share * option.filled, default=None)
    return (some, False) if some is not None and some.share > 0 else (None, False)


def _is_number_heading(name: str) -> bool:
    return _NUMBER_HEADING.search(name.replace("_", " ")) is not None


def is_heading(line: str) -> bool:
    """Whether a line of a list is its heading: a short text that names the column and holds no number."""
    text = line.strip().rstrip(":：")
    return len(text) <= LONGEST_HEADING and _is_number_heading(text) and not parse(text)


def choose_title_column(names: Sequence[str], number: int | None) -> int | None:
    """The column of titles by its heading; a Chinese one before an English one."""
    found = [
        index
        for index, name in enumerate(names)
        if index != number and _TITLE_HEADING.search(name)
        if not _is_number_heading(name) and not _OTHER_HEADING.search(name)
    ]
    return min(found, key=lambda index: (bool(_ENGLISH_TITLE.search(names[index])), index), default=None)


def guess_title_column(rows: Sequence[Sequence[str]], number: int) -> int | None:
    """The column of titles where no heading names it: the nearest that holds a text of its own beside each number."""
    width = max((len(row) for row in rows), default=0)
    beside = [row for row in rows if number < len(row) and row[number].strip()]
    likely = [column for column in range(width) if column != number and _is_titles(beside, column)]
    return min(likely, key=lambda column: (abs(column - number), column < number), default=None)


def _is_titles(rows: Sequence[Sequence[str]], column: int) -> bool:
    texts = [text for row in rows if column < len(row) and (text := row[column].strip())]
    if not texts or len(texts) < len(rows) * SURE_SHARE:
        return False
    letters = sum(len(_LETTER.findall(text)) for text in texts)
    figures = sum(1 for text in texts if parse(text) or _LABEL.search(text))
    return letters >= LEAST_TITLE * len(texts) and not figures and len(set(texts)) >= len(texts) * SURE_SHARE


@dataclass(frozen=True, slots=True)
class ListColumns:
    """Where a table in a document holds a list of standards: columns count from 1, `header_row` is 0 for none.

    `left_out` are columns of replaced, adopted or planned numbers, which nobody asks about.
    """

    header_row: int
    number: int
    title: int | None
    left_out: frozenset[int]


def find_list_columns(rows: Sequence[Row]) -> ListColumns | None:
    """The columns of a list of standards; None for any other table, also where a person would have to be asked."""
    heading = find_heading(rows)
    names = column_names(rows, heading)
    body = [row.cells for row in rows if row.number > heading]
    chosen, sure = choose_number_column(rate_columns(names, body))
    if chosen is None or not sure:
        return None
    if heading and _is_number_heading(chosen.name):
        title = choose_title_column(names, chosen.index)
    elif not heading and chosen.share >= SURE_SHARE:
        title = guess_title_column(body, chosen.index)
        if title is None:
            return None
    else:
        return None
    left_out = frozenset(index + 1 for index, name in enumerate(names) if heading and _OTHER_HEADING.search(name))
    return ListColumns(heading, chosen.index + 1, None if title is None else title + 1, left_out)
