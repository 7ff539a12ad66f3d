"""How fast a list of organisations comes in, beside the limit: a bare executemany of the same rows into one table.

    python bench/organisations.py [--json]

The list is the survey of the customs of GUIJU_SHARED_DATA (or ../shared/data beside the checkout), 12,110 rows; it is
imported twice, the second time nothing may change. Everything happens in a database that is thrown away. Where a bar
(bench/bars.py) does not hold, or the list is not at hand, the exit status is 1.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import resource
import sqlite3
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
COUNTS = ("created", "updated", "unchanged", "rejected")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="end with one JSON line")
    asked = parser.parse_args()
    path = Path(os.environ.get("GUIJU_SHARED_DATA", ROOT.parent / "shared" / "data"))
    path = path / "cn" / "enterprises_customs_survey.csv"
    if not path.is_file():
        sys.exit(f"{path} is not at hand; set GUIJU_SHARED_DATA")
    with tempfile.TemporaryDirectory(prefix="guiju-bench-") as folder:
        prepare(Path(folder))
        result = measure(path, Path(folder))
    for name, value in result.items():
        print(f"{name:16} {value}")
    from bench import bars  # noqa: PLC0415  # lazy: optional

    verdicts = bars.judged(result, bars.ORGANISATIONS)
    print("", *map(bars.told, verdicts), sep="\n")
    if asked.json:
        print(json.dumps({**result, "bars": verdicts}, ensure_ascii=False))
    sys.exit(not all(verdict["holds"] for verdict in verdicts))


def prepare(folder: Path) -> None:
    os.environ |= {"GUIJU_HOME": str(folder), "GUIJU_LOG_LEVEL": "WARNING", "GUIJU_DATABASE_URL": ""}
    os.environ["DJANGO_SETTINGS_MODULE"] = "guiju.site.settings"
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
    import django  # noqa: PLC0415  # lazy: django-setup
    from django.core.management import call_command  # noqa: PLC0415  # lazy: django-setup

    django.setup()
    call_command("migrate", verbosity=0, skip_checks=True)


def measure(path: Path, folder: Path) -> dict[str, Any]:
    before = time.process_time()
    first = take_in(path)
    cpu = time.process_time() - before
    again = take_in(path)
    inserted, limit = bare_insert(path, folder)
    return {
        "rows": first["read"],
        **{name: first[name] for name in COUNTS},
        "seconds": first["seconds"],
        "cpu_seconds": round(cpu, 2),
        "again_seconds": again["seconds"],
        "again_changed": again["created"] + again["updated"],
        "unaccounted": abs(first["read"] - sum(first[name] for name in COUNTS)),
        "ours_per_s": round(first["read"] / first["seconds"]),
        "limit_per_s": round(inserted / limit),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def take_in(path: Path) -> dict[str, Any]:
    """Import the list as the command does."""
    from guiju.platform.importing import Order, SourceSpec, import_file  # noqa: PLC0415  # lazy: django-setup

    summary = import_file(kind="organisations", order=Order(path=path, source=SourceSpec("customs survey")))
    return summary.as_dict()


def bare_insert(path: Path, folder: Path) -> tuple[int, float]:
    """Rows, and the seconds that reading the file and one executemany take."""
    started = time.perf_counter()
    database = sqlite3.connect(folder / "bare.sqlite3")
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("CREATE TABLE bare (a TEXT, b TEXT, c TEXT, d TEXT, e TEXT)")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))[1:]
    database.executemany("INSERT INTO bare VALUES (?, ?, ?, ?, ?)", rows)
    database.commit()
    return len(rows), time.perf_counter() - started


if __name__ == "__main__":
    main()
