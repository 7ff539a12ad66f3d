"""How fast lists come into the catalogue, beside the limit: a bare executemany of the same rows into one table.

    python bench/import.py [--json] [--rows N] [--growth]

The lists are those of GUIJU_SHARED_DATA (or ../shared/data beside the checkout), each with the command that
docs/importing.md gives for it; where they are not at hand, N generated rows (default 100,000, seeded). All are
imported, then all again, which must change nothing. `--growth` adds generated lists of 10,000, 100,000 and 1,000,000
rows, each in a process of its own, so that its peak of memory is its own. Everything happens in databases that are
thrown away. The bars (bench/bars.py) are printed beside the figures; where one does not hold, the exit status is 1.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import os
import random
import re
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
GUIDE = ROOT / "docs" / "importing.md"
SEED = 20260301
SIZES = (10_000, 100_000, 1_000_000)
COUNTS = ("read", "created", "updated", "unchanged", "rejected")


class Listed(NamedTuple):
    """One list to import, as the command names it."""

    kind: str
    path: Path
    source: str = ""
    rank: int | None = None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=0, help="so many generated rows instead of the lists")
    parser.add_argument("--growth", action="store_true")
    parser.add_argument("--json", action="store_true", help="end with one JSON line")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="guiju-bench-") as folder:
        prepare(Path(folder))
        lists = [] if asked.rows else shared_lists()
        result = measure(lists or [Listed("table", generated(Path(folder), asked.rows or 100_000))], Path(folder))
    growth = [grown(rows) for rows in SIZES] if asked.growth else []
    show(result, growth)
    verdicts = judged(result, growth)
    if asked.json:
        print(json.dumps({**result, "growth": growth, "bars": verdicts}, ensure_ascii=False))
    sys.exit(not all(verdict["holds"] for verdict in verdicts))


def show(result: dict[str, Any], growth: Sequence[dict[str, Any]]) -> None:
    print(f"{'':44}{'seconds':>9}" + "".join(f"{name:>11}" for name in COUNTS))
    for one in result["lists"]:
        name = f"{one['kind']} {one['file']}"
        print(f"{name:44}{one['seconds']:>9.2f}" + "".join(f"{one[count]:>11,}" for count in COUNTS))
    print()
    for label, value in result.items():
        if label != "lists":
            print(f"{label:20} {value}")
    for one in growth:
        print("generated", one)


def judged(result: dict[str, Any], growth: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The bars, printed."""
    from bench import bars  # noqa: PLC0415  # lazy: optional

    lists_at_hand = len(result["lists"]) > 1
    verdicts = bars.judged(result, bars.IMPORT if lists_at_hand else bars.IMPORT_GROWTH)
    for one in growth:
        verdicts += bars.judged(one, bars.IMPORT_GROWTH)
    print("", *map(bars.told, verdicts), sep="\n")
    return verdicts


def grown(rows: int) -> dict[str, Any]:
    """The same for so many generated rows, in a process of its own."""
    command = [sys.executable, __file__, "--json", "--rows", str(rows)]
    run = subprocess.run(command, check=False, stdout=subprocess.PIPE, text=True)
    found = json.loads(run.stdout.splitlines()[-1])
    names = ("rows", "seconds", "cpu_seconds", "ours_per_s", "again_seconds", "again_changed", "peak_mb", "limit_per_s")
    return {name: found[name] for name in names}


def shared_lists() -> list[Listed]:
    """Every list the guide has a command for, where the lists are at hand; the shell takes the commands apart."""
    folder = Path(os.environ.get("GUIJU_SHARED_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        return []
    lines = re.findall(r"^    (.*\$DATA/.*)$", GUIDE.read_text("utf-8"), re.MULTILINE)
    script = "guiju() { printf '%s\\t' \"$@\"; echo; }\n" + "\n".join(lines)
    told = subprocess.run(
        ["/bin/bash", "-c", script], check=True, stdout=subprocess.PIPE, text=True, env={"DATA": str(folder)}
    )
    return [_listed(line.rstrip("\t").split("\t")) for line in told.stdout.splitlines()]


def _listed(command: list[str]) -> Listed:
    parser = argparse.ArgumentParser()
    parser.add_argument("command")
    parser.add_argument("kind")
    parser.add_argument("path", type=Path)
    parser.add_argument("--source", default="")
    parser.add_argument("--rank", type=int)
    asked = parser.parse_args(command)
    return Listed(asked.kind, asked.path, asked.source, asked.rank)


def generated(folder: Path, rows: int) -> Path:
    """Editions in families of three that replace one another, with titles, codes and adoption."""
    path = folder / "generated.csv"
    chance = random.Random(SEED)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("标准号", "标准名称", "状态", "发布日期", "实施日期", "代替标准", "采标", "ICS"))
        for row in range(rows):
            number, year = 10_000 + row // 3, 1995 + row % 3 * 10
            replaces = f"GB/T {number}-{year - 10}" if year > 1995 else "无"
            adopts = f"IDT ISO {number}:{year - 2}" if chance.random() < 0.3 else ""
            title = "".join(chance.choices("照明灯具电器测量方法要求通用技术条件试验第部分安全性能", k=14))
            writer.writerow(
                (f"GB/T {number}-{year}", title, "现行", f"{year}-03-01", f"{year}-10-01", replaces, adopts, "29.140")
            )
    return path


def prepare(folder: Path) -> None:
    os.environ |= {"GUIJU_HOME": str(folder), "GUIJU_LOG_LEVEL": "WARNING", "GUIJU_DATABASE_URL": ""}
    os.environ["DJANGO_SETTINGS_MODULE"] = "guiju.site.settings"
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
    import django  # noqa: PLC0415  # lazy: django-setup
    from django.core.management import call_command  # noqa: PLC0415  # lazy: django-setup

    django.setup()
    call_command("migrate", verbosity=0, skip_checks=True)


def measure(lists: list[Listed], folder: Path) -> dict[str, Any]:
    before = time.process_time()
    first = [take_in(one) for one in lists]
    cpu = time.process_time() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    before = time.process_time()
    again = [take_in(one) for one in lists]
    again_cpu = time.process_time() - before
    rows = sum(one["read"] for one in first)
    seconds = sum(one["seconds"] for one in first)
    inserted, limit = bare_insert([one.path for one in lists if is_delimited(one.path)], folder)
    return {
        "lists": first,
        "rows": rows,
        **held(),
        "rejected": sum(one["rejected"] for one in first),
        "unaccounted": sum(abs(one["read"] - sum(one[count] for count in COUNTS[1:])) for one in first),
        "seconds": round(seconds, 1),
        "cpu_seconds": round(cpu, 1),
        "ours_per_s": round(rows / seconds),
        "ours_per_cpu_s": round(rows / cpu),
        "again_seconds": round(sum(one["seconds"] for one in again), 1),
        "again_cpu_seconds": round(again_cpu, 1),
        "again_changed": sum(one["created"] + one["updated"] for one in again),
        "limit_per_s": round(inserted / limit),
        "peak_mb": peak,
    }


def take_in(one: Listed) -> dict[str, Any]:
    """Import one list as the command does."""
    from guiju.catalogue.importers.kinds import Order, import_file, kinds  # noqa: PLC0415  # lazy: django-setup
    from guiju.catalogue.services.importing import SourceSpec  # noqa: PLC0415  # lazy: django-setup

    kind = kinds.get(one.kind)
    key = one.source or one.path.name.split(".")[0]
    rank = kind.rank if one.rank is None else one.rank
    spec = SourceSpec(key=key, name=one.source or one.path.name, kind=kind.source_kind, rank=rank)
    summary = import_file(kind=one.kind, order=Order(path=one.path, source=spec))
    counts = {name: getattr(summary, name) for name in COUNTS}
    return {"kind": one.kind, "file": one.path.name, "seconds": round(summary.seconds, 2), **counts}


def held() -> dict[str, int]:
    """What the catalogue then holds."""
    from guiju.catalogue.models import SourceRecord, Standard  # noqa: PLC0415  # lazy: django-setup

    return {"records": SourceRecord.objects.count(), "standards": Standard.objects.count()}


def is_delimited(path: Path) -> bool:
    return path.name.endswith((".csv", ".csv.gz"))


def bare_insert(files: list[Path], folder: Path) -> tuple[int, float]:
    """Rows, and the seconds that reading the same files and one executemany a thousand rows take."""
    started = time.perf_counter()
    database = sqlite3.connect(folder / "bare.sqlite3")
    database.execute("PRAGMA journal_mode=WAL")
    count = sum(_insert_file(database, f"list{place}", cells(path)) for place, path in enumerate(files))
    return count, time.perf_counter() - started


def _insert_file(database: sqlite3.Connection, table: str, rows: Iterator[list[str]]) -> int:
    width = len(next(rows))
    database.execute(f"CREATE TABLE {table} ({', '.join(f'c{n} TEXT' for n in range(width))})")
    database.execute(f"CREATE INDEX first_{table} ON {table} (c0)")
    statement = f"INSERT INTO {table} VALUES ({', '.join('?' * width)})"
    count = 0
    while batch := [(row + [""] * width)[:width] for row in islice(rows, 1000)]:
        database.executemany(statement, batch)
        database.commit()
        count += len(batch)
    return count


def cells(path: Path) -> Iterator[list[str]]:
    unpack = gzip.open if path.suffix == ".gz" else open
    with unpack(path, "rt", encoding="utf-8-sig", newline="") as file:
        yield from csv.reader(file)


if __name__ == "__main__":
    main()
