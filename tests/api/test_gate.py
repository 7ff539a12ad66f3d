"""What every request of the API passes: language, problems, ETag, CORS, rate."""

from __future__ import annotations

import logging

import pytest
from django.conf import settings
from django.test import Client

from tests.api.conftest import V1

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("asked", "title", "language"),
    [
        ("", "未找到", "zh-hans"),
        ("en-GB, zh;q=0.5", "Not found", "en"),
        ("zh-TW, en;q=0.9", "未找到", "zh-hans"),
        ("fr, en;q=0.2", "Not found", "en"),
        ("de", "未找到", "zh-hans"),
    ],
)
def test_problem_speaks_the_language_asked_for(client: Client, asked: str, title: str, language: str) -> None:
    answer = client.get(f"{V1}/nothing", headers={"accept-language": asked})
    assert (answer.status_code, answer.headers["Content-Type"]) == (404, "application/problem+json")
    assert (answer.json()["title"], answer.headers["Content-Language"]) == (title, language)
    assert answer.headers["Vary"] == "Accept-Language"


def test_values_that_cannot_be_read_are_named_with_what_was_expected(client: Client) -> None:
    asked = {"limit": "0", "on": "2026-02-30", "sort": "beauty", "year_from": "x", "q": "x" * 501}
    answer = client.get(f"{V1}/standards", asked, headers={"accept-language": "en"})
    assert answer.status_code == 422
    assert answer.json() == {
        "type": "/api#invalid",
        "title": "A value is not as it must be",
        "status": 422,
        "errors": [
            {"where": "query.on", "message": "must be a date, as 2026-01-01"},
            {"where": "query.q", "message": "must be no longer than 500"},
            {"where": "query.year_from", "message": "must be a whole number"},
            {"where": "query.sort", "message": "must be one of: relevance, newest, oldest, number"},
            {"where": "query.limit", "message": "must be 1 or more"},
        ],
    }


@pytest.mark.parametrize(
    ("address", "where", "message"),
    [
        ("classifications?x=1", "query.x", "there are no parameters here"),
        ("statistics?by=level&order=number", "query.order", "there is no such parameter; there are: on, by"),
        ("standards/GB 7000.1?text=灯", "query.text", "there is no such parameter; there are: on"),
        ("checks/x?on=2026-01-01", "query.on", "there are no parameters here"),
    ],
)
def test_parameter_that_is_not_there_is_named_with_those_that_are(
    client: Client, address: str, where: str, message: str
) -> None:
    answer = client.get(f"{V1}/{address}", headers={"accept-language": "en"})
    assert answer.status_code == 422
    assert answer.json()["errors"] == [{"where": where, "message": message}]


@pytest.mark.parametrize("name", ["text", "order", "page"])
def test_search_takes_no_parameter_of_the_page(client: Client, name: str) -> None:
    answer = client.get(f"{V1}/standards", {name: "1"}, headers={"accept-language": "en"})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["message"] == (
        "there is no such parameter; there are: on, q, level, mandate, status, ics, ccs, body, committee, adoption, "
        "language, year_from, year_to, sort, facet, limit, cursor"
    )


@pytest.mark.parametrize(
    "on", ["1767225600", "2026-01-01T00:00:00", "20260101", "2026-1-1", "２０２６-01-01", "1899-12-31", ""]
)
def test_day_is_written_in_full(client: Client, on: str) -> None:
    answer = client.get(f"{V1}/standards", {"on": on})
    assert (answer.status_code, [one["where"] for one in answer.json()["errors"]]) == (422, ["query.on"])


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "application/jsonl", ""])
def test_content_that_is_not_said_to_be_json_is_not_read(writer: Client, kind: str) -> None:
    answer = writer.generic("POST", f"{V1}/checks", '{"text": "GB 1-2000"}', content_type=kind)
    assert (answer.status_code, answer.json()["type"], answer.headers["Accept"]) == (
        415,
        "/api#unsupported",
        "application/json",
    )


def test_json_may_say_its_charset(writer: Client) -> None:
    kind = "Application/JSON; charset=utf-8"
    answer = writer.generic("POST", f"{V1}/checks", '{"text": "GB 1-2000"}', content_type=kind)
    assert answer.status_code == 201


def test_beginning_of_the_api_says_what_there_is(client: Client) -> None:
    answer = client.get(f"{V1}/")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/json")
    told = answer.json()
    assert (told["documentation"], told["openapi"]) == ("/api", "/api/v1/openapi.json")
    assert client.get(told["documentation"]).status_code == 200
    assert client.head(told["openapi"]).status_code == 200


@pytest.mark.parametrize("address", ["", "openapi.json"])
def test_what_is_only_read_takes_no_other_method(client: Client, address: str) -> None:
    answer = client.post(f"{V1}/{address}")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_method_that_is_not_there_says_which_are(client: Client) -> None:
    answer = client.put(f"{V1}/standards", headers={"accept-language": "en"})
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET")
    assert answer.json()["detail"] == "here these methods are allowed: GET"


@pytest.mark.parametrize("body", ["", "{", "[]", '"x"', '{"text": 5}', '{"text": "\\ud800"}', "\xff"])
def test_body_that_cannot_be_read_is_a_problem(writer: Client, body: str) -> None:
    answer = writer.generic("POST", f"{V1}/checks", body, content_type="application/json")
    assert answer.status_code in {400, 422}
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_body_that_is_too_large_is_a_problem(writer: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DATA_UPLOAD_MAX_MEMORY_SIZE", 1000)
    answer = writer.post(f"{V1}/checks", {"text": "x" * 2000}, content_type="application/json")
    assert (answer.status_code, answer.json()["type"]) == (413, "/api#too-large")


def test_same_answer_is_not_sent_twice(client: Client) -> None:
    first = client.get(f"{V1}/classifications")
    again = client.get(f"{V1}/classifications", headers={"if-none-match": first.headers["ETag"]})
    other = client.get(f"{V1}/classifications", headers={"if-none-match": '"another"'})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    assert (other.status_code, other.content) == (200, first.content)


def test_allowance_is_told_whatever_the_answer_is(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "GUIJU_API_RATE", 5)
    etag = client.get(f"{V1}/classifications").headers["ETag"]
    answers = (
        client.get(f"{V1}/classifications", headers={"if-none-match": etag}),
        client.head(f"{V1}/classifications"),
        client.get(f"{V1}/nothing"),
    )
    assert [answer.status_code for answer in answers] == [304, 200, 404]
    assert [answer.headers["RateLimit"].split(";")[1] for answer in answers] == ["r=3", "r=2", "r=1"]


def test_head_is_get_without_its_content(client: Client) -> None:
    full, head = client.get(f"{V1}/classifications"), client.head(f"{V1}/classifications")
    assert (head.status_code, head.content, head.headers["ETag"]) == (200, b"", full.headers["ETag"])


def test_other_sites_pages_may_not_call_unless_they_are_named(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    origin = {"origin": "https://tools.example.org"}
    assert "Access-Control-Allow-Origin" not in client.get(f"{V1}/classifications", headers=origin).headers
    monkeypatch.setattr(settings, "GUIJU_API_ORIGINS", ["https://tools.example.org"])
    answer = client.get(f"{V1}/classifications", headers=origin)
    assert (answer.headers["Access-Control-Allow-Origin"], answer.headers["Vary"]) == (origin["origin"], "Origin")
    stranger = client.get(f"{V1}/classifications", headers={"origin": "https://else.example.org"})
    assert "Access-Control-Allow-Origin" not in stranger.headers


def test_preflight_names_methods_and_headers(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "GUIJU_API_ORIGINS", ["*"])
    asked = {"origin": "https://tools.example.org", "access-control-request-method": "POST"}
    answer = client.options(f"{V1}/checks", headers=asked)
    assert (answer.status_code, answer.headers["Access-Control-Allow-Origin"]) == (204, "*")
    assert answer.headers["Access-Control-Allow-Methods"] == "GET, HEAD, POST, DELETE"
    assert "Access-Control-Allow-Credentials" not in answer.headers


def test_who_asks_too_often_is_told_when_to_come_back(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "GUIJU_API_RATE", 3)
    answers = [client.get(f"{V1}/classifications") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert [answer.headers["RateLimit-Policy"] for answer in answers] == ['"minute";q=3;w=60'] * 4
    remaining = [answer.headers["RateLimit"].split(";")[1] for answer in answers]
    assert remaining == ["r=2", "r=1", "r=0", "r=0"]
    assert 15 <= int(answers[3].headers["Retry-After"]) <= 20
    assert client.get(f"{V1}/classifications", REMOTE_ADDR="192.0.2.7").status_code == 200


def test_token_has_an_allowance_of_its_own(client: Client, writer: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "GUIJU_API_RATE", 1)
    assert [client.get(f"{V1}/classifications").status_code for _ in range(2)] == [200, 429]
    assert [writer.get(f"{V1}/classifications").status_code for _ in range(2)] == [200, 200]


def test_tokens_cannot_be_guessed_faster_than_the_rate(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "GUIJU_API_RATE", 2)
    guesses = [client.get(f"{V1}/standards", headers={"authorization": f"Bearer {n}"}).status_code for n in range(3)]
    assert guesses == [401, 401, 429]


def test_no_limit_counts_nobody(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "GUIJU_API_RATE", 0)
    assert "RateLimit" not in client.get(f"{V1}/classifications").headers


@pytest.mark.parametrize(
    ("proxies", "forwarded", "counted_as_one"),
    [(0, ("192.0.2.1", "192.0.2.2"), True), (1, ("192.0.2.1", "192.0.2.2"), False), (1, ("x", "y"), True)],
)
def test_address_is_the_one_the_last_trusted_proxy_saw(
    client: Client, monkeypatch: pytest.MonkeyPatch, proxies: int, forwarded: tuple[str, str], counted_as_one: bool
) -> None:
    monkeypatch.setattr(settings, "GUIJU_API_RATE", 1)
    monkeypatch.setattr(settings, "GUIJU_PROXIES", proxies)
    codes = [
        client.get(f"{V1}/classifications", headers={"x-forwarded-for": f"203.0.113.9, {one}"}).status_code
        for one in forwarded
    ]
    assert codes == [200, 429 if counted_as_one else 200]


def test_addresses_of_one_ipv6_subscriber_are_one(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "GUIJU_API_RATE", 1)
    codes = [
        client.get(f"{V1}/classifications", REMOTE_ADDR=address).status_code
        for address in ("2001:db8::1", "2001:db8::2", "2001:db8:0:1::1")
    ]
    assert codes == [200, 429, 200]


def test_secret_is_in_no_log(writer: Client, token: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        writer.post(f"{V1}/checks", {"text": "GB 1-2000"}, content_type="application/json")
        writer.get(f"{V1}/nothing")
    told = " ".join(str(record.__dict__) for record in caplog.records)
    assert token.split("_", 2)[2] not in told


def test_fault_of_ours_tells_nobody_what_it_was(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_arguments: object) -> None:
        raise RuntimeError("the database password is 1234")

    monkeypatch.setattr("guiju.catalogue.api.answering.answer_schemes", broken)
    answer = client.get(f"{V1}/classifications", headers={"accept-language": "en"})
    assert (answer.status_code, answer.json()) == (
        500,
        {"type": "/api#fault", "title": "A fault of this server", "status": 500},
    )
    assert "guiju.api" in [record.name for record in caplog.records]


def test_api_sets_no_cookie(client: Client) -> None:
    client.get(f"{V1}/standards")
    assert client.cookies == {}
