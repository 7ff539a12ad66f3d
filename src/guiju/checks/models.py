"""A check and its lines, kept under a link; what people completed; the reports made of it."""

from __future__ import annotations

import secrets
import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from guiju.catalogue.models import Standard
from guiju.organisations.models import Organisation
from guiju.platform.models import Job


def new_link() -> str:
    """A name for a check's page that nobody can guess (128 bits)."""
    return secrets.token_urlsafe(16)


class Check(models.Model):
    """One standards check: what was handed in, for which date, and where it stands.

    `layout` says how it was read, `counts` how many answers each outcome has, `coverage` what the catalogue held at
    that time. `accounts` shows that nothing was lost: `missing` (lines without an answer), `extra` (answers without a
    line), `blank` (lines with neither number nor title), `passed_over` (paragraphs without a number), `notes`.
    `earlier` is the check of the same input that this one repeats. `organisation` is for whom it was made: its members
    find it among their checks.
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
    organisation = models.ForeignKey(Organisation, on_delete=models.SET_NULL, null=True, related_name="+")
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
    earlier = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="later")
    created_at = models.DateTimeField(default=timezone.now, db_index=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-created_at"]

    def __str__(self) -> str:
        return self.link


class CheckLine(models.Model):
    """The answer for one identifier of one input line; a line without any has one row too.

    `is_open`: a person or another source has something to complete, for the outcome says so or its reasons leave a
    doubt (`rules.certainty`).
    """

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
    is_open = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["line", "part"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["parent", "line", "part"], name="one_answer_a_part")]
        indexes: ClassVar = [models.Index(fields=["parent", "outcome"], name="check_outcome")]

    def __str__(self) -> str:
        return f"{self.line}.{self.part} {self.outcome}"


class Completion(models.Model):
    """What a person said of an open answer: the number meant, or only a note, and where it was found.

    `before` keeps the answer as it was (`key`, `outcome`). Never edited; a later one of the same line counts.
    """

    parent = models.ForeignKey(CheckLine, on_delete=models.CASCADE, related_name="completions")
    number = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    by = models.CharField(max_length=100)
    at = models.DateTimeField(default=timezone.now)
    before = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.number or self.note} ({self.by})"


class Report(models.Model):
    """A report (查新报告) of a finished check: a draft that follows its check, or approved and never edited again.

    At approval it gets its `number`, the `code` by which anybody may verify it, and the result it stands for: `facts`
    and one `ReportLine` a finding, with their `checksum`. `link` names its own page and lets whoever has it act; `code`
    lets read alone. `replaces` is the report that this one corrects. `template` is the version of its form. `job` is
    the work of approving a long report, which leaves the draft a draft until it is done. The persons are who drafted
    and who approved it while signed in; the names beside them are what the report says.
    """

    class State(models.TextChoices):
        """A draft may change; an approved report may only be replaced by a correction."""

        DRAFT = "draft"
        APPROVED = "approved"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    link = models.CharField(max_length=40, unique=True, default=new_link, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    parent = models.ForeignKey(Check, on_delete=models.SET_NULL, null=True, related_name="reports")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    client = models.CharField(max_length=300)
    scope = models.TextField(blank=True)
    searched_by = models.CharField(max_length=100)
    checked_by = models.CharField(max_length=100, blank=True)
    approved_by = models.CharField(max_length=100, blank=True)
    client_organisation = models.ForeignKey(Organisation, on_delete=models.SET_NULL, null=True, related_name="+")
    searched_person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    approved_person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")
    why_replaced = models.TextField(blank=True)
    template = models.CharField(max_length=20)
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, related_name="+")
    number = models.CharField(max_length=20, unique=True, null=True)  # noqa: DJ001 (null: drafts have none yet)
    code = models.CharField(max_length=20, unique=True, null=True)  # noqa: DJ001 (null: drafts have none yet)
    address = models.CharField(max_length=500, blank=True)
    facts = models.JSONField(null=True)
    checksum = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    approved_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["replaces"], condition=models.Q(state="approved"), name="one_correction_in_force"
            ),
            models.CheckConstraint(
                condition=models.Q(state="draft", number=None, code=None)
                | models.Q(state="approved", number__isnull=False, code__isnull=False, approved_at__isnull=False),
                name="approved_reports_are_numbered",
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.link


class ReportLine(models.Model):
    """One finding of an approved report, as it was then, in both languages: the line of JSON that was sealed.

    Text, for the checksum is over its very signs; findings sealed before this was so have them in another order.
    """

    parent = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="lines")
    place = models.PositiveIntegerField()
    content = models.TextField()

    class Meta:
        ordering: ClassVar = ["place"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["parent", "place"], name="one_finding_a_place")]

    def __str__(self) -> str:
        return f"{self.parent_id}.{self.place}"


class ReportCount(models.Model):
    """How many reports were approved in a year: where their numbers come from."""

    year = models.PositiveIntegerField(unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"
