"""The audit trail: written inside the transaction of the change it tells of, sealed right after it is committed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final

from django.db import transaction

from guiju.platform.models import AuditEntry, User
from guiju.platform.sealing import seal

_origin: Final[ContextVar[str]] = ContextVar("origin", default="")
ORIGIN_LENGTH: Final = 100


@contextmanager
def coming_from(origin: str) -> Iterator[None]:
    """Everything recorded within comes from there: an address of the network, or a command."""
    before = _origin.set(origin[:ORIGIN_LENGTH])
    try:
        yield
    finally:
        _origin.reset(before)


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
    """Write one entry; `subject` is (type, key), as ("standard", "GB/T 1.1-2020"), `origin` an address or a command.

    Without `origin` it is where the request or the command came from (`coming_from`).
    """
    entry = AuditEntry.objects.create(
        action=action,
        subject_type=subject[0],
        subject_key=subject[1],
        actor=actor,
        before=before,
        after=after,
        why=why,
        origin=origin or _origin.get(),
    )
    transaction.on_commit(seal, robust=True)
    return entry
