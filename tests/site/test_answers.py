"""What the site answers before any sub-domain has a say."""

from __future__ import annotations

import json
import logging

import pytest
from django.conf import settings
from django.test import Client


@pytest.mark.django_db
def test_healthz_and_readyz_answer(client: Client) -> None:
    assert client.get("/healthz").content == b"ok\n"
    assert client.get("/readyz").json() == {"ready": True}


@pytest.mark.django_db
def test_interface_is_chinese_unless_the_person_switched(client: Client) -> None:
    assert client.get("/healthz", headers={"accept-language": "en"}).headers["Content-Language"] == "zh-hans"
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert client.get("/healthz").headers["Content-Language"] == "en"
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "xx"
    assert client.get("/healthz").headers["Content-Language"] == "zh-hans"


@pytest.mark.django_db
def test_every_answer_carries_the_strict_policy(client: Client) -> None:
    policy = client.get("/healthz").headers["Content-Security-Policy"]
    assert dict(part.strip().split(" ", 1) for part in policy.split(";")) == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }


@pytest.mark.django_db
def test_a_request_is_logged_without_its_query(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="guiju.request"):
        client.get("/healthz?q=secret")
    record = caplog.records[-1]
    facts = {name: record.__dict__[name] for name in ("method", "path", "status")}
    assert facts == {"method": "GET", "path": "/healthz", "status": 200}
    assert "secret" not in json.dumps(record.__dict__, default=str)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "logged"),
    [
        ("/account/password/reset/key/1-dih5-0d75f53778d6/", "/account/password/reset/key/…-…/"),
        ("/account/confirm-email/MTA:1xVCOc:n-TBSve/", "/account/confirm-email/…/"),
        ("/invitations/U8X5jqPpapf3wp", "/invitations/…"),
        ("/domains/U8X5jqPpapf3wp", "/domains/…"),
        ("/alerts/U8X5jqPpapf3wp/atom", "/alerts/…/atom"),
        ("/alerts/U8X5jqPpapf3wp/calendar.ics", "/alerts/…/calendar.ics"),
        ("/alerts/unsubscribe/U8X5jqPpapf3wp", "/alerts/unsubscribe/…"),
        ("/alerts/agree/U8X5jqPpapf3wp", "/alerts/agree/…"),
        ("/check/U8X5jqPpapf3wp", "/check/…"),
        ("/standards/GB_7000.1-2015", "/standards/GB_7000.1-2015"),
    ],
)
def test_a_request_is_logged_without_what_lets_somebody_in(
    client: Client, caplog: pytest.LogCaptureFixture, path: str, logged: str
) -> None:
    with caplog.at_level(logging.INFO, logger="guiju.request"):
        client.get(path)
    (told,) = [record.__dict__["path"] for record in caplog.records if record.name == "guiju.request"]
    assert told == logged
