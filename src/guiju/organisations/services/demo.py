"""Demonstration organisations and people, named as such."""

from __future__ import annotations

import secrets
from typing import Final

from django.db import transaction

from guiju.organisations.models import Membership, Organisation
from guiju.organisations.rules.names import fold_name, stem_of
from guiju.organisations.rules.standing import Duty, Role
from guiju.organisations.services.people import create_person, give_duty
from guiju.platform import audit
from guiju.platform.models import User

FIRST: Final = "示范企业甲（演示）"
SECOND: Final = "示范企业乙（演示）"
MEMBERS: Final = (
    ("manager.a@demo.invalid", "演示人员：甲企业管理者", FIRST, Role.MANAGER),
    ("editor.a@demo.invalid", "演示人员：甲企业编辑者", FIRST, Role.EDITOR),
    ("member.b@demo.invalid", "演示人员：乙企业管理者", SECOND, Role.MANAGER),
)
OFFICIAL: Final = ("official@demo.invalid", "演示人员：标准化主管部门")


@transaction.atomic
def demonstration_organisation(name: str) -> Organisation:
    """The demonstration organisation of that name, made where there is none yet."""
    found = Organisation.objects.filter(name=name, is_demonstration=True).first()
    folded = fold_name(name)
    return found or Organisation.objects.create(
        name=name, folded_name=folded, stem=stem_of(folded), is_demonstration=True, is_claimed=True
    )


@transaction.atomic
def make_demonstration_people() -> list[tuple[User, str]]:
    """Four people with random passwords, told this once; those who are there already are left out."""
    made = []
    for email, name, organisation, role in MEMBERS:
        if not User.objects.filter(email=email).exists():
            person, password = _person(email, name)
            joined = demonstration_organisation(organisation)
            Organisation.objects.filter(pk=joined.pk).update(is_claimed=True)  # a stranger's wish goes to its manager
            Membership.objects.create(user=person, organisation=joined, role=role.value)
            after = {"role": role.value, "organisation": str(joined.uuid)}
            audit.record(action="member.added", subject=("person", str(person.uuid)), actor=None, after=after)
            made.append((person, password))
    if not User.objects.filter(email=OFFICIAL[0]).exists():
        person, password = _person(*OFFICIAL)
        give_duty(person=person, duty=Duty.CATALOGUE, region="", actor=None, why="demonstration")
        made.append((person, password))
    return made


def _person(email: str, name: str) -> tuple[User, str]:
    password = secrets.token_urlsafe(12)
    return create_person(email=email, name=name, password=password), password
