"""`guiju check`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer
from django.utils import timezone

from guiju.checks.services import answer_as_dict, check_file
from guiju.cli import output
from guiju.kernel.sheets import SheetError
from guiju.platform.reasons import render


def check(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="An .xlsx, .csv, .docx or .txt with standards.")],
    as_of: Annotated[
        dt.datetime | None, typer.Option(formats=["%Y-%m-%d"], help="For which date; default: today.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Write the file back with the answers beside each line.")
    ] = None,
    sheet: Annotated[str | None, typer.Option(help="Which sheet.")] = None,
    column: Annotated[str | None, typer.Option(help="Which column holds the numbers.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object for each identifier.")] = False,
) -> None:
    """Check a list of standards: what is in force, what replaced the rest, what will change (标准查新)."""
    if not path.is_file():
        output.refuse(f"{path}: no such file")
    date = as_of.date() if as_of else timezone.localdate()
    try:
        with output.progress(path.name) as report:
            run = check_file(path=path, as_of=date, sheet=sheet, column=column, progress=report)
            answers = list(run.answers)
            if out is not None:
                run.write(out)
    except SheetError as error:
        output.refuse(f"{render(error.reason, 'zh')} / {render(error.reason, 'en')}")
    if as_json:
        for answer in answers:
            output.write_json(answer_as_dict(answer))
    else:
        _show(run, answers)
    raise typer.Exit(output.FOUND if any(answer.outcome != "current" for answer in answers) else 0)


def _show(run: CheckRun, answers: list[Answer]) -> None:
    table = Table(title=f"{run.layout_words}  {run.as_of}", highlight=False)
    for heading in ("行 line", "输入 input", "结论 outcome", "标准 standard", "说明 reason"):
        table.add_column(heading, overflow="fold")
    for answer in answers:
        reason = f"{render_all(answer.reasons, 'zh')}\n{render_all(answer.reasons, 'en')}"
        table.add_row(str(answer.line), answer.input, answer.outcome, answer.standard, reason)
    Console().print(table)
