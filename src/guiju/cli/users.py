"""`guiju user create`: the first people, before anybody could sign in to give them anything."""

from __future__ import annotations

from typing import Annotated

import typer
from allauth.account.forms import EmailAwarePasswordResetTokenGenerator
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from guiju.cli import output
from guiju.organisations.rules.standing import Administration, Duty
from guiju.organisations.services.demo import make_demonstration_people
from guiju.organisations.services.people import PersonError, create_person, give_administration, give_duty
from guiju.platform.models import User

app = typer.Typer(help="People with an account.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    """Keep the sub-command's name even where the group has only one."""


@app.command()
def create(
    email: Annotated[str, typer.Argument(help="The e-mail address, which counts as confirmed.")],
    name: Annotated[str, typer.Option(help="How colleagues see the person.")] = "",
    administration: Annotated[Administration | None, typer.Option(help="One of the three administrations.")] = None,
    duty: Annotated[list[str] | None, typer.Option(help="A duty and its region, as catalogue:500000.")] = None,
    link: Annotated[bool, typer.Option("--link", help="Print a link that sets the password, once.")] = False,
) -> None:
    """Make an account; the password is asked for, or set by a link that works once."""
    output.require_tables()
    duties = [_duty(text) for text in duty or []]
    password = None if link else _asked_password(email)
    try:
        with transaction.atomic():
            person = create_person(email=email, name=name, password=password)
            if administration is not None:
                give_administration(person=person, administration=administration, actor=None, why="guiju user create")
            for one, region in duties:
                give_duty(person=person, duty=one, region=region, actor=None, why="guiju user create")
    except PersonError as error:
        output.refuse(str(error))
    output.people.print(f"{person.email}: made", highlight=False, markup=False)
    if link:
        typer.echo(password_path(person))


def password_path(person: User) -> str:
    """The path of the page on which a person sets their password; it works once."""
    key = f"{user_pk_to_url_str(person)}-{EmailAwarePasswordResetTokenGenerator().make_token(person)}"
    uid, _, token = key.partition("-")
    return reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": token})


def _asked_password(email: str) -> str:
    password: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    try:
        validate_password(password, User(email=email))
    except ValidationError as error:
        output.refuse(" ".join(error.messages))
    return password


def _duty(text: str) -> tuple[Duty, str]:
    word, _, region = text.partition(":")
    if word not in set(Duty):
        output.refuse(f"there is no duty {word}; there are: {', '.join(Duty)}")
    return Duty(word), region


def demonstration_people() -> None:
    """Make four demonstration people; each is printed once with a random password. A second run changes nothing."""
    output.require_tables()
    made = make_demonstration_people()
    for person, password in made:
        typer.echo(f"{person.email}\t{password}\t{person}")
    if not made:
        output.people.print("the demonstration people are there already", highlight=False, markup=False)
