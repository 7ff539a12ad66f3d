"""Tables every sub-domain relies on."""

from __future__ import annotations

import base64
import uuid
from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils import timezone


class User(AbstractUser):
    """A person who signs in. `id` is internal; `uuid` is what other systems may keep."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    def __str__(self) -> str:
        return self.get_full_name() or self.email or self.username


class Source(models.Model):
    """Where records come from. A smaller `rank` is believed before a larger one; the ranking is data, not code."""

    class Kind(models.TextChoices):
        """What sort of publisher stands behind the source; the default rank follows it."""

        OFFICIAL = "official"
        BIBLIOGRAPHIC = "bibliographic"
        SERVICE = "service"
        PRESS = "press"
        OWN = "own"

    key = models.CharField(max_length=100, unique=True)
    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.OWN)
    url = models.CharField(max_length=1000, blank=True)
    rank = models.PositiveIntegerField(default=50, db_index=True)

    class Meta:
        ordering: ClassVar = ["rank", "key"]

    def __str__(self) -> str:
        return self.key


class ImportRun(models.Model):
    """One run of one importer over one file: what was read, what changed, what was refused."""

    class State(models.TextChoices):
        """A run that was stopped stays `running` until the same command takes it up again."""

        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="runs")
    kind = models.CharField(max_length=50)
    file_name = models.CharField(max_length=500)
    file_sha256 = models.CharField(max_length=64)
    mapping = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.RUNNING)
    read = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    rejects_file = models.CharField(max_length=500, blank=True)
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-started_at"]

    def __str__(self) -> str:
        return f"{self.kind} {self.file_name} {self.started_at:%Y-%m-%d %H:%M}"


class Job(models.Model):
    """A piece of background work, claimed by one conditional UPDATE and held by a lease that its worker renews."""

    class State(models.TextChoices):
        """Queued, running, then done or failed; a failed try goes back to queued until the tries are used up."""

        QUEUED = "queued"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=100)
    payload = models.JSONField(default=dict)
    once_key = models.CharField(max_length=200, unique=True, null=True)  # noqa: DJ001 (null: keys are unique only where given)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    due_at = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)
    worker = models.CharField(max_length=100, blank=True)
    lease_until = models.DateTimeField(null=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(null=True)
    error = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["due_at", "id"]
        indexes: ClassVar = [models.Index(fields=["state", "due_at"], name="job_next")]

    def __str__(self) -> str:
        return f"{self.kind} {self.uuid}"


class AppendedOnly(models.QuerySet["AuditEntry"]):
    """Rows that are written once: nothing here changes or removes them."""

    def update(self, **_values: object) -> NoReturn:
        """Refused."""
        raise AppendOnlyError("entries of the audit trail are never changed")

    def delete(self) -> NoReturn:
        """Refused."""
        raise AppendOnlyError("entries of the audit trail are never removed")


class AppendOnlyError(TypeError):
    """Somebody tried to change or remove what is only ever added to."""


class AuditEntry(models.Model):
    """Who did what to what, before and after, why, from where. Never edited.

    `number` and `digest` are its place in the chain (`platform.sealing`), given right after the change it tells of was
    committed: the digest is taken over the entry and the digest before it.
    """

    at = models.DateTimeField(default=timezone.now, db_index=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    action = models.CharField(max_length=100)
    subject_type = models.CharField(max_length=100)
    subject_key = models.CharField(max_length=200)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    why = models.TextField(blank=True)
    origin = models.CharField(max_length=100, blank=True)
    number = models.BigIntegerField(null=True, unique=True, editable=False)
    digest = models.CharField(max_length=64, blank=True, editable=False)

    objects = AppendedOnly.as_manager()

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["subject_type", "subject_key"], name="audit_subject"),
            models.Index(fields=["id"], condition=models.Q(number=None), name="audit_unsealed"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.subject_key}"

    def save(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 (those of the method extended)
        """Write a new entry; `AppendOnlyError` for one that is there already."""
        if not self._state.adding:
            raise AppendOnlyError("entries of the audit trail are never changed")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:  # noqa: ANN401 (as above)
        """Refused."""
        raise AppendOnlyError("entries of the audit trail are never removed")


class Event(models.Model):
    """Something that happened to a record, kept in order, so that others can follow without being imported."""

    at = models.DateTimeField(default=timezone.now, db_index=True)
    name = models.CharField(max_length=100)
    subject_type = models.CharField(max_length=100)
    subject_key = models.CharField(max_length=200)
    payload = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["subject_type", "subject_key"], name="event_subject")]

    def __str__(self) -> str:
        return f"{self.name} {self.subject_key}"


class Classification(models.Model):
    """A code of a classification with its title: ICS, CCS, regions, branches of industry."""

    scheme = models.CharField(max_length=30)
    code = models.CharField(max_length=20)
    title_zh = models.CharField(max_length=500, blank=True)
    title_en = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["scheme", "code"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["scheme", "code"], name="one_title_a_code")]

    def __str__(self) -> str:
        return f"{self.scheme} {self.code}"


class Zone(models.Model):
    """Another installation whose packages are taken in: known by its `uuid`, believed by its key.

    `public_key` is base64 of 32 bytes (Ed25519); `streams` names what it may send. One that is no longer trusted stays
    in the table, since what came from it does.
    """

    uuid = models.UUIDField(unique=True)
    name = models.CharField(max_length=100)
    public_key = models.CharField(max_length=44)
    streams = models.JSONField(default=list)
    is_trusted = models.BooleanField(default=True)
    registered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["registered_at"]

    def __str__(self) -> str:
        return f"{self.name} {self.uuid}"

    @property
    def key_bytes(self) -> bytes:
        """The key as it is used."""
        return base64.b64decode(self.public_key)


class SentPackage(models.Model):
    """A package this installation made: which of its stream, its digest, and the place after it.

    `installation` is the name it was signed under: with another key begins another count.
    """

    installation = models.UUIDField()
    stream = models.CharField(max_length=50)
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    file_name = models.CharField(max_length=200)
    whole = models.BooleanField()
    rows = models.PositiveIntegerField()
    place = models.JSONField()
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["stream", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["installation", "stream", "number"], name="one_package_a_number")
        ]

    def __str__(self) -> str:
        return self.file_name


class ReceivedPackage(models.Model):
    """A package that was taken in, and what came of its rows."""

    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="packages")
    stream = models.CharField(max_length=50)
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    counts = models.JSONField(default=dict)
    taken_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["zone", "stream", "number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["zone", "stream", "number"], name="taken_once")]

    def __str__(self) -> str:
        return f"{self.zone_id} {self.stream} {self.number}"
