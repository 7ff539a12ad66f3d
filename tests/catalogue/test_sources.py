"""Sources: loads, coverage, disagreements, and a rank changed after the fact; as command and as page."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from typer.testing import CliRunner

from guiju.catalogue.models import Standard
from guiju.catalogue.queries import get_edition
from guiju.catalogue.queries.coverage import list_coverage_by_year
from guiju.catalogue.queries.sources import (
    count_disagreements,
    list_disagreements,
    list_loaded_sources,
)
from guiju.catalogue.services import UnknownSource, change_rank
from guiju.cli.commands import app
from guiju.platform.models import AuditEntry, Event, Source, User
from tests.factories import given_standards

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_sources() -> None:
    given_standards(
        {"number": "GB/T 100-2020", "title_zh": "灯", "effective": "2020-07-01", "replaces": "GB/T 100-2010"},
        {"number": "GB/T 100-2010", "title_zh": "灯", "effective": "2010-07-01"},
        {"number": "GB 300-1999", "title_zh": "别的"},
        source="official list",
    )
    given_standards(
        {"number": "GB/T 100-2020", "title_zh": "灯具", "effective": "2021-01-01"},
        {"number": "GB/T 100-2010", "title_zh": "灯", "effective": "2010-07"},
        source="library",
    )


@pytest.mark.usefixtures("two_sources")
def test_sources_tell_rank_standards_and_their_last_load() -> None:
    sources = list_loaded_sources()
    told = [(one.key, one.rank, one.records, one.shared, one.last and one.last.created) for one in sources]
    assert told == [("official list", 10, 3, 2, 3), ("library", 20, 2, 2, 2)]


@pytest.mark.usefixtures("two_sources")
def test_coverage_counts_editions_of_each_publisher_by_year() -> None:
    (gb,) = list_coverage_by_year()
    assert (gb.body, gb.count, gb.years) == ("GB", 3, {1999: 1, 2010: 1, 2020: 1})
    assert (gb.decades, gb.span) == ({1990: 1, 2010: 1, 2020: 1}, "1999–2020")


@pytest.mark.usefixtures("two_sources")
def test_disagreements_give_each_value_the_one_that_holds_first() -> None:
    (one,) = list_disagreements()
    assert one.key == "GB/T 100-2020"
    assert [(conflict.field, conflict.values) for conflict in one.conflicts] == [
        ("title_zh", (("official list", "灯"), ("library", "灯具"))),
        ("effective", (("official list", "2020-07-01"), ("library", "2021-01-01"))),
    ]
    assert count_disagreements() == {"effective": 1, "title_zh": 1}


@pytest.mark.usefixtures("two_sources")
def test_changed_rank_merges_anew_what_it_touches_and_what_that_replaces() -> None:
    assert get_edition("GB/T 100-2010").status_on(dt.date(2020, 10, 1)).status == "replaced"
    changed = change_rank(key="library", rank=5, why="read in the printed standard")
    standard = Standard.objects.get(key="GB/T 100-2020")
    assert (standard.title_zh, str(standard.effective)) == ("灯具", "2021-01-01")
    stored = Standard.objects.get(key="GB/T 100-2010").periods.order_by("start").values_list("start", "status")
    assert (dt.date(2021, 1, 1), "replaced") in list(stored)
    assert changed == 4  # title, date, and the timelines of both editions
    assert str(Standard.objects.get(key="GB/T 100-2010").effective) == "2010-07-01"
    entry = AuditEntry.objects.get(action="catalogue.rank")
    assert (entry.before, entry.after, entry.why) == (
        {"rank": 20},
        {"rank": 5, "changed": 4},
        "read in the printed standard",
    )


@pytest.mark.usefixtures("two_sources")
def test_rank_changed_there_and_back_gives_the_same_facts() -> None:
    def facts() -> list[Any]:
        return list(Standard.objects.order_by("key").values_list("key", "title_zh", "effective_from", "periods__start"))

    before = facts()
    change_rank(key="library", rank=5)
    change_rank(key="library", rank=20)
    assert facts() == before


@pytest.mark.usefixtures("two_sources")
def test_rank_that_is_the_same_changes_nothing() -> None:
    events = Event.objects.count()
    assert change_rank(key="library", rank=20) == 0
    assert Event.objects.count() == events


@pytest.mark.usefixtures("two_sources")
def test_rank_is_refused_to_who_may_not_for_an_unknown_source_and_out_of_range() -> None:
    with pytest.raises(PermissionDenied):
        change_rank(key="library", rank=1, actor=User.objects.create(username="reader"))
    with pytest.raises(UnknownSource, match="there are: official list, library"):
        change_rank(key="nobody", rank=1)
    with pytest.raises(ValueError, match="1 to 99"):
        change_rank(key="library", rank=0)
    assert Source.objects.get(key="library").rank == 20


@pytest.mark.usefixtures("two_sources")
def test_command_tells_everything_as_one_object() -> None:
    run = CliRunner().invoke(app, ["sources", "--json"])
    told = json.loads(run.stdout)
    assert [source["key"] for source in told["sources"]] == ["official list", "library"]
    assert told["coverage"] == [{"body": "GB", "count": 3, "years": {"1999": 1, "2010": 1, "2020": 1}}]
    assert told["disagreements"] == {"effective": 1, "title_zh": 1}
    assert told["conflicts"][0]["facts"][0]["values"][0] == {"source": "official list", "value": "灯"}


@pytest.mark.usefixtures("two_sources")
def test_command_shows_tables_and_changes_a_rank() -> None:
    shown = CliRunner().invoke(app, ["sources"]).stdout
    assert [word for word in ("official list", "2020-07-01", "2021-01-01", "1999–2020") if word not in shown] == []
    assert CliRunner().invoke(app, ["sources", "rank", "library", "5"]).exit_code == 0
    assert Source.objects.get(key="library").rank == 5
    assert CliRunner().invoke(app, ["sources", "rank", "nobody", "5"]).exit_code == 2


@pytest.mark.usefixtures("two_sources")
def test_page_shows_loads_coverage_and_disagreements(client: Client) -> None:
    page = client.get("/sources").content.decode()
    for words in ("official list", "全部 1 个标准代号的分年收录情况", "来源说法不一", "“灯具”", "GB/T_100-2020"):
        assert words in page


def test_page_of_an_empty_catalogue_says_what_to_do(client: Client) -> None:
    page = client.get("/sources").content.decode()
    assert "尚未导入任何数据。" in page


def test_source_whose_import_was_stopped_says_so(client: Client) -> None:
    given_standards({"number": "GB/T 1-2020"})
    Source.objects.get().runs.update(state="running", finished_at=None)
    assert "未完成" in client.get("/sources").content.decode()
