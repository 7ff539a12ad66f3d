"""`kill -9` at any moment, then the same command: the same catalogue as without a kill, on either store."""

from __future__ import annotations

import csv
import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

ROWS = 2_000
KILLS = 60
SEED = 20_261_122

DUMP = """
import json, django
django.setup()
from guiju.catalogue.models import MandateChange, Relation, SourceRecord, Standard, StandardClassification, StatusPeriod
tables = {
    "standards": (Standard, ("key", "number", "title_zh", "level", "mandate", "issued_from", "effective_from")),
    "codes": (StandardClassification, ("standard__key", "scheme", "code")),
    "records": (SourceRecord, ("source__key", "key", "raw_number", "digest")),
    "relations": (Relation, ("record__key", "type", "subject_key", "object_key", "scope")),
    "changes": (MandateChange, ("standard_key", "former_key")),
    "periods": (StatusPeriod, ("standard__key", "start", "end", "status")),
}
found = {name: sorted(map(str, model.objects.values_list(*fields))) for name, (model, fields) in tables.items()}
print(json.dumps(found))
"""


def write_list(path: Path) -> None:
    """A list with successors, several replaced numbers in a cell and classifications."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["标准号", "标准名称", "发布日期", "实施日期", "代替标准", "ICS"])
        for n in range(ROWS):
            year = 1990 + n % 30
            replaced = f"GB/T {10000 + n - 1}-{1990 + (n - 1) % 30}" if n % 3 == 1 else ""
            day = f"{year}-{1 + n % 12:02d}-01"
            writer.writerow([f"GB/T {10000 + n}-{year}", f"灯具 第{n}部分", day, day, replaced, "29.140.40"])


@pytest.fixture
def new_store(tmp_path: Path) -> Any:
    """Makes an empty store of the kind under test and returns the environment that names it."""
    made: list[str] = []

    def make(name: str) -> dict[str, str]:
        keep = {key: value for key, value in os.environ.items() if not key.startswith("GUIJU_")}
        environment = keep | {"GUIJU_HOME": str(tmp_path / name), "DJANGO_SETTINGS_MODULE": "guiju.site.settings"}
        server = os.environ.get("GUIJU_DATABASE_URL", "")
        if server.startswith("postgres"):
            parts = urlsplit(server)
            with psycopg.connect(server, autocommit=True) as connection:
                connection.execute(f'CREATE DATABASE "storm_{name}"')
            made.append(f"storm_{name}")
            environment["GUIJU_DATABASE_URL"] = urlunsplit(parts._replace(path=f"/storm_{name}"))
        subprocess.run([sys.executable, "-m", "guiju", "migrate"], env=environment, check=True)
        return environment

    yield make
    for name in made:
        with psycopg.connect(os.environ["GUIJU_DATABASE_URL"], autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def import_list(path: Path, environment: dict[str, str]) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "guiju", "import", "table", str(path), "--source", "storm", "--json"]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)


def outcome(running: subprocess.Popen[str]) -> dict[str, int]:
    """What the command said it did, once it has ended."""
    with running:
        said, _ = running.communicate()
    summary = json.loads(said.splitlines()[-1])
    return {name: summary[name] for name in ("read", "created", "unchanged", "rejected")}


def catalogue(environment: dict[str, str]) -> dict[str, list[str]]:
    run = subprocess.run([sys.executable, "-c", DUMP], env=environment, check=True, capture_output=True, text=True)
    return dict(json.loads(run.stdout))


@pytest.mark.storm
def test_an_import_killed_at_random_moments_ends_in_the_same_catalogue(tmp_path: Path, new_store: Any) -> None:
    path = tmp_path / "list.csv"
    write_list(path)
    calm = new_store("calm")
    started = time.monotonic()
    assert outcome(import_list(path, calm)) == {"read": ROWS, "created": ROWS, "unchanged": 0, "rejected": 0}
    whole_run = time.monotonic() - started

    stormy = new_store("stormy")
    moments = random.Random(SEED)  # noqa: S311 (moments of a test, repeatable)
    for _ in range(KILLS):
        with import_list(path, stormy) as running:
            try:
                running.wait(timeout=moments.uniform(0.2, whole_run))
            except subprocess.TimeoutExpired:
                running.kill()
    last = outcome(import_list(path, stormy))
    assert (last["read"], last["rejected"]) == (ROWS, 0)
    assert catalogue(stormy) == catalogue(calm)
    again = outcome(import_list(path, stormy))
    assert again == {"read": ROWS, "created": 0, "unchanged": ROWS, "rejected": 0}
