"""What can be counted in the catalogue."""

from __future__ import annotations

from django.utils import timezone

from guiju.catalogue.queries import count_totals
from guiju.catalogue.rules import Status
from guiju.platform.registries import counts


def _count_standards() -> int:
    return count_totals(timezone.localdate()).standards


def _count_in_force() -> int:
    return count_totals(timezone.localdate()).by_status.get(Status.IN_FORCE, 0)


counts.add("catalogue.standards", _count_standards)
counts.add("catalogue.standards_in_force", _count_in_force)
