"""How commands speak: people get tables and progress on the error stream, programs get one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Final, NoReturn

import typer
from django.db import DatabaseError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from guiju.platform.readiness import pending_migrations

FOUND: Final = 1
WRONG_USE: Final = 2

people: Final = Console(stderr=True)

Report = Callable[[int, int | None], None]


@contextmanager
def progress(what: str) -> Iterator[Report]:
    """A progress bar on the error stream, shown only where a person watches."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=people, transient=True, disable=not people.is_terminal) as bar:
        task = bar.add_task(what, total=None)

        def report(done: int, total: int | None = None) -> None:
            bar.update(task, completed=done, total=total)

        yield report


def write_json(value: Mapping[str, object]) -> None:
    """One object, one line."""
    typer.echo(json.dumps(value, ensure_ascii=False, default=str))


def require_tables() -> None:
    """Stop with a sentence, not a fault, where `guiju migrate` has not been run yet."""
    try:
        pending = pending_migrations()
    except DatabaseError as error:
        refuse(f"The database does not answer: {error}")
    if pending:
        refuse("The database is empty or of another version. Run: guiju migrate")


def refuse(message: str) -> NoReturn:
    """Say what is wrong with what was asked, and stop with status 2."""
    people.print(message, style="red", markup=False)
    raise typer.Exit(WRONG_USE)
