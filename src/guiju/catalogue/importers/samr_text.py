"""Search results of the national platforms, copied from the page as text: one row a result.

What stands under a heading or behind a label is what they say; the rest goes by what it is: a status, a date, a title.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

import nh3

from guiju.catalogue.importers import values
from guiju.catalogue.importers.fields import FIELD_OF, fold_heading
from guiju.catalogue.importers.listing import Cells
from guiju.catalogue.rules.words import ENDED, STATUS_WORDS, read_status_word
from guiju.kernel.docid import find_all

COLUMNS: Final = (
    "number", "title", "title_en", "status", "mandate", "issued", "effective", "withdrawn", "replaces",
    "replaces_part", "replaced_by", "adopts", "ics", "ccs", "committee", "responsible_body", "issuing_body",
    "plan_number", "record_number", "drafters", "text",
)  # fmt: skip
FIELDS: Final = COLUMNS[:-1]
LABELS: Final[Mapping[str, str]] = {
    "发布": "issued", "发布日期": "issued", "批准日期": "issued", "实施": "effective", "实施日期": "effective",
    "废止日期": "withdrawn", "作废日期": "withdrawn", "代替标准": "replaces", "代替": "replaces",
    "全部代替标准": "replaces", "部分代替标准": "replaces_part", "部分代替": "replaces_part",
    "被代替标准": "replaced_by", "被代替": "replaced_by", "采标": "adopts", "采标情况": "adopts", "ICS": "ics",
    "国际标准分类号": "ics", "CCS": "ccs", "中国标准分类号": "ccs", "归口单位": "committee", "归口部门": "committee",
    "技术归口": "committee", "主管部门": "responsible_body", "发布单位": "issuing_body", "发布部门": "issuing_body",
    "批准发布部门": "issuing_body", "标准状态": "status", "状态": "status", "标准性质": "mandate", "标准号": "number",
    "标准名称": "title", "中文标准名称": "title", "英文标准名称": "title_en", "中文名称": "title",
    "英文名称": "title_en", "计划号": "plan_number",
    "备案号": "record_number", "起草单位": "drafters", "备案日期": "", "公告号": "", "标准类别": "", "标准类型": "",
    "行业分类": "", "执行单位": "",
}  # fmt: skip
"""Words before a colon, with the field they name; those that name none end a value all the same."""
MANDATES: Final = frozenset(
    {"强制性国家标准", "推荐性国家标准", "强制性", "推荐性", "强标", "推标", "指导性技术文件", "指导性"}
)
PASSED_OVER: Final = frozenset(
    {"国家标准", "行业标准", "地方标准", "团体标准", "企业标准", "采标", "查看详细", "查看", "详细", "下载", "预览"}
)
"""Words of the page that are no title."""

_DAY: Final = r"\d{4}[-/.年]\d{1,2}(?:[-/.月]\d{1,2}日?)?(?!\d)"
_DATE: Final = re.compile(_DAY)
_LABEL: Final = "|".join(sorted(LABELS, key=len, reverse=True))
_NEXT_LABEL: Final = rf"(?:\s+|(?<=[\d)）]))(?:{_LABEL})\s*[:：]"
_LABELLED: Final = re.compile(rf"({_LABEL})\s*[:：]\s*([^|｜\t]*?)(?=\s{{2,}}|[|｜\t]|{_NEXT_LABEL}|$)")
_WAITING: Final = re.compile(rf"(?:{_LABEL})\s*[:：]\s*$")
_SERIAL: Final = re.compile(r"\s*(?:\d{1,4}(?:[.、)）]\s*|\s+))?(?=[A-Za-z\[【（(])")
_WORDS: Final = "|".join(sorted({*STATUS_WORDS, *MANDATES, *PASSED_OVER}, key=len, reverse=True))
_BRACKETED: Final = re.compile(rf"[\[【（(〔]\s*({_WORDS})\s*[\]】）)〕]")
_BEFORE_NUMBER: Final = re.compile(r"[\[【]([^\]】]{0,20})[\]】]\s*(?=[A-Za-z])")
_DONE_ON: Final = re.compile(
    rf"(?<![\u3400-\u9fff])(发布|批准|实施|废止|作废)(?:日期|时间|于)?[ ]?(?:[:：]\s*)?({_DAY})"
    rf"|({_DAY})(发布|批准|实施|废止|作废)(?![\u3400-\u9fff]|[ ]?[:：])"
    rf"|({_DAY})[ ](发布|批准|实施|废止|作废)(?![\u3400-\u9fff]|[ ]?[:：\d])"
)
_DONE: Final = {
    "发布": "issued", "批准": "issued", "实施": "effective", "废止": "withdrawn", "作废": "withdrawn",
}  # fmt: skip
_REPLACED_BY: Final = re.compile(r"被\s*([A-Za-z][^|｜\t]{0,80}?\d)\s*(?:全部|部分)?(?:代替|替代)")
_REPLACING: Final = re.compile(r"(部分)?(?:全部)?(?:代替|替代)(?:标准)?\s*(?=[A-Z])([^|｜\t\u3400-\u9fff]*\d)")
_PIECES: Final = re.compile(r"\t|\s{2,}|[|｜]")
_NAMED: Final = re.compile(r"《([^《》]{1,300})》")

Told = dict[str, str]


@dataclass
class Result:
    """One result: the row it begins in, what a table's headings say of its cells, and its lines."""

    row: int
    lines: list[str]
    told: Told = field(default_factory=dict)


def results(lines: Iterable[str]) -> Iterator[tuple[int, Cells]]:
    """One row a result: it begins with a line that opens with a number and holds all lines up to the next."""
    for result in _split(lines):
        told = _read(result)
        told["text"] = "\n".join(result.lines)
        yield result.row, tuple(told.get(column, "") for column in COLUMNS)


def without_tags(text: str) -> str:
    """The text of a cell without markup."""
    return html.unescape(nh3.clean(text, tags=set())).strip() if "<" in text else text


def _split(lines: Iterable[str]) -> list[Result]:
    begun: list[Result] = []
    heads: tuple[str, ...] = ()
    for row, line in enumerate(lines, start=1):
        plain = without_tags(line)
        text = _without_serial(plain)
        heads = _headings(plain) or heads
        if begun and text and _WAITING.search(begun[-1].lines[-1]):
            begun[-1].lines[-1] += text
        elif told := _under(heads, plain.split("\t")):
            begun.append(Result(row, [text], told))
        elif _opens(text):
            begun.append(Result(row, [text]))
        elif begun and text:
            begun[-1].lines.append(text)
    return begun


def _without_serial(line: str) -> str:
    serial = _SERIAL.match(line)
    return line[serial.end() if serial else 0 :].strip()


def _headings(line: str) -> tuple[str, ...]:
    """The fields a table's line of headings names, in place; empty for any other line."""
    cells = line.split("\t")
    named = tuple(FIELD_OF.get(fold_heading(cell), "") for cell in cells)
    return named if "number" in named and sum(map(bool, named)) > 1 else ()


def _under(heads: tuple[str, ...], cells: list[str]) -> Told:
    """The cells of a table's row by field; empty where the line is no row of the table.

    Under a heading that names no field only words that speak for themselves count.
    """
    if "number" not in heads or not 1 < len(cells) <= len(heads):
        return {}
    told: Told = {}
    for name, cell in zip(heads, map(str.strip, cells), strict=False):
        if name in FIELDS:
            told.setdefault(name, cell)
        else:
            _place_word(cell, told)
    return {name: cell for name, cell in told.items() if cell} if find_all(told.get("number", "")) else {}


def _opens(text: str) -> bool:
    label = _LABELLED.match(text)
    if label and LABELS[label[1]] == "number":
        return True
    bracketed = _BEFORE_NUMBER.match(text)
    return _begins_with_number(text[bracketed.end() :] if bracketed else text)


def _begins_with_number(text: str) -> bool:
    found = find_all(text)
    return bool(found) and found[0][0][0] == 0


def _read(result: Result) -> Told:
    told = dict(result.told)
    lines = result.lines[1:] if told else result.lines
    days: list[str] = []
    for piece in [piece for line in lines for piece in _pieces(line, told)]:
        rest = piece
        if "number" not in told and _begins_with_number(piece):
            (_start, stop), _docid = find_all(piece)[0]
            told["number"], rest = piece[:stop], piece[stop:].strip(" |｜,，;；")
        _place(rest, told, days)
    _place_days(days, told)
    return told


def _pieces(line: str, told: Told) -> list[str]:
    """What stands in a line without saying what it is; what is said goes into `told`."""
    if bracketed := _BEFORE_NUMBER.match(line):
        told.setdefault("status", bracketed[1].strip())
        line = line[bracketed.end() :]
    for found in _DONE_ON.finditer(line):
        day, done = sorted(filter(None, found.groups()))  # digits go before words
        told.setdefault(_DONE[done], day)
    line = _BRACKETED.sub(r"\t\1\t", _DONE_ON.sub("\t", line))
    for label, value in _LABELLED.findall(line):
        told.setdefault(LABELS[label] or label, value.strip())
    line = _LABELLED.sub("\t", line)
    for number in _REPLACED_BY.findall(line):
        told.setdefault("replaced_by", number)
    line = _REPLACED_BY.sub("\t", line)
    for partly, numbers in _REPLACING.findall(line):
        told.setdefault("replaces_part" if partly else "replaces", numbers)
    pieces = (piece.strip(" |｜,，;；") for piece in _PIECES.split(_REPLACING.sub("\t", line)))
    return [piece for piece in pieces if piece]


def _place(piece: str, told: Told, days: list[str]) -> None:
    """A piece without a label goes by what it is: words and dates that speak for themselves, else the title."""
    for name in _NAMED.findall(piece)[:1]:
        told.setdefault("title", name.strip())
        piece = _NAMED.sub(" ", piece)
    title: list[str] = []
    ended = False
    for word in piece.split(" "):
        known = _place_word(word, told) or _place_day(word, days)
        ended = ended or (known and bool(title))
        if word and not known and not ended:
            title.append(word)
    text = " ".join(title)
    if values.has_chinese(text) and len(text) > 1:
        told.setdefault("title", text)


def _place_word(word: str, told: Told) -> bool:
    """Whether it is a status or a mandate (then it is told), or a word of the page."""
    if word in STATUS_WORDS:
        told.setdefault("status", word)
    elif word in MANDATES:
        told.setdefault("mandate", word)
    return word in STATUS_WORDS or word in MANDATES or word in PASSED_OVER


def _place_day(word: str, days: list[str]) -> bool:
    if not _DATE.fullmatch(word):
        return False
    days.append(word)
    return True


def _place_days(days: list[str], told: Told) -> None:
    """Dates without a label: issue, then date in force; a third ends only what is said to have ended.

    The platforms of industries and regions show the day of filing there.
    """
    ended = read_status_word(told.get("status", "")) in ENDED
    shown = ("issued", "effective", "withdrawn") if ended else ("issued", "effective")
    for name, day in zip((name for name in shown if name not in told), days, strict=False):
        told[name] = day
