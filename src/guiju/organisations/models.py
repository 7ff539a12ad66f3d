"""Organisations, their names, people and duties."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from guiju.organisations.rules import standing


class Organisation(models.Model):
    """A body that does or keeps standards work. `uuid` is what other systems may keep.

    `folded_name` is the name without what people write differently (brackets, width, forms of 有限公司); organisations
    that share it, or a `uscc`, are taken to be the same until a person says otherwise. `merged_into` leaves the row of
    a merged organisation in place, so that the merge can be undone.
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
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.ENTERPRISE)
    uscc = models.CharField(max_length=18, unique=True, null=True)  # noqa: DJ001 (null: unique only where known)
    region = models.CharField(max_length=6, blank=True, db_index=True)
    industry = models.CharField(max_length=10, blank=True)
    address = models.CharField(max_length=500, blank=True)
    website = models.CharField(max_length=500, blank=True)
    is_demonstration = models.BooleanField(default=False)
    is_claimed = models.BooleanField(default=False)
    four_eyes = models.BooleanField(default=False)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="merged")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["name", "id"]

    def __str__(self) -> str:
        return self.name


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
