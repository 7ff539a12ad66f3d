"""A record corrected by an official: one more source, believed before all others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from guiju.catalogue.importers.rows import RowReader
from guiju.catalogue.queries.record import find_correction
from guiju.catalogue.rules.permissions import may_correct
from guiju.catalogue.rules.records import Problem, RejectedRow
from guiju.catalogue.services.importing import ListFile, RowWithCells, SourceSpec, write_rows
from guiju.kernel.docid import parse
from guiju.kernel.reasons import Reason
from guiju.organisations.queries.standing import standing_of
from guiju.platform import audit
from guiju.platform.models import Source, User

FIELDS: Final = (
    "status",
    "issued",
    "effective",
    "withdrawn",
    "replaces",
    "replaced_by",
    "adopts",
    "adoption_degree",
    "title_zh",
    "title_en",
)
"""What may be corrected; a field left empty leaves the word to the other sources."""
CORRECTIONS: Final = SourceSpec(
    key="corrections", name="官方更正 Corrections by officials", kind=Source.Kind.OFFICIAL, rank=1
)
TOLD_IN: Final = "told_in"


class CorrectionRefused(ValueError):  # noqa: N818 (reads as what happened)
    """A correction cannot be read; `problems` say field by field what is wrong."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("; ".join(problem.field for problem in problems))


@transaction.atomic
def correct_standard(*, key: str, facts: Mapping[str, str], told_in: str, why: str, actor: User) -> None:
    """Take an official's word for a standard: `facts` by the names of `FIELDS`, `told_in` where it was read.

    It takes the place of what officials said of this standard before. `CorrectionRefused` for what cannot be read,
    `PermissionDenied` for who may not.
    """
    if not may_correct(standing_of(actor), parse(key)):
        raise PermissionDenied("correcting this standard needs the duty for the catalogue")
    given = {"number": key, **{name: facts.get(name, "").strip() for name in FIELDS}, TOLD_IN: told_in}
    before = find_correction(key)
    today = timezone.localdate().isoformat()
    file = ListFile("correction", f"{key} {today}")
    write_rows(rows=[_read({**given, "seen_at": today})], source=CORRECTIONS, file=file)
    after = {name: value for name, value in given.items() if value}
    audit.record(
        action="standard.corrected", subject=("standard", key), actor=actor, before=before, after=after, why=why
    )


def _read(given: Mapping[str, str]) -> RowWithCells:
    columns, cells = tuple(given), tuple(given.values())
    reader = RowReader(columns, {name: place for place, name in enumerate(columns) if name != TOLD_IN})
    read = reader.read(1, cells)
    if isinstance(read, RejectedRow):
        raise CorrectionRefused(read.problems)
    if unread := [name for name in given if reader.unread[name] or reader.partly[name]]:
        raise CorrectionRefused(tuple(Problem(name, given[name], _no_number(given[name])) for name in unread))
    return RowWithCells(read, cells)


def _no_number(text: str) -> Reason:
    return Reason.of("import.no_identifier", value=text)
