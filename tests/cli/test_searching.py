"""`guiju search` and `guiju reindex` as other programs rely on them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from guiju.cli.commands import app
from guiju.search import finding, meaning
from guiju.search.finding import Search
from tests.factories import given_standards


@pytest.fixture(autouse=True)
def _pumps(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meaning, "encoder", lambda: None)
    own = Search(tmp_path / "index", tmp_path / "terms.csv")
    monkeypatch.setattr(finding, "_searches", {str(finding.home_folder()): own})
    given_standards(
        {"number": "JB/T 6880.1-2013", "title_zh": "潜水电泵", "status": "现行", "effective": "2014-01-01"},
        {"number": "GB/T 24827-2015", "title_zh": "道路照明灯具", "status": "现行", "effective": "2016-05-01"},
    )


def _run(*arguments: str, given: str = "") -> Result:
    return CliRunner().invoke(app, list(arguments), input=given)


def test_search_json_prints_the_agreed_object() -> None:
    told = json.loads(_run("search", "泵", "--json").stdout)
    assert list(told) == ["query", "understood", "total", "results"]
    assert (told["query"], told["total"], told["results"]) == ("泵", 1, ["JB/T 6880.1-2013"])


def test_search_stdin_answers_each_line_with_one_object() -> None:
    lines = _run("search", "--stdin", "--json", given="gb24827\n\n泵\n").stdout.splitlines()
    assert [json.loads(line)["query"] for line in lines] == ["gb24827", "", "泵"]
    assert [json.loads(line)["results"][:1] for line in lines] == [
        ["GB/T 24827-2015"],
        ["GB/T 24827-2015"],
        ["JB/T 6880.1-2013"],
    ]


def test_search_limit_and_filters_narrow() -> None:
    assert len(json.loads(_run("search", "--json", "--limit", "1", "泵 照明").stdout)["results"]) == 1
    told = json.loads(_run("search", "--json", "--level", "industry", "2013").stdout)
    assert told["results"] == ["JB/T 6880.1-2013"]


def test_search_for_people_shows_number_and_title() -> None:
    assert "JB/T 6880.1-2013  潜水电泵" in _run("search", "泵").stdout


def test_search_without_query_is_wrong_use() -> None:
    assert _run("search").exit_code == 2


@pytest.mark.parametrize(
    ("option", "value", "possible"),
    [
        ("--status", "inforce", "in_force, published, replaced, withdrawn, unknown, draft"),
        ("--mandate", "bogus", "mandatory, recommended, guidance"),
        ("--order", "bogus", "relevance, newest, oldest, number"),
    ],
)
def test_search_value_that_cannot_be_is_named_with_those_that_can(option: str, value: str, possible: str) -> None:
    told = _run("search", "泵", "--level", "industry", option, value)
    assert (told.exit_code, " ".join(told.stderr.split())) == (2, f"{option} {value}: expected one of {possible}")


def test_reindex_with_terms_that_cannot_be_read_names_the_row(tmp_path: Path) -> None:
    (tmp_path / "terms.csv").write_text("zh,en,weight,origin\n街路,boulevard,much,office\n", encoding="utf-8")
    told = _run("reindex")
    assert told.exit_code == 2
    assert "terms.csv, row 2: expected zh, en and a weight from 0 to 1" in " ".join(told.stderr.split())


def test_reindex_says_how_many() -> None:
    assert json.loads(_run("reindex", "--json").stdout) == {"indexed": 2}
