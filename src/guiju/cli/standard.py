"""`guiju standard` and `guiju stale`."""

from __future__ import annotations

import datetime as dt
import sys
from typing import Annotated, Final

import typer
from django.utils import timezone
from rich.console import Console
from rich.text import Text

from guiju.catalogue.answers import answer_as_dict, candidate_as_dict, link_as_dict, word
from guiju.catalogue.queries.questions import find_answer, list_meant
from guiju.catalogue.queries.stale import find_publisher, iter_stale
from guiju.cli import output
from guiju.cli.standard_lines import lines_of, link_line
from guiju.kernel.docid import find_all, parse
from guiju.kernel.reasons import Language
from guiju.platform.reasons import render, render_all

PAGE_WIDTH: Final = 150
KEY = typer.Argument(metavar="NUMBER", help="A standard number in any spelling; without its year: all editions.")
ON = typer.Option(formats=["%Y-%m-%d"], help="For which date; default: today.")
ENGLISH = typer.Option("--english", help="Answer in English; default: Chinese.")


def standard(
    number: Annotated[str, KEY],
    on: Annotated[dt.datetime | None, ON] = None,
    english: Annotated[bool, ENGLISH] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object with everything.")] = False,
) -> None:
    """Tell what is known of a standard: status, chain, adoption and references both ways, sources and conflicts."""
    output.require_tables()
    _refuse_several(number)
    language: Language = "en" if english else "zh"
    answer = find_answer(number, on=_day(on))
    if answer is None:
        _tell_candidates(number, language, as_json=as_json)
        raise typer.Exit(output.FOUND)
    if as_json:
        output.write_json(answer_as_dict(answer))
    else:
        _console().print(*map(Text, lines_of(answer, language)), sep="\n")


def stale(
    body: Annotated[str, typer.Option(help="Only standards of this publisher, such as GB, GB/T or DB50.")] = "",
    on: Annotated[dt.datetime | None, ON] = None,
    english: Annotated[bool, ENGLISH] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object for each stale reference.")] = False,
) -> None:
    """List standards in force that adopt or cite what is no longer current, across the whole catalogue."""
    output.require_tables()
    language: Language = "en" if english else "zh"
    publisher = _publisher(body)
    count = 0
    with output.progress("stale") as report:
        for link in iter_stale(on=_day(on), body=publisher, progress=report):
            count += 1
            if as_json:
                output.write_json(link_as_dict(link))
            else:
                typer.echo(link_line(link, language))
    output.people.print(Text(f"{word('stale_count', language)} {count}"))
    raise typer.Exit(output.FOUND if count else 0)


def _refuse_several(text: str) -> None:
    """Stop where the text names more than one: an answer about the first would hide the others."""
    named = dict.fromkeys(docid.key for _span, docid in find_all(text))
    if len(named) > 1:
        output.refuse(f"{text}: names {', '.join(named)}; ask for one standard at a time")


def _publisher(body: str) -> str:
    """The publisher asked for; stops where nothing of it is held, for an empty list would say that all is well."""
    publisher = find_publisher(body) if body.strip() else ""
    if body.strip() and not publisher:
        output.refuse(f"{body}: the catalogue holds no standard of such a publisher")
    return publisher


def _day(given: dt.datetime | None) -> dt.date:
    return given.date() if given else timezone.localdate()


def _console() -> Console:
    return Console() if sys.stdout.isatty() else Console(width=PAGE_WIDTH, soft_wrap=True)


def _tell_candidates(number: str, language: Language, *, as_json: bool) -> None:
    """The catalogue does not hold it, which does not say that there is none; what comes near is offered."""
    near = list_meant(number)
    docid = parse(number)
    if as_json:
        output.write_json(
            {
                "asked": docid.canonical or number,
                "understood_zh": render_all(docid.understood(), "zh"),
                "understood_en": render_all(docid.understood(), "en"),
                "found": False,
                "candidates": [candidate_as_dict(one) for one in near],
            }
        )
        return
    why = word("not_held", language) if docid else render_all(docid.understood(), language)
    output.people.print(Text(f"{number}: {why}"))
    for one in near:
        output.people.print(Text(f"  {one.key}  {one.title_zh or one.title_en}  ({render(one.reason, language)})"))
