"""Which column holds which fact: guessed from headings and content, or read from a file a person edited."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from guiju.catalogue.importers.fields import FIELD_OF, HEADINGS, NUMBER, fold_heading, without_brackets
from guiju.kernel.docid import parse
from guiju.kernel.reasons import Reason
from guiju.platform.importing import MappingError

__all__ = ["MappingError", "TableMapping", "guess_mapping"]

SAMPLE: Final = 100
LEAST_SHARE: Final = 0.5
_PIECES: Final = re.compile(
    r"[/|\n,;:，；：、]|(?<=[\u3400-\u9fff])\s+(?=[A-Za-z])|(?<=[A-Za-z])\s+(?=[\u3400-\u9fff])"
)
"""Where a heading in two languages comes apart."""


@dataclass(frozen=True, slots=True)
class TableMapping:
    """Columns by field, and why each was taken for it."""

    columns: Mapping[str, str]
    reasons: tuple[Reason, ...] = ()

    def places(self, columns: Sequence[str]) -> dict[str, int]:
        """Index of each field's column; `MappingError` for a column that the table lacks."""
        missing = [column for column in self.columns.values() if column not in columns]
        if missing:
            raise MappingError("no_such_column", column=missing[0], columns=", ".join(columns))
        return {field: columns.index(column) for field, column in self.columns.items()}


def guess_mapping(columns: Sequence[str], sample: Iterable[Sequence[str]]) -> TableMapping:
    """Columns by their headings; the number column by what its cells hold where no heading names it.

    `MappingError` when no column holds identifiers.
    """
    found: dict[str, str] = {}
    reasons: list[Reason] = []
    for column in columns:
        field = _field_of(column)
        if field is not None and field not in found:
            found[field] = column
            reasons.append(Reason.of("mapping.by_heading", field=field, column=column))
    rows = list(sample)[:SAMPLE]
    if NUMBER not in found or (rows and _share(columns.index(found[NUMBER]), rows) == 0):
        found[NUMBER] = _by_content(columns, rows)
        reasons = [reason for reason in reasons if dict(reason.params)["field"] in found]
        reasons.append(Reason.of("mapping.by_content", field=NUMBER, column=found[NUMBER]))
        found = {field: column for field, column in found.items() if field == NUMBER or column != found[NUMBER]}
    return TableMapping(found, tuple(reasons))


def read_mapping(path: Path) -> TableMapping:
    """A mapping from a JSON file: an object of field to column heading."""
    try:
        columns = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise MappingError("unreadable", path=path.name, why=error) from error
    if not isinstance(columns, dict) or not all(isinstance(column, str) for column in columns.values()):
        raise MappingError("no_object", path=path.name)
    unknown = [field for field in columns if field not in HEADINGS]
    if unknown:
        raise MappingError("unknown_field", field=unknown[0], fields=", ".join(HEADINGS))
    if NUMBER not in columns:
        raise MappingError("no_number", columns=", ".join(columns.values()))
    return TableMapping(columns)


def saved_mapping(columns: Sequence[str]) -> TableMapping | None:
    """The mapping shipped for a list with exactly these headings, if there is one."""
    saved = _shipped().get(tuple(columns))
    if saved is None:
        return None
    return TableMapping(saved, tuple(Reason.of("mapping.saved", field=f, column=column) for f, column in saved.items()))


@cache
def _shipped() -> dict[tuple[str, ...], dict[str, str]]:
    """Columns by the headings of the list they were made for."""
    folder = files("guiju.catalogue.importers").joinpath("mappings")
    texts = (file.read_text(encoding="utf-8") for file in folder.iterdir() if file.name.endswith(".json"))
    return {tuple(saved["headings"]): saved["columns"] for saved in map(json.loads, texts)}


def _field_of(column: str) -> str | None:
    """The field a heading names: whole, without its brackets, or by its first piece that is known."""
    bare = without_brackets(column)
    tried = [column, bare, *_PIECES.split(bare)]
    return next((field for text in tried if (field := FIELD_OF.get(fold_heading(text)))), None)


def _by_content(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    shares = [(_share(place, rows), -place) for place in range(len(columns))]
    share, place = max(shares, default=(0.0, 0))
    if share < LEAST_SHARE:
        raise MappingError("no_number", columns=", ".join(columns))
    return columns[-place]


def _share(place: int, rows: Sequence[Sequence[str]]) -> float:
    cells = [row[place] for row in rows if place < len(row) and row[place].strip()]
    return sum(bool(parse(cell)) for cell in cells) / len(cells) if cells else 0.0
