"""`guiju search QUERY` and `guiju reindex`."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from guiju.catalogue.forms import CLOSED, ORDERS
from guiju.cli import output
from guiju.platform.reasons import render
from guiju.search.finding import Found, Wanted, search
from guiju.search.terms import TermsError

FACET_NAMES: Final = ("level", "mandate", "body", "ics", "ccs", "committee", "adoption", "language")


def find(
    query: Annotated[str, typer.Argument(help="Numbers in any spelling, words in Chinese or English.")] = "",
    *,
    as_json: Annotated[bool, typer.Option("--json", help="One object a query, one a line.")] = False,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many standards to show.")] = 10,
    stdin: Annotated[
        bool, typer.Option("--stdin", help="One query a line from standard input, one object a line out.")
    ] = False,
    on: Annotated[dt.datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day that statuses are of.")] = None,
    status: Annotated[list[str] | None, typer.Option(help="Only this status on that day; repeat for more.")] = None,
    level: Annotated[list[str] | None, typer.Option(help="national, industry, local, group ...")] = None,
    mandate: Annotated[list[str] | None, typer.Option(help="mandatory, recommended, guidance")] = None,
    body: Annotated[list[str] | None, typer.Option(help="Issuing prefix: GB, ISO, DB31 ...")] = None,
    ics: Annotated[list[str] | None, typer.Option(help="ICS code or its beginning: 29.140")] = None,
    ccs: Annotated[list[str] | None, typer.Option(help="CCS code, or its group: K72, K")] = None,
    committee: Annotated[list[str] | None, typer.Option(help="Committee by its number.")] = None,
    adoption: Annotated[list[str] | None, typer.Option(help="Degree of adoption: IDT, MOD, NEQ")] = None,
    language: Annotated[list[str] | None, typer.Option(help="Language of the title: zh, en")] = None,
    year_from: Annotated[int | None, typer.Option(help="The first year.")] = None,
    year_to: Annotated[int | None, typer.Option(help="The last year.")] = None,
    order: Annotated[str, typer.Option(help="relevance, newest, oldest, number")] = "relevance",
) -> None:
    """Search the catalogue; the index is brought up to date first."""
    output.require_tables()
    if bool(query) == stdin:
        output.refuse("Give a query, or --stdin with one query a line.")
    chosen = (level, mandate, body, ics, ccs, committee, adoption, language)
    values = {name: tuple(given) for name, given in zip(FACET_NAMES, chosen, strict=True) if given}
    _require_possible({**values, "status": status or (), "order": (order,)})
    wanted = Wanted(
        text=query,
        values=values,
        status=tuple(status or ()),
        on=on.date() if on else None,
        years=(year_from, year_to) if year_from or year_to else None,
        order=order,
        limit=limit,
    )
    if not stdin and not as_json:
        _show(search().find(wanted, wait=True))
        return
    out = typer.get_text_stream("stdout", encoding="utf-8")
    for line in _lines() if stdin else [query]:
        out.write(_told(line, search().find(replace(wanted, text=line), wait=True)) + "\n")
        out.flush()  # whoever feeds one query at a time gets its answer at once


def _require_possible(given: Mapping[str, Sequence[str]]) -> None:
    """Stop at a value that no standard can have: who mistypes one must not take it for an empty shelf."""
    for name, possible in {**CLOSED, "order": ORDERS}.items():
        for value in given.get(name, ()):
            if value not in possible:
                output.refuse(f"--{name} {value}: expected one of {', '.join(possible)}")


def _lines() -> Iterator[str]:
    for line in typer.get_text_stream("stdin", encoding="utf-8", errors="replace"):
        yield line.rstrip("\r\n")


def _told(query: str, found: Found) -> str:
    understood = [{"zh": render(reason, "zh"), "en": render(reason, "en")} for reason in found.understood]
    told = {"query": query, "understood": understood, "total": found.total, "results": found.keys}
    return json.dumps(told, ensure_ascii=False)


def _show(found: Found) -> None:
    for reason in found.understood:
        output.people.print(f"  {render(reason, 'zh')} / {render(reason, 'en')}", highlight=False, markup=False)
    table = Table("number", "title", box=None, header_style="bold")
    for hit in found.hits:
        table.add_row(Text(hit.key, no_wrap=True), Text(hit.title.replace("\n", " / ")))
    Console().print(table)
    output.people.print(f"{len(found.hits)} of {found.total}", highlight=False)
    for reading in found.readings:
        why = f"{render(reading.reason, 'zh')} / {render(reading.reason, 'en')}"
        output.people.print(f"  {why}: {reading.query}", highlight=False, markup=False)


def reindex(
    as_json: Annotated[bool, typer.Option("--json", help="End with one JSON object.")] = False,
) -> None:
    """Learn the terms anew and build the search index beside the live one; searching goes on meanwhile."""
    output.require_tables()
    try:
        with output.progress("index") as report:
            count = search().rebuild(report)
    except TermsError as error:
        output.refuse(str(error))
    if as_json:
        output.write_json({"indexed": count})
    else:
        output.people.print(f"{count} records indexed", highlight=False)
