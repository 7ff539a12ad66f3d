"""Background work of the standards check."""

from __future__ import annotations

from typing import Any

from guiju.checks import services
from guiju.platform.jobs import Progress, task


@task("checks.run")
def run(payload: dict[str, Any], progress: Progress) -> None:
    """Answer a large check; doing it again writes the same answers anew."""
    services.run_check(check_id=payload["check"], progress=progress)


@task("checks.approve")
def approve(payload: dict[str, Any], progress: Progress) -> None:
    """Store and seal the result of a long report; doing it again stores the same anew."""
    services.approve_waiting(report_id=payload["report"], verify_at=payload["verify_at"], progress=progress)


@task("checks.delete_expired")
def delete_expired(payload: dict[str, Any], progress: Progress) -> None:
    """Delete the checks whose time is over."""
    services.delete_expired_checks()
