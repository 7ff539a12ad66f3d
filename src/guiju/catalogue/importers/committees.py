"""Lists of technical committees: number and name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from guiju.catalogue.importers.fields import fold_heading
from guiju.catalogue.importers.listing import fingerprint, rejects_path
from guiju.catalogue.importers.mapping import MappingError
from guiju.catalogue.importers.raw_lists import open_rows
from guiju.catalogue.importers.rejects import RejectsFile
from guiju.catalogue.importers.values import has_chinese, read_text
from guiju.catalogue.rules.records import Problem, RejectedRow
from guiju.catalogue.services.classifying import CommitteeRow, import_committees
from guiju.catalogue.services.importing import ImportSummary, Progress, SourceSpec
from guiju.kernel.reasons import Reason
from guiju.platform.models import User

NUMBER: Final = ("identifier", "committee", "number", "tc", "归口单位", "委员会编号")
NAME: Final = ("name", "committeename", "tcname", "名称", "委员会名称")


def import_committee_list(
    *, kind: str, path: Path, source: SourceSpec, progress: Progress | None = None, actor: User | None = None
) -> ImportSummary:
    """Take in committees, with their names where the list gives them."""
    with RejectsFile(rejects_path(source), ("row",)) as rejects:
        summary = import_committees(
            rows=read_committees(path),
            source=source,
            kind=kind,
            file=(path.name, fingerprint(path)),
            refuse=rejects.add,
            actor=actor,
        )
        summary.rejects_file = rejects.written
    if progress is not None:
        progress(summary.read, summary.read)
    return summary


def read_committees(path: Path) -> Iterator[CommitteeRow | RejectedRow]:
    """`MappingError` for a list without a column of numbers."""
    raw = open_rows(path, header_row=1)
    folded = [fold_heading(column) for column in raw.columns]
    number = next((folded.index(name) for name in NUMBER if name in folded), None)
    name = next((folded.index(name) for name in NAME if name in folded), None)
    if number is None:
        raise MappingError("no_code_column", columns=", ".join(raw.columns))
    for row, cells in raw.rows():
        key, title = read_text(cells[number])[:200], read_text(cells[name])[:300] if name is not None else ""
        if key:
            chinese = has_chinese(title)
            yield CommitteeRow(row, key, title if chinese else "", "" if chinese else title, (", ".join(cells),))
        else:
            yield RejectedRow(row, (", ".join(cells),), (Problem("code", "", Reason.of("import.no_code")),))
