"""Records of a JSON file as a table: a list of objects, a list inside an answer, or one object a line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from guiju.catalogue.importers.listing import NumberedRow, Unreadable, whole
from guiju.catalogue.importers.mapping import MappingError
from guiju.catalogue.rules.records import Problem
from guiju.kernel.reasons import Reason
from guiju.kernel.sheets import TooLargeError, read_text
from guiju.kernel.sheets.encodings import detect_encoding, open_text
from guiju.platform.list_files import limits

SUFFIXES: Final = (".json", ".jsonl", ".ndjson")
LARGEST: Final = 256 * 1024 * 1024
"""Bytes of a .json file, which is read whole; one object a line (.jsonl) has no such limit."""

SHOWN: Final = 100
"""Characters of what is no object that a message shows."""
LONGEST_CELL: Final = 32_000
"""Characters of a line that go back to be corrected: what a cell of a workbook holds."""

Record = Mapping[str, str]
Read = Record | Unreadable


@dataclass(frozen=True, slots=True)
class JsonRecords:
    """Columns are the names met, in the order met; a name inside another is joined to it by a dot."""

    columns: tuple[str, ...]
    rows: Callable[[], Iterator[NumberedRow]]
    total: int | None


def is_json(path: Path) -> bool:
    """By the name, as it may be packed."""
    return path.name.lower().removesuffix(".gz").endswith(SUFFIXES)


def open_json(path: Path) -> JsonRecords:
    """`MappingError` where there is no object at all. A line that is no JSON, a member that is none is a bad row."""
    lined = not path.name.lower().removesuffix(".gz").endswith(".json")
    records = _lines(path) if lined else _held(path)
    columns: dict[str, None] = {}
    first: Unreadable | None = None
    total = 0
    for _row, record in records():
        total += 1
        if isinstance(record, Unreadable):
            first = first or record
        else:
            columns.update(dict.fromkeys(record))
    if first is not None and not columns:
        raise MappingError("no_objects", path=path.name, what=first.problem.value[:SHOWN])
    names = tuple(columns)
    headings = tuple(map(whole, names))

    def rows() -> Iterator[NumberedRow]:
        for row, record in records():
            yield row, record if isinstance(record, Unreadable) else tuple(record.get(name, "") for name in names)

    return JsonRecords(headings, rows, total)


def _held(path: Path) -> Callable[[], Iterator[tuple[int, Read]]]:
    if path.stat().st_size > LARGEST:
        raise TooLargeError("too_large", size=path.stat().st_size // 2**20, limit=LARGEST // 2**20)
    try:
        found = list_of_objects(json.loads(read_text(path, limits())))
    except (ValueError, RecursionError) as error:
        raise MappingError("no_json", path=path.name, why=error) from error
    if not found:
        raise MappingError("no_records", path=path.name)
    read = [_record(member) for member in found]
    return lambda: enumerate(read, start=1)


def _lines(path: Path) -> Callable[[], Iterator[tuple[int, Read]]]:
    encoding = detect_encoding(path, limits())

    def read() -> Iterator[tuple[int, Read]]:
        with open_text(path, encoding, limits()) as file:
            for number, line in enumerate(file, start=1):
                if text := line.strip().removeprefix("\ufeff"):
                    yield number, _line(text)

    return read


def _line(text: str) -> Read:
    try:
        return _record(json.loads(text))
    except json.JSONDecodeError as error:
        return _unreadable(text, Reason.of("import.no_json", why=error.msg, place=error.pos + 1))
    except (ValueError, RecursionError) as error:
        return _unreadable(text, Reason.of("import.no_json", why=error, place=1))


def _record(value: Any) -> Read:  # noqa: ANN401 (any JSON)
    try:
        if isinstance(value, dict):
            return flatten(value)
    except RecursionError as error:
        return _unreadable("{", Reason.of("import.no_json", why=error, place=1))
    text = whole(json.dumps(value, ensure_ascii=False))
    return _unreadable(text, Reason.of("import.no_object", value=text[:SHOWN]))


def _unreadable(text: str, why: Reason) -> Unreadable:
    return Unreadable(Problem("json", text[:LONGEST_CELL], why))


def list_of_objects(value: Any) -> list[Any]:  # noqa: ANN401 (any JSON)
    """The list with most objects, however deep in answers it is wrapped, with whatever else stands in it."""
    if isinstance(value, list):
        return value if _count(value) else []
    if not isinstance(value, dict):
        return []
    return max((list_of_objects(inner) for inner in value.values()), key=_count, default=[])


def _count(members: list[Any]) -> int:
    return sum(isinstance(member, dict) for member in members)


def flatten(record: Mapping[str, Any], before: str = "") -> dict[str, str]:
    """One level of text: `{"title": {"en": "A"}, "ics": ["1", "2"]}` gives `title.en` A and `ics` "1; 2"."""
    flat: dict[str, str] = {}
    for name, value in record.items():
        if isinstance(value, dict):
            flat.update(flatten(value, f"{before}{name}."))
        else:
            flat[f"{before}{name}"] = _text(value)
    return flat


def _text(value: Any) -> str:  # noqa: ANN401 (any JSON)
    if value is None:
        return ""
    if isinstance(value, list):
        plain = not any(isinstance(item, dict | list) for item in value)
        return "; ".join(map(_text, value)) if plain else json.dumps(value, ensure_ascii=False)
    return value if isinstance(value, str) else json.dumps(value)
