"""Lists: made, renamed, opened to others, given up; and who hears of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from guiju.alerts.services.issuing import recipient_of
from guiju.organisations.queries.standing import standing_of
from guiju.platform import audit
from guiju.platform.models import User
from guiju.watch.models import Follow, ListShare, WatchList
from guiju.watch.queries.lists import owner_of, shares_of
from guiju.watch.rules.permissions import May, Owner, may_edit, may_own, may_share, may_view


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks for a change, and from where."""

    user: User
    origin: str = ""


def create_list(*, name: str, owner: Owner, asking: Asking, note: str = "") -> WatchList:
    """A new list; its owner hears of it from the beginning, and who made it for an organisation."""
    if not may_own(standing_of(asking.user), owner):
        raise PermissionDenied
    with transaction.atomic():
        made = WatchList.objects.create(
            name=name,
            note=note,
            user_id=owner.user,
            organisation_id=owner.organisation,
            created_by=asking.user,
        )
        recipients = {recipient_of(user=owner.user, organisation=owner.organisation), recipient_of(user=asking.user.pk)}
        Follow.objects.bulk_create(Follow(parent=made, recipient=recipient) for recipient in recipients)
        record("watch.list_created", made, asking, after={"name": name})
    return made


def rename_list(*, parent: WatchList, name: str, note: str, asking: Asking) -> WatchList:
    """Another name or note."""
    require_edit(parent, asking)
    before = {"name": parent.name, "note": parent.note}
    with transaction.atomic():
        parent.name, parent.note = name, note
        parent.save(update_fields=["name", "note"])
        record("watch.list_changed", parent, asking, before=before, after={"name": name, "note": note})
    return parent


def delete_list(*, parent: WatchList, asking: Asking) -> None:
    """Give the list up for good, with its items and their history."""
    _require_share(parent, asking)
    with transaction.atomic():
        record("watch.list_deleted", parent, asking, before={"name": parent.name, "items": parent.items.count()})
        parent.delete()


def share_list(*, parent: WatchList, to: Owner, may: May, asking: Asking) -> ListShare:
    """Open the list to a person or an organisation; a share that exists takes the new extent."""
    _require_share(parent, asking)
    with transaction.atomic():
        share, _made = ListShare.objects.update_or_create(parent=parent, **_columns(to), defaults={"may": may.value})
        record("watch.list_shared", parent, asking, after={**_columns(to), "may": may.value})
    return share


def end_share(*, parent: WatchList, share: int, asking: Asking) -> None:
    """Close the list to somebody it was opened to; they hear no more of it."""
    _require_share(parent, asking)
    found = ListShare.objects.filter(parent=parent, pk=share).first()
    if found is None:
        return
    with transaction.atomic():
        told = {**_columns(Owner(found.user_id, found.organisation_id)), "may": found.may}
        Follow.objects.filter(parent=parent).filter(
            recipient__user=found.user_id, recipient__organisation=found.organisation_id
        ).delete()
        found.delete()
        record("watch.share_ended", parent, asking, before=told)


def follow_list(*, parent: WatchList, asking: Asking, on: bool) -> None:
    """Have the person hear of the list, or no more."""
    if not may_view(standing_of(asking.user), owner_of(parent), shares_of(parent)):
        raise PermissionDenied
    with transaction.atomic():
        recipient = recipient_of(user=asking.user.pk)
        if on:
            Follow.objects.get_or_create(parent=parent, recipient=recipient)
        else:
            Follow.objects.filter(parent=parent, recipient=recipient).delete()
        record("watch.list_followed" if on else "watch.list_unfollowed", parent, asking)


def _columns(owner: Owner) -> dict[str, Any]:
    return {"user_id": owner.user, "organisation_id": owner.organisation}


def require_edit(parent: WatchList, asking: Asking) -> None:
    """`PermissionDenied` unless the person may change the list."""
    if not may_edit(standing_of(asking.user), owner_of(parent), shares_of(parent)):
        raise PermissionDenied


def _require_share(parent: WatchList, asking: Asking) -> None:
    if not may_share(standing_of(asking.user), owner_of(parent)):
        raise PermissionDenied


def record(
    action: str,
    parent: WatchList,
    asking: Asking,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """One row of the audit trail about a list."""
    subject = ("watch_list", str(parent.uuid))
    audit.record(
        action=action, subject=subject, actor=asking.user, before=before, after=after, origin=asking.origin[:100]
    )
