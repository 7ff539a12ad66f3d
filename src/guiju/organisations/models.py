"""Organisations, their names, codes, people and duties."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from guiju.organisations.rules import joining, standing
from guiju.platform.models import ImportRun, Source


class Organisation(models.Model):
    """A body that does or keeps standards work. `uuid` is what other systems may keep.

    `folded_name` is the name without what people write differently (brackets, width, forms of 有限公司); organisations
    that share it, or a `uscc`, are taken to be the same until a person says otherwise. `stem` goes without the legal
    form too: those that share it may be the same, which a person decides. `merged_into` leaves the row of a merged
    organisation in place, so that the merge can be undone. `is_proposed` hides what a person registered until an
    official has looked at it.
    """

    class Kind(models.TextChoices):
        """What sort of body it is."""

        ENTERPRISE = "enterprise"
        AUTHORITY = "authority"
        ASSOCIATION = "association"
        ALLIANCE = "alliance"
        LABORATORY = "laboratory"
        UNIVERSITY = "university"
        INSTITUTE = "institute"
        COMMITTEE = "committee"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300, blank=True)
    folded_name = models.CharField(max_length=300, db_index=True)
    stem = models.CharField(max_length=300, db_index=True, default="")
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.ENTERPRISE)
    uscc = models.CharField(max_length=18, unique=True, null=True)  # noqa: DJ001 (null: unique only where known)
    region = models.CharField(max_length=6, blank=True, db_index=True)
    industry = models.CharField(max_length=10, blank=True)
    address = models.CharField(max_length=500, blank=True)
    website = models.CharField(max_length=500, blank=True)
    is_demonstration = models.BooleanField(default=False)
    is_claimed = models.BooleanField(default=False)
    is_proposed = models.BooleanField(default=False)
    four_eyes = models.BooleanField(default=False)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="merged")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class OrganisationName(models.Model):
    """A name that an organisation goes or went by beside the one in use: former, short, or as a source spells it."""

    class Kind(models.TextChoices):
        """Why it is kept."""

        FORMER = "former"
        OTHER = "other"

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=300)
    folded_name = models.CharField(max_length=300, db_index=True)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.OTHER)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["organisation", "name"], name="one_spelling")]

    def __str__(self) -> str:
        return self.name


class OrganisationCode(models.Model):
    """A code that some register has for an organisation, beside the unified social credit code."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="codes")
    scheme = models.CharField(max_length=30)
    code = models.CharField(max_length=50)

    class Meta:
        ordering: ClassVar = ["scheme", "code"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["scheme", "code"], name="one_holder_a_code")]

    def __str__(self) -> str:
        return f"{self.scheme} {self.code}"


class OrganisationRecord(models.Model):
    """What one row of a source said of an organisation, as it came. `digest` knows the row again."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="records")
    raw = models.JSONField()
    digest = models.CharField(max_length=32)
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["source__rank", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["source", "digest"], name="one_organisation_row")]

    def __str__(self) -> str:
        return f"{self.source_id} {self.digest}"


class Contact(models.Model):
    """Whom to turn to in an organisation; shown to members alone unless `is_public`."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(max_length=100)
    purpose = models.CharField(max_length=100, blank=True)
    phone = models.CharField(max_length=50, blank=True)
    email = models.CharField(max_length=254, blank=True)
    is_public = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.name


class Participation(models.Model):
    """An organisation in another: in an alliance, an association, a committee; from when to when, where known."""

    class Role(models.TextChoices):
        """What it is there."""

        MEMBER = "member"
        CHAIR = "chair"
        VICE_CHAIR = "vice_chair"
        SECRETARIAT = "secretariat"
        OBSERVER = "observer"

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="participations")
    body = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="participants")
    role = models.CharField(max_length=20, choices=Role.choices, default=Role.MEMBER)
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["body__name", "organisation__name", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "body", "role"], name="one_participation"),
            models.CheckConstraint(condition=~models.Q(organisation=models.F("body")), name="not_in_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.role} {self.body_id}"


class EmailDomain(models.Model):
    """A domain of an organisation's e-mail addresses; once verified, whoever receives mail there may join as reader.

    `address` and `digest` are of the mail that verifies it; an official may verify it without.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="domains")
    domain = models.CharField(max_length=253)
    address = models.CharField(max_length=254, blank=True)
    digest = models.CharField(max_length=64, blank=True, db_index=True)
    sent_at = models.DateTimeField(default=timezone.now)
    verified_at = models.DateTimeField(null=True)
    verified_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["domain"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["organisation", "domain"], name="one_domain")]

    def __str__(self) -> str:
        return self.domain


class Invitation(models.Model):
    """A place in an organisation, offered by mail to an address; its link works once and until `expires_at`.

    The secret of the link is not kept: `digest` is its SHA-256. `only_for` is the person who asked for it with an
    address in a verified domain; nobody else may take it.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="invitations")
    email = models.CharField(max_length=254)
    role = models.CharField(max_length=10, choices=[(role.value, role.value) for role in standing.Role])
    digest = models.CharField(max_length=64, unique=True)
    only_for = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-created_at", "-id"]

    def __str__(self) -> str:
        return f"{self.email} {self.organisation_id}"


class JoinRequest(models.Model):
    """A person's wish to belong to an organisation: decided by a manager, the first claim of one by an official."""

    class Kind(models.TextChoices):
        """To join those who are there, or to be the first."""

        JOIN = "join"
        CLAIM = "claim"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="join_requests")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    message = models.TextField(blank=True)
    state = models.CharField(
        max_length=10,
        choices=[(state.value, state.value) for state in joining.State],
        default=joining.State.WAITING.value,
    )
    asked_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    why = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["asked_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "user"],
                condition=models.Q(state=joining.State.WAITING.value),
                name="one_request_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.user_id} {self.organisation_id} {self.state}"


class Merge(models.Model):
    """Two organisations that turned out to be one, and what it takes to part them again.

    `moved` names the rows that were carried over, by table and column; `filled` the facts that the one kept took from
    the other; `given_up` those that the other lost by it.
    """

    kept = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    merged = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    moved = models.JSONField(default=dict)
    filled = models.JSONField(default=dict)
    given_up = models.JSONField(default=dict)
    why = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.merged_id} into {self.kept_id}"


class Distinction(models.Model):
    """Two organisations that look alike and are not the same, as a person said; `first` has the smaller id."""

    first = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["first", "second"], name="told_apart_once")]

    def __str__(self) -> str:
        return f"{self.first_id} is not {self.second_id}"


class Membership(models.Model):
    """A person in an organisation, with a role."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=[(role.value, role.value) for role in standing.Role])
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "organisation"], name="one_membership")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.organisation_id}"


class OfficialDuty(models.Model):
    """A duty of a department official for a region (six digits of GB/T 2260; empty: everywhere)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    duty = models.CharField(max_length=20, choices=[(duty.value, duty.value) for duty in standing.Duty])
    region = models.CharField(max_length=6, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "duty", "region"], name="one_duty")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.duty} {self.region}"


class Administrator(models.Model):
    """One of the three administrations of the platform; one a person."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    administration = models.CharField(
        max_length=10, choices=[(one.value, one.value) for one in standing.Administration]
    )

    def __str__(self) -> str:
        return f"{self.user_id} {self.administration}"


class ApiToken(models.Model):
    """A key by which a program may do what its scopes name, until it expires or is revoked.

    The secret is shown once, when it is made, and never kept: `digest` is its SHA-256. `prefix` is the part of it that
    people and lists know it by. `owner` or `organisation` is for whom it acts; neither where the installation made it.
    """

    prefix = models.CharField(max_length=16, unique=True)
    digest = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=100)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, null=True, related_name="+")
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["created_at"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(owner=None) | models.Q(organisation=None), name="token_of_one")
        ]

    def __str__(self) -> str:
        return f"{self.prefix} {self.name}"
