"""Saved searches and watched documents of a person and their organisations."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, Q, QuerySet

from guiju.organisations.rules.standing import Standing
from guiju.watch.models import DocumentReference, SavedSearch, WatchedDocument
from guiju.watch.rules.permissions import Owner, may_own, may_view


def list_searches(who: Standing) -> QuerySet[SavedSearch]:
    """The searches the person sees the alerts of."""
    own = Q(user=who.user) | Q(organisation__in=list(who.roles))
    return SavedSearch.objects.filter(own).select_related("organisation").defer("known").order_by("name", "id")


def find_search(uuid: UUID, who: Standing) -> SavedSearch | None:
    """One of them; None where there is none, or it is another's."""
    found = SavedSearch.objects.filter(uuid=uuid).first()
    return found if found and may_view(who, Owner(found.user_id, found.organisation_id)) else None


def list_documents(who: Standing) -> QuerySet[WatchedDocument]:
    """The documents the person sees, each with `count` of references."""
    own = Q(user=who.user) | Q(organisation__in=list(who.roles))
    found = WatchedDocument.objects.filter(own).select_related("organisation")
    return found.annotate(count=Count("references")).order_by("name", "id")


def find_document(uuid: UUID, who: Standing) -> WatchedDocument | None:
    """One of them; None where there is none, or it is another's."""
    found = WatchedDocument.objects.filter(uuid=uuid).first()
    return found if found and may_view(who, Owner(found.user_id, found.organisation_id)) else None


def may_change_document(document: WatchedDocument, who: Standing) -> bool:
    """Whether the person may give it up."""
    return may_own(who, Owner(document.user_id, document.organisation_id))


def list_references(document: WatchedDocument) -> QuerySet[DocumentReference]:
    """What the document names, in the order of the text."""
    return DocumentReference.objects.filter(parent=document).order_by("id")
