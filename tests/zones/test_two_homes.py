"""Two installations, each with a GUIJU_HOME and a database of its own, driven by their commands."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.once

LIST = """标准号,标准名称,实施日期,代替标准
GB 7000.1-2015,灯具,2017-01-01,GB 7000.1-2007
GB 7000.1-2007,灯具,2009-01-01,
"""


class Installation:
    """One of the two."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("GUIJU_")}
        self.environment |= {"GUIJU_HOME": str(home)}

    def run(self, *arguments: object, status: int = 0) -> list[dict[str, Any]]:
        """What a command tells, one object a line; what it says to people stays in `said`."""
        command = [sys.executable, "-m", "guiju", *map(str, arguments)]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == status, done.stderr
        self.said = " ".join(done.stderr.split())  # lines are broken where the terminal ends
        return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


@pytest.fixture
def zones(tmp_path: Path, migrated_home: Path) -> tuple[Installation, Installation]:
    inner, outer = (Installation(shutil.copytree(migrated_home, tmp_path / name)) for name in ("inner", "outer"))
    return inner, outer


def test_officials_and_exporters_are_kept_in_step_by_files(
    zones: tuple[Installation, Installation], tmp_path: Path
) -> None:
    inner, outer = zones
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    carried = tmp_path / "carried"
    carried.mkdir()
    inner.run("import", "table", tmp_path / "list.csv")
    (card,) = inner.run("exchange", "keys", "show", "--name", "内网", "-o", tmp_path / "inner.key", "--json")
    (sent,) = inner.run("exchange", "export", carried, "--stream", "catalogue", "--json")
    assert (sent["stream"], sent["number"], sent["rows"], sent["whole"]) == ("catalogue", 1, 2, True)

    (refused,) = outer.run("exchange", "import", carried, "--json", status=1)
    assert (refused["state"], refused["reason"]) == ("refused", "exchange.stranger")
    wrong = card["fingerprint"][:-1] + ("0" if card["fingerprint"][-1] != "0" else "1")
    add = ("exchange", "keys", "add", tmp_path / "inner.key", "--stream", "catalogue", "--fingerprint")
    outer.run(*add, wrong, status=2)
    outer.run(*add, card["fingerprint"])

    (taken,) = outer.run("exchange", "import", carried, "--json")
    assert (taken["state"], taken["counts"]) == ("taken", {"created": 2, "updated": 0, "unchanged": 0, "kept": 0})
    (again,) = outer.run("exchange", "import", carried, "--json")
    assert again["state"] == "already"
    (tmp_path / "one.txt").write_text("GB 7000.1-2007\n", encoding="utf-8")
    (checked,) = outer.run("check", tmp_path / "one.txt", "--as-of", "2020-01-01", "--json", status=1)
    assert (checked["outcome"], checked["successors"]) == ("replaced", ["GB 7000.1-2015"])

    (status,) = outer.run("exchange", "status", "--json")
    assert (status["direction"], status["zone"], status["number"]) == ("received", "内网", 1)
    own, believed = (*inner.run("exchange", "keys", "--json"), *outer.run("exchange", "keys", "--json"))
    assert own["fingerprint"] == believed["fingerprint"] == card["fingerprint"]
    outer.run("exchange", "keys", "remove", card["installation"][:8])
    (refused,) = outer.run("exchange", "import", carried, "--json", status=1)
    assert refused["reason"] == "exchange.stranger"


def test_lost_package_is_asked_for_in_words_and_made_again(
    zones: tuple[Installation, Installation], tmp_path: Path
) -> None:
    inner, outer = zones
    lost, carried = tmp_path / "lost", tmp_path / "carried"
    lost.mkdir()
    carried.mkdir()
    (card,) = inner.run("exchange", "keys", "show", "-o", tmp_path / "inner.key", "--json")
    outer.run(
        *("exchange", "keys", "add", tmp_path / "inner.key", "--stream", "catalogue"),
        *("--fingerprint", card["fingerprint"]),
    )
    for number, folder in ((1, lost), (2, carried)):
        (tmp_path / "list.csv").write_text(f"标准号,标准名称\nGB {number}-2020,第{number}号\n", encoding="utf-8")
        inner.run("import", "table", tmp_path / "list.csv")
        inner.run("exchange", "export", folder, "--stream", "catalogue")
    outer.run("exchange", "import", carried, status=1)
    assert "guiju exchange export --stream catalogue --from 1" in outer.said
    inner.run("exchange", "export", carried, "--stream", "catalogue", "--from", "1")
    told = outer.run("exchange", "import", carried, "--json")
    assert [(one["number"], one["state"]) for one in told] == [(1, "taken"), (2, "taken")]


def test_killed_import_goes_on_where_it_stopped(zones: tuple[Installation, Installation], tmp_path: Path) -> None:
    """Killed right after it told of the first of three packages."""
    inner, outer = zones
    carried = tmp_path / "carried"
    carried.mkdir()
    (card,) = inner.run("exchange", "keys", "show", "-o", tmp_path / "inner.key", "--json")
    outer.run(
        *("exchange", "keys", "add", tmp_path / "inner.key", "--stream", "catalogue"),
        *("--fingerprint", card["fingerprint"]),
    )
    for number in (1, 2, 3):
        (tmp_path / "list.csv").write_text(f"标准号,标准名称\nGB {number}-2020,第{number}号\n", encoding="utf-8")
        inner.run("import", "table", tmp_path / "list.csv")
        inner.run("exchange", "export", carried, "--stream", "catalogue")
    command = [sys.executable, "-m", "guiju", "exchange", "import", str(carried), "--json"]
    with subprocess.Popen(command, env=outer.environment, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert json.loads(running.stdout.readline())["state"] == "taken"
        running.kill()
    told = outer.run("exchange", "import", carried, "--json")
    assert [one["number"] for one in told] == [1, 2, 3]
    assert {one["state"] for one in told} <= {"already", "taken"}
    (status,) = outer.run("exchange", "status", "--json")
    assert (status["number"], status["rows"]) == (3, 1)
    for number in (1, 2, 3):
        outer.run("standard", f"GB {number}-2020", "--json")


def test_wrong_use_is_said_in_a_sentence(zones: tuple[Installation, Installation], tmp_path: Path) -> None:
    inner, _outer = zones
    inner.run("exchange", "export", tmp_path / "nowhere", "--stream", "catalogue", status=2)
    assert "no such folder" in inner.said
    inner.run("exchange", "export", tmp_path, "--stream", "nothing", status=2)
    assert "no stream named 'nothing'" in inner.said
    inner.run("exchange", "export", tmp_path, "--stream", "catalogue", "--from", "3", status=2)
    assert "the last one made is 0" in inner.said
    inner.run("exchange", "import", tmp_path / "nowhere.zip", status=2)
    inner.run("exchange", "keys", "show", "-o", tmp_path / "own.key")
    inner.run("exchange", "keys", "add", tmp_path / "own.key", "--stream", "catalogue", status=2)
    (tmp_path / "bad.key").write_text('{"installation": 1}', encoding="utf-8")
    inner.run("exchange", "keys", "add", tmp_path / "bad.key", "--stream", "catalogue", status=2)
    (inner.home / "exchange" / "identity.json").write_text("{", encoding="utf-8")
    inner.run("exchange", "keys", status=2)


def test_key_is_readable_by_its_owner_alone(zones: tuple[Installation, Installation]) -> None:
    inner, _outer = zones
    inner.run("exchange", "keys", "show")
    assert (inner.home / "exchange" / "identity.json").stat().st_mode & 0o777 == 0o600
