"""Background work of the alerts; letters have a worker of their own (`services.sending`)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from guiju.alerts.services import escalating
from guiju.platform.jobs import Progress, repeat, task


@task("alerts.hand_on")
def hand_on(payload: dict[str, Any], progress: Progress) -> None:
    """Hand on what nobody has seen; doing it again does nothing."""
    escalating.hand_on()


repeat("alerts.hand_on", dt.timedelta(minutes=10))
