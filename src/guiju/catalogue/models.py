"""Tables of the catalogue: one record an edition, what sources said of it, and its periods of validity."""

from __future__ import annotations

import datetime as dt
import uuid
from enum import StrEnum
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from guiju.catalogue import rules
from guiju.catalogue.rules.noting import NotedFact, NoteState
from guiju.kernel.dates import PartialDate, Precision
from guiju.platform.models import ImportRun, Source


def _choices(words: type[StrEnum]) -> list[tuple[str, str]]:
    return [(word.value, word.value) for word in words]


class Committee(models.Model):
    """A technical committee, by its number (SAC/TC 224, IEC/TC 34/SC 34A) or, where a source gives none, its name."""

    key = models.CharField(max_length=200, unique=True)
    name_zh = models.CharField(max_length=300, blank=True)
    name_en = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["key"]

    def __str__(self) -> str:
        return self.key


class Body(models.Model):
    """A body responsible for standards or issuing them (主管部门, 归口单位, 发布单位), by the name sources give."""

    name = models.CharField(max_length=300, unique=True)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Standard(models.Model):
    """One edition. `key` is the canonical identifier without its dual number; the facts are merged from its sources.

    Dates are a first day and a precision; read them as `PartialDate` through the properties.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.CharField(max_length=200, unique=True)
    number = models.CharField(max_length=200)
    printed = models.CharField(max_length=200)
    undated_key = models.CharField(max_length=200, db_index=True)
    block = models.CharField(max_length=200, db_index=True)
    digits = models.CharField(max_length=100, db_index=True)
    body = models.CharField(max_length=100, db_index=True)
    year = models.PositiveSmallIntegerField(null=True)
    sort_key = models.CharField(max_length=300, db_index=True)
    level = models.CharField(max_length=20, choices=_choices(rules.Level), blank=True)
    mandate = models.CharField(max_length=20, choices=_choices(rules.Mandate), blank=True)
    title_zh = models.CharField(max_length=1000, blank=True)
    title_en = models.CharField(max_length=1000, blank=True)
    issued_from = models.DateField(null=True)
    issued_precision = models.CharField(max_length=5, blank=True)
    effective_from = models.DateField(null=True)
    effective_precision = models.CharField(max_length=5, blank=True)
    withdrawn_from = models.DateField(null=True)
    withdrawn_precision = models.CharField(max_length=5, blank=True)
    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, null=True, related_name="standards")
    responsible_body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="+")
    issuing_body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="+")
    plan_number = models.CharField(max_length=50, blank=True)
    record_number = models.CharField(max_length=50, blank=True)
    merged_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        ordering: ClassVar = ["sort_key"]
        indexes: ClassVar = [models.Index(fields=["body", "year"], name="standard_body_year")]

    def __str__(self) -> str:
        return self.number

    @property
    def issued(self) -> PartialDate | None:
        """Date of issue (发布日期)."""
        return _partial(self.issued_from, self.issued_precision)

    @property
    def effective(self) -> PartialDate | None:
        """Date of implementation (实施日期)."""
        return _partial(self.effective_from, self.effective_precision)

    @property
    def withdrawn(self) -> PartialDate | None:
        """Date of withdrawal (废止日期)."""
        return _partial(self.withdrawn_from, self.withdrawn_precision)


def _partial(first: dt.date | None, precision: str) -> PartialDate | None:
    return PartialDate.at(first, precision or Precision.DAY) if first else None


class StatusPeriod(models.Model):
    """One period of a standard's timeline; derived by `rules.timeline`, so that status on a date is a plain filter.

    It holds from `start` up to, and not on, `end`. `dated` is False where only the day somebody looked begins it.
    """

    standard = models.ForeignKey(Standard, on_delete=models.CASCADE, related_name="periods")
    start = models.DateField()
    end = models.DateField()
    status = models.CharField(max_length=10, choices=_choices(rules.Status))
    dated = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["start"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["standard", "start"], name="one_period_a_start")]
        indexes: ClassVar = [models.Index(fields=["status", "start", "end"], name="period_on_date")]

    def __str__(self) -> str:
        return f"{self.status} {self.start} {self.end}"


class StandardClassification(models.Model):
    """An ICS or CCS code of a standard."""

    standard = models.ForeignKey(Standard, on_delete=models.CASCADE, related_name="classifications")
    scheme = models.CharField(max_length=10)
    code = models.CharField(max_length=20)

    class Meta:
        ordering: ClassVar = ["scheme", "code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["standard", "scheme", "code"], name="one_code_a_standard")
        ]
        indexes: ClassVar = [models.Index(fields=["scheme", "code"], name="classification_code")]

    def __str__(self) -> str:
        return f"{self.scheme} {self.code}"


class DraftingOrganisation(models.Model):
    """An organisation that drafted a standard, in the rank the standard prints (起草单位)."""

    standard = models.ForeignKey(Standard, on_delete=models.CASCADE, related_name="drafting_organisations")
    rank = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=300)

    class Meta:
        ordering: ClassVar = ["rank"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["standard", "rank"], name="one_drafter_a_rank")]

    def __str__(self) -> str:
        return self.name


class SourceRecord(models.Model):
    """What one source says of one identifier: the row as it came, and the facts read from it.

    `seen_at` is when this very content was first seen, so that a re-run changes nothing. `row_digest` knows the row
    again before it is read; empty where several rows made the record.
    """

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=200)
    body = models.CharField(max_length=100)
    raw_number = models.CharField(max_length=500)
    status_word = models.CharField(max_length=100, blank=True)
    raw = models.JSONField()
    facts = models.JSONField()
    digest = models.CharField(max_length=64)
    row_digest = models.CharField(max_length=32, blank=True)
    seen_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["source__rank", "source__key"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["source", "key"], name="one_record_a_source_and_key")]
        indexes: ClassVar = [
            models.Index(fields=["key"], name="source_record_key"),
            models.Index(fields=["body", "source"], name="source_record_body"),
            models.Index(fields=["row_digest"], name="source_record_row"),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.key}"


class Relation(models.Model):
    """What one source record says one standard is to another. Keys, not rows: the other may not be in the catalogue."""

    record = models.ForeignKey(SourceRecord, on_delete=models.CASCADE, related_name="relations")
    type = models.CharField(max_length=10, choices=_choices(rules.RelationType))
    subject_key = models.CharField(max_length=200)
    object_key = models.CharField(max_length=200)
    dated = models.BooleanField(default=True)
    scope = models.CharField(max_length=5, default=rules.Scope.WHOLE.value)
    degree = models.CharField(max_length=5, blank=True)
    stated_from = models.DateField(null=True)
    stated_precision = models.CharField(max_length=5, blank=True)

    class Meta:
        ordering: ClassVar = ["type", "subject_key", "object_key"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["record", "type", "subject_key", "object_key"], name="one_statement_a_record"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["subject_key", "type"], name="relation_subject"),
            models.Index(fields=["object_key", "type"], name="relation_object"),
        ]

    def __str__(self) -> str:
        return f"{self.subject_key} {self.type} {self.object_key}"


class MandateChange(models.Model):
    """A change of mandate without a new text (强制转推荐), as one source record tells it."""

    record = models.ForeignKey(SourceRecord, on_delete=models.CASCADE, related_name="mandate_changes")
    standard_key = models.CharField(max_length=200, db_index=True)
    former_key = models.CharField(max_length=200, db_index=True)
    before = models.CharField(max_length=20, choices=_choices(rules.Mandate))
    after = models.CharField(max_length=20, choices=_choices(rules.Mandate))
    on_from = models.DateField(null=True)
    on_precision = models.CharField(max_length=5, blank=True)

    class Meta:
        ordering: ClassVar = ["on_from"]

    def __str__(self) -> str:
        return f"{self.former_key} → {self.standard_key}"


class ColumnMapping(models.Model):
    """Which column of a kind of list holds which fact, confirmed once and used again."""

    name = models.CharField(max_length=100, unique=True)
    columns = models.JSONField()
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class RecordNote(models.Model):
    """Somebody says that a record is wrong (纠错): of which fact, what is right, and where that is written.

    `by` is the person who said it, none for a visitor. An official decides, with a reason; the record itself changes
    only through its sources.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    standard_key = models.CharField(max_length=200, db_index=True)
    fact = models.CharField(max_length=20, choices=_choices(NotedFact))
    said = models.TextField()
    evidence = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=_choices(NoteState), default=NoteState.OPEN.value)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    why = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["at"]
        indexes: ClassVar = [models.Index(fields=["state", "at"], name="note_queue")]

    def __str__(self) -> str:
        return f"{self.standard_key} {self.fact}"
