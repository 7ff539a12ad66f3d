"""`guiju check`."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Final

import typer
from django.utils import timezone
from rich.console import Console
from rich.table import Table
from rich.text import Text

from guiju.checks.answers import Told, word
from guiju.checks.problems import CheckProblem
from guiju.checks.services import CheckRun, answer_as_dict, check_file
from guiju.checks.services.returning import DELIMITED, WORD, WORKBOOK
from guiju.cli import output
from guiju.kernel.batches import in_batches
from guiju.kernel.reasons import Language
from guiju.kernel.sheets import SheetError
from guiju.platform.reasons import render, render_all

PAGE_WIDTH: Final = 150
PAGE_ROWS: Final = 500
FILE = typer.Argument(metavar="FILE", help="An .xlsx, .csv, .docx or .txt with standards.")
AS_OF = typer.Option(formats=["%Y-%m-%d"], help="For which date; default: today.")
OUT = typer.Option("--out", "-o", help="Write the file back with the answers beside each line.")


def check(
    path: Annotated[Path, FILE],
    as_of: Annotated[dt.datetime | None, AS_OF] = None,
    out: Annotated[Path | None, OUT] = None,
    sheet: Annotated[str | None, typer.Option(help="Which sheet.")] = None,
    column: Annotated[
        str | None, typer.Option(help="Which column holds the numbers: heading, letter or place.")
    ] = None,
    english: Annotated[bool, typer.Option("--english", help="Answer in English; default: Chinese.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object for each identifier.")] = False,
) -> None:
    """Check a list of standards: what is in force, what replaced the rest, what will change (标准查新)."""
    if not path.is_file():
        output.refuse(f"{path}: no such file")
    if out is not None:
        _refuse_wrong_place(path, out)
    output.require_tables()
    language: Language = "en" if english else "zh"
    date = as_of.date() if as_of else timezone.localdate()
    try:
        with output.progress(path.name) as report:
            run = check_file(path=path, as_of=date, sheet=sheet, column=column, progress=report)
        if out is not None:
            run.write(out, language)
    except (SheetError, CheckProblem) as error:
        output.refuse(f"{render(error.reason, 'zh')} / {render(error.reason, 'en')}")
    if as_json:
        for answer in run.answers:
            output.write_json(answer_as_dict(answer))
        for note in run.notes:
            output.people.print(Text(render(note, language)))
    else:
        if out is None:
            _show(run, language)
        for line in _account(run, language):
            output.people.print(Text(line))
    raise typer.Exit(output.FOUND if set(run.counts) - {"current"} else 0)


def _refuse_wrong_place(path: Path, out: Path) -> None:
    """A file goes back as what it is, a text as a workbook, a document as either; another name would promise another
    content.
    """
    own = path.suffix.lower()
    expected = (own,) if own in DELIMITED | WORKBOOK else (own, ".xlsx") if own in WORD else (".xlsx",)
    if out.suffix.lower() not in expected:
        output.refuse(f"{out}: the answers to {path.name} are written as {' or '.join(expected)}; end the name so")
    if not out.absolute().parent.is_dir():
        output.refuse(f"{out}: no such folder")


def _show(run: CheckRun, language: Language) -> None:
    """Tables of some hundred answers: one of them all would be laid out in memory first."""
    console = Console() if sys.stdout.isatty() else Console(width=PAGE_WIDTH)
    for page in in_batches(run.answers, PAGE_ROWS):
        console.print(_table(run, page, language))


def _table(run: CheckRun, answers: Iterable[Told], language: Language) -> Table:
    table = Table(title=Text(f"{run.layout_words}  {run.as_of}"), show_lines=True)
    for heading in ("line", "input", "outcome", "standard", "reason"):
        table.add_column(word(f"column.{heading}", language), overflow="fold", ratio=4 if heading == "reason" else None)
    for answer in answers:
        outcome = word(f"outcome.{answer.outcome}", language)
        cells = (str(answer.line), answer.input, outcome, answer.standard, render_all(answer.reasons, language))
        table.add_row(*(Text(cell) for cell in cells))
    return table


def _account(run: CheckRun, language: Language) -> Iterator[str]:
    """Counts, what was read and not lost, what the file brought along, and what the catalogue holds."""
    yield "  ".join(f"{word(f'outcome.{name}', language)} {count}" for name, count in sorted(run.counts.items()))
    yield "  ".join(f"{name} {len(run.accounts[name])}" for name in ("missing", "extra", "blank"))
    yield from (render(note, language) for note in run.notes)
    yield "  ".join(f"{held.body} {held.count} ({held.year_from}–{held.year_to})" for held in run.coverage)
