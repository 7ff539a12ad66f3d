"""Lists of organisations: rows in, one organisation for each body, the same however often it is run."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from guiju.kernel.reasons import Reason
from guiju.kernel.rejected import Problem, RejectedRow
from guiju.organisations.models import Organisation, OrganisationCode, OrganisationName, OrganisationRecord
from guiju.organisations.queries.matching import Known, load_known, load_seen
from guiju.organisations.queries.standing import standing_of
from guiju.organisations.rules.codes import Code, Scheme
from guiju.organisations.rules.names import fold_name, likely_kind, stem_of
from guiju.organisations.rules.permissions import is_official
from guiju.organisations.rules.reading import ReadOrganisation, RowReader
from guiju.platform import events
from guiju.platform.events import Happening
from guiju.platform.importing import (
    COUNTS,
    ImportSummary,
    ListFile,
    Progress,
    Refuse,
    SourceSpec,
    finish_run,
    note_counts,
    start_run,
)
from guiju.platform.inserting import insert
from guiju.platform.models import ImportRun, User

BATCH: Final = 1000
RECORD: Final = ("source", "run", "organisation", "raw", "digest", "seen_at")

Rows = Iterable[tuple[int, tuple[str, ...]]]


def import_organisations(  # noqa: PLR0913 (what is read, and how the caller wants to be told)
    *,
    rows: Rows,
    reader: RowReader,
    source: SourceSpec,
    file: ListFile,
    refuse: Refuse = lambda _row: None,
    progress: Progress | None = None,
    total: int | None = None,
    actor: User | None = None,
) -> ImportSummary:
    """Write the rows of a list in batches, each one transaction; a row held word for word is not read again.

    An organisation is known by its unified social credit code, then by a customs code, then by its folded name; only
    what is empty is filled in, and every row is kept as it came. `PermissionDenied` for a person who is no official
    of the catalogue everywhere; a command of the system names no actor.
    """
    if actor is not None and not is_official(standing_of(actor), ""):
        raise PermissionDenied
    started = time.perf_counter()
    run, summary = start_run(source, file), ImportSummary(file.kind)
    stream = iter(rows)
    while batch := list(islice(stream, BATCH)):
        with transaction.atomic():
            _Batch(run, reader, refuse, summary).take(batch)
            note_counts(run, summary)
            run.save(update_fields=COUNTS)
        if progress is not None:
            progress(summary.read, total)
    finish_run(run, summary, actor, action="organisation.import")
    summary.seconds = time.perf_counter() - started
    return summary


@dataclass
class _Batch:
    """Some rows on their way into the store, written together."""

    run: ImportRun
    reader: RowReader
    refuse: Refuse
    summary: ImportSummary
    known: Known = field(default_factory=Known)
    _made: list[Organisation] = field(default_factory=list)
    _changed: dict[int, Organisation] = field(default_factory=dict)
    _names: dict[tuple[int, str], tuple[Organisation, str, str]] = field(default_factory=dict)
    _codes: list[tuple[Organisation, Code]] = field(default_factory=list)
    _records: list[tuple[Organisation, ReadOrganisation, str]] = field(default_factory=list)

    def take(self, batch: list[tuple[int, tuple[str, ...]]]) -> None:
        """Read what is new, find or make its organisations, write."""
        self.summary.read += len(batch)
        read = list(self._read(batch))
        self.known = load_known(
            names={one.folded for one, _digest in read},
            usccs={one.uscc for one, _digest in read if one.uscc},
            codes={(self._scheme(code), code.code) for one, _digest in read for code in one.codes},
        )
        for one, digest in read:
            self._place(one, digest)
        self._write()

    def _read(self, batch: list[tuple[int, tuple[str, ...]]]) -> Iterator[tuple[ReadOrganisation, str]]:
        digests = [_digest(self.reader, cells) for _row, cells in batch]
        seen = load_seen(self.run.source_id, digests)
        for (row, cells), digest in zip(batch, digests, strict=True):
            if digest in seen:
                self.summary.unchanged += 1
                continue
            read = _half_read(row, cells) or self.reader.read(row, cells)
            if isinstance(read, RejectedRow):
                self._reject(read)
                continue
            seen.add(digest)
            yield read, digest

    def _reject(self, row: RejectedRow) -> None:
        self.summary.rejected += 1
        self.refuse(row)

    def _scheme(self, code: Code) -> str:
        """The numbers that lists give their rows are told apart by the list."""
        return self.run.source.key[:30] if code.scheme is Scheme.LISTED else code.scheme.value

    def _place(self, one: ReadOrganisation, digest: str) -> None:
        """Find the organisation of a row, or make it; refuse the row where it contradicts what is held."""
        by_code, by_name = self._by_code(one), self.known.names.get(one.folded)
        problem = self._contradiction(one, by_code, by_name)
        if problem is not None:
            self._reject(RejectedRow(one.row, one.cells, (problem,)))
            return
        found = by_code or by_name
        if found is None:
            self.summary.created += 1
            found = self._make(one)
        else:
            self.summary.updated += 1
            self._fill(found, one)
        self._attach(found, one)
        self._records.append((found, one, digest))

    def _by_code(self, one: ReadOrganisation) -> Organisation | None:
        held = self.known.usccs.get(one.uscc) if one.uscc else None
        customs = (self.known.codes.get((code.scheme.value, code.code)) for code in one.codes)
        return held or next(filter(None, customs), None)

    def _contradiction(
        self, one: ReadOrganisation, by_code: Organisation | None, by_name: Organisation | None
    ) -> Problem | None:
        """A code of somebody else, or a second unified social credit code, is for a person to look at."""
        if by_code is not None and by_code is not by_name and not self._goes_by(by_code, one.folded):
            code = one.uscc or one.codes[0].code
            return Problem("code", code, Reason.of("organisation.code_of_another", number=code, holder=by_code.name))
        found = by_code or by_name
        if found is not None and one.uscc and found.uscc and found.uscc != one.uscc:
            told = Reason.of("organisation.two_codes", name=found.name, held=found.uscc, told=one.uscc)
            return Problem("uscc", one.uscc, told)
        return None

    def _goes_by(self, held: Organisation, folded: str) -> bool:
        return held.folded_name == folded or (held.pk, folded) in self.known.other_names

    def _make(self, one: ReadOrganisation) -> Organisation:
        facts = {"kind": likely_kind(one.name), **one.facts}
        made = Organisation(
            name=one.name, folded_name=one.folded, stem=stem_of(one.folded), uscc=one.uscc or None, **facts
        )
        self._made.append(made)
        self.known.names[one.folded] = made
        if one.uscc:
            self.known.usccs[one.uscc] = made
        return made

    def _fill(self, held: Organisation, one: ReadOrganisation) -> None:
        """Facts that were not known before; those that were, stay."""
        facts = {**one.facts, **({"uscc": one.uscc} if one.uscc else {})}
        fresh = {name: value for name, value in facts.items() if not getattr(held, name)}
        for name, value in fresh.items():
            setattr(held, name, value)
        if one.uscc:
            self.known.usccs[one.uscc] = held
        if fresh and held.pk:
            self._changed[held.pk] = held

    def _attach(self, held: Organisation, one: ReadOrganisation) -> None:
        """Codes and names beside the one in use."""
        for code in one.codes:
            key = (self._scheme(code), code.code)
            if key not in self.known.codes:
                self.known.codes[key] = held
                self._codes.append((held, Code(code.scheme, code.code)))
        if one.name != held.name:
            self._names.setdefault((id(held), one.name), (held, one.name, OrganisationName.Kind.OTHER.value))
        for name in one.former:
            self._names.setdefault((id(held), name), (held, name, OrganisationName.Kind.FORMER.value))

    def _write(self) -> None:
        Organisation.objects.bulk_create(self._made, batch_size=500)
        fields = ["uscc", "name_en", "kind", "region", "industry", "address", "website"]
        Organisation.objects.bulk_update(self._changed.values(), fields, batch_size=200)
        OrganisationCode.objects.bulk_create(
            [
                OrganisationCode(organisation=held, scheme=self._scheme(code), code=code.code)
                for held, code in self._codes
            ],
            batch_size=500,
        )
        OrganisationName.objects.bulk_create(
            [
                OrganisationName(organisation=held, name=name, folded_name=fold_name(name), kind=kind)
                for held, name, kind in self._names.values()
            ],
            batch_size=500,
            ignore_conflicts=True,
        )
        now = timezone.now()
        insert(
            OrganisationRecord,
            RECORD,
            [
                (self.run.source_id, self.run.pk, held.pk, self._raw(one), digest, now)
                for held, one, digest in self._records
            ],
        )
        events.emit_many(self._happenings())

    def _raw(self, one: ReadOrganisation) -> Mapping[str, Any]:
        """The row as it came, cells under their headings."""
        return {column: cell for column, cell in zip(self.reader.columns, one.cells, strict=False) if cell}

    def _happenings(self) -> Iterator[Happening]:
        made = {id(one) for one in self._made}
        yield from (Happening("organisation.created", ("organisation", str(one.uuid))) for one in self._made)
        others = {held.pk: held for held, _one, _digest in self._records if id(held) not in made}
        yield from (Happening("organisation.updated", ("organisation", str(one.uuid))) for one in others.values())


def _digest(reader: RowReader, cells: tuple[str, ...]) -> str:
    """Equal for equal cells under equal headings, read by equal columns."""
    told = json.dumps([reader.columns, dict(reader.places), cells])
    return hashlib.blake2b(told.encode(), digest_size=16).hexdigest()


def _half_read(row: int, cells: tuple[str, ...]) -> RejectedRow | None:
    """A row with half a character, or one that no store takes."""
    shown = tuple(cell.encode("utf-16", "surrogatepass").decode("utf-16", "replace") for cell in cells)
    if shown == cells:
        return None
    place = next(place for place, cell in enumerate(cells) if shown[place] != cell)
    return RejectedRow(row, shown, (Problem(str(place + 1), shown[place], Reason.of("organisation.half_character")),))
