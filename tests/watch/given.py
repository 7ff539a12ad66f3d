"""People, organisations and lists for tests, made by the same use cases that pages call."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from guiju.alerts.models import Notice
from guiju.kernel.reasons import Reason
from guiju.organisations.models import Membership, Organisation
from guiju.organisations.rules.standing import Role
from guiju.platform.models import Job, User
from guiju.platform.reasons import render
from guiju.watch.models import WatchedDocument, WatchList
from guiju.watch.queries.changes import load_changes
from guiju.watch.rules.items import Mode
from guiju.watch.rules.permissions import Owner
from guiju.watch.services.documents import watch_document
from guiju.watch.services.items import add_typed
from guiju.watch.services.lists import Asking, create_list
from guiju.watch.services.telling import Changes, look_at_changes

OLD = {"number": "GB/T 30-2014", "status": "现行", "effective": "2015-01-01", "title_zh": "灯具"}


def person(name: str = "wang", *organisations: tuple[Organisation, Role]) -> User:
    user = User.objects.create_user(username=name, password="guiju-demonstration", email=f"{name}@example.org")
    for organisation, role in organisations:
        Membership.objects.create(user=user, organisation=organisation, role=role.value)
    return user


def organisation(name: str = "示范照明有限公司", **facts: object) -> Organisation:
    return Organisation.objects.create(name=name, folded_name=name, **facts)


def asking(user: User) -> Asking:
    return Asking(user, "test")


def given_list(user: User, text: str, *, name: str = "研发一部", mode: Mode | None = None) -> WatchList:
    made = create_list(name=name, owner=Owner(user=user.pk), asking=asking(user))
    if text:
        add_typed(parent=made, text=text, asking=asking(user), mode=mode)
    return made


def tell_changes() -> int:
    """Do what the worker does with every event that has not been taken up."""
    events = [pk for job in Job.objects.filter(kind="watch.catalogue_changed") for pk in job.payload["events"]]
    Job.objects.filter(kind="watch.catalogue_changed").delete()
    return look_at_changes(Changes(*load_changes(events)))


def forget_changes() -> None:
    Job.objects.filter(kind="watch.catalogue_changed").delete()


def headlines(user: User) -> list[str]:
    """What a person was told, in English, the first first."""
    notices = Notice.objects.filter(recipient__user=user).select_related("alert").order_by("id")
    return [
        f"{notice.alert.kind}: {render(Reason.of(notice.alert.headline[0], **notice.alert.headline[1]), 'en')}"
        for notice in notices
    ]


def given_document(text: str, *, owner: Owner, user: User) -> WatchedDocument:
    """A text that is watched; of its file nothing is kept."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "spec.txt"
        path.write_text(text, encoding="utf-8")
        return watch_document(path=path, name=path.name, owner=owner, asking=asking(user), number="Q/ZM 001-2021")
