"""`guiju import KIND PATH` and `guiju demo load`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from guiju.catalogue.demo import load_demo as load_demonstration
from guiju.catalogue.importers.kinds import ImportKind, Order, import_file, kinds
from guiju.catalogue.importers.mapping import MappingError
from guiju.catalogue.services.importing import ImportSummary, SourceSpec
from guiju.cli import output
from guiju.kernel.reasons import Reason
from guiju.kernel.sheets import SheetError
from guiju.organisations.demo import load_organisations
from guiju.platform.reasons import render
from guiju.watch.demo import load_lists

COUNTS: Final = ("read", "created", "updated", "unchanged", "rejected")
KINDS: Final = "; ".join(f"{name}: {kind.about}" for name, kind in kinds)
KIND = typer.Argument(metavar="KIND", help=KINDS)


def import_list(
    kind: Annotated[str, KIND],
    path: Annotated[Path, typer.Argument(metavar="PATH", help="The file; some kinds take a folder.")],
    mapping: Annotated[str, typer.Option(help="`auto`, or a JSON file that says which column holds what.")] = "auto",
    source: Annotated[
        str, typer.Option(help="Short name of where the list comes from; default: the file's name.")
    ] = "",
    rank: Annotated[
        int | None, typer.Option(min=1, max=99, help="How far a new source is believed: 1 first, 99 last.")
    ] = None,
    reread: Annotated[bool, typer.Option("--reread", help="Read even the rows that are held word for word.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="End with one JSON object.")] = False,
) -> None:
    """Import a list of standards; a second run of the same file changes nothing."""
    chosen = _kind(kind)
    if not path.is_file() and not (chosen.folders and path.is_dir()):
        output.refuse(f"{path}: no such file")
    output.require_tables()
    key = source or path.name.split(".")[0]
    spec = SourceSpec(
        key=key[:100], name=source or path.name, kind=chosen.source_kind, rank=chosen.rank if rank is None else rank
    )
    try:
        with output.progress(path.name) as report:
            order = Order(path=path, source=spec, mapping=mapping, progress=report, reread=reread)
            summary = import_file(kind=kind, order=order)
    except (SheetError, MappingError) as error:
        output.refuse(_words(error.reason))
    _tell(summary, as_json=as_json)
    raise typer.Exit(output.FOUND if summary.rejected else 0)


def _kind(name: str) -> ImportKind:
    try:
        return kinds.get(name)
    except LookupError as error:
        output.refuse(str(error))


def load_demo(
    as_json: Annotated[bool, typer.Option("--json", help="End with one JSON object.")] = False,
) -> None:
    """Fill the catalogue with real lighting standards; a second run changes nothing."""
    output.require_tables()
    with output.progress("demo") as report:
        summaries = load_demonstration(progress=report)
    load_organisations()
    load_lists()
    whole = ImportSummary(kind="demo")
    for summary in summaries:
        for count in COUNTS:
            setattr(whole, count, getattr(whole, count) + getattr(summary, count))
        whole.seconds += summary.seconds
    _tell(whole, as_json=as_json)
    raise typer.Exit(output.FOUND if whole.rejected else 0)


def _tell(summary: ImportSummary, *, as_json: bool) -> None:
    if as_json:
        output.write_json(summary.as_dict())
        return
    counts = ", ".join(f"{getattr(summary, count)} {count}" for count in COUNTS)
    output.people.print(f"{summary.kind}: {counts} ({summary.seconds:.1f} s)", highlight=False)
    for reason in summary.notes:
        output.people.print(f"  {_words(reason)}", highlight=False, markup=False)
    if summary.rejects_file:
        output.people.print(f"  refused rows, with reasons: {summary.rejects_file}", highlight=False, markup=False)


def _words(reason: Reason) -> str:
    return f"{render(reason, 'zh')} / {render(reason, 'en')}"
