"""The page on which managers say whom their organisation hands on to."""

from __future__ import annotations

import pytest
from django.test import Client

from guiju.alerts.models import EscalationStep, Recipient
from guiju.alerts.rules import Severity
from guiju.organisations.models import Membership, Organisation, Participation
from tests.alerts.given import a_person

pytestmark = pytest.mark.django_db


def a_house(name: str, kind: str = "enterprise", region: str = "", *, is_claimed: bool = True) -> Organisation:
    return Organisation.objects.create(name=name, folded_name=name, kind=kind, region=region, is_claimed=is_claimed)


def signed_in(one: Recipient) -> Client:
    client = Client()
    assert one.user is not None
    client.force_login(one.user)
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def works() -> Organisation:
    """A works in a district, member of an association, with a manager li and an editor wang."""
    works = a_house("Works (demonstration)", region="500112")
    union = a_house("Union (demonstration)", "association")
    a_house("District (demonstration)", "authority", "500112")
    a_house("City (demonstration)", "authority", "500000")
    a_house("Elsewhere (demonstration)", "authority", "110000")
    a_house("Nobody there (demonstration)", "authority", "500112", is_claimed=False)
    Participation.objects.create(organisation=works, body=union)
    for name, role in (("li", "manager"), ("wang", "editor")):
        user = a_person(name).user
        assert user is not None
        Membership.objects.create(user=user, organisation=works, role=role)
    return works


def person(name: str) -> Recipient:
    return Recipient.objects.get(user__username=name)


def posted(*steps: tuple[str, str, str]) -> dict[str, str]:
    found = {"step-TOTAL_FORMS": str(len(steps)), "step-INITIAL_FORMS": "0"}
    for n, (hours, least, to) in enumerate(steps):
        found |= {f"step-{n}-hours": hours, f"step-{n}-least": least, f"step-{n}-to": to}
    return found


def own_key(name: str) -> str:
    return f"o{Organisation.objects.get(name=f'{name} (demonstration)').pk}"


def test_page_offers_the_usual_steps_where_none_are_set(works: Organisation) -> None:
    answer = signed_in(person("li")).get(f"/inbox/handing-on/{works.uuid}")
    rows = [tuple(form[name].value() for name in ("hours", "least", "to")) for form in answer.context["forms"]]
    assert rows[:3] == [(16, 3, own_key("Union")), (32, 3, own_key("District")), (None, None, None)]
    names = [name for _key, name in answer.context["forms"][0].fields["to"].choices][1:]
    bodies = [f"{one} (demonstration)" for one in ("Union", "District", "City")]
    assert names == ["li", "wang", *bodies]
    assert "They hold once you save them." in answer.content.decode()
    assert EscalationStep.objects.count() == 0


def test_steps_are_saved_and_stand_there_again(works: Organisation) -> None:
    client = signed_in(person("li"))
    wang = f"p{person('wang').user_id}"
    steps = posted(("4", "4", wang), ("16", "3", own_key("Union")), ("32", "3", ""), ("", "", ""))
    answer = client.post(f"/inbox/handing-on/{works.uuid}", steps)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/inbox/handing-on/{works.uuid}")
    kept = EscalationStep.objects.order_by("hours")
    assert [(one.hours, one.least, str(one.to)) for one in kept] == [
        (4, Severity.URGENT, f"user {wang[1:]}"),
        (16, Severity.ACTION, f"organisation {own_key('Union')[1:]}"),
    ]
    shown = client.get(f"/inbox/handing-on/{works.uuid}").context
    assert [form["to"].value() for form in shown["forms"]][:3] == [wang, own_key("Union"), None]
    assert shown["are_usual"] is False
    overview = client.get("/inbox/handing-on").context["rows"]
    assert overview == [(works, 2)]


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ([("16", "3", "WANG"), ("16", "4", "WANG")], "Two steps cannot be taken after the same time."),
        ([("", "3", "WANG")], "Say after how many working hours."),
        ([("0", "3", "WANG")], "greater than or equal to 1"),
        ([("99999999999999999999", "3", "WANG")], "less than or equal to 2000"),
        ([("8", "9", "WANG")], "Select a valid choice"),
        ([("8", "3", "ELSEWHERE")], "Select a valid choice"),
    ],
)
def test_steps_that_make_no_sense_are_refused_in_words(
    works: Organisation, steps: list[tuple[str, str, str]], said: str
) -> None:
    keys = {"WANG": f"p{person('wang').user_id}", "ELSEWHERE": own_key("Elsewhere")}
    told = posted(*((hours, least, keys[to]) for hours, least, to in steps))
    answer = signed_in(person("li")).post(f"/inbox/handing-on/{works.uuid}", told)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert EscalationStep.objects.count() == 0


def test_form_without_its_count_is_refused(works: Organisation) -> None:
    assert signed_in(person("li")).post(f"/inbox/handing-on/{works.uuid}", {"junk": "\0"}).status_code == 422


def test_steps_are_nobody_elses(works: Organisation) -> None:
    address = f"/inbox/handing-on/{works.uuid}"
    assert Client().get(address).status_code == 302
    for one in (person("wang"), a_person("stranger")):
        client = signed_in(one)
        assert (client.get(address).status_code, client.post(address, posted()).status_code) == (404, 404)
        assert client.get("/inbox/handing-on").context["rows"] == []
