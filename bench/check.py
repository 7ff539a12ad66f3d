"""How fast the standards check answers: 10,000 lines, a workbook of 50,000 rows, and both as the catalogue grows.

    python bench/check.py --json
    python bench/check.py --growth

The catalogue: the demonstration data, and the ISO and IEC lists where the shared data is at hand
(GUIJU_SHARED_DATA or ../shared/data); with --growth generated ones of 60,000, 1,000,000 and 3,000,000 records
(SQLite; 3 GB of disk, given back). The lines are drawn with a seed: 50 % numbers as they are, 30 % as people type them,
20 % of covered publishers that are not there. The limit is one indexed look-up a line by its exact key, which says
neither whether a standard holds nor what replaced it. Every measurement is a process of its own, so that its peak
of memory is its own; seconds are told by the clock and of the processor. With --home the catalogue is kept and used
again. The bars (bench/bars.py) are printed beside the figures; where one does not hold, the exit status is 1.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, Self

ROOT = Path(__file__).resolve().parents[1]
DEMO = ROOT / "src" / "guiju" / "demo" / "standards.csv"
LISTS = ("catalogue/iso.csv.gz", "catalogue/iec.csv.gz")
AS_OF: Final = dt.date(2026, 1, 1)
LINES: Final = 10_000
ROWS: Final = 50_000
WHOLE: Final = 80_000
GROWTH: Final = (60_000, 1_000_000, 3_000_000)
MOST_KEYS: Final = 200_000
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


def fill(home: Path, generated: int, seed: int) -> None:
    """Migrate an empty home and import into it, or grow it by generated records to as many as asked for."""
    from django.conf import settings  # noqa: PLC0415  # lazy: django-setup
    from django.core.management import call_command  # noqa: PLC0415  # lazy: django-setup
    from django.db import connection  # noqa: PLC0415  # lazy: django-setup

    from guiju.catalogue.importers.table import import_table  # noqa: PLC0415  # lazy: django-setup

    call_command("migrate", verbosity=0)
    if generated:
        from bench.generated_standards import fill_generated  # noqa: PLC0415  # lazy: optional

        connection.close()
        fill_generated(Path(settings.DATABASES["default"]["NAME"]), generated, seed)
    elif not (home / "filled").exists():
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


def measure_lines(lines: list[str]) -> dict[str, object]:
    """Seconds and lines a second of the whole check, and of bare look-ups of the same lines."""
    from guiju.checks.engine import examine  # noqa: PLC0415  # lazy: django-setup
    from guiju.checks.reading import InputLine  # noqa: PLC0415  # lazy: django-setup

    inputs = [InputLine(number, line) for number, line in enumerate(lines, 1)]
    with Stopwatch() as first:
        list(examine(inputs[:1], as_of=AS_OF))
    with Stopwatch() as ours:
        outcomes = Counter(answer.outcome.value for answer in examine(inputs, as_of=AS_OF))
    with Stopwatch() as limit:
        look_up(lines)
    return {
        "records": count_records(),
        "lines": len(lines),
        **ours.told("ours"),
        "ours_per_s": round(len(lines) / ours.seconds),
        **limit.told("limit"),
        "limit_per_s": round(len(lines) / limit.seconds),
        **first.told("first_line"),
        "outcomes": dict(outcomes.most_common()),
    }


def count_records() -> int:
    """Editions in the catalogue."""
    from guiju.catalogue.models import Standard  # noqa: PLC0415  # lazy: django-setup

    return Standard.objects.count()


def look_up(lines: list[str]) -> None:
    """The least any check must do: each line by its exact key."""
    from django.db import connection  # noqa: PLC0415  # lazy: django-setup

    with connection.cursor() as cursor:
        for line in lines:
            cursor.execute("SELECT id FROM guiju_standard WHERE key = %s", [line])
            cursor.fetchone()


def measure_workbook(folder: Path) -> dict[str, object]:
    """Seconds from an .xlsx handed in to the same .xlsx with its answers."""
    from guiju.checks.services import check_file  # noqa: PLC0415  # lazy: django-setup

    asked = folder / "asked.xlsx"
    reports: list[int] = []
    with Stopwatch() as check:
        run = check_file(path=asked, as_of=AS_OF, progress=lambda done, _total: reports.append(done))
    with Stopwatch() as write:
        run.write(folder / "answered.xlsx")
    return {
        "answers": len(run.answers),
        "seconds": round(check.seconds + write.seconds, 3),
        "cpu_seconds": round(check.cpu_seconds + write.cpu_seconds, 3),
        **check.told("check"),
        **write.told("write"),
        "progress_reports": len(reports),
    }


def write_workbook(path: Path, lines: list[str]) -> None:
    """A list as a factory keeps it."""
    import xlsxwriter  # noqa: PLC0415  # lazy: optional

    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ("序号", "标准编号", "数量"))
        for place, line in enumerate(lines, 1):
            sheet.write_row(place, 0, (place, line, place % 7))


class Stopwatch:
    """Seconds by the clock and of the processor: the first tell of other work on the machine, the second do not."""

    def __enter__(self) -> Self:
        self._begun = (time.perf_counter(), time.process_time())
        return self

    def __exit__(self, *_: object) -> None:
        self.seconds = time.perf_counter() - self._begun[0]
        self.cpu_seconds = time.process_time() - self._begun[1]

    def told(self, name: str) -> dict[str, float]:
        """Both, under the name of what was measured."""
        return {f"{name}_seconds": round(self.seconds, 3), f"{name}_cpu_seconds": round(self.cpu_seconds, 3)}


def run_task(task: str, home: Path, count: int, seed: int) -> dict[str, object]:
    """One step, in this process: filling a catalogue, drawing a workbook, or a measurement."""
    os.environ.update(GUIJU_HOME=str(home), DJANGO_SETTINGS_MODULE="guiju.site.settings", GUIJU_LOG_LEVEL="ERROR")
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
    import django  # noqa: PLC0415  # lazy: django-setup

    django.setup()
    if task == "fill":
        fill(home, count, seed)
        return {}
    if task == "draw":
        write_workbook(home / "asked.xlsx", drawn(count, seed))
        return {}
    result = measure_lines(drawn(count, seed)) if task == "lines" else measure_workbook(home)
    return {**result, "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}


def drawn(count: int, seed: int) -> list[str]:
    """Lines for the catalogue at hand; of a large one only as many keys are read as could be drawn."""
    from django.db import connection  # noqa: PLC0415  # lazy: django-setup

    with connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM guiju_standard")
        step = max(1, cursor.fetchone()[0] // MOST_KEYS)
        cursor.execute("SELECT key FROM guiju_standard WHERE id %% %s = 0 ORDER BY key", [step])
        return draw([row[0] for row in cursor.fetchall()], count, seed)


def in_own_process(task: str, home: Path, count: int, seed: int) -> dict[str, object]:
    command = [
        sys.executable,
        __file__,
        "--task",
        task,
        "--home",
        str(home),
        "--lines",
        str(count),
        "--seed",
        str(seed),
    ]
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    return dict(json.loads(told.splitlines()[-1]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--json", action="store_true", help="end with one JSON line")
    parser.add_argument("--lines", type=int, default=LINES)
    parser.add_argument("--rows", type=int, default=ROWS, help="rows of the workbook; 0 leaves it out")
    parser.add_argument(
        "--growth", action="store_true", help="measure generated catalogues up to 3,000,000 records too"
    )
    parser.add_argument("--seed", type=int, default=20260101)
    parser.add_argument("--home", type=Path, help="keep the catalogue here and use it again")
    parser.add_argument("--task", choices=("fill", "draw", "lines", "workbook"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.task:
        print(json.dumps(run_task(options.task, options.home, options.lines, options.seed), ensure_ascii=False))
        return
    with tempfile.TemporaryDirectory(prefix="guiju-bench-") as temporary:
        results = measured(options, Path(temporary))
    for name, result in results.items():
        print(f"\n{name}")
        for label, value in result.items():
            print(f"  {label:20} {value}")
    verdicts = judged(results, options)
    if options.json:
        print(json.dumps({**results, "bars": verdicts}, ensure_ascii=False))
    sys.exit(not all(verdict["holds"] for verdict in verdicts))


def judged(results: dict[str, dict[str, object]], options: argparse.Namespace) -> list[dict[str, Any]]:
    """The bars, printed, where as much was measured as they are for."""
    sys.path.insert(0, str(ROOT))
    from bench import bars  # noqa: PLC0415  # lazy: optional

    if int(str(results["lines"]["records"])) < WHOLE:
        print(f"\nno bar is judged: with fewer than {WHOLE:,} records this is not the whole catalogue")
        return []
    asked = {"lines": options.lines == LINES, "workbook": options.rows == ROWS}
    verdicts = bars.judged(results, [bar for bar in bars.CHECK if asked[bar.figure.partition(".")[0]]])
    print("", *map(bars.told, verdicts), sep="\n")
    return verdicts


def measured(options: argparse.Namespace, temporary: Path) -> dict[str, dict[str, object]]:
    home: Path = options.home or temporary / "real"
    home.mkdir(parents=True, exist_ok=True)
    in_own_process("fill", home, 0, options.seed)
    results = {"lines": in_own_process("lines", home, options.lines, options.seed)}
    if options.rows:
        in_own_process("draw", home, options.rows, options.seed)
        results["workbook"] = in_own_process("workbook", home, options.rows, options.seed)
    if options.growth:
        results |= grown(temporary / "generated", options)
    return results


def grown(home: Path, options: argparse.Namespace) -> dict[str, dict[str, object]]:
    """The same lines against one generated catalogue as it grows."""
    home.mkdir()
    results = {}
    for count in GROWTH:
        in_own_process("fill", home, count, options.seed)
        results[f"generated_{count}"] = in_own_process("lines", home, options.lines, options.seed)
    return results


if __name__ == "__main__":
    main()
