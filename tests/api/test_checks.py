"""Checks as programs make and read them."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook, load_workbook

from guiju.checks.models import Check
from guiju.platform.models import AuditEntry
from tests.api.conftest import V1

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("luminaires")]
TEXT = "GB 7000.1-2015\nGB/T 24827-2015\nGB/T 99999-2020"


def _made(writer: Client, text: str = TEXT) -> dict[str, object]:
    answer = writer.post(f"{V1}/checks", {"text": text, "as_of": "2026-02-01"}, content_type="application/json")
    assert answer.status_code == 201
    told: dict[str, object] = answer.json()
    assert answer.headers["Location"] == f"{V1}/checks/{told['link']}"
    return told


def _workbook(*rows: tuple[str, ...]) -> SimpleUploadedFile:
    book, target = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(target)
    return SimpleUploadedFile("清单.xlsx", target.getvalue())


def test_text_is_checked_at_once_and_read_by_whoever_has_the_link(writer: Client, client: Client) -> None:
    made = _made(writer)
    assert (made["state"], made["lines"], made["as_of"]) == ("done", 3, "2026-02-01")
    assert made["counts"] == {"current": 1, "not_found": 1, "replaced": 1}
    assert client.get(f"{V1}/checks/{made['link']}").json() == made


def test_lines_come_in_order_in_pages_and_by_outcome(writer: Client, client: Client) -> None:
    address = f"{V1}/checks/{_made(writer)['link']}/lines"
    first = client.get(address, {"limit": "2"}).json()
    rest = client.get(address, {"limit": "2", "cursor": first["next"]}).json()
    lines = [*first["items"], *rest["items"]]
    assert [(one["line"], one["key"], one["outcome"]) for one in lines] == [
        (1, "GB 7000.1-2015", "replaced"),
        (2, "GB/T 24827-2015", "current"),
        (3, "GB/T 99999-2020", "not_found"),
    ]
    assert (lines[0]["successors"], rest["next"]) == (["GB/T 7000.1-2023"], None)
    replaced = client.get(address, {"outcome": "replaced"}).json()["items"]
    assert [one["line"] for one in replaced] == [1]
    assert [one["line"] for one in client.get(address, {"unresolved": "true"}).json()["items"]] == [3]


def test_file_is_checked_and_given_back_with_the_answers(writer: Client, client: Client) -> None:
    upload = _workbook(("标准号", "备注"), ("GB 7000.1-2015", "采购"), ("GB/T 24827-2015", "车间"))
    made = writer.post(f"{V1}/checks/files", {"upload": upload, "as_of": "2026-02-01"}).json()
    assert (made["state"], made["kind"], made["file_name"]) == ("done", "table", "清单.xlsx")
    answer = client.get(f"{V1}/checks/{made['link']}/file", {"language": "en"})
    assert answer.status_code == 200
    sheet = load_workbook(io.BytesIO(answer.getvalue())).active
    assert sheet is not None
    assert [sheet.cell(2, 1).value, sheet.cell(2, 2).value, sheet.cell(2, 3).value] == [
        "GB 7000.1-2015",
        "采购",
        "replaced",
    ]


def test_file_with_a_long_chinese_name_is_checked(writer: Client, client: Client) -> None:
    upload = _workbook(("标准号",), ("GB 7000.1-2015",))
    upload.name = "标" * 100 + ".xlsx"
    made = writer.post(f"{V1}/checks/files", {"upload": upload}).json()
    assert (made["state"], made["file_name"]) == ("done", upload.name)
    answer = client.get(f"{V1}/checks/{made['link']}/file")
    assert answer.status_code == 200
    assert load_workbook(io.BytesIO(answer.getvalue())).active is not None


def test_file_with_a_name_longer_than_any_header_is_a_problem(writer: Client) -> None:
    head = f'Content-Disposition: form-data; name="upload"; filename="{"a" * 1500}.xlsx"'
    form = f"--x\r\n{head}\r\n\r\nGB 1-2000\r\n--x--\r\n"
    answer = writer.generic("POST", f"{V1}/checks/files", form, content_type="multipart/form-data; boundary=x")
    assert (answer.status_code, answer.json()["type"]) == (400, "/api#bad-request")


def test_unsure_table_asks_and_is_answered_once_the_column_is_chosen(writer: Client, client: Client) -> None:
    rows = [(f"甲{n}", f"GB/T {n}-2001", f"GB/T {n}-2002") for n in range(100, 110)]
    made = writer.post(f"{V1}/checks/files", {"upload": _workbook(("一", "二", "三"), *rows)}).json()
    assert made["state"] == "asking"
    assert [column["name"] for column in made["choice"]["columns"]] == ["一", "二", "三"]
    asked = {"column": 1}
    chosen = writer.post(f"{V1}/checks/{made['link']}/columns", asked, content_type="application/json")
    assert (chosen.status_code, chosen.json()["state"], chosen.json()["lines"]) == (200, "done", 10)
    again = writer.post(f"{V1}/checks/{made['link']}/columns", asked, content_type="application/json")
    assert (again.status_code, again.json()["type"]) == (409, "/api#conflict")


def _asking(writer: Client) -> str:
    rows = [(f"甲{n}", f"GB/T {n}-2001", f"GB/T {n}-2002") for n in range(100, 110)]
    made = writer.post(f"{V1}/checks/files", {"upload": _workbook(("一", "二", "三"), *rows)}).json()
    assert made["state"] == "asking"
    return f"{V1}/checks/{made['link']}"


@pytest.mark.parametrize(
    ("asked", "detail"),
    [
        ({"column": 99}, "there is no column “99”; choose one of: 一、二、三"),
        ({"column": 1, "title_column": 99}, "there is no column “99”; choose one of: 一、二、三"),
        ({"column": 1, "sheet": "nowhere"}, "nowhere"),
    ],
)
def test_choice_that_cannot_be_is_refused_and_the_check_still_asks(
    writer: Client, asked: dict[str, object], detail: str
) -> None:
    address = _asking(writer)
    before = writer.get(address).json()
    english = {"accept-language": "en"}
    refused = writer.post(f"{address}/columns", asked, content_type="application/json", headers=english)
    assert (refused.status_code, refused.json()["type"]) == (422, "/api#invalid")
    assert detail in refused.json()["detail"]
    assert writer.get(address).json() == before
    chosen = writer.post(f"{address}/columns", {"column": 1}, content_type="application/json")
    assert (chosen.status_code, chosen.json()["state"]) == (200, "done")


def test_lines_of_a_check_that_asks_are_not_there_yet(writer: Client) -> None:
    early = writer.get(f"{_asking(writer)}/lines")
    assert (early.status_code, early.json()["type"]) == (409, "/api#not-finished")


def test_large_check_is_queued_and_its_file_is_not_there_yet(writer: Client, client: Client) -> None:
    text = "\n".join(f"GB/T {number}-2001" for number in range(1000, 1400))
    answer = writer.post(f"{V1}/checks", {"text": text}, content_type="application/json")
    assert (answer.status_code, answer.json()["state"]) == (202, "queued")
    early = client.get(f"{V1}/checks/{answer.json()['link']}/file")
    assert (early.status_code, early.json()["type"]) == (409, "/api#not-finished")


def test_delete_removes_the_check_and_is_audited(writer: Client, client: Client) -> None:
    link = _made(writer)["link"]
    assert writer.delete(f"{V1}/checks/{link}").status_code == 204
    assert client.get(f"{V1}/checks/{link}").status_code == 404
    assert not Check.objects.exists()
    assert list(AuditEntry.objects.filter(action="check.deleted").values_list("subject_type", flat=True)) == ["check"]


def test_nothing_to_check_is_refused_in_the_words_of_the_page(writer: Client) -> None:
    answer = writer.post(
        f"{V1}/checks", {"text": " "}, content_type="application/json", headers={"accept-language": "en"}
    )
    assert answer.status_code == 422
    assert answer.json()["errors"] == [
        {"where": "body", "message": "Paste at least one standard number, or choose a file."}
    ]


def test_file_that_no_reader_takes_is_refused_in_the_words_of_the_page(writer: Client) -> None:
    answer = writer.post(f"{V1}/checks/files", {"upload": SimpleUploadedFile("list.exe", b"MZ")})
    assert answer.status_code == 422
    assert [fault["where"] for fault in answer.json()["errors"]] == ["body.upload"]


def test_checks_are_kept_by_no_shared_cache_and_not_indexed(writer: Client, client: Client) -> None:
    answer = client.get(f"{V1}/checks/{_made(writer)['link']}")
    assert (answer.headers["Cache-Control"], answer.headers["X-Robots-Tag"]) == (
        "private, no-store",
        "noindex, nofollow",
    )
    assert "ETag" not in answer.headers
