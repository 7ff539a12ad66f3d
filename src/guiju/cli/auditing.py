"""`guiju audit verify|export`: is the trail what it was, and the trail as a file."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Annotated

import typer
from django.utils import timezone

from guiju.cli import output
from guiju.platform import sealing
from guiju.platform.models import AuditEntry
from guiju.platform.rules.chain import follow
from guiju.platform.trail import list_entries

app = typer.Typer(help="The audit trail: a chain of sealed entries.", no_args_is_help=True)
LATE = dt.timedelta(hours=1)
FAULTS = {
    "missing": "an entry is missing here, or one was put in",
    "changed": "the entry is not what was sealed",
}


@app.command()
def verify(
    expect: Annotated[str, typer.Option(help="A last digest kept from before: the chain must hold it.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Follow the chain; exit status 1 with the first broken place. Keep the digest it prints on paper."""
    output.require_tables()
    verdict = follow(sealing.links(), expected=expect.strip().lower())
    late = sealing.count_unsealed(timezone.now() - LATE)
    faults = [f"entry {verdict.broken.number}: {FAULTS[verdict.broken.fault]}"] if verdict.broken else []
    if not verdict.met:
        faults.append("the digest kept from before is not in the chain: it was cut or made anew")
    if late:
        faults.append(f"{late} entries are older than an hour and not sealed: does `guiju worker` run?")
    if as_json:
        output.write_json({"entries": verdict.entries, "last": verdict.last, "unsealed": late, "faults": faults})
    else:
        output.people.print(f"{verdict.entries} entries follow from one another", highlight=False, markup=False)
        typer.echo(verdict.last)
        for fault in faults:
            output.people.print(fault, style="red", markup=False)
    if faults:
        raise typer.Exit(output.FOUND)


@app.command()
def export(
    path: Annotated[Path, typer.Argument(help="The file to write, one JSON object a line.")],
) -> None:
    """Write every entry, the oldest first, as JSON Lines."""
    output.require_tables()
    entries = list_entries().order_by("id")
    with path.open("w", encoding="utf-8") as file, output.progress("audit trail") as report:
        for done, entry in enumerate(entries.iterator(1000), start=1):
            file.write(json.dumps(_as_dict(entry), ensure_ascii=False) + "\n")
            report(done, None)


def _as_dict(entry: AuditEntry) -> dict[str, object]:
    content = sealing.content_of(entry)
    return {
        "number": entry.number,
        "digest": entry.digest,
        "at": content.at,
        "actor": content.actor,
        "email": entry.actor.email if entry.actor is not None else "",
        "action": content.action,
        "subject": list(content.subject),
        "before": content.before,
        "after": content.after,
        "why": content.why,
        "origin": content.origin,
    }
