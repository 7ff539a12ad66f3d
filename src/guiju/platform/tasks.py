"""Background work of the platform itself."""

import datetime as dt
from typing import Any

from guiju.platform import jobs, sealing


@jobs.task("platform.seal")
def seal_audit(_payload: dict[str, Any], _progress: jobs.Progress) -> None:
    """Seal what a crash between commit and sealing left."""
    sealing.seal()


jobs.repeat("platform.seal", dt.timedelta(minutes=10))
