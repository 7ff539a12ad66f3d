"""Records of a JSON file as a table: a list of objects, a list inside an answer, or one object a line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from guiju.catalogue.importers.listing import Cells, limits
from guiju.catalogue.importers.mapping import MappingError
from guiju.kernel.sheets import TooLargeError, read_text
from guiju.kernel.sheets.encodings import detect_encoding, open_text

SUFFIXES: Final = (".json", ".jsonl", ".ndjson")
LARGEST: Final = 256 * 1024 * 1024
"""Bytes of a .json file, which is read whole; one object a line (.jsonl) has no such limit."""

Record = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class JsonRecords:
    """Columns are the names met, in the order met; a name inside another is joined to it by a dot."""

    columns: tuple[str, ...]
    rows: Callable[[], Iterator[tuple[int, Cells]]]
    total: int | None


def is_json(path: Path) -> bool:
    """By the name, as it may be packed."""
    return path.name.lower().removesuffix(".gz").endswith(SUFFIXES)


def open_json(path: Path) -> JsonRecords:
    """`MappingError` where there is no list of objects or the text is no JSON."""
    lined = not path.name.lower().removesuffix(".gz").endswith(".json")
    records = _lines(path) if lined else _held(path)
    columns: dict[str, None] = {}
    total = 0
    for _row, record in records():
        columns.update(dict.fromkeys(record))
        total += 1
    names = tuple(columns)

    def rows() -> Iterator[tuple[int, Cells]]:
        return ((row, tuple(record.get(name, "") for name in names)) for row, record in records())

    return JsonRecords(names, rows, total)


def _held(path: Path) -> Callable[[], Iterator[tuple[int, Record]]]:
    if path.stat().st_size > LARGEST:
        raise TooLargeError("too_large", size=path.stat().st_size // 2**20, limit=LARGEST // 2**20)
    try:
        found = list_of_objects(json.loads(read_text(path, limits())))
    except (ValueError, RecursionError) as error:
        raise MappingError("no_json", path=path.name, why=error) from error
    if not found:
        raise MappingError("no_records", path=path.name)
    flat = [flatten(record) for record in found]
    return lambda: enumerate(flat, start=1)


def _lines(path: Path) -> Callable[[], Iterator[tuple[int, Record]]]:
    encoding = detect_encoding(path, limits())

    def read() -> Iterator[tuple[int, Record]]:
        with open_text(path, encoding, limits()) as file:
            for number, line in enumerate(file, start=1):
                if text := line.strip().removeprefix("\ufeff"):
                    yield number, _object(text, path.name, number)

    return read


def _object(text: str, name: str, number: int) -> Record:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise MappingError("no_json", path=f"{name}:{number}", why=error) from error
    if not isinstance(value, dict):
        raise MappingError("no_records", path=f"{name}:{number}")
    return flatten(value)


def list_of_objects(value: Any) -> list[Mapping[str, Any]]:  # noqa: ANN401 (any JSON)
    """The longest list of objects, however deep in answers it is wrapped; empty where there is none."""
    if isinstance(value, list):
        return [item for item in value if isinstance(item, dict)]
    if not isinstance(value, dict):
        return []
    return max((list_of_objects(inner) for inner in value.values()), key=len, default=[])


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
