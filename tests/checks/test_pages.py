"""Pages of the standards check: what they take, what they refuse, and that nobody keeps a copy."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.utils import translation

from guiju.checks.forms import OUTCOMES
from guiju.checks.rules import Outcome
from tests.factories import given_standards

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def one_standard() -> None:
    given_standards({"number": "GB/T 24823-2017", "title_zh": "LED模块 性能要求", "effective": "2018-02-01"})


def hand_in(client: Client, text: str = "GB/T 24823-2017", **more: object) -> str:
    return client.post("/check", {"text": text, "as_of": "2026-06-01", **more}).headers["Location"]


def outcomes(client: Client, address: str) -> list[str]:
    table = client.get(address).content.decode().split('<table class="check-table">')[1].split("</table>")[0]
    return re.findall(r'<span class="chip tone-\w+">.*?</svg>(.*?)</span>', table)


def error_on(client: Client, **data: object) -> tuple[int, list[str]]:
    answer = client.post("/check", data)
    html = answer.content.decode()
    found = re.findall(r'class="field__error"[^>]*>(.*?)</p>|<div role="alert".*?<div>(.*?)</div>', html)
    alert = re.findall(r'role="alert">.*?<div>(.*?)</div>', html)
    return answer.status_code, [first or second for first, second in found] + alert


def test_check_is_kept_under_a_link_for_its_date(client: Client) -> None:
    address = hand_in(client)
    assert outcomes(client, address) == ["现行"]
    assert outcomes(client, hand_in(client, as_of="2017-12-31")) == ["即将实施"]
    assert "查询日期 2026-06-01" in client.get(address).content.decode()


def test_pages_of_a_check_are_kept_by_no_cache_and_no_index(client: Client) -> None:
    address = hand_in(client)
    for suffix in ("", "/delete", "/progress", "/answered", "/unresolved.xlsx", "/columns"):
        answer = client.get(address + suffix)
        b"".join(answer)  # a file is closed once it was read
        headers = answer.headers
        assert (headers["Cache-Control"], headers["X-Robots-Tag"]) == ("private, no-store", "noindex, nofollow"), suffix
    assert '<meta name="robots" content="noindex, nofollow">' in client.get(address).content.decode()


def test_nothing_handed_in_is_said(client: Client) -> None:
    assert error_on(client, text="  \n ") == (422, ["请至少粘贴一个标准号，或选择一个文件。"])


def test_file_of_another_kind_is_refused_in_words(client: Client) -> None:
    status, said = error_on(client, upload=SimpleUploadedFile("清单.pdf", b"%PDF"))
    assert status == 422
    assert said == ["不能读取“清单.pdf”。请另存为以下格式之一：.xlsx, .xlsm, .csv, .tsv, .docx, .docm, .txt。"]


@override_settings(GUIJU_MAX_UPLOAD_MB=0)
def test_file_too_large_is_refused_in_words(client: Client) -> None:
    status, said = error_on(client, upload=SimpleUploadedFile("list.txt", b"GB 1-2000" * 100_000))
    assert (status, said) == (422, ["“list.txt”有 0.9 MB，上限为 0 MB。请分批提交。"])


def test_date_that_is_none_is_refused(client: Client) -> None:
    status, said = error_on(client, text="GB 1-2000", as_of="yesterday")
    assert (status, len(said)) == (422, 1)


def test_broken_workbook_ends_in_words_and_not_in_a_fault(client: Client) -> None:
    address = hand_in(client, text="", upload=SimpleUploadedFile("list.xlsx", b"PK\x03\x04 cut short"))
    html = client.get(address).content.decode()
    assert "<h2>未能查新</h2>" in html
    assert len(re.findall(r'role="alert"', html)) == 1


def test_filters_of_the_answers_live_in_the_address(client: Client) -> None:
    address = hand_in(client, "GB/T 24823-2017\nGB/T 24823-1950\n见附件")
    assert outcomes(client, address) == ["现行", "查无", "未认出编号"]
    assert outcomes(client, f"{address}?outcome=current") == ["现行"]
    assert outcomes(client, f"{address}?outcome=current&outcome=unreadable") == ["现行", "未认出编号"]
    assert outcomes(client, f"{address}?unresolved=on") == ["查无", "未认出编号"]
    assert outcomes(client, f"{address}?text=1950") == ["查无"]
    assert outcomes(client, f"{address}?outcome=nonsense") == ["现行", "查无", "未认出编号"]


def test_filter_that_nothing_passes_says_so(client: Client) -> None:
    assert "没有符合条件的结果。" in client.get(f"{hand_in(client)}?text=nothing").content.decode()


def test_long_answer_tables_are_paged(client: Client) -> None:
    address = hand_in(client, "\n".join(["GB/T 24823-2017"] * 130))
    assert len(outcomes(client, address)) == 100
    assert len(outcomes(client, f"{address}?page=2")) == 30


def test_input_of_people_is_shown_as_text(client: Client) -> None:
    html = client.get(hand_in(client, "<script>alert(1)</script> GB/T 24823-2017")).content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html


@pytest.mark.parametrize("suffix", ["", "/progress", "/answered", "/unresolved.xlsx", "/delete", "/columns"])
def test_link_that_is_none_is_not_found(client: Client, suffix: str) -> None:
    assert client.get(f"/check/nosuchlink{suffix}").status_code == 404


@override_settings(GUIJU_INLINE_LINES=0)
def test_waiting_check_has_no_files_yet_and_asks_the_page_to_wait(client: Client) -> None:
    address = hand_in(client)
    html = client.get(address).content.decode()
    assert f'hx-get="{address}/progress"' in html
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in html
    assert client.get(f"{address}/answered").status_code == 404
    assert client.get(f"{address}/progress").headers.get("HX-Refresh") is None


def test_finished_check_tells_the_waiting_page_to_load_anew(client: Client) -> None:
    assert client.get(f"{hand_in(client)}/progress").headers["HX-Refresh"] == "true"


def test_example_list_is_checked_at_once(client: Client) -> None:
    html = client.get(client.post("/check/example").headers["Location"]).content.decode()
    assert "<h1>示例清单.csv</h1>" in html
    assert '<table class="check-table">' in html


def test_example_is_not_started_by_a_link(client: Client) -> None:
    assert client.get("/check/example").status_code == 405


def test_every_outcome_has_a_word_in_the_order_people_read_them() -> None:
    assert set(OUTCOMES) == set(Outcome)
    assert next(iter(OUTCOMES)) == Outcome.CURRENT


@pytest.mark.parametrize(("language", "word"), [("zh-hans", "被代替"), ("en", "Replaced")])
def test_outcomes_are_named_in_the_language_of_the_page(language: str, word: str) -> None:
    with translation.override(language):
        assert str(OUTCOMES[Outcome.REPLACED].text) == word
