"""One batch of rows into the catalogue: source records and what they state, then facts, then periods, then events."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from guiju.catalogue.models import MandateChange, Relation, SourceRecord
from guiju.catalogue.queries.among import among
from guiju.catalogue.queries.exchanging import SUBJECT, TOLD
from guiju.catalogue.queries.facts import ENDING_OR_AMENDING, chunked, load_former_keys
from guiju.catalogue.rules.exchanged import EXCHANGE
from guiju.catalogue.rules.records import ChangedMandate, ReadRecord, Statement
from guiju.catalogue.services.merging import Merger, seen_at
from guiju.catalogue.services.periods import rewrite_periods
from guiju.catalogue.services.stamping import stamp
from guiju.catalogue.services.statements import FORMER, Stated, changes_of
from guiju.kernel.dates import parse_date
from guiju.platform import events
from guiju.platform.events import Happening
from guiju.platform.inserting import insert
from guiju.platform.models import ImportRun, Source


class Accepted(NamedTuple):
    """A record to write. `row_digest` knows its row again; `counted` is False for the further numbers of one row."""

    record: ReadRecord
    digest: str
    row_digest: str = ""
    counted: bool = True


class Held(NamedTuple):
    """A record as it is held."""

    pk: int
    digest: str
    row_digest: str


Rows = Sequence[Accepted]
RelationRow = tuple[int, str, str, str, bool, str, str, str]

RELATION: Final = ("record", "type", "subject_key", "object_key", "dated", "scope", "degree", "stated_precision")
MANDATE_CHANGE: Final = ("record", "standard_key", "former_key", "before", "after", "on_from", "on_precision")


@dataclass
class Written:
    """How many rows of a batch were new, changed, the same; keys of what is said anew, of whom, and what was reread."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    touched: dict[str, ReadRecord] = field(default_factory=dict)
    affected: set[str] = field(default_factory=set)
    reread: set[str] = field(default_factory=set)
    stated_before: set[Stated] = field(default_factory=set)
    stated: set[Stated] = field(default_factory=set)


class BatchWriter:
    """Writes batches of one run; call `write` inside a transaction."""

    def __init__(self, run: ImportRun) -> None:
        self.run = run
        self._merger = Merger()

    def write(self, rows: Rows) -> Written:
        """Write what is new or changed in these rows and everything that follows from it."""
        _take_turns()
        written = Written()
        self._write_records(rows, written)
        if not (written.touched or written.affected or written.reread):
            return written
        merged = self._merger.merge(written.touched, self.run)
        formers = {r.changed_mandate.former_key for r in written.touched.values() if r.changed_mandate}
        restated = {*written.affected, *written.touched}
        affected = {*restated, *written.reread, *replaced_by({*written.touched, *formers})}
        changed = rewrite_periods(affected, created=merged.created)
        stamp({*restated, *(key for key, _told in changed)}.difference(merged.created))
        stated = changes_of(written.stated_before, written.stated, besides=merged.created)
        events.emit_many([*happenings(merged.created, [*merged.changes, *stated], changed), *self._told(written)])
        return written

    def _told(self, written: Written) -> list[Happening]:
        """That this source said something, also where another one is believed: what other installations follow."""
        if self.run.kind == EXCHANGE or not written.touched:
            return []
        return [Happening(TOLD, (SUBJECT, self.run.source.key), {"keys": list(written.touched)})]

    def _write_records(self, rows: Rows, written: Written) -> None:
        held = self._held([row.record.key for row in rows])
        new = [row for row in rows if row.record.key not in held]
        changed = [row for row in rows if row.record.key in held and held[row.record.key].digest != row.digest]
        self._forget_statements([held[row.record.key].pk for row in changed], written)
        self._insert(new)
        self._update(changed, held)
        self._know_again([row for row in rows if _is_read_anew(row, held.get(row.record.key))], held, written)
        written.touched = {row.record.key: row.record for row in (*new, *changed)}
        self._write_statements(written)
        written.created, written.updated = (sum(row.counted for row in group) for group in (new, changed))
        written.unchanged = sum(row.counted for row in rows) - written.created - written.updated

    def known(self, row_digests: Iterable[str]) -> dict[str, tuple[str, str]]:
        """Of rows as they came, those held word for word: key and digest of their content.

        The source is not asked for: it is part of the digest, and would lead the store to read the whole source.
        """
        found: dict[str, tuple[str, str]] = {}
        for chunk in chunked(row_digests):
            rows = SourceRecord.objects.filter(among("row_digest", chunk)).order_by()
            found.update({row: (key, digest) for row, key, digest in rows.values_list("row_digest", "key", "digest")})
        return found

    def _held(self, keys: Iterable[str]) -> dict[str, Held]:
        """This source's records of these keys."""
        found: dict[str, Held] = {}
        for chunk in chunked(keys):
            rows = SourceRecord.objects.filter(among("key", chunk), source=self.run.source).order_by()
            found.update({key: Held(*values) for key, *values in rows.values_list("key", *Held._fields)})
        return found

    def _insert(self, rows: Rows) -> None:
        contents = [(row.record.key, self._content(row)) for row in rows]
        columns = ("source", "key", *(contents[0][1] if contents else ()))
        insert(SourceRecord, columns, ((self.run.source.pk, key, *content.values()) for key, content in contents))

    def _content(self, row: Accepted) -> dict[str, Any]:
        record = row.record
        return {
            "run": self.run.pk,
            "body": record.docid.body,
            "raw_number": record.raw_number,
            "status_word": record.status_word,
            "raw": record.raw,
            "facts": record.facts,
            "digest": row.digest,
            "row_digest": row.row_digest,
            "seen_at": seen_at(record, self.run),
        }

    def _update(self, rows: Rows, held: Mapping[str, Held]) -> None:
        for row in rows:
            SourceRecord.objects.filter(pk=held[row.record.key].pk).update(**self._content(row))

    def _know_again(self, rows: Rows, held: Mapping[str, Held], written: Written) -> None:
        """Rows that were read because reading changed, and say the same: the next run knows them word for word.

        Rules of validity may have changed with it: their periods are looked at too.
        """
        records = [SourceRecord(pk=held[row.record.key].pk, row_digest=row.row_digest) for row in rows]
        SourceRecord.objects.bulk_update(records, ["row_digest"], batch_size=250)
        written.reread.update(row.record.key for row in rows)

    def _forget_statements(self, records: Sequence[int], written: Written) -> None:
        """What changed records said before, and whom that concerned."""
        stated = Relation.objects.filter(record__in=records)
        for kind, subject, replaced in stated.values_list("type", "subject_key", "object_key"):
            written.affected.update((subject, replaced) if kind in ENDING_OR_AMENDING else (subject,))
        written.stated_before.update(Stated(*row) for row in stated.values_list(*Stated._fields))
        stated.delete()
        changed = MandateChange.objects.filter(record__in=records)
        formers = changed.values_list("standard_key", "former_key")
        written.stated_before.update(Stated(key, FORMER, former) for key, former in formers)
        changed.delete()

    def _write_statements(self, written: Written) -> None:
        ids = self._held(written.touched)
        relations, changes = [], []
        for key, record in written.touched.items():
            relations += _relations(ids[key].pk, key, record.all_statements)
            if record.changed_mandate is not None:
                changes.append((ids[key].pk, key, *_mandate_change(record.changed_mandate)))
        insert(Relation, RELATION, relations)
        insert(MandateChange, MANDATE_CHANGE, changes)
        written.stated.update(Stated(key, FORMER, former) for _record, key, former, *_rest in changes)
        for _record, kind, subject, replaced, _dated, _scope, degree, _precision in relations:
            written.stated.add(Stated(subject, kind, replaced, degree))
            written.affected.update((subject, replaced) if kind in ENDING_OR_AMENDING else (subject,))


def _is_read_anew(row: Accepted, held: Held | None) -> bool:
    if held is None or not row.row_digest:
        return False
    return held.digest == row.digest and held.row_digest != row.row_digest


def _take_turns() -> None:
    """Two imports at once would both create a standard that both name: one batch at a time, where rows are locked."""
    list(Source.objects.select_for_update().order_by("pk")[:1])


def _relations(record_id: int, key: str, statements: Iterable[Statement]) -> list[RelationRow]:
    """One row a statement; nothing replaces, adopts or cites itself."""
    found: dict[tuple[str, str, str], RelationRow] = {}
    for statement in statements:
        subject, target = statement.ends(key)
        if subject != target:
            row = (
                record_id,
                statement.type.value,
                subject,
                target,
                statement.dated,
                statement.scope.value,
                statement.degree,
                "",
            )
            found.setdefault((statement.type, subject, target), row)
    return list(found.values())


def _mandate_change(change: ChangedMandate) -> tuple[str, str, str, dt.date | None, str]:
    on = parse_date(change.on)
    earliest, precision = (on.earliest, on.precision.value) if on else (None, "")
    return change.former_key, change.before, change.after, earliest, precision


def replaced_by(keys: Iterable[str]) -> set[str]:
    """Standards that any source says one of these replaces or amends, under their numbers of today."""
    found: set[str] = set()
    for chunk in chunked(keys):
        rows = Relation.objects.filter(among("subject_key", chunk), type__in=ENDING_OR_AMENDING).order_by()
        found.update(rows.values_list("object_key", flat=True))
    return found | set(load_former_keys(found).values())


def happenings(
    created: Iterable[str], changes: Iterable[tuple[str, dict[str, Any]]], periods: Iterable[tuple[str, dict[str, Any]]]
) -> list[Happening]:
    """One event for a new standard, one for every fact that changed, the status counted as a fact."""
    return [
        *(Happening("standard.created", ("standard", key)) for key in created),
        *(Happening("standard.updated", ("standard", key), payload) for key, payload in (*changes, *periods)),
    ]
