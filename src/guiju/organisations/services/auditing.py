"""The audit rows of organisations, all under the organisation's uuid."""

from __future__ import annotations

from typing import Any

from guiju.organisations.models import Organisation
from guiju.platform import audit
from guiju.platform.models import User


def note(
    action: str,
    organisation: Organisation,
    actor: User | None,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    why: str = "",
    origin: str = "",
) -> None:
    """Write one entry about an organisation."""
    audit.record(
        action=action,
        subject=("organisation", str(organisation.uuid)),
        actor=actor,
        before=before,
        after=after,
        why=why,
        origin=origin,
    )
