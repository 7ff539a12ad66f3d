"""What every import shares: where a list comes from, its run, what came of it, and the kinds of list there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final, Protocol

from django.db import transaction
from django.utils import timezone

from guiju.kernel.reasons import Reason
from guiju.kernel.rejected import RejectedRow
from guiju.platform import audit
from guiju.platform.models import ImportRun, Source, User
from guiju.platform.registries import Registry

COUNTS: Final = ("read", "created", "updated", "unchanged", "rejected")
AUTO: Final = "auto"
"""The mapping is guessed from the headings."""

Progress = Callable[[int, int | None], None]
Refuse = Callable[[RejectedRow], None]


@dataclass(frozen=True, slots=True)
class SourceSpec:
    """Where a list comes from. A smaller rank is believed before a larger one."""

    key: str
    name: str = ""
    kind: str = Source.Kind.OWN
    url: str = ""
    rank: int = 50


@dataclass(frozen=True, slots=True)
class ListFile:
    """The file a list came in: of which kind, its name, its fingerprint, and which column held which fact."""

    kind: str
    name: str
    sha256: str = ""
    mapping: Mapping[str, str] = field(default_factory=dict)


@dataclass
class ImportSummary:
    """What one run read and changed: read = created + updated + unchanged + rejected."""

    kind: str
    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0
    seconds: float = 0.0
    rejects_file: str = ""
    notes: tuple[Reason, ...] = field(default=())

    def as_dict(self) -> dict[str, Any]:
        """The pinned fields, ready for JSON."""
        facts = asdict(self)
        del facts["notes"]
        return {**facts, "seconds": round(self.seconds, 3)}


def start_run(spec: SourceSpec, file: ListFile) -> ImportRun:
    """A new run; one of the same file that was stopped is closed as failed, for this one does its work again."""
    with transaction.atomic():
        facts = {"name": spec.name or spec.key, "kind": spec.kind, "url": spec.url, "rank": spec.rank}
        source, _created = Source.objects.get_or_create(key=spec.key, defaults=facts)
        stopped = ImportRun.objects.filter(source=source, state=ImportRun.State.RUNNING, file_sha256=file.sha256)
        stopped.update(state=ImportRun.State.FAILED, finished_at=timezone.now())
        return ImportRun.objects.create(
            source=source,
            kind=file.kind,
            file_name=file.name[:500],
            file_sha256=file.sha256,
            mapping=dict(file.mapping),
        )


def note_counts(run: ImportRun, summary: ImportSummary) -> None:
    """Carry what has been counted so far over to the run, unsaved."""
    for name in COUNTS:
        setattr(run, name, getattr(summary, name))


def finish_run(run: ImportRun, summary: ImportSummary, actor: User | None, *, action: str = "catalogue.import") -> None:
    """Close a run with its counts and an entry in the audit trail."""
    with transaction.atomic():
        run.state, run.finished_at = ImportRun.State.DONE, timezone.now()
        note_counts(run, summary)
        run.save(update_fields=["state", "finished_at", *COUNTS])
        counts = {name: getattr(summary, name) for name in COUNTS}
        audit.record(
            action=action,
            subject=("source", run.source.key),
            actor=actor,
            after={**counts, "file": run.file_name, "sha256": run.file_sha256},
            origin=run.kind,
        )


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody asks an importer to do."""

    path: Path
    source: SourceSpec
    mapping: str = AUTO
    progress: Progress | None = None
    actor: User | None = None
    reread: bool = False


class Run(Protocol):
    """Does an order; raises `SheetError` or `MappingError` for a file that is of another kind."""

    def __call__(self, order: Order, /) -> ImportSummary:
        """Import the file."""
        ...


@dataclass(frozen=True, slots=True)
class ImportKind:
    """One kind of list: what it is, who stands behind it by default, whether a folder may be given."""

    about: str
    run: Run
    source_kind: str = Source.Kind.OWN
    rank: int = 50
    folders: bool = False


class MappingError(Exception):
    """A mapping that cannot be used; `reason` says what is wrong and what to do."""

    def __init__(self, code: str, **params: object) -> None:
        self.reason = Reason.of(f"mapping.{code}", **params)
        super().__init__(f"{code}: {dict(self.reason.params)}")


kinds: Final[Registry[ImportKind]] = Registry("kind of list")


def import_file(*, kind: str, order: Order) -> ImportSummary:
    """Import a file of a kind; `LookupError` names the kinds there are."""
    return kinds.get(kind).run(order)
