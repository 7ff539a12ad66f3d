"""What saved searches find besides, and what becomes of the standards a document names."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from django.utils import timezone

from guiju.alerts.models import Notice
from guiju.organisations.models import Organisation
from guiju.platform.models import User
from guiju.watch.demo import load_lists
from guiju.watch.models import DocumentReference, ListItem, WatchedDocument, WatchList
from guiju.watch.problems import WatchProblem
from guiju.watch.rules.permissions import Owner
from guiju.watch.services.documents import watch_document
from guiju.watch.services.searching import ask_again, save_search
from tests.factories import given_standards
from tests.watch.given import OLD, asking, forget_changes, headlines, person, tell_changes

TODAY = dt.date(2026, 11, 23)


@pytest.fixture(autouse=True)
def today(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *_args, **_kwargs: TODAY)


def watched(user: User, path: Path) -> WatchedDocument:
    owner = Owner(user=user.pk)
    return watch_document(path=path, name=path.name, owner=owner, asking=asking(user), number="Q/ZM 001-2021")


def test_search_tells_what_it_finds_besides_and_only_once() -> None:
    given_standards(OLD)
    wang = person()
    save_search(name="灯具", query="text=灯具", owner=Owner(user=wang.pk), asking=asking(wang))
    assert ask_again() == 0
    given_standards({"number": "GB/T 31-2026", "title_zh": "灯具 第2部分", "issued": "2026-11-01"})
    assert (ask_again(), ask_again()) == (1, 0)
    assert headlines(wang) == ["alert: GB/T 31-2026 was newly found: 灯具 第2部分"]


def test_search_that_finds_much_at_once_is_one_alert() -> None:
    wang = person()
    save_search(name="灯具", query="text=灯具", owner=Owner(user=wang.pk), asking=asking(wang))
    given_standards(*({"number": f"GB/T {number}-2026", "title_zh": "灯具"} for number in range(100, 111)))
    assert ask_again() == 1
    assert headlines(wang) == ["alert: The saved search “灯具” finds 11 more standards"]


def test_withdrawn_reference_is_told_with_the_document_and_the_place(tmp_path: Path) -> None:
    given_standards(OLD)
    wang = person()
    path = tmp_path / "spec.txt"
    path.write_text("技术要求\n试验按 GB/T 30-2014 进行\n检验按 GB/T 30-2014 进行\n", encoding="utf-8")
    watched(wang, path)
    forget_changes()
    given_standards({**OLD, "withdrawn": "2026-11-01"})
    tell_changes()
    assert headlines(wang) == ["alert: GB/T 30-2014 is withdrawn from 2026-11-01"]
    assert Notice.objects.get().reasons == [
        ["watch.why.document", {"document": "Q/ZM 001-2021"}],
        ["sheets.place.line", {"number": "2"}],
        ["sheets.place.line", {"number": "3"}],
    ]


def test_workbook_is_read_cell_by_cell(tmp_path: Path) -> None:
    given_standards(OLD)
    path = tmp_path / "plan.csv"
    path.write_text("项目,依据\n外观,gb/t 30-2014\n光通量,GB/T 30\n", encoding="utf-8")
    document = watched(person(), path)
    rows = DocumentReference.objects.filter(parent=document).values_list("key", "standard_key")
    assert list(rows) == [("GB/T 30-2014", "GB/T 30-2014"), ("GB/T 30", "GB/T 30-2014")]


def test_document_without_any_number_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("没有编号\n", encoding="utf-8")
    with pytest.raises(WatchProblem):
        watched(person(), path)
    assert WatchedDocument.objects.count() == 0


def test_demonstration_lists_are_made_once_for_demonstration_organisations() -> None:
    given_standards({"number": "GB 7000.1-2015", "effective": "2017-01-01"})
    assert load_lists() == 0
    Organisation.objects.create(name="示范照明有限公司（演示）", folded_name="示范照明", is_demonstration=True)
    Organisation.objects.create(name="真实企业", folded_name="真实企业")
    assert (load_lists(), load_lists()) == (1, 0)
    assert (WatchList.objects.count(), ListItem.objects.count()) == (1, 14)
