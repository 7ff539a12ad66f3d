"""Feeds read back by libraries others wrote: Atom by feedparser, calendars by icalendar."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlsplit

import feedparser
import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar
from lxml import etree, html

from guiju.catalogue.views.atom import tag
from guiju.platform.models import Event
from tests.factories import given_standards

TODAY = timezone.localdate()
NEXT_MONTH = TODAY + dt.timedelta(days=30)


@pytest.fixture
def held(db: None) -> None:
    given_standards(
        {"number": "GB 1-2015", "title_zh": "旧灯具", "issued": "2015-05-05", "effective": "2016-01-01"},
        {
            "number": "GB/T 1-2026",
            "title_zh": "灯具 <安全> & 要求",
            "title_en": "Luminaires",
            "issued": "2020-02-03",
            "effective": "2020-09-01",
            "ics": "29.140.40",
            "replaces": "GB 1-2015",
        },
        {"number": "JB/T 2-2020", "title_zh": "泵", "issued": "2020-03", "effective": "2020-09-01", "ics": "23.080"},
        {"number": "JB/T 3-2026", "title_zh": "阀", "issued": "2020-02-02", "effective": NEXT_MONTH.isoformat()},
    )


def page_of(client: Client, address: str) -> Any:
    return html.fromstring(client.get(address).content.decode())


def feed_of(client: Client, address: str) -> Any:
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    found = feedparser.parse(answer.content)
    assert not found.bozo, found.get("bozo_exception")
    return found


def calendar_of(client: Client, address: str) -> Any:
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return Calendar.from_ical(answer.content)


def events_of(client: Client, address: str) -> list[Any]:
    return list(calendar_of(client, address).walk("VEVENT"))


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize(
    ("address", "titles"),
    [
        ("/feeds/published.atom", ["GB/T 1-2026 灯具 <安全> & 要求", "JB/T 3-2026 阀", "GB 1-2015 旧灯具"]),
        ("/feeds/in-force.atom", ["GB/T 1-2026 灯具 <安全> & 要求", "JB/T 2-2020 泵", "GB 1-2015 旧灯具"]),
        ("/feeds/ended.atom", ["GB 1-2015 旧灯具"]),
        ("/feeds/in-force.atom?body=JB", ["JB/T 2-2020 泵"]),
        ("/feeds/in-force.atom?level=national&ics=29", ["GB/T 1-2026 灯具 <安全> & 要求"]),
        ("/feeds/in-force.atom?language=en&ics=29", ["GB/T 1-2026 Luminaires"]),
        ("/feeds/in-force.atom?level=nonsense&ics=%00&language=fr&body=DIN", []),
    ],
)
def test_atom_feed_holds_the_latest_first(client: Client, address: str, titles: list[str]) -> None:
    assert [entry.title for entry in feed_of(client, address).entries] == titles


@pytest.mark.usefixtures("held")
def test_entry_has_an_id_that_stays_and_an_address_of_this_host(client: Client) -> None:
    feed = feed_of(client, "/feeds/ended.atom")
    (entry,) = feed.entries
    assert entry.id == "tag:testserver,2026:/standards/GB_1-2015#ended"
    assert entry.link == "http://testserver/standards/GB_1-2015"
    assert entry.published == "2020-09-01T00:00:00+08:00"
    assert entry.updated_parsed >= entry.published_parsed
    summary: Any = html.fromstring(f"<div>{entry.summary}</div>")
    assert summary.text_content() == "被代替或废止 2020-09-01代替标准 GB/T 1-2026"
    assert feed.feed.id == "tag:testserver,2026:/feeds/ended.atom"
    assert (feed.feed.title, feed.feed.language, feed.feed.author) == ("规矩：被代替或废止", "zh-hans", "规矩 Guiju")


@pytest.mark.usefixtures("held")
def test_atom_feed_names_no_other_host(client: Client) -> None:
    tree: Any = etree.fromstring(client.get("/feeds/published.atom?ics=29").content)
    links = [urlsplit(link) for link in tree.xpath("//@href")]
    assert {link.netloc for link in links} == {"testserver"}
    own = tree.xpath("/*/*[local-name()='link'][@rel='self']/@href")
    assert own == ["http://testserver/feeds/published.atom?ics=29"]


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize(
    "address",
    [
        "/feeds/published.atom",
        "/feeds/published.atom?body=DIN",
        "/feeds/coming.ics",
        "/feeds/coming.ics?body=DIN",
        "/standards/GB_1-2015/feed.atom",
        "/standards/GB_1-2015/feed.ics",
    ],
)
def test_feed_that_did_not_change_is_not_sent_again(client: Client, address: str) -> None:
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    given_standards(
        {"number": "DIN 1-2020", "issued": "2020-01-01", "withdrawn": TODAY.isoformat()},
        {"number": "GB 1-2015", "withdrawn": "2019-01-01"},
    )
    assert client.get(address, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


@pytest.mark.usefixtures("held")
def test_feed_says_when_it_changed_last(client: Client) -> None:
    for address in ("/feeds/in-force.atom", "/feeds/coming.ics"):
        moment = client.get(address).headers["Last-Modified"]
        assert client.get(address, headers={"If-Modified-Since": moment}).status_code == 304


@pytest.mark.usefixtures("held")
def test_calendar_has_a_whole_day_on_which_a_standard_comes_into_force(client: Client) -> None:
    (event,) = events_of(client, "/feeds/coming.ics")
    assert (event.start, event.end) == (NEXT_MONTH, NEXT_MONTH + dt.timedelta(days=1))
    assert str(event["summary"]) == "实施: JB/T 3-2026 阀"
    assert str(event["url"]) == "http://testserver/standards/JB/T_3-2026"
    assert event["summary"].params["LANGUAGE"] == "zh-hans"
    assert (str(event["transp"]), event["sequence"]) == ("TRANSPARENT", 0)
    assert event.last_modified == event.stamp


@pytest.mark.usefixtures("held")
def test_event_keeps_its_uid_and_counts_up_when_the_day_moves(client: Client) -> None:
    (before,) = events_of(client, "/feeds/coming.ics")
    later = NEXT_MONTH + dt.timedelta(days=10)
    given_standards({"number": "JB/T 3-2026", "effective": later.isoformat()})
    (after,) = events_of(client, "/feeds/coming.ics")
    assert after["uid"] == before["uid"]
    assert (after.start, after["sequence"]) == (later, 1)
    assert after.last_modified >= before.last_modified


@pytest.mark.usefixtures("held")
def test_calendar_is_in_the_language_asked_for_and_fetched_again(client: Client) -> None:
    calendar = calendar_of(client, "/feeds/coming.ics?language=en")
    assert str(calendar["x-wr-calname"]) == "Standards: coming into force and ending"
    assert str(calendar["method"]) == "PUBLISH"
    assert calendar["refresh-interval"].dt == dt.timedelta(hours=12)
    assert str(calendar.walk("VEVENT")[0]["summary"]) == "Come into force: JB/T 3-2026 阀"
    client.cookies["django_language"] = "en"
    assert str(calendar_of(client, "/feeds/coming.ics")["x-wr-calname"]) == "标准实施与失效日期"


@pytest.mark.usefixtures("held")
def test_feed_of_a_standard_tells_its_dated_changes_and_what_was_recorded(client: Client) -> None:
    Event.objects.update(at=dt.datetime(2021, 5, 5, tzinfo=dt.UTC))
    feed = feed_of(client, "/standards/GB_1-2015/feed.atom")
    assert [(entry.title, entry.published[:10]) for entry in feed.entries] == [
        ("GB 1-2015 新收录", "2021-05-05"),
        ("GB 1-2015 被代替", "2020-09-01"),
        ("GB 1-2015 现行", "2016-01-01"),
        ("GB 1-2015 即将实施", "2015-05-05"),
    ]
    assert [entry.id.partition("#")[2] for entry in feed.entries] == [
        "noted-2021-05-05",
        "replaced-2020-09-01",
        "in_force-2016-01-01",
        "published-2015-05-05",
    ]


@pytest.mark.usefixtures("held")
def test_calendar_of_a_standard_has_all_its_days(client: Client) -> None:
    events = events_of(client, "/standards/GB_1-2015/feed.ics?language=en")
    assert [(event.start, str(event["summary"]).partition(":")[0]) for event in events] == [
        (dt.date(2015, 5, 5), "Published"),
        (dt.date(2016, 1, 1), "Come into force"),
        (dt.date(2020, 9, 1), "Replaced or withdrawn"),
    ]


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/feeds/nothing.atom", 404),
        ("/feeds/coming.atom", 404),
        ("/feeds/published.ics", 404),
        ("/feeds/recorded.atom", 404),
        ("/standards/GB_404-2020/feed.atom", 404),
        ("/standards/GB_1-2015/feed.rss", 404),
        ("/feeds/coming.ics?level=x&body=%00&ics=x&page=9", 200),
    ],
)
def test_feed_that_does_not_exist_or_bad_filters_are_no_fault(client: Client, address: str, status: int) -> None:
    assert client.get(address).status_code == status
    assert client.post(address).status_code == 405


@pytest.mark.usefixtures("held")
def test_news_page_announces_its_feeds_with_its_filters(client: Client) -> None:
    page = page_of(client, "/news/2020-W36?level=national&body=GB")
    announced = [(link.get("type"), link.get("href")) for link in page.xpath("//link[@rel='alternate']")]
    query = "?level=national&body=GB&language=zh"
    assert announced == [
        ("application/atom+xml", f"/feeds/published.atom{query}"),
        ("application/atom+xml", f"/feeds/in-force.atom{query}"),
        ("application/atom+xml", f"/feeds/ended.atom{query}"),
        ("text/calendar", f"/feeds/coming.ics{query}"),
    ]
    offered = page.xpath("//section[h2[@id='subscribe']]//dd/a")
    assert [(one.get("href"), one.text) for one in offered] == [
        (path, f"http://testserver{path}") for _kind, path in announced
    ]
    assert page.xpath("//section[h2[@id='subscribe']]//code/text()") == [f"webcal://testserver/feeds/coming.ics{query}"]


@pytest.mark.usefixtures("held")
def test_page_of_a_standard_announces_its_feeds(client: Client) -> None:
    page = page_of(client, "/standards/GB/T_1-2026")
    addresses = page.xpath("//link[@rel='alternate'][contains(@href, '/feed.')]/@href")
    assert addresses == [f"/standards/GB/T_1-2026/feed.{kind}?language=zh" for kind in ("atom", "ics")]
    assert [client.get(urlsplit(address).path).status_code for address in addresses] == [200, 200]


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("standards.example.org", "tag:standards.example.org,2026:/x"),
        ("localhost:8000", "tag:localhost,2026:/x"),
    ],
)
def test_id_names_the_host_without_its_port(host: str, expected: str) -> None:
    assert tag(host, "/x") == expected
