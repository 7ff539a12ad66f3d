"""The audit trail: written inside the transaction of the change it tells of."""

from __future__ import annotations

from typing import Any

from guiju.platform.models import AuditEntry, User


def record(
    *,
    action: str,
    subject: tuple[str, str],
    actor: User | None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    why: str = "",
    origin: str = "",
) -> AuditEntry:
    """Write one entry; `subject` is (type, key), as ("standard", "GB/T 1.1-2020"), `origin` an address or a command."""
    return AuditEntry.objects.create(
        action=action,
        subject_type=subject[0],
        subject_key=subject[1],
        actor=actor,
        before=before,
        after=after,
        why=why,
        origin=origin,
    )
