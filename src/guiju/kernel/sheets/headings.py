"""Which row is the heading, and what its columns are called."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from guiju.kernel.sheets.columns import column_letter

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from guiju.kernel.sheets.tables import Row

_LOOK_AT = 30
_LONGEST_HEADING = 40
_HEADING_WORDS = re.compile(
    r"序号|编号|标准号|标准|名称|题名|标题|状态|日期|时间|备注|说明|类别|类型|类目|级别|层级|单位|部门|机构|企业"
    r"|代替|替代|被代|采标|采用|年代|年份|代号|代码|版本|产品|型号|规格|数量|来源|内容|项目|公告|批准|实施|发布|废止"
    r"|\b(?:no|nr|number|code|id|docid|identifier|standards?|title|name|status|state|dates?|year|remarks?|notes?"
    r"|comments?|type|level|category|unit|department|body|publisher|edition|version|replaces?|replaced|relations?"
    r"|stage|scope|committee|ics|ccs|hs|reference|document|product|description|languages?|url|source)\b",
    re.IGNORECASE,
)
_MACHINE_NAME = re.compile(r"[a-z][a-z0-9]*(?:_[A-Za-z0-9]+)+")
_AS_OF = re.compile(r"[(（]\d{4}-\d\d-\d\d[)）]")
_MARKS = re.compile(r"[\W_]+")
_DATA = re.compile(r"\d{3}|\d[-—–/.]\d|^\d+$|\b[A-Z]{1,5}(?:/[A-Z]+)?[ -]?\d")


def fold_heading(heading: str) -> str:
    """A heading as it is compared: one width, lower case, without spaces, marks and brackets."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", heading).casefold())


def _filled(cells: Iterable[str]) -> list[str]:
    return [text for cell in cells if (text := cell.strip())]


def _is_heading_cell(text: str) -> bool:
    """Short, and without figures but for the day that a status is of: 状态（2026-06-01）."""
    return len(text) <= _LONGEST_HEADING and not _DATA.search(_AS_OF.sub("", text))


def _speaks_of_columns(texts: Sequence[str], width: int) -> bool:
    """A row of short names, at least one of them a word that heads columns; or of names made for machines."""
    if not _wide_enough(texts, width):
        return False
    if sum(1 for text in texts if _MACHINE_NAME.fullmatch(text)) >= 2:
        return True
    return all(map(_is_heading_cell, texts)) and any(map(_HEADING_WORDS.search, texts))


def _stands_apart(texts: Sequence[str], below: Sequence[Sequence[str]], width: int) -> bool:
    """A row of short distinct names above rows that mostly hold figures."""
    if not _wide_enough(texts, width) or not all(map(_is_heading_cell, texts)):
        return False
    with_figures = sum(1 for row in below if any(_DATA.search(text) for text in row))
    return len(set(texts)) == len(texts) and bool(below) and with_figures * 2 > len(below)


def _wide_enough(texts: Sequence[str], width: int) -> bool:
    return len(texts) * 2 >= width and (len(texts) >= 2 or width <= 1)


def find_heading(rows: Sequence[Row]) -> int:
    """The number of the heading row, 0 when the rows have none.

    Titles and merged headings above it are skipped: a heading gives way to the row below it when that is one too
    and names columns the upper one left blank.
    """
    rows = rows[:_LOOK_AT]
    texts = [_filled(row.cells) for row in rows]
    width = _usual_width(texts)
    headings = [_speaks_of_columns(filled, width) for filled in texts]
    if True in headings:
        return rows[_last_of_run(rows, headings, width)].number
    first = next((i for i, filled in enumerate(texts) if _wide_enough(filled, width)), None)
    if first is not None and _stands_apart(texts[first], texts[first + 1 :], width):
        return rows[first].number
    return 0


def _last_of_run(rows: Sequence[Row], headings: Sequence[bool], width: int) -> int:
    first = place = headings.index(True)
    while place + 1 < len(rows) and headings[place + 1] and _gives_way(rows[place], rows[place + 1], width):
        place += 1
    # Where every row of a list looks like a heading, only the first can be one.
    return first if place > first and place + 1 == len(rows) > 2 else place


def _gives_way(upper: Row, lower: Row, width: int) -> bool:
    return width <= 1 or bool(_filled_columns(lower) - _filled_columns(upper))


def _filled_columns(row: Row) -> set[int]:
    return {index for index, cell in enumerate(row.cells) if cell.strip()}


def _usual_width(texts: Sequence[Sequence[str]]) -> int:
    """How many cells a row of this table usually has: the median, so that titles and footers do not count."""
    widths = sorted(len(filled) for filled in texts)
    return widths[len(widths) // 2] if widths else 0


def column_names(rows: Sequence[Row], heading: int) -> tuple[str, ...]:
    """Unique names of the columns; a heading cell left blank below a merged one takes the text above it."""
    width = max((len(row.cells) for row in rows), default=0)
    own: list[str] = [""] * width
    for row in rows:
        if row.number == heading or (heading - 2 <= row.number < heading and len(_filled(row.cells)) > 1):
            own = [mine.strip() or above for mine, above in zip(_padded(row.cells, width), own, strict=True)]
    return _unique(own)


def _padded(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    return cells + ("",) * (width - len(cells))


def _unique(names: Sequence[str]) -> tuple[str, ...]:
    taken: dict[str, None] = {}
    for index, name in enumerate(names):
        base = " ".join(name.split()) or column_letter(index)
        text, count = base, 1
        while text in taken:
            count += 1
            text = f"{base} ({count})"
        taken[text] = None
    return tuple(taken)
