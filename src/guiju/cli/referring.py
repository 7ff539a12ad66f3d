"""`guiju references`."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Final

import typer
from django.utils import timezone
from rich.console import Console
from rich.table import Table
from rich.text import Text

from guiju.checks.answers import word
from guiju.checks.problems import CheckProblem
from guiju.checks.reference_answers import reference_as_dict, reference_cells
from guiju.checks.services.referring import ReferenceRun, find_references
from guiju.cli import output
from guiju.kernel.reasons import Language
from guiju.kernel.sheets import SheetError
from guiju.platform.reasons import render

PAGE_WIDTH: Final = 180
COLUMNS: Final = ("reference", "input", "role", "places", "outcome", "stale", "standard", "reason")
FILE = typer.Argument(metavar="FILE", help="A .docx, a .pdf with text, a .txt or .md.")
AS_OF = typer.Option(formats=["%Y-%m-%d"], help="For which date; default: today.")


def references(
    path: Annotated[Path, FILE],
    as_of: Annotated[dt.datetime | None, AS_OF] = None,
    english: Annotated[bool, typer.Option("--english", help="Answer in English; default: Chinese.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object for each reference.")] = False,
) -> None:
    """List the standards a document refers to: where, in which role, with their state, and which are stale."""
    if path.is_dir():
        output.refuse(f"{path}: is a folder; name one file in it")
    if not path.is_file():
        output.refuse(f"{path}: no such file")
    output.require_tables()
    language: Language = "en" if english else "zh"
    date = as_of.date() if as_of else timezone.localdate()
    try:
        with output.progress(path.name) as report:
            run = find_references(path=path, as_of=date, progress=report)
    except (SheetError, CheckProblem) as error:
        output.refuse(f"{render(error.reason, 'zh')} / {render(error.reason, 'en')}")
    if as_json:
        for reference in run.references:
            output.write_json(reference_as_dict(reference))
    elif run.references:
        _show(run, language)
    for line in _account(run, language):
        output.people.print(Text(line))
    raise typer.Exit(output.FOUND if any(one.is_finding for one in run.references) else 0)


def _show(run: ReferenceRun, language: Language) -> None:
    console = Console() if sys.stdout.isatty() else Console(width=PAGE_WIDTH)
    table = Table(title=Text(f"{run.path.name}  {run.as_of}"), show_lines=True)
    for heading in COLUMNS:
        table.add_column(word(f"column.{heading}", language), overflow="fold", ratio=3 if heading == "reason" else None)
    for reference in run.references:
        table.add_row(*map(Text, reference_cells(reference, language)))
    console.print(table)


def _account(run: ReferenceRun, language: Language) -> Iterator[str]:
    yield from (render(reason, language) for reason in run.summary)
    if run.counts:
        yield "  ".join(f"{word(f'outcome.{name}', language)} {count}" for name, count in sorted(run.counts.items()))
