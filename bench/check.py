"""How fast the standards check answers 10,000 lines, beside the least that any check must do.

    python bench/check.py --json

The catalogue: the demonstration data, and the ISO and IEC lists where the shared data is at hand
(GUIJU_SHARED_DATA or ../shared/data). The lines are drawn with a seed: 50 % numbers as they are, 30 % as people type
them, 20 % of covered publishers that are not there. The limit is one indexed look-up a line by its exact key, which
says neither whether a standard holds nor what replaced it. With --home the catalogue is kept and used again.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DEMO = ROOT / "src" / "guiju" / "demo" / "standards.csv"
LISTS = ("catalogue/iso.csv.gz", "catalogue/iec.csv.gz")
FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
HABITS: tuple[Callable[[str], str], ...] = (
    str.lower,
    lambda number: number.replace(" ", ""),
    lambda number: number.replace("-", "—"),
    lambda number: number.translate(FULL_WIDTH),
    lambda number: number.replace("/", "／").replace(":", "-"),
    lambda number: f"《{number}》",
    lambda number: number.rsplit(":", 1)[0],
)


def fill(home: Path) -> None:
    """Migrate and import into an empty home; one that is filled already is left as it is."""
    from django.core.management import call_command  # noqa: PLC0415  # lazy: django-setup

    from guiju.catalogue.importers.table import import_table  # noqa: PLC0415  # lazy: django-setup

    if (home / "filled").exists():
        return
    call_command("migrate", verbosity=0)
    shared = Path(os.environ.get("GUIJU_SHARED_DATA", ROOT.parent / "shared" / "data"))
    for path in (DEMO, *(shared / name for name in LISTS)):
        if path.is_file():
            import_table(path=path)
    (home / "filled").touch()


def draw(keys: list[str], count: int, seed: int) -> list[str]:
    """Lines to check: exact, dirty and missing ones in one shuffled list."""
    chance = random.Random(seed)
    taken = {key.replace(":", "-").partition("-")[0] for key in keys}
    lines = [chance.choice(keys) for _ in range(count // 2)]
    lines += [chance.choice(HABITS)(chance.choice(keys)) for _ in range(count * 3 // 10)]
    while len(lines) < count:
        digits = "".join(chance.choice("123456789") for _ in range(5))
        number = f"{chance.choice(['ISO', 'IEC', 'GB/T'])} {digits}"
        if number not in taken:
            lines.append(f"{number}-2019" if number.startswith("GB") else f"{number}:2019")
    chance.shuffle(lines)
    return lines


def measure(lines: list[str]) -> dict[str, object]:
    """Seconds and lines a second of the whole check, and of bare look-ups of the same lines."""
    import datetime as dt  # noqa: PLC0415  # lazy: django-setup

    from django.db import connection  # noqa: PLC0415  # lazy: django-setup

    from guiju.checks.engine import examine  # noqa: PLC0415  # lazy: django-setup
    from guiju.checks.reading import InputLine  # noqa: PLC0415  # lazy: django-setup

    inputs = [InputLine(number, line) for number, line in enumerate(lines, 1)]
    first = time.perf_counter()
    list(examine(inputs[:1], as_of=dt.date(2026, 1, 1)))
    started = time.perf_counter()
    outcomes = Counter(answer.outcome.value for answer in examine(inputs, as_of=dt.date(2026, 1, 1)))
    ours = time.perf_counter() - started
    with connection.cursor() as cursor:
        begun = time.perf_counter()
        for line in lines:
            cursor.execute("SELECT id FROM guiju_standard WHERE key = %s", [line])
            cursor.fetchone()
        limit = time.perf_counter() - begun
    return {
        "lines": len(lines),
        "ours_seconds": round(ours, 3),
        "ours_per_s": round(len(lines) / ours),
        "limit_seconds": round(limit, 3),
        "limit_per_s": round(len(lines) / limit),
        "first_line_seconds": round(started - first, 3),
        "outcomes": dict(outcomes.most_common()),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--json", action="store_true", help="end with one JSON line")
    parser.add_argument("--lines", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=20260101)
    parser.add_argument("--home", type=Path, help="keep the catalogue here and use it again")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="guiju-bench-") as temporary:
        home: Path = options.home or Path(temporary)
        home.mkdir(parents=True, exist_ok=True)
        os.environ.update(GUIJU_HOME=str(home), DJANGO_SETTINGS_MODULE="guiju.site.settings", GUIJU_LOG_LEVEL="ERROR")
        sys.path.insert(0, str(ROOT / "src"))
        import django  # noqa: PLC0415  # lazy: django-setup

        django.setup()
        fill(home)
        from django.db import connection  # noqa: PLC0415  # lazy: django-setup

        with connection.cursor() as cursor:
            cursor.execute("SELECT key FROM guiju_standard ORDER BY key")
            keys = [row[0] for row in cursor.fetchall()]
        result = {"records": len(keys), **measure(draw(keys, options.lines, options.seed))}
    result["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    for name, value in result.items():
        print(f"{name:20} {value}")
    if options.json:
        print(json.dumps(result, ensure_ascii=False))


if __name__ == "__main__":
    main()
