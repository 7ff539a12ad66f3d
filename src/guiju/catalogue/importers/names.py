"""Lists of names (codes with titles, committees): the one road on which they come in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from guiju.catalogue.importers.listing import Cells
from guiju.catalogue.rules.records import RejectedRow
from guiju.catalogue.services.classifying import NamedRow, NameTable, import_names
from guiju.catalogue.services.importing import ImportSummary, ListFile, Progress, SourceSpec
from guiju.platform.list_files import fingerprint, rejects_path
from guiju.platform.models import User
from guiju.platform.rejects import RejectsFile


@dataclass(frozen=True, slots=True)
class NameList:
    """Headings, the table the names belong to, and its rows, read once."""

    columns: Cells
    table: NameTable
    rows: Iterator[NamedRow | RejectedRow]


def import_name_list(
    *,
    listed: NameList,
    path: Path,
    kind: str,
    source: SourceSpec,
    progress: Progress | None = None,
    actor: User | None = None,
) -> ImportSummary:
    """Take in the good rows, all or nothing; the others go to a file that can be corrected and imported again."""
    with RejectsFile(rejects_path(source), listed.columns) as rejects:
        summary = import_names(
            rows=listed.rows,
            table=listed.table,
            source=source,
            file=ListFile(kind, path.name, fingerprint(path)),
            refuse=rejects.add,
            actor=actor,
        )
        summary.rejects_file = rejects.written
    if progress is not None:
        progress(summary.read, summary.read)
    return summary
