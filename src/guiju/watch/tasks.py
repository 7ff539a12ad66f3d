"""Background work of watching; each bears repetition, for what was told is noted with it."""

from __future__ import annotations

from typing import Any

from guiju.platform.jobs import Progress, task
from guiju.watch.queries.changes import load_changes
from guiju.watch.services.searching import ask_again
from guiju.watch.services.telling import Changes, look_at_changes, look_at_day


@task("watch.catalogue_changed")
def catalogue_changed(payload: dict[str, Any], progress: Progress) -> None:
    """Tell what follows from changes of the catalogue."""
    look_at_changes(Changes(*load_changes(payload["events"])))


@task("watch.day")
def day(payload: dict[str, Any], progress: Progress) -> None:
    """Tell what has come with time."""
    look_at_day()


@task("watch.searches")
def searches(payload: dict[str, Any], progress: Progress) -> None:
    """Ask every saved search again and tell what it finds besides."""
    ask_again(progress)
