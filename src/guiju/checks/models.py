"""A check and its lines, kept under a link."""

from __future__ import annotations

import secrets
import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from guiju.catalogue.models import Standard
from guiju.platform.models import Job


def new_link() -> str:
    """A name for a check's page that nobody can guess (128 bits)."""
    return secrets.token_urlsafe(16)


class Check(models.Model):
    """One standards check: what was handed in, for which date, and where it stands.

    `layout` says how it was read, `counts` how many answers each outcome has, `coverage` what the catalogue held at
    that time. `accounts` shows that nothing was lost: `missing` (lines without an answer), `extra` (answers without a
    line), `blank` (lines with neither number nor title), `passed_over` (paragraphs without a number), `notes`.
    """

    class State(models.TextChoices):
        """Waiting for the person to choose a column; then queued, running, done or failed."""

        ASKING = "asking"
        QUEUED = "queued"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    class Kind(models.TextChoices):
        """What was handed in: pasted text, a table with a number column, or a document of running text."""

        TEXT = "text"
        TABLE = "table"
        DOCUMENT = "document"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    link = models.CharField(max_length=40, unique=True, default=new_link, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    as_of = models.DateField()
    file_name = models.CharField(max_length=255, blank=True)
    file_path = models.CharField(max_length=500, blank=True)
    text = models.TextField(blank=True)
    layout = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    problem = models.JSONField(null=True)
    counts = models.JSONField(default=dict)
    coverage = models.JSONField(default=list)
    accounts = models.JSONField(default=dict)
    lines_read = models.PositiveIntegerField(default=0)
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, db_index=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-created_at"]

    def __str__(self) -> str:
        return self.link


class CheckLine(models.Model):
    """The answer for one identifier of one input line; a line without any has one row too."""

    parent = models.ForeignKey(Check, on_delete=models.CASCADE, related_name="lines")
    line = models.PositiveIntegerField()
    part = models.PositiveIntegerField()
    input = models.TextField()
    given_title = models.CharField(max_length=1000, blank=True)
    key = models.CharField(max_length=200, blank=True)
    outcome = models.CharField(max_length=20)
    standard = models.ForeignKey(Standard, on_delete=models.SET_NULL, null=True, related_name="+")
    standard_key = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=1000, blank=True)
    successors = models.JSONField(default=list)
    dates = models.JSONField(default=dict)
    candidates = models.JSONField(default=list)
    reasons = models.JSONField(default=list)
    place = models.JSONField(null=True)

    class Meta:
        ordering: ClassVar = ["line", "part"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["parent", "line", "part"], name="one_answer_a_part")]
        indexes: ClassVar = [models.Index(fields=["parent", "outcome"], name="check_outcome")]

    def __str__(self) -> str:
        return f"{self.line}.{self.part} {self.outcome}"
