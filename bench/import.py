"""How fast lists come into the catalogue, beside the limit: a bare executemany of the same rows into one table.

    python bench/import.py [--json] [--rows N] [--growth] [FILE ...]

Without files: the ISO, IEC and CIE lists of GUIJU_SHARED_DATA (or ../shared/data beside the checkout), else N
generated rows (default 100,000, seeded). `--growth` adds generated lists of 10,000, 100,000 and 1,000,000 rows, each in
a process of its own, so that its peak of memory is its own. Everything happens in databases that are thrown away.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import os
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parents[1]
SEED = 20260301
SIZES = (10_000, 100_000, 1_000_000)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--rows", type=int, default=0)
    parser.add_argument("--growth", action="store_true")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="guiju-bench-") as folder:
        made = [generated(Path(folder), asked.rows)] if asked.rows else []
        files = asked.files or made or shared_lists() or [generated(Path(folder), 100_000)]
        prepare(Path(folder))
        result = measure(files, Path(folder))
    if asked.growth:
        result["growth"] = [grown(rows) for rows in SIZES]
    if not asked.json:
        show(result)
    print(json.dumps(result))


def show(result: dict[str, Any]) -> None:
    for name, value in result.items():
        for one in value if name == "growth" else [value]:
            print(f"{name:28} {one}")


def grown(rows: int) -> dict[str, Any]:
    """The same for so many generated rows, in a process of its own."""
    command = [sys.executable, __file__, "--json", "--rows", str(rows)]
    run = subprocess.run(command, check=True, capture_output=True, text=True)
    found = json.loads(run.stdout.splitlines()[-1])
    names = ("rows", "seconds", "cpu_seconds", "ours_per_s", "again_seconds", "again_changed", "peak_mb", "limit_per_s")
    return {name: found[name] for name in names}


def shared_lists() -> list[Path]:
    folder = Path(os.environ.get("GUIJU_SHARED_DATA", HERE.parent / "shared" / "data")) / "catalogue"
    return [path for name in ("iso.csv.gz", "iec.csv.gz", "cie.csv.gz") if (path := folder / name).is_file()]


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
    sys.path.insert(0, str(HERE / "src"))
    import django  # noqa: PLC0415  # lazy: django-setup
    from django.core.management import call_command  # noqa: PLC0415  # lazy: django-setup

    django.setup()
    call_command("migrate", verbosity=0, skip_checks=True)


def measure(files: list[Path], folder: Path) -> dict[str, Any]:
    from guiju.catalogue.importers.table import import_table  # noqa: PLC0415  # lazy: django-setup

    before = time.process_time()
    first = [import_table(path=path) for path in files]
    cpu = time.process_time() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    before = time.process_time()
    again = [import_table(path=path) for path in files]
    again_cpu = time.process_time() - before
    rows = sum(summary.read for summary in first)
    seconds = sum(summary.seconds for summary in first)
    limit = bare_insert(files, folder)
    return {
        "files": [path.name for path in files],
        "rows": rows,
        "rejected": sum(summary.rejected for summary in first),
        "seconds": round(seconds, 1),
        "cpu_seconds": round(cpu, 1),
        "ours_per_s": round(rows / seconds),
        "ours_per_cpu_s": round(rows / cpu),
        "again_seconds": round(sum(summary.seconds for summary in again), 1),
        "again_cpu_seconds": round(again_cpu, 1),
        "again_changed": sum(summary.created + summary.updated for summary in again),
        "limit_per_s": round(rows / limit),
        "peak_mb": peak,
    }


def bare_insert(files: list[Path], folder: Path) -> float:
    """Seconds that reading the same files and one executemany a thousand rows take."""
    started = time.perf_counter()
    database = sqlite3.connect(folder / "bare.sqlite3")
    database.execute("PRAGMA journal_mode=WAL")
    for place, path in enumerate(files):
        rows = cells(path)
        width = len(next(rows))
        database.execute(f"CREATE TABLE list{place} ({', '.join(f'c{n} TEXT' for n in range(width))})")
        database.execute(f"CREATE INDEX first{place} ON list{place} (c0)")
        places = ", ".join("?" * width)
        batch: list[list[str]] = []
        for row in rows:
            batch.append(row)
            if len(batch) == 1000:
                database.executemany(f"INSERT INTO list{place} VALUES ({places})", batch)
                database.commit()
                batch = []
        database.executemany(f"INSERT INTO list{place} VALUES ({places})", batch)
        database.commit()
    return time.perf_counter() - started


def cells(path: Path) -> Iterator[list[str]]:
    unpack = gzip.open if path.suffix == ".gz" else open
    with unpack(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.reader(file)


if __name__ == "__main__":
    main()
