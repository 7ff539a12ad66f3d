"""Codes of the classifications with their titles."""

from __future__ import annotations

from django.db.models import QuerySet

from guiju.platform.models import Classification


def list_schemes() -> list[str]:
    """The classifications held."""
    return sorted(Classification.objects.order_by().values_list("scheme", flat=True).distinct())


def list_classes(scheme: str, *, under: str = "", after: str = "") -> QuerySet[Classification]:
    """The codes of a classification in their order, those that begin so, those behind one."""
    found = Classification.objects.filter(scheme=scheme, code__gt=after).order_by("code")
    return found.filter(code__startswith=under) if under else found
