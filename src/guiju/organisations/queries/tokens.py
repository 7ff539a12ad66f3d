"""Which tokens there are."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils import timezone

from guiju.organisations.models import ApiToken


def list_tokens(*, usable: bool = False) -> QuerySet[ApiToken]:
    """All tokens, those that still count if `usable`."""
    if not usable:
        return ApiToken.objects.all()
    return ApiToken.objects.filter(Q(expires_at=None) | Q(expires_at__gt=timezone.now()), revoked_at=None)


def list_tokens_of(*, user: int | None = None, organisation: int | None = None) -> QuerySet[ApiToken]:
    """The tokens of a person or of an organisation (one of them, by id), the newest first."""
    if user is not None:
        return ApiToken.objects.filter(owner=user).order_by("-created_at")
    return ApiToken.objects.filter(organisation=organisation, owner=None).order_by("-created_at")


def find_token(prefix: str) -> ApiToken | None:
    """The token people know by this prefix."""
    return ApiToken.objects.select_related("owner", "organisation").filter(prefix=prefix).first()
