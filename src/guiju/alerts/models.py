"""Who can be told, by which channel; what was told, to whom, and whether it arrived: the outbox."""

from __future__ import annotations

import datetime as dt
import secrets
import uuid
from typing import ClassVar, Final

from django.conf import settings
from django.db import models
from django.utils import timezone

from guiju.organisations.models import Organisation

AT_ONCE: Final = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""When a delivery is due that nothing holds: long ago, so that a clock set back does not keep it waiting."""


def new_secret() -> str:
    """A name nobody can guess (192 bits)."""
    return secrets.token_urlsafe(24)


class Recipient(models.Model):
    """Whoever can be told something: a person, or an organisation through the channels it shares."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")
    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(user__isnull=False, organisation=None)
                | models.Q(user=None, organisation__isnull=False),
                name="a_person_or_an_organisation",
            )
        ]

    def __str__(self) -> str:
        return f"user {self.user_id}" if self.user_id else f"organisation {self.organisation_id}"


class Address(models.Model):
    """A channel of a recipient: where, in which language, when.

    `channel` names a folder of `alerts/channels`; `settings` is what its form asked for. `quiet_from` to `quiet_until`
    (local times of `time_zone`) nothing is sent. `cadence` says whether alerts go out one by one or gathered, `hour`
    (and for weekly digests `weekday`, Monday is 0) when gathered ones do. `secret` ends a subscription with one click.

    One worker at a time sends to an address: `worker` is who took it last, and nobody takes it before `busy_until`,
    because somebody is at it or because it rests after a fault. `faults` counts the tries since one went well.
    """

    class Cadence(models.TextChoices):
        """One by one, or gathered."""

        IMMEDIATE = "immediate"
        DAILY = "daily"
        WEEKLY = "weekly"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    recipient = models.ForeignKey(Recipient, on_delete=models.CASCADE, related_name="addresses")
    channel = models.CharField(max_length=20)
    label = models.CharField(max_length=100, blank=True)
    settings = models.JSONField(default=dict)
    language = models.CharField(max_length=10, default="zh-hans")
    time_zone = models.CharField(max_length=50, default="Asia/Shanghai")
    quiet_from = models.TimeField(null=True)
    quiet_until = models.TimeField(null=True)
    cadence = models.CharField(max_length=10, choices=Cadence.choices, default=Cadence.IMMEDIATE)
    hour = models.PositiveSmallIntegerField(default=8)
    weekday = models.PositiveSmallIntegerField(default=0)
    secret = models.CharField(max_length=40, unique=True, default=new_secret, editable=False)
    is_on = models.BooleanField(default=True)
    verified_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)
    worker = models.CharField(max_length=40, blank=True)
    busy_until = models.DateTimeField(null=True, db_index=True)
    faults = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.channel} {self.label}"


class Alert(models.Model):
    """One message about one event of one subject, as issued; never edited (the life cycle of OASIS CAP).

    `event` names the fact ("in_force:2027-01-01"), so a fact is told once. `headline` and `details` are reasons (code
    and values), rendered in each reader's language. `references` is the alert that an update or a cancel speaks of.
    `place` is the path of the subject's page. `origin` is the installation that issued it; null: this one.
    """

    class Kind(models.TextChoices):
        """Told first; told anew; taken back."""

        ALERT = "alert"
        UPDATE = "update"
        CANCEL = "cancel"

    class Severity(models.IntegerChoices):
        """How much it asks of the reader."""

        REFERENCE = 1
        NOTICE = 2
        ACTION = 3
        URGENT = 4

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.ALERT)
    references = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="later")
    subject_type = models.CharField(max_length=100)
    subject_key = models.CharField(max_length=200)
    event = models.CharField(max_length=200)
    severity = models.PositiveSmallIntegerField(choices=Severity.choices, default=Severity.NOTICE)
    headline = models.JSONField()
    details = models.JSONField(default=list)
    place = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(default=timezone.now, db_index=True)
    origin = models.UUIDField(null=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["subject_type", "subject_key", "event"], name="one_alert_a_fact")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_key} {self.event}"


class Notice(models.Model):
    """An alert in a recipient's inbox, with why it concerns them; seen, acknowledged, handed on.

    A quiet one asks for nothing: its subject was muted, or a later alert has replaced it. `steps` counts the steps of
    escalation it has taken.
    """

    alert = models.ForeignKey(Alert, on_delete=models.PROTECT, related_name="notices")
    recipient = models.ForeignKey(Recipient, on_delete=models.CASCADE, related_name="notices")
    reasons = models.JSONField(default=list)
    seen_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    is_quiet = models.BooleanField(default=False)
    steps = models.PositiveSmallIntegerField(default=0)
    escalated_at = models.DateTimeField(null=True)
    escalated_from = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="escalations")

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["alert", "recipient"], name="told_once")]
        indexes: ClassVar = [models.Index(fields=["recipient", "seen_at"], name="notice_unseen")]

    def __str__(self) -> str:
        return f"{self.alert_id} to {self.recipient_id}"


class Delivery(models.Model):
    """The outbox: one notice on its way to one address, claimed by one conditional UPDATE.

    `key` is the idempotency key a receiver may recognise a repetition by. `due_at` is the moment a digest, the end of
    quiet hours or the wait after a fault lets it go. `subject` is that of the alert: what is told of one subject
    arrives in order. `worker` is the claim it was last sent under. A dead delivery has used up its tries, and can be
    sent again by a person; a dropped one was replaced before it left, or its address was switched off.
    """

    class State(models.TextChoices):
        """Waiting, being sent, sent, given up, or no longer wanted."""

        WAITING = "waiting"
        SENDING = "sending"
        SENT = "sent"
        DEAD = "dead"
        DROPPED = "dropped"

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="deliveries")
    address = models.ForeignKey(Address, on_delete=models.CASCADE, related_name="deliveries")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    subject = models.CharField(max_length=301, blank=True)
    due_at = models.DateTimeField(default=AT_ONCE)
    tries = models.PositiveSmallIntegerField(default=0)
    worker = models.CharField(max_length=40, blank=True)
    error = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["notice", "address"], name="one_delivery")]
        indexes: ClassVar = [
            models.Index(fields=["state", "due_at", "address"], name="delivery_next"),
            models.Index(fields=["address", "state", "due_at"], name="delivery_of_address"),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.state}"


class Mute(models.Model):
    """A recipient hears nothing of a subject until a date; an empty `subject_key` mutes the whole type."""

    recipient = models.ForeignKey(Recipient, on_delete=models.CASCADE, related_name="mutes")
    subject_type = models.CharField(max_length=100)
    subject_key = models.CharField(max_length=200, blank=True)
    until = models.DateField()

    class Meta:
        ordering: ClassVar = ["until"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["recipient", "subject_type", "subject_key"], name="one_mute")
        ]

    def __str__(self) -> str:
        return f"{self.subject_type} {self.subject_key} until {self.until}"


class EscalationStep(models.Model):
    """Whom an organisation hands an alert on to when nobody has seen it for so many working hours."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    hours = models.PositiveSmallIntegerField()
    least = models.PositiveSmallIntegerField(choices=Alert.Severity.choices, default=Alert.Severity.ACTION)
    to = models.ForeignKey(Recipient, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering: ClassVar = ["organisation", "hours", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["organisation", "hours"], name="one_step_an_hour")]

    def __str__(self) -> str:
        return f"{self.organisation_id} after {self.hours} h"


class Pace(models.Model):
    """How far a receiver's allowance is used up, shared by all workers: one moment a limit (`rules.pacing`).

    `name` tells the receiver without its secret. `turn` counts, so that of several workers only one takes a turn.
    """

    name = models.CharField(max_length=100, unique=True)
    moments = models.JSONField(default=list)
    turn = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return self.name
