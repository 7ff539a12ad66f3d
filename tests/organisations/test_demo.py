"""The demonstration's organisations."""

from __future__ import annotations

import pytest

from guiju.organisations.demo import load_organisations
from guiju.organisations.models import Organisation, Participation
from guiju.organisations.services.demo import make_demonstration_people


@pytest.mark.django_db
def test_demonstration_is_named_so_and_loaded_once() -> None:
    first = load_organisations()
    assert load_organisations() == first
    assert {("（演示）" in one.name, one.is_demonstration, one.uscc) for one in first} == {(True, True, None)}
    assert (Organisation.objects.count(), Participation.objects.count()) == (3, 2)


@pytest.mark.django_db
def test_demonstration_people_make_their_organisations_claimed() -> None:
    first, second, alliance = load_organisations()
    make_demonstration_people()
    claimed = Organisation.objects.filter(is_claimed=True).order_by("pk")
    assert list(claimed) == [first, second]
    assert not alliance.is_claimed
