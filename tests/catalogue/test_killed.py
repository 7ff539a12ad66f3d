"""An import killed at any moment, in a process of its own; then the same command."""

from __future__ import annotations

import csv
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

ROWS = 3000
OF = "JOIN guiju_standard s ON s.id = standard_id ORDER BY 1, 2, 3"
DIGEST = f"""
SELECT key, number, title_zh, level, mandate, issued_from, effective_from FROM guiju_standard ORDER BY key;
SELECT key, digest FROM guiju_sourcerecord ORDER BY key;
SELECT subject_key, type, object_key FROM guiju_relation ORDER BY 1, 2, 3;
SELECT s.key, p.start, p."end", p.status FROM guiju_statusperiod p {OF};
SELECT s.key, c.scheme, c.code FROM guiju_standardclassification c {OF};
SELECT name, subject_key, COUNT(*) FROM guiju_event WHERE name = 'standard.created' GROUP BY 1, 2 ORDER BY 1, 2
"""  # noqa: S608 (no values in it)
IMPORT = """
import sys, django
django.setup()
from pathlib import Path
from guiju.catalogue.importers.table import import_table
print("ready", flush=True)
print(import_table(path=Path(sys.argv[1])).as_dict())
"""


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Editions that replace one another across the whole file, in an order of no use."""
    path = tmp_path_factory.mktemp("list") / "lamps.csv"
    numbers = list(range(ROWS))
    random.Random(7).shuffle(numbers)  # noqa: S311 (any order will do)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("标准号", "标准名称", "实施日期", "代替标准", "ICS"))
        for number in numbers:
            base, year = 1000 + number // 2, 2000 + number % 2 * 10
            replaces = f"GB/T {base}-2000" if year == 2010 else "无"
            writer.writerow((f"GB/T {base}-{year}", f"灯 {number}", f"{year + 1}-01-01", replaces, "29.140"))
    return path


def environment(home: Path) -> Mapping[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "GUIJU_DATABASE_URL"}
    return {**kept, "GUIJU_HOME": str(home), "DJANGO_SETTINGS_MODULE": "guiju.site.settings", "PYTHONPATH": "src"}


def start(home: Path, path: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", IMPORT, str(path)], env=environment(home), stdout=subprocess.PIPE, text=True
    )


def made(home: Path) -> Path:
    migrate = [sys.executable, "-m", "django", "migrate", "--verbosity", "0", "--skip-checks"]
    subprocess.run(migrate, env=environment(home), check=True)
    return home


def contents(home: Path) -> list[list[tuple[object, ...]]]:
    with sqlite3.connect(home / "guiju.sqlite3") as database:
        return [database.execute(query).fetchall() for query in DIGEST.split(";")]


def kill_and_run_again(home: Path, path: Path, after: float) -> None:
    victim = start(home, path)
    assert victim.stdout is not None
    assert victim.stdout.readline() == "ready\n"
    time.sleep(after)
    victim.send_signal(signal.SIGKILL)
    victim.communicate()
    out, _err = start(home, path).communicate()
    assert "'rejected': 0" in out


@pytest.fixture(scope="module")
def whole(rows: Path, tmp_path_factory: pytest.TempPathFactory) -> list[list[tuple[object, ...]]]:
    home = made(tmp_path_factory.mktemp("whole"))
    start(home, rows).communicate()
    return contents(home)


def test_import_killed_at_a_random_moment_and_run_again_ends_in_the_same_catalogue(
    rows: Path, whole: list[list[tuple[object, ...]]], tmp_path: Path
) -> None:
    home = made(tmp_path / "home")
    after = random.Random().uniform(0.1, 1.5)  # noqa: S311 (any moment will do)
    kill_and_run_again(home, rows, after)
    assert [len(part) for part in whole] == [ROWS, ROWS, ROWS // 2, 2 * ROWS + ROWS // 2, ROWS, ROWS]
    assert contents(home) == whole


@pytest.mark.storm
def test_import_killed_many_times_and_run_again_ends_in_the_same_catalogue(
    rows: Path, whole: list[list[tuple[object, ...]]], tmp_path: Path
) -> None:
    for turn in range(40):
        home = made(tmp_path / str(turn))
        after = random.Random(turn).uniform(0.05, 2.5)  # noqa: S311 (as above)
        kill_and_run_again(home, rows, after)
        assert contents(home) == whole
