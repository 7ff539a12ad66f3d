"""`guiju token create|list|revoke`: what programs write with."""

from __future__ import annotations

from typing import Annotated

import typer
from django.utils import timezone
from rich.console import Console
from rich.table import Table

from guiju.cli import output
from guiju.models import ApiToken
from guiju.organisations.queries.tokens import list_tokens
from guiju.organisations.rules.scopes import SCOPES
from guiju.organisations.services.tokens import AlreadyRevoked, TokenError, create_token, revoke_token

app = typer.Typer(help="Tokens of programs that write through the API.", no_args_is_help=True)


@app.command()
def create(
    name: Annotated[str, typer.Argument(help="Who or what will use it.")],
    scope: Annotated[list[str], typer.Option(help=f"What it may do: {', '.join(SCOPES)}.")],
    days: Annotated[int, typer.Option(help="Days until it expires; 0: never.")] = 365,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Make a token. Its secret is shown this once and kept nowhere."""
    output.require_tables()
    try:
        token, secret = create_token(name=name, scopes=scope, days=days or None)
    except TokenError as error:
        output.refuse(str(error))
    if as_json:
        output.write_json({"token": secret, **_as_dict(token)})
        return
    output.people.print(f"{token.prefix} {token.name}: shown this once, keep it safe", highlight=False, markup=False)
    typer.echo(secret)


@app.command("list")
def show(
    usable: Annotated[bool, typer.Option("--usable", help="Only those that still count.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a token.")] = False,
) -> None:
    """The tokens there are, never their secrets."""
    output.require_tables()
    tokens = list_tokens(usable=usable)
    if as_json:
        for token in tokens:
            output.write_json(_as_dict(token))
        return
    table = Table("prefix", "name", "scopes", "expires", "last used", "state", box=None, header_style="bold")
    for token in tokens:
        told = _as_dict(token)
        row = (token.prefix, token.name, ", ".join(token.scopes), told["expires_at"], told["used_at"], told["state"])
        table.add_row(*(str(cell or "") for cell in row))
    Console().print(table)


@app.command()
def revoke(
    prefix: Annotated[str, typer.Argument(help="The token's prefix, as `guiju token list` shows it.")],
    why: Annotated[str, typer.Option(help="Kept in the audit trail.")] = "",
) -> None:
    """End a token for good; exit status 1 for one that was already revoked."""
    output.require_tables()
    try:
        token = revoke_token(prefix=prefix, why=why)
    except AlreadyRevoked as error:
        output.people.print(str(error), highlight=False, markup=False)
        raise typer.Exit(1) from error
    except TokenError as error:
        output.refuse(str(error))
    output.people.print(f"{token.prefix} {token.name}: revoked", highlight=False, markup=False)


def _as_dict(token: ApiToken) -> dict[str, object]:
    moments = {"created_at": token.created_at, "expires_at": token.expires_at, "used_at": token.used_at}
    shown = {name: timezone.localtime(at).isoformat(" ", "minutes") if at else None for name, at in moments.items()}
    return {"prefix": token.prefix, "name": token.name, "scopes": token.scopes, **shown, "state": _state(token)}


def _state(token: ApiToken) -> str:
    if token.revoked_at is not None:
        return "revoked"
    return "expired" if token.expires_at is not None and token.expires_at <= timezone.now() else "usable"
