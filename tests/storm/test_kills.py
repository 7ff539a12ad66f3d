"""`kill -9` at any moment, then the same command: the same catalogue as without a kill, on either store."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

ROWS = 900
SEED = 20_261_122
KILLING = Path(__file__).parent / "killing.py"

DUMP = """
import json, django
django.setup()
from guiju.catalogue.models import MandateChange, Relation, SourceRecord, Standard, StandardClassification, StatusPeriod
tables = {
    "standards": (Standard, ("key", "number", "title_zh", "level", "mandate", "issued_from", "effective_from")),
    "codes": (StandardClassification, ("standard__key", "scheme", "code")),
    "records": (SourceRecord, ("source__key", "key", "raw_number", "digest", "row_digest")),
    "relations": (Relation, ("record__key", "type", "subject_key", "object_key", "scope")),
    "changes": (MandateChange, ("standard_key", "former_key")),
    "periods": (StatusPeriod, ("standard__key", "start", "end", "status")),
}
found = {name: sorted(map(str, model.objects.values_list(*fields))) for name, (model, fields) in tables.items()}
print(json.dumps(found))
"""

Environment = Mapping[str, str]


def write_list(path: Path, *, later: int = 0) -> Path:
    """A list with successors, several replaced numbers in a cell and classifications; `later` moves its dates."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["标准号", "标准名称", "发布日期", "实施日期", "代替标准", "ICS"])
        for n in range(ROWS):
            year = 1990 + n % 30
            replaced = f"GB/T {10000 + n - 1}-{1990 + (n - 1) % 30}" if (n + later) % 3 == 1 else "无"
            day = f"{year + later}-{1 + n % 12:02d}-01"
            writer.writerow([f"GB/T {10000 + n}-{year}", f"灯具 第{n}部分", day, day, replaced, "29.140.40"])
    return path


def storm(environment: Environment, files: tuple[Path, Path], kills: int, longest: float) -> dict[str, float]:
    """What the last of the imports did, after so many were killed."""
    asked = [sys.executable, str(KILLING), *map(str, files), str(kills), str(longest), str(SEED)]
    run = subprocess.run(asked, env=environment, check=True, capture_output=True, text=True)
    return dict(json.loads(run.stdout))


def catalogue(environment: Environment) -> dict[str, list[str]]:
    run = subprocess.run([sys.executable, "-c", DUMP], env=environment, check=True, capture_output=True, text=True)
    return dict(json.loads(run.stdout))


def check_same_catalogue(tmp_path: Path, new_store: Callable[[str], Environment], kills: int) -> None:
    files = write_list(tmp_path / "list.csv"), write_list(tmp_path / "other.csv", later=1)
    calm, stormy = new_store("calm"), new_store("stormy")
    first = storm(calm, files, 0, 0.0)
    whole_import = first.pop("seconds")
    assert first == {"killed": 0, "read": ROWS, "created": ROWS, "updated": 0, "unchanged": 0, "rejected": 0}
    last = storm(stormy, files, kills, whole_import)
    assert (last["read"], last["rejected"]) == (ROWS, 0)
    assert last["killed"] > 0
    assert catalogue(stormy) == catalogue(calm)
    again = storm(stormy, files, 0, 0.0)
    del again["seconds"]
    assert again == {"killed": 0, "read": ROWS, "created": 0, "updated": 0, "unchanged": ROWS, "rejected": 0}


def test_import_killed_fifteen_times_ends_in_the_same_catalogue(tmp_path: Path, new_store: Any) -> None:
    check_same_catalogue(tmp_path, new_store, kills=15)


@pytest.mark.storm
def test_import_killed_two_hundred_times_ends_in_the_same_catalogue(tmp_path: Path, new_store: Any) -> None:
    check_same_catalogue(tmp_path, new_store, kills=200)
