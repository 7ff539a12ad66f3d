"""Several real processes over one index: what one writes the others see, and only one of them builds."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Final

import pytest

pytestmark = pytest.mark.once  # installations of their own, on SQLite

PATIENCE: Final = 180.0
"""Seconds after which a process that should have seen or said something is given up."""
READER: Final = """
import sys
import django
django.setup()
from guiju.search.finding import Wanted, search
for line in sys.stdin:
    found = search().find(Wanted(line.strip()))
    print(found.total if found.ready else -1, flush=True)
"""
WRITER: Final = """
import sys
import django
django.setup()
from tests.factories import given_standards
given_standards({"number": sys.argv[1], "title_zh": sys.argv[2]})
"""
BUILDER: Final = """
import sys
import django
django.setup()
from guiju.search import following
from guiju.search.finding import search
print(following.rebuild(search()._home, wait=False), flush=True)
"""


def _told(home: Path) -> dict[str, str]:
    told = {name: value for name, value in os.environ.items() if not name.startswith("GUIJU_")}
    return told | {
        "GUIJU_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "guiju.site.settings",
        "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
        "GUIJU_LOG_LEVEL": "ERROR",
    }


@pytest.fixture
def environment(tmp_path: Path, migrated_home: Path) -> dict[str, str]:
    """An installation of the test's own."""
    shutil.copytree(migrated_home, tmp_path, dirs_exist_ok=True)
    return _told(tmp_path)


def _run(arguments: list[str], environment: dict[str, str]) -> str:
    return subprocess.run(
        [sys.executable, *arguments], env=environment, check=True, capture_output=True, text=True, timeout=PATIENCE
    ).stdout


@contextmanager
def _reader(environment: dict[str, str]) -> Iterator[tuple[IO[str], IO[str]]]:
    with subprocess.Popen(
        [sys.executable, "-c", READER], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield process.stdin, process.stdout
        process.stdin.close()


def _total(reader: tuple[IO[str], IO[str]], query: str) -> int:
    print(query, file=reader[0], flush=True)
    return int(reader[1].readline())


def _becomes(reader: tuple[IO[str], IO[str]], query: str, total: int) -> bool:
    """Asked again and again, the reader comes to answer so."""
    ends = time.monotonic() + PATIENCE
    while (found := _total(reader, query)) != total:
        if time.monotonic() > ends:
            pytest.fail(f"{query}: still {found}, expected {total}")
        time.sleep(0.05)
    return True


def test_two_readers_see_what_a_third_process_writes(environment: dict[str, str]) -> None:
    _run(["-c", WRITER, "GB/T 1-2020", "道路照明"], environment)
    with ExitStack() as closing:
        readers = [closing.enter_context(_reader(environment)) for _ in range(2)]
        assert [_becomes(reader, "照明", 1) for reader in readers] == [True, True]
        assert [_total(reader, "水泵") for reader in readers] == [0, 0]
        _run(["-c", WRITER, "GB/T 2-2020", "水泵照明"], environment)
        assert [_becomes(reader, "水泵", 1) for reader in readers] == [True, True]
        assert [_total(reader, "照明") for reader in readers] == [2, 2]


def test_readers_go_on_while_another_process_rebuilds(environment: dict[str, str]) -> None:
    _run(["-c", WRITER, "GB/T 1-2020", "道路照明"], environment)
    with _reader(environment) as reader:
        assert _becomes(reader, "照明", 1)
        assert json.loads(_run(["-c", BUILDER], environment)) == 1
        assert _total(reader, "照明") == 1
        _run(["-c", WRITER, "GB/T 1-2020", "隧道水泵"], environment)
        assert _becomes(reader, "水泵", 1)


def test_rebuild_while_another_process_builds_is_left_to_it(environment: dict[str, str], tmp_path: Path) -> None:
    _run(["-c", WRITER, "GB/T 1-2020", "道路照明"], environment)
    holding = (
        "import fcntl, pathlib, sys\n"
        "folder = pathlib.Path(sys.argv[1])\n"
        "folder.mkdir(parents=True, exist_ok=True)\n"
        "file = (folder / 'building.lock').open('w')\n"
        "fcntl.flock(file, fcntl.LOCK_EX)\n"
        "print('held', flush=True)\n"
        "sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", holding, str(tmp_path / "index")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdin is not None
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        assert _run(["-c", BUILDER], environment) == "None\n"
        holder.stdin.close()
    assert _run(["-c", BUILDER], environment) == "1\n"
