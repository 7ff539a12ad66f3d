"""Titles of classification codes, and names of committees."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final, NamedTuple

from django.db import transaction
from django.db.models import Model

from guiju.catalogue.models import Committee
from guiju.catalogue.rules.records import Problem, RejectedRow
from guiju.catalogue.services.importing import ImportSummary, ListFile, SourceSpec, finish_run, permit, start_run
from guiju.kernel.reasons import Reason
from guiju.platform import audit, events
from guiju.platform.events import Happening
from guiju.platform.models import Classification, User


class CodeTitle(NamedTuple):
    """One code of a scheme (ICS, CCS) with its titles."""

    scheme: str
    code: str
    title_zh: str
    title_en: str


class CodeRow(NamedTuple):
    """A row of a list of codes."""

    row: int
    told: CodeTitle
    cells: tuple[str, ...]

    @property
    def key(self) -> tuple[str, ...]:
        """What the row is looked up by."""
        return self.told[:2]

    @property
    def names(self) -> dict[str, str]:
        """The titles it gives."""
        return {"title_zh": self.told.title_zh, "title_en": self.told.title_en}


class CommitteeRow(NamedTuple):
    """A row of a list of committees."""

    row: int
    number: str
    name_zh: str
    name_en: str
    cells: tuple[str, ...]

    @property
    def key(self) -> tuple[str, ...]:
        """What the row is looked up by."""
        return (self.number,)

    @property
    def names(self) -> dict[str, str]:
        """The names it gives."""
        return {"name_zh": self.name_zh, "name_en": self.name_en}


class NameTable(StrEnum):
    """Which table the names of a list belong to."""

    CODES = "codes"
    COMMITTEES = "committees"


NamedRow = CodeRow | CommitteeRow
Refuse = Callable[[RejectedRow], None]
_TABLES: Final[dict[NameTable, tuple[type[Model], tuple[str, ...]]]] = {
    NameTable.CODES: (Classification, ("scheme", "code")),
    NameTable.COMMITTEES: (Committee, ("key",)),
}
"""The model of each table, and what its rows are looked up by."""


def save_classifications(*, codes: Iterable[CodeTitle], actor: User | None = None) -> int:
    """Keep titles of codes; returns how many were new or changed."""
    with transaction.atomic():
        names = _Names(*_TABLES[NameTable.CODES])
        for place, code in enumerate(codes, start=1):
            names.take(CodeRow(place, code, ()), lambda _row: None)
        names.save()
        counted = names.counts
        if counted["created"] or counted["updated"]:
            audit.record(action="catalogue.classifications", subject=("classification", ""), actor=actor, after=counted)
    return counted["created"] + counted["updated"]


def import_names(
    *,
    rows: Iterable[NamedRow | RejectedRow],
    table: NameTable,
    source: SourceSpec,
    file: ListFile,
    refuse: Refuse,
    actor: User | None = None,
) -> ImportSummary:
    """Take in a list of names, all or nothing; a list without names leaves those that are held.

    `PermissionDenied` as for rows of standards.
    """
    permit(actor)
    started = time.perf_counter()
    run = start_run(source, file)
    with transaction.atomic():
        names = _Names(*_TABLES[table])
        for row in rows:
            names.take(row, refuse)
        names.save()
        summary = names.summary(file.kind)
        finish_run(run, summary, actor)
    summary.seconds = time.perf_counter() - started
    return summary


@dataclass
class _Names:
    """What a table of names holds, and what a list changes in it; such tables have some thousand rows."""

    model: type[Model]
    by: tuple[str, ...]
    counts: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys(("read", "created", "updated", "unchanged", "rejected"), 0)
    )
    _met: dict[tuple[str, ...], NamedRow] = field(default_factory=dict)
    _new: list[Model] = field(default_factory=list)
    _changed: list[Model] = field(default_factory=list)
    _held: dict[tuple[str, ...], Model] = field(default_factory=dict)

    def __post_init__(self) -> None:
        rows = self.model._default_manager.all()  # noqa: SLF001 (Django's documented way to a model's manager)
        self._held = {tuple(getattr(row, name) for name in self.by): row for row in rows}

    def take(self, row: NamedRow | RejectedRow, refuse: Refuse) -> None:
        """Count a row as new, changed, the same or refused."""
        self.counts["read"] += 1
        outcome = "rejected" if isinstance(row, RejectedRow) else self._take(row)
        if outcome == "rejected":
            refuse(row if isinstance(row, RejectedRow) else self._second(row))
        self.counts[outcome] += 1

    def _take(self, row: NamedRow) -> str:
        before = self._met.setdefault(row.key, row)
        if before is not row:
            return "unchanged" if before.names == row.names else "rejected"
        held = self._held.get(row.key)
        given = {name: value for name, value in row.names.items() if value}
        if held is None:
            values: dict[str, Any] = dict(zip(self.by, row.key, strict=True))
            self._new.append(self.model(**values, **row.names))
            return "created"
        if all(getattr(held, name) == value for name, value in given.items()):
            return "unchanged"
        for name, value in given.items():
            setattr(held, name, value)
        self._changed.append(held)
        return "updated"

    def _second(self, row: NamedRow) -> RejectedRow:
        reason = Reason.of("import.second_code", held=row.key[-1], first=self._met[row.key].row)
        return RejectedRow(row.row, row.cells, (Problem("code", row.key[-1], reason),))

    def summary(self, kind: str) -> ImportSummary:
        """The counts so far."""
        summary = ImportSummary(kind)
        for name, count in self.counts.items():
            setattr(summary, name, count)
        return summary

    def save(self) -> None:
        """Write what is new or changed, and tell of it: records are found by these names too."""
        manager = self.model._default_manager  # noqa: SLF001 (as above)
        manager.bulk_create(self._new, batch_size=500)
        for row in self._changed:
            row.save()
        subject = self.model._meta.model_name or ""  # noqa: SLF001 (Django's documented way to a model's name)
        named = [(row, "created") for row in self._new] + [(row, "updated") for row in self._changed]
        events.emit_many(
            Happening(f"{subject}.{what}", (subject, " ".join(getattr(row, name) for name in self.by)))
            for row, what in named
        )
