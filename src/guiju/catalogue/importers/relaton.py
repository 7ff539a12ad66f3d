"""Relaton bibliographic data: YAML or XML, a file or a folder of files, one row a document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Final

from guiju.catalogue.importers.listing import Listing, NumberedRow, Unreadable
from guiju.catalogue.importers.mapping import MappingError, TableMapping
from guiju.catalogue.importers.relaton_fields import BrokenDocument
from guiju.catalogue.importers.relaton_xml import read_xml
from guiju.catalogue.importers.relaton_yaml import read_yaml
from guiju.catalogue.rules.records import Problem
from guiju.kernel.reasons import Reason

Document = Mapping[str, str]

FIELDS: Final = (
    "number", "title_en", "title_zh", "status", "issued", "effective", "withdrawn", "ics", "committee",
    "committee_name", "relations", "scope",
)  # fmt: skip
SHOWN: Final = 20
COLUMNS: Final = (*FIELDS, "other_ids", "doctype", "file")
READERS: Final[Mapping[str, Callable[[Path], Iterator[Document | BrokenDocument]]]] = {
    ".yaml": read_yaml,
    ".yml": read_yaml,
    ".xml": read_xml,
    ".rxl": read_xml,
}


def open_relaton(path: Path, mapping: str = "auto") -> Listing:
    """Every document of a file or of the files of a folder; a file that cannot be read is a row that is refused."""
    files = sorted(one for one in path.rglob("*") if one.suffix.lower() in READERS) if path.is_dir() else [path]
    if not files or files[0].suffix.lower() not in READERS:
        raise MappingError("no_relaton", path=path.name)
    broken: list[Reason] = []
    rows = partial(_rows, files, path if path.is_dir() else path.parent, broken)
    return Listing(COLUMNS, TableMapping({field: field for field in FIELDS}), rows, len(files), partial(_notes, broken))


def _rows(files: list[Path], top: Path, broken: list[Reason]) -> Iterator[NumberedRow]:
    broken.clear()
    row = 0
    for file in files:
        name = str(file.relative_to(top))
        for document in _documents(file):
            row += 1
            if isinstance(document, BrokenDocument):
                broken.append(document.reason(name))
                yield row, Unreadable(Problem("file", name, broken[-1]))
            else:
                told: dict[str, Any] = {**document, "file": name}
                yield row, tuple(told.get(column, "") for column in COLUMNS)


def _documents(file: Path) -> Iterator[Document | BrokenDocument]:
    """What a file holds; what cannot be read of it is counted and told."""
    try:
        yield from READERS[file.suffix.lower()](file)
    except BrokenDocument as error:
        yield error
    except OSError as error:
        yield BrokenDocument("cannot_open", why=error.strerror or "")


def _notes(broken: list[Reason]) -> tuple[Reason, ...]:
    return tuple(broken[:SHOWN])
