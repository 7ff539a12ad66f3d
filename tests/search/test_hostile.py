"""Queries made to break the server: each on a thread of little stack, in a process that may die of it."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import cycle, product
from pathlib import Path
from typing import Final

import pytest

LONGEST: Final = 400
"""Characters of a query that are read at all."""
STACK: Final = 256 * 1024
"""Bytes; the threads of the server have eight times as many."""
ASKER: Final = """
import sys
import threading
import django
django.setup()
from guiju.search import meaning
from guiju.search.finding import Wanted, search
from tests.factories import given_standards
meaning.encoder = lambda: None
given_standards({"number": "GB/T 1-2020", "title_zh": "照明灯具 第1部分", "title_en": "Lighting luminaires 1 2 ab"})
search().find(Wanted("", values={}), wait=True)
values = {"ics": [str(value) for value in range(2000)], "body": ["GB"]}
def ask():
    for line in sys.stdin:
        for wanted in (Wanted(line), Wanted(line, values=values, facets=("ics", "body", "status"))):
            search().find(wanted)
        print("answered", flush=True)
threading.stack_size(int(sys.argv[1]))
asking = threading.Thread(target=ask)
asking.start()
asking.join()
"""
CHARACTERS: Final = "照明灯具道路安全电器机械要求试验方法性能测量水泵消防车辆"
PAIRS: Final = tuple(one + other for one, other in product("abcdefghijklmno", repeat=2))


def _filled(words: list[str]) -> str:
    return " ".join(word for word, _place in zip(cycle(words), range(LONGEST), strict=False))[:LONGEST]


QUERIES: Final = [
    _filled(list("123456789")),
    _filled(list(PAIRS)),
    _filled(list(CHARACTERS)),
    "".join(character for character, _place in zip(cycle(CHARACTERS), range(LONGEST), strict=False)),
    _filled([f'"{one}{other}"' for one, other in product(CHARACTERS, repeat=2)]),
    _filled([f"-{one}{other}" for one, other in product(CHARACTERS, repeat=2)]),
    _filled([f"GB{number}" for number in range(1, 99)]),
    _filled([f"{number}.1-1" for number in range(1, 99)]),
    _filled(["gb/t", "iso", "国标", "现行", "2020年"]),
    "G/" * 200,
    "(" * LONGEST,
]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """An installation of the test's own."""
    told = {name: value for name, value in os.environ.items() if not name.startswith("GUIJU_")}
    return told | {
        "GUIJU_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "guiju.site.settings",
        "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
    }


def test_find_longest_queries_of_every_kind_on_a_small_stack_all_answered(environment: dict[str, str]) -> None:
    subprocess.run([sys.executable, "-m", "django", "migrate", "--verbosity", "0"], env=environment, check=True)
    asked = subprocess.run(
        [sys.executable, "-c", ASKER, str(STACK)],
        env=environment,
        input="\n".join(QUERIES),
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert (asked.returncode, asked.stdout.split()) == (0, ["answered"] * len(QUERIES)), asked.stderr
