"""Every command, each a few lines: read the arguments, call one use case, show the result.

Exit status: 0 done, 1 done with rejects or findings, 2 wrong use.
"""

from __future__ import annotations

import typer

from guiju.cli import (
    auditing,
    checking,
    exchanging,
    importing,
    referring,
    searching,
    serving,
    sources,
    standard,
    tokens,
    users,
)
from guiju.cli.identifying import identify
from guiju.platform import audit

app = typer.Typer(
    help="Guiju 规矩: carry out a technical-standards strategy.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
demo_app = typer.Typer(help="Demonstration data: real lighting standards.", no_args_is_help=True)
app.add_typer(demo_app, name="demo")
app.add_typer(sources.app, name="sources")
app.add_typer(tokens.app, name="token")
app.add_typer(exchanging.app, name="exchange")
app.add_typer(users.app, name="user")
app.add_typer(auditing.app, name="audit")

app.command()(identify)
app.command()(checking.check)
app.command("search")(searching.find)
app.command()(searching.reindex)
app.command()(referring.references)
app.command()(standard.standard)
app.command()(standard.stale)
app.command("import")(importing.import_list)
app.command()(serving.migrate)
app.command()(serving.serve)
app.command()(serving.worker)
demo_app.command("load")(importing.load_demo)
demo_app.command("people")(users.demonstration_people)


@app.callback()
def _whence(context: typer.Context) -> None:
    """What a command changes is recorded as coming from it."""
    context.with_resource(audit.coming_from(f"guiju {context.invoked_subcommand or ''}".strip()))


@demo_app.callback()
def _group() -> None:
    """Keep the sub-command's name even where the group has only one."""
