"""`guiju exchange export|import|status|keys`: two installations kept in step by files carried one way at a time."""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Final

import typer
from django.utils import timezone
from rich.console import Console
from rich.table import Table
from rich.text import Text

from guiju.cli import output
from guiju.kernel.packages import PackageError
from guiju.kernel.reasons import Reason
from guiju.platform.models import SentPackage, Zone
from guiju.platform.reasons import render
from guiju.platform.registries import exchanges
from guiju.platform.zones.exporting import export_again, export_news, export_whole, list_sent
from guiju.platform.zones.identity import Card, find_identity, fingerprint_of, own_identity, read_card
from guiju.platform.zones.importing import Outcome, State, list_received, take_in_all
from guiju.platform.zones.neighbours import distrust_zone, list_zones, must_be_another, register_zone

STREAMS: Final = "; ".join(f"{name}: {stream.about}" for name, stream in exchanges)
WIDTH: Final = 200
DONE: Final = (State.TAKEN, State.ALREADY)

app = typer.Typer(help="Keep two installations in step by signed files.", no_args_is_help=True)
keys = typer.Typer(help="This installation's key, and those of the installations it believes.")
app.add_typer(keys, name="keys")

StreamOption = Annotated[list[str], typer.Option("--stream", help=f"What to send, once for each. {STREAMS}.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
Why = Annotated[str, typer.Option(help="Kept in the audit trail.")]


@app.command()
def export(
    folder: Annotated[Path, typer.Argument(help="Where the packages are put to be carried over.")],
    stream: StreamOption,
    first: Annotated[
        int | None, typer.Option("--from", min=1, help="Packages that were lost: this number and all after it, again.")
    ] = None,
    whole: Annotated[bool, typer.Option("--whole", help="Everything, for a zone that has lost its place.")] = False,
    after: Annotated[int, typer.Option(min=0, help="With --whole: the last number the other zone has.")] = 0,
    as_json: AsJson = False,
) -> None:
    """Make signed packages of what happened since the last ones; without news none is made."""
    output.require_tables()
    if (first is not None or whole) and len(set(stream)) != 1:
        output.refuse("--from and --whole are for one stream at a time")
    if not folder.is_dir():
        output.refuse(f"{folder}: no such folder")
    with _refusing():
        if first is not None:
            made = export_again(stream=stream[0], first=first, to=folder)
        elif whole:
            made = export_whole(stream=stream[0], to=folder, after=after)
        else:
            made = export_news(streams=stream, to=folder)
        count = sum(_tell_sent(package, as_json=as_json) for package in made)
    if not as_json:
        output.people.print(f"{count} packages in {folder}", highlight=False, markup=False)


def _tell_sent(package: SentPackage, *, as_json: bool) -> int:
    if as_json:
        output.write_json(_sent(package))
    else:
        output.people.print(f"{package.file_name}: {package.rows} rows", highlight=False, markup=False)
    return 1


@app.command("import")
def take(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Packages, or folders of them.")],
    as_json: AsJson = False,
) -> None:
    """Take packages in, in the order of their numbers; exit status 1 where one was refused or has to wait."""
    output.require_tables()
    files: list[Path] = []
    for path in paths:
        if not path.exists():
            output.refuse(f"{path}: no such file")
        files += sorted(path.glob("*.zip")) if path.is_dir() else [path]
    states = Counter(_tell_taken(outcome, as_json=as_json) for outcome in take_in_all(files))
    if not as_json:
        told = ", ".join(f"{states[state]} {state}" for state in State)
        output.people.print(f"{len(files)} packages: {told}", highlight=False)
    raise typer.Exit(output.FOUND if sum(states.values()) > sum(states[state] for state in DONE) else 0)


def _tell_taken(outcome: Outcome, *, as_json: bool) -> State:
    if as_json:
        output.write_json(_taken(outcome))
        return outcome.state
    counts = ", ".join(f"{count} {name}" for name, count in outcome.counts.items())
    output.people.print(
        f"{outcome.file}: {outcome.state} {counts}".rstrip(), highlight=False, markup=False, soft_wrap=True
    )
    if outcome.reason is not None:
        output.people.print(f"  {_words(outcome.reason)}", style="red", highlight=False, markup=False, soft_wrap=True)
    return outcome.state


def _taken(outcome: Outcome) -> dict[str, object]:
    reason = outcome.reason
    return {
        "file": outcome.file,
        "state": outcome.state,
        "stream": outcome.stream,
        "number": outcome.number,
        "counts": dict(outcome.counts),
        "reason": reason.code if reason else "",
        "reason_zh": render(reason, "zh") if reason else "",
        "reason_en": render(reason, "en") if reason else "",
    }


@app.command()
def status(as_json: AsJson = False) -> None:
    """The last package of every stream, sent and received."""
    output.require_tables()
    sent = [{"direction": "sent", "zone": "", **_sent(package)} for package in list_sent()]
    received = [
        {
            "direction": "received",
            "zone": package.zone.name,
            "stream": package.stream,
            "number": package.number,
            "rows": package.rows,
            "at": _local(package.taken_at),
        }
        for package in list_received()
    ]
    _show((*sent, *received), ("direction", "zone", "stream", "number", "rows", "at"), as_json=as_json)


@keys.callback(invoke_without_command=True)
def list_keys(context: typer.Context, as_json: AsJson = False) -> None:
    """This installation and those it believes, with their fingerprints."""
    if context.invoked_subcommand is not None:
        return
    output.require_tables()
    with _refusing():
        own = find_identity()
    rows = [_card(own.card, "this one")] if own else []
    rows += [_zone(zone) for zone in list_zones()]
    _show(rows, ("installation", "name", "state", "streams", "fingerprint"), as_json=as_json)


@keys.command("show")
def show_key(
    to: Annotated[Path | None, typer.Option("-o", "--output", help="Write the file that the other side adds.")] = None,
    name: Annotated[str, typer.Option(help="What this installation is called; only when its key is made.")] = "",
    as_json: AsJson = False,
) -> None:
    """This installation's public key, made at the first call."""
    with _refusing():
        card = own_identity(name).card
    if to is not None:
        card.write(to)
    _show([_card(card, "this one")], ("installation", "name", "fingerprint"), as_json=as_json)


@keys.command("add")
def add_key(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="The file of `guiju exchange keys show -o FILE`.")],
    stream: Annotated[list[str], typer.Option("--stream", help=f"What it may send, once for each. {STREAMS}.")],
    fingerprint: Annotated[str, typer.Option(help="As the other side reads it out; without it you are asked.")] = "",
    why: Why = "",
) -> None:
    """Believe another installation, once its fingerprint was compared by a way other than the file's."""
    output.require_tables()
    with _refusing():
        card = read_card(path)
        must_be_another(card)
        _compare(card, fingerprint)
        zone = register_zone(card=card, streams=stream, why=why)
    output.people.print(f"{zone.name}: may send {', '.join(zone.streams)}", highlight=False, markup=False)


def _compare(card: Card, fingerprint: str) -> None:
    output.people.print(f"{card.name} {card.installation}\n{card.fingerprint}", highlight=False, markup=False)
    if fingerprint:
        if "".join(fingerprint.split()).upper() != card.fingerprint:
            output.refuse("The fingerprint is not that of this file; it was not added.")
    elif not typer.confirm("Does the other side read out this fingerprint?", err=True):
        raise typer.Exit(output.FOUND)


@keys.command("remove")
def remove_key(
    installation: Annotated[str, typer.Argument(help="Its uuid, or the beginning of it.")], why: Why = ""
) -> None:
    """Take nothing more from an installation; what came from it stays."""
    output.require_tables()
    with _refusing():
        zone = distrust_zone(installation=installation, why=why)
    output.people.print(f"{zone.name}: no longer believed", highlight=False, markup=False)


@contextmanager
def _refusing() -> Iterator[None]:
    """What cannot be done is said in a sentence."""
    try:
        yield
    except PackageError as error:
        output.refuse(_words(error.reason))
    except (LookupError, OSError) as error:
        output.refuse(str(error))


def _sent(package: SentPackage) -> dict[str, object]:
    return {
        "stream": package.stream,
        "number": package.number,
        "rows": package.rows,
        "at": _local(package.made_at),
        "whole": package.whole,
        "file": package.file_name,
        "digest": package.digest,
    }


def _card(card: Card, state: str) -> dict[str, object]:
    return {
        "installation": card.installation,
        "name": card.name,
        "state": state,
        "streams": "",
        "fingerprint": card.fingerprint,
    }


def _zone(zone: Zone) -> dict[str, object]:
    return {
        "installation": str(zone.uuid),
        "name": zone.name,
        "state": "believed" if zone.is_trusted else "removed",
        "streams": ", ".join(zone.streams),
        "fingerprint": fingerprint_of(zone.public_key),
    }


def _show(rows: Sequence[dict[str, object]], columns: tuple[str, ...], *, as_json: bool) -> None:
    if as_json:
        for row in rows:
            output.write_json(row)
        return
    table = Table(*columns, box=None, header_style="bold")
    for row in rows:
        table.add_row(*(Text(str(row[column]), overflow="fold") for column in columns))
    console = Console() if sys.stdout.isatty() else Console(width=WIDTH)
    console.print(table)


def _local(moment: dt.datetime) -> str:
    return timezone.localtime(moment).isoformat(" ", "minutes")


def _words(reason: Reason) -> str:
    return f"{render(reason, 'zh')}\n  {render(reason, 'en')}"
