"""What people keep under watch: lists of standards, saved searches, documents; and the facts that were told of them."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from guiju.alerts.models import Recipient
from guiju.organisations.models import Organisation
from guiju.watch.rules import facts, items, permissions


def _one_owner(name: str) -> models.CheckConstraint:
    """A person or an organisation, never both, never nobody."""
    return models.CheckConstraint(
        condition=models.Q(user__isnull=False, organisation=None) | models.Q(user=None, organisation__isnull=False),
        name=name,
    )


class WatchList(models.Model):
    """A list of the standards somebody lives by; `uuid` is its address. It belongs to a person or an organisation."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=200)
    note = models.TextField(blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["name", "id"]
        constraints: ClassVar = [_one_owner("list_of_one_owner")]

    def __str__(self) -> str:
        return self.name


class ListShare(models.Model):
    """A list opened to another person or organisation, to view or to edit."""

    parent = models.ForeignKey(WatchList, on_delete=models.CASCADE, related_name="shares")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, null=True, related_name="+")
    may = models.CharField(max_length=5, choices=[(may.value, may.value) for may in permissions.May])

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            _one_owner("share_with_one"),
            models.UniqueConstraint(fields=["parent", "user"], name="one_share_a_person"),
            models.UniqueConstraint(fields=["parent", "organisation"], name="one_share_an_organisation"),
        ]

    def __str__(self) -> str:
        return f"{self.parent_id} {self.may}"


class Follow(models.Model):
    """Who hears of a list: its owner from the beginning, and whoever asked to."""

    parent = models.ForeignKey(WatchList, on_delete=models.CASCADE, related_name="follows")
    recipient = models.ForeignKey(Recipient, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["parent", "recipient"], name="one_follow")]

    def __str__(self) -> str:
        return f"{self.recipient_id} follows {self.parent_id}"


class ListItem(models.Model):
    """A standard on a list. `key` is what was asked for (GB/T 30-2014, or GB/T 30 for any year of it).

    `standard_key` is the edition it means now, `undated_key` its number. Rows are never deleted: `removed_at` ends one,
    and an item that moved on to a successor is a new row that `follows` the old one, so that the list of any day, and
    the difference since then, are plain queries.
    """

    parent = models.ForeignKey(WatchList, on_delete=models.CASCADE, related_name="items")
    key = models.CharField(max_length=200)
    standard_key = models.CharField(max_length=200)
    undated_key = models.CharField(max_length=200)
    mode = models.CharField(max_length=10, choices=[(mode.value, mode.value) for mode in items.Mode])
    note = models.TextField(blank=True)
    tags = models.JSONField(default=list)
    responsible = models.CharField(max_length=100, blank=True)
    place_of_use = models.CharField(max_length=200, blank=True)
    added_at = models.DateTimeField(default=timezone.now)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    follows = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="followed_by")

    class Meta:
        ordering: ClassVar = ["standard_key", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["parent", "key"], condition=models.Q(removed_at=None), name="one_item_a_number"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["standard_key"], condition=models.Q(removed_at=None), name="item_standard"),
            models.Index(fields=["undated_key"], condition=models.Q(removed_at=None), name="item_number"),
        ]

    def __str__(self) -> str:
        return self.key


class SavedSearch(models.Model):
    """A question to the catalogue, as the address of /standards has it, asked again on every change.

    `known` are the keys found last time; what is found besides is told.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=200)
    query = models.CharField(max_length=2000)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, null=True, related_name="+")
    recipient = models.ForeignKey(Recipient, on_delete=models.CASCADE, related_name="+")
    known = models.JSONField(default=list)
    asked_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["name", "id"]
        constraints: ClassVar = [_one_owner("search_of_one_owner")]

    def __str__(self) -> str:
        return self.name


class WatchedDocument(models.Model):
    """A document of one's own whose references are watched. `number` is its own (Q/ZM 001-2021), if it has one.

    Of the file only the references are kept. `problem` says in words (a reason) why it could not be read.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=255)
    number = models.CharField(max_length=200, blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, null=True, related_name="+")
    recipient = models.ForeignKey(Recipient, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["name", "id"]
        constraints: ClassVar = [_one_owner("document_of_one_owner")]

    def __str__(self) -> str:
        return self.number or self.name


class DocumentReference(models.Model):
    """A standard that a watched document names. `places` are reasons (page 3, paragraph 12), one a mention."""

    parent = models.ForeignKey(WatchedDocument, on_delete=models.CASCADE, related_name="references")
    key = models.CharField(max_length=200)
    standard_key = models.CharField(max_length=200, db_index=True)
    undated_key = models.CharField(max_length=200, db_index=True)
    raw = models.CharField(max_length=300)
    title = models.CharField(max_length=1000, blank=True)
    role = models.CharField(max_length=20, blank=True)
    places = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["parent", "key"], name="one_reference_a_number")]

    def __str__(self) -> str:
        return self.key


class Fact(models.Model):
    """Something that holds of a standard under watch, by its subject and `what`, whether and how it was told.

    `on` is its date, `due` the day to tell it (none: at once), `by` what else it says (the successor). Whatever of
    these changes makes another `revision`. A silent fact held already when its standard came under watch.
    """

    subject_key = models.CharField(max_length=200)
    what = models.CharField(max_length=300)
    on = models.DateField(null=True)
    by = models.CharField(max_length=500, blank=True)
    due = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=[(state.value, state.value) for state in facts.FactState])
    revision = models.PositiveSmallIntegerField(default=1)
    noted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["subject_key", "what"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["subject_key", "what"], name="one_row_a_fact")]
        indexes: ClassVar = [models.Index(fields=["state", "due"], name="fact_due")]

    def __str__(self) -> str:
        return f"{self.subject_key} {self.what} {self.on}"


class ToldCount(models.Model):
    """How many facts a recipient was told on a day; beyond the limit one summary stands for all others of the day."""

    recipient = models.ForeignKey(Recipient, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    told = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["day"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["recipient", "day"], name="one_count_a_day")]

    def __str__(self) -> str:
        return f"{self.recipient_id} {self.day}: {self.told}"
