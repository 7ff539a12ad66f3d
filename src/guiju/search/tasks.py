"""Background work of the search: keeping the index near the records even while nobody searches."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from guiju.platform import jobs
from guiju.platform.jobs import Progress, task
from guiju.search.finding import search

FOLLOW: Final = "search.follow"
REBUILD: Final = "search.rebuild"

jobs.repeat(FOLLOW, dt.timedelta(minutes=10))


@task(FOLLOW)
def follow(_payload: dict[str, Any], _progress: Progress) -> None:
    """Take in what happened since the last look."""
    search().catch_up()


@task(REBUILD)
def rebuild(_payload: dict[str, Any], progress: Progress) -> None:
    """Learn the terms anew and build the index beside the live one."""
    search().rebuild(progress)
