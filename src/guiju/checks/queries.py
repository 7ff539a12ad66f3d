"""Reads of kept checks."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Count, Q, QuerySet

from guiju.checks.models import Check, CheckLine
from guiju.checks.rules import UNRESOLVED


class CheckNotFound(LookupError):  # noqa: N818 (reads as what happened)
    """No check is kept under that link: it was mistyped, deleted or has expired."""


def find_check(link: str) -> Check | None:
    """The check kept under a link, None where there is none."""
    return Check.objects.select_related("job").filter(link=link).first()


def get_check(link: str) -> Check:
    """The same, or `CheckNotFound`."""
    found = find_check(link)
    if found is None:
        raise CheckNotFound(link)
    return found


def list_lines(
    check: Check, *, outcomes: Sequence[str] = (), text: str = "", unresolved: bool = False
) -> QuerySet[CheckLine]:
    """The answers of a check in the order of its lines, those that pass every filter given.

    `text` is looked for in the input, the number, the standard and its title; `unresolved` leaves what a person has
    to complete.
    """
    found = CheckLine.objects.filter(parent=check).select_related("standard")
    if outcomes:
        found = found.filter(outcome__in=outcomes)
    if unresolved:
        found = found.filter(outcome__in=[outcome.value for outcome in UNRESOLVED])
    for word in text.split():
        fields = ("input", "key", "standard_key", "title", "given_title")
        anywhere = Q()
        for name in fields:
            anywhere |= Q(**{f"{name}__icontains": word})
        found = found.filter(anywhere)
    return found.order_by("line", "part")


def count_outcomes(check: Check) -> dict[str, int]:
    """How many answers each outcome has, the most frequent first; outcomes without any are left out."""
    rows = CheckLine.objects.filter(parent=check).order_by().values_list("outcome")
    return dict(rows.annotate(n=Count("id")).order_by("-n", "outcome"))
