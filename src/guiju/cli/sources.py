"""`guiju sources` and `guiju sources rank`."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import Annotated, Final

import typer
from django.utils import timezone
from rich.console import Console
from rich.table import Table
from rich.text import Text

from guiju.catalogue.queries.coverage import list_coverage_by_year
from guiju.catalogue.queries.sources import (
    Disagreement,
    LoadedSource,
    count_disagreements,
    list_disagreements,
    list_loaded_sources,
)
from guiju.catalogue.services.ranking import UnknownSource, change_rank
from guiju.cli import output
from guiju.platform.reasons import render

WIDTH: Final = 150

app = typer.Typer(help="Where the catalogue comes from, what it covers, where sources disagree.")


@app.callback(invoke_without_command=True)
def show(
    context: typer.Context,
    conflicts: Annotated[int, typer.Option(min=0, help="How many disagreements to list.")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object with everything.")] = False,
) -> None:
    """What was loaded when from where, coverage by publisher and year, and disagreements with the value that holds."""
    if context.invoked_subcommand is not None:
        return
    output.require_tables()
    if as_json:
        output.write_json(_everything(conflicts))
        return
    _console().print(_loads(list_loaded_sources()))
    _console().print(_coverage())
    _console().print(_disagreements(list_disagreements(conflicts)))


@app.command()
def rank(
    key: Annotated[str, typer.Argument(help="The source's short name.")],
    number: Annotated[int, typer.Argument(metavar="N", help="1 is believed first, 99 last.")],
    why: Annotated[str, typer.Option(help="Kept in the audit trail.")] = "",
) -> None:
    """Change how far a source is believed; the standards it shares with other sources are merged anew."""
    output.require_tables()
    try:
        changed = change_rank(key=key, rank=number, why=why)
    except (UnknownSource, ValueError) as error:
        output.refuse(str(error))
    output.people.print(f"{key}: rank {number}; {changed} facts changed", highlight=False, markup=False)


def _everything(conflicts: int) -> dict[str, object]:
    return {
        "sources": [asdict(source) for source in list_loaded_sources()],
        "coverage": [asdict(one) for one in list_coverage_by_year()],
        "disagreements": count_disagreements(),
        "conflicts": [_told(one) for one in list_disagreements(conflicts)],
    }


def _told(one: Disagreement) -> dict[str, object]:
    return {
        "key": one.key,
        "facts": [
            {
                "fact": conflict.field,
                "values": [{"source": source, "value": value} for source, value in conflict.values],
                "why_zh": render(conflict.why, "zh"),
                "why_en": render(conflict.why, "en"),
            }
            for conflict in one.conflicts
        ],
    }


def _console() -> Console:
    return Console() if sys.stdout.isatty() else Console(width=WIDTH)


def _loads(sources: tuple[LoadedSource, ...]) -> Table:
    table = Table("source", "rank", "kind", "standards", "shared", "last load", "rows", "refused", title="sources")
    for source in sources:
        last = source.last
        when = f"{timezone.localtime(last.started_at):%Y-%m-%d %H:%M} {last.file_name} ({last.state})" if last else ""
        rows, refused = (str(last.read), str(last.rejected)) if last else ("", "")
        cells = (source.key, source.rank, source.kind, source.records, source.shared, when, rows, refused)
        table.add_row(*(Text(str(cell)) for cell in cells))
    return table


def _coverage() -> Table:
    table = Table("publisher", "editions", "years", "by decade", title="coverage")
    for one in list_coverage_by_year():
        decades = "  ".join(f"{decade}s {count}" for decade, count in one.decades.items())
        table.add_row(*(Text(str(cell)) for cell in (one.body, one.count, one.span, decades)))
    return table


def _disagreements(found: tuple[Disagreement, ...]) -> Table:
    table = Table("standard", "fact", "holds", "others", "why", title="disagreements")
    for one in found:
        for conflict in one.conflicts:
            (holder, held), *others = conflict.values
            rest = "; ".join(f"{value} ({source})" for source, value in others)
            cells = (one.key, conflict.field, f"{held} ({holder})", rest, render(conflict.why, "en"))
            table.add_row(*map(Text, cells))
    return table
