"""Pages of lists: who sees them, what they show, what they do."""

from __future__ import annotations

import datetime as dt
import io
import re
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from python_calamine import CalamineWorkbook

from guiju.organisations.rules.standing import Role
from guiju.platform.models import User
from guiju.watch.models import ListItem, SavedSearch, WatchedDocument, WatchList
from guiju.watch.rules.items import Mode
from guiju.watch.rules.permissions import May, Owner
from guiju.watch.services.lists import share_list
from tests.checks.small_catalogue import given_small_catalogue
from tests.watch.given import asking, given_list, organisation, person

TYPED = "GB/T 7000.1-2023, gb7000.1-2015\nGB 20-2001 GB/T 30 GB/T 99999-2020"


@pytest.fixture(autouse=True)
def catalogue(db: None) -> None:
    given_small_catalogue()


@pytest.fixture
def wang(client: Client) -> User:
    user = person("wang")
    client.force_login(user)
    return user


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def numbers(html: str) -> list[str]:
    return re.findall(r'<th scope="row" class="cell-number"><a class="[^"]*" href="[^"]*">(.*?)</a>', html)


def test_visitor_is_asked_to_sign_in_and_comes_back(client: Client) -> None:
    for address in ("/lists", "/lists/changes", "/documents", "/lists/searches/new?text=a"):
        answer = client.get(address)
        assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (302, "/account/login/")


def test_list_is_made_of_what_was_typed(client: Client, wang: User) -> None:
    made = client.post("/lists/new", {"name": "研发一部", "owner": "me", "text": TYPED})
    html = text(client, made.headers["Location"])
    assert numbers(html) == ["GB 20-2001", "GB 7000.1-2015", "GB/T 30-2014", "GB/T 7000.1-2023", "GB/T 99999-2020"]
    assert "清单中写作 GB/T 30" in html


def test_list_is_filtered_by_status_text_and_day(client: Client, wang: User) -> None:
    address = f"/lists/{given_list(wang, TYPED).uuid}"
    assert numbers(text(client, f"{address}?status=withdrawn")) == ["GB 20-2001"]
    assert numbers(text(client, f"{address}?status=absent")) == ["GB/T 99999-2020"]
    assert numbers(text(client, f"{address}?text=7000.1")) == ["GB 7000.1-2015", "GB/T 7000.1-2023"]
    assert numbers(text(client, f"{address}?status=replaced&on=2024-06-30")) == []


def test_list_of_others_is_not_there(client: Client, wang: User) -> None:
    other = given_list(person("li"), TYPED)
    item = other.items.all()[0].pk
    for path in ("", "/items.xlsx", "/valid.pdf", "/delete", f"/items/{item}"):
        assert client.get(f"/lists/{other.uuid}{path}").status_code == 404
    for path in ("/add", "/rename", "/follow", "/share", f"/items/{item}/remove", f"/items/{item}/move"):
        assert client.post(f"/lists/{other.uuid}{path}", {"text": "GB 1-2000"}).status_code == 404
    assert other.items.filter(removed_at=None).count() == 5


def test_shared_list_is_viewed_and_not_changed_until_it_is_shared_to_edit(client: Client, wang: User) -> None:
    li = person("li")
    shared = given_list(li, TYPED)
    address = f"/lists/{shared.uuid}"
    share_list(parent=shared, to=Owner(user=wang.pk), may=May.VIEW, asking=asking(li))
    assert client.get(address).status_code == 200
    assert client.post(f"{address}/add", {"text": "GB/T 40-2010"}).status_code == 403
    share_list(parent=shared, to=Owner(user=wang.pk), may=May.EDIT, asking=asking(li))
    assert client.post(f"{address}/add", {"text": "GB/T 40-2010"}).status_code == 302
    assert shared.items.filter(removed_at=None).count() == 6
    assert client.get(f"{address}/delete").status_code == 403


def test_reader_of_an_organisation_views_its_list_and_cannot_change_it(client: Client) -> None:
    firm = organisation()
    editor, reader = person("editor", (firm, Role.EDITOR)), person("reader", (firm, Role.READER))
    client.force_login(editor)
    made = client.post("/lists/new", {"name": "工厂", "owner": str(firm.uuid), "text": TYPED}).headers["Location"]
    assert WatchList.objects.get().organisation == firm
    client.force_login(reader)
    assert client.get(made).status_code == 200
    assert client.post(f"{made}/add", {"text": "GB/T 40-2010"}).status_code == 403


def test_removed_item_is_brought_back_by_undo(client: Client, wang: User) -> None:
    listed = given_list(wang, "GB 20-2001")
    item = listed.items.get()
    answer = client.post(f"/lists/{listed.uuid}/items/{item.pk}/remove")
    assert "撤销" in text(client, answer.headers["Location"])
    assert listed.items.filter(removed_at=None).count() == 0
    client.post(f"/lists/{listed.uuid}/items/{item.pk}/restore")
    assert listed.items.filter(removed_at=None).count() == 1


def test_item_keeps_what_people_write(client: Client, wang: User) -> None:
    listed = given_list(wang, "GB 20-2001")
    item = listed.items.get()
    form = {"mode": "freeze", "responsible": "李强", "place_of_use": "二车间", "tags": "灯具，出口", "note": "合同要求"}
    assert client.post(f"/lists/{listed.uuid}/items/{item.pk}", form).status_code == 302
    item.refresh_from_db()
    assert (item.mode, item.responsible, item.place_of_use, item.tags, item.note) == (
        "freeze",
        "李强",
        "二车间",
        ["灯具", "出口"],
        "合同要求",
    )
    assert numbers(text(client, f"/lists/{listed.uuid}?tag=出口")) == ["GB 20-2001"]


def test_item_that_asks_goes_on_to_the_successor_when_told(client: Client, wang: User) -> None:
    listed = given_list(wang, "GB 7000.1-2015", mode=Mode.ASK)
    address = f"/lists/{listed.uuid}"
    assert "GB/T 7000.1-2023" in text(client, address)
    item = listed.items.get()
    client.post(f"{address}/items/{item.pk}/move", {"to": "GB/T 7000.1-2023"})
    assert numbers(text(client, address)) == ["GB/T 7000.1-2023"]
    assert listed.items.get(removed_at=None).follows == item


def test_list_takes_over_a_check(client: Client, wang: User) -> None:
    check = client.post("/check", {"text": "gb 7000.1-2015\nGB/T 40-2010"}).headers["Location"]
    listed = given_list(wang, "")
    client.post(f"/lists/{listed.uuid}/add", {"check": f"http://testserver{check}?outcome=replaced"})
    assert numbers(text(client, f"/lists/{listed.uuid}")) == ["GB 7000.1-2015", "GB/T 40-2010"]


def test_list_takes_a_file_as_the_check_reads_it(client: Client, wang: User) -> None:
    listed = given_list(wang, "GB 20-2001")
    table = "名称,标准号\n灯具,gb 7000.1-2015\n镇流器,GB/T 40-2010\n引用 GB 20-2001,见附件\n"
    html = sent(client, listed, "list.csv", table.encode())
    assert numbers(html) == ["GB 20-2001", "GB 7000.1-2015", "GB/T 40-2010"]
    assert "已加入 2 项标准。" in html


def test_file_of_a_list_that_cannot_be_taken_is_refused_in_words(client: Client, wang: User) -> None:
    listed = given_list(wang, "GB 20-2001")
    for name, content in (("empty.csv", b""), ("x.xlsx", b"PK\x03\x04 not a workbook"), ("n.txt", b"no number here")):
        html = sent(client, listed, name, content)
        assert ('class="notice tone-bad"' in html, numbers(html)) == (True, ["GB 20-2001"]), name


def sent(client: Client, listed: WatchList, name: str, content: bytes) -> str:
    upload = io.BytesIO(content)
    upload.name = name
    answer = client.post(f"/lists/{listed.uuid}/add", {"upload": upload})
    return text(client, answer.headers["Location"].partition("#")[0])


def test_one_click_on_a_standard_puts_it_on_a_list_and_takes_it_off(client: Client, wang: User) -> None:
    assert 'id="watching"' in text(client, "/standards/GB/T 40-2010")
    client.post("/lists/watch", {"key": "GB/T 40-2010"}, headers={"HX-Request": "true"})
    listed = WatchList.objects.get(user=wang)
    assert [item.key for item in listed.items.all()] == ["GB/T 40-2010"]
    client.post("/lists/unwatch", {"key": "GB/T 40-2010", "list": str(listed.uuid)})
    assert listed.items.filter(removed_at=None).count() == 0


def test_one_click_takes_nothing_off_the_list_of_somebody_else(client: Client, wang: User) -> None:
    listed = given_list(person("li"), "GB/T 40-2010")
    told = {"key": "GB/T 40-2010", "list": str(listed.uuid)}
    assert client.post("/lists/unwatch", told).status_code == 404
    assert client.post("/lists/unwatch", {"key": "GB/T 40-2010"}).status_code == 404
    assert listed.items.filter(removed_at=None).count() == 1


def test_one_click_never_leads_to_another_site(client: Client, wang: User) -> None:
    answer = client.post("/lists/watch", {"key": "GB/T 40-2010", "next": "https://example.org/"})
    assert answer.headers["Location"] == "/standards/GB/T_40-2010"


def test_export_has_the_rows_of_the_page(client: Client, wang: User) -> None:
    listed = given_list(wang, TYPED)
    answer = client.get(f"/lists/{listed.uuid}/items.xlsx?status=withdrawn")
    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(answer)))
    assert [row[0] for row in book.get_sheet_by_index(0).to_python()][1:] == ["GB 20-2001"]
    assert client.get(f"/lists/{listed.uuid}/items.docx").status_code == 404


def test_print_lists_what_is_in_force(client: Client, wang: User) -> None:
    answer = client.get(f"/lists/{given_list(wang, TYPED).uuid}/valid.pdf")
    assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")


def test_difference_since_a_day_tells_what_came_and_went(client: Client, wang: User) -> None:
    listed = given_list(wang, "GB 20-2001 GB/T 40-2010")
    long_ago = timezone.now() - dt.timedelta(days=10)
    listed.items.update(added_at=long_ago)
    item = listed.items.get(key="GB 20-2001")
    client.post(f"/lists/{listed.uuid}/items/{item.pk}/remove")
    client.post(f"/lists/{listed.uuid}/add", {"text": "GB/T 30-2014"})
    since = (timezone.localdate() - dt.timedelta(days=5)).isoformat()
    html = text(client, f"/lists/changes?since={since}")
    assert re.findall(r"</svg>(\w+)</span> <a href=\"[^\"]*\">(.*?)</a>", html) == [
        ("新增", "GB/T 30-2014"),
        ("移除", "GB 20-2001"),
    ]


@pytest.mark.parametrize(
    "query",
    ["?on=9999-99-99", "?status=%00", "?page=-1", "?page=99999999999999999999", "?since=x", "?tag=%00", "?removed=9e9"],
)
def test_junk_in_the_address_is_no_fault(client: Client, wang: User, query: str) -> None:
    assert client.get(f"/lists/{given_list(wang, TYPED).uuid}{query}").status_code == 200


def test_search_is_kept_under_a_name_and_given_up(client: Client, wang: User) -> None:
    html = text(client, "/standards?text=镇流器")
    assert "/lists/searches/new?text=" in html
    client.post("/lists/searches/new", {"name": "镇流器", "owner": "me", "query": "text=镇流器&page=2"})
    saved = SavedSearch.objects.get()
    assert (saved.query, saved.known) == ("text=%E9%95%87%E6%B5%81%E5%99%A8", ["GB/T 40-2010"])
    client.post(f"/lists/searches/{saved.uuid}/forget")
    assert SavedSearch.objects.count() == 0


def test_document_is_watched_with_the_places_of_what_it_names(client: Client, wang: User, tmp_path: Path) -> None:
    path = tmp_path / "spec.txt"
    path.write_text("Q/ZM 001-2021\n规范性引用文件\nGB 7000.1-2015 灯具\n试验按 GB/T 40-2010 进行\n", encoding="utf-8")
    with path.open("rb") as upload:
        answer = client.post("/documents", {"upload": upload, "owner": "me", "number": "Q/ZM 001-2021"})
    html = text(client, answer.headers["Location"])
    assert numbers(html) == ["GB 7000.1-2015", "GB/T 40-2010"]
    assert ["第 3 行" in html, "第 4 行" in html] == [True, True]
    document = WatchedDocument.objects.get()
    assert (document.user, document.number) == (wang, "Q/ZM 001-2021")
    client.force_login(person("li"))
    assert client.get(f"/documents/{document.uuid}").status_code == 404


def test_document_that_cannot_be_read_is_refused_in_words(client: Client, wang: User) -> None:
    answer = client.post("/documents", {"upload": io.BytesIO(b"no number here"), "owner": "me"})
    assert answer.status_code == 422
    assert ListItem.objects.count() == 0


def test_visitor_is_offered_to_sign_in_on_a_standard(client: Client) -> None:
    html = text(client, "/standards/GB/T 40-2010")
    assert '<a class="button button--small" href="/lists">' in html
