"""Relaton bibliographic data: YAML or XML, a file or a folder of files, one row a document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Final

from guiju.catalogue.importers.listing import Cells, Listing
from guiju.catalogue.importers.mapping import MappingError, TableMapping
from guiju.catalogue.importers.relaton_xml import read_xml
from guiju.catalogue.importers.relaton_yaml import read_yaml
from guiju.kernel.reasons import Reason

FIELDS: Final = (
    "number", "title_en", "title_zh", "status", "issued", "effective", "withdrawn", "ics", "committee",
    "committee_name", "relations", "scope",
)  # fmt: skip
COLUMNS: Final = (*FIELDS, "other_ids", "doctype", "file")
READERS: Final = {".yaml": read_yaml, ".yml": read_yaml, ".xml": read_xml, ".rxl": read_xml}

Document = Mapping[str, str]


def open_relaton(path: Path, mapping: str = "auto") -> Listing:
    """Every document of a file or of the files of a folder; a file that cannot be read is a row that is refused."""
    files = sorted(one for one in path.rglob("*") if one.suffix.lower() in READERS) if path.is_dir() else [path]
    if not files or files[0].suffix.lower() not in READERS:
        raise MappingError("no_relaton", path=path.name)
    broken: list[str] = []
    rows = partial(_rows, files, path if path.is_dir() else path.parent, broken)
    return Listing(COLUMNS, TableMapping({field: field for field in FIELDS}), rows, len(files), partial(_notes, broken))


def _rows(files: list[Path], top: Path, broken: list[str]) -> Iterator[tuple[int, Cells]]:
    broken.clear()
    row = 0
    for file in files:
        name = str(file.relative_to(top))
        for document in _documents(file, name, broken):
            row += 1
            told: dict[str, Any] = {**document, "file": name}
            yield row, tuple(told.get(column, "") for column in COLUMNS)


def _documents(file: Path, name: str, broken: list[str]) -> Iterator[Document]:
    """What a file holds; one that cannot be read gives a row without a number, so that it is counted and told."""
    try:
        yield from READERS[file.suffix.lower()](file)
    except (ValueError, OSError) as error:
        broken.append(f"{name}: {error}")
        yield {"other_ids": str(error)[:300]}


def _notes(broken: list[str]) -> tuple[Reason, ...]:
    return tuple(Reason.of("import.broken_file", file=line) for line in broken[:20])
