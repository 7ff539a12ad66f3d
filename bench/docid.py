"""How many identifiers a second one core reads, beside one bare regular expression on the same strings.

    python bench/docid.py [--json] [--rounds 5]

The strings are the lists of real identifiers where they are at hand (GUIJU_SHARED_DATA, or ../shared/data beside the
checkout), shuffled with a fixed seed; elsewhere 20,000 made by a seeded generator below. Nothing is cached by string.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import time
from collections.abc import Callable
from pathlib import Path

from guiju.kernel.docid import parse

LISTS = (
    Path(os.environ.get("GUIJU_SHARED_DATA", Path(__file__).resolve().parents[2] / "shared" / "data")) / "identifiers"
)
BARE = re.compile(r"\s*([A-Za-z/ ]+)\s*([\dA-Za-z.]+)((?:-\d+)*)(?:[-:](\d{4}))?")
SEED = 20260101


def real_strings() -> list[str]:
    rows: list[str] = []
    for path in sorted(LISTS.iterdir()):
        lines = path.read_text("utf-8").splitlines()
        rows += [line.partition("\t")[0] for line in lines if line.strip() and not line.startswith("#")]
    return rows


def made_strings(count: int = 20_000) -> list[str]:
    made = random.Random(SEED)
    shapes: list[Callable[[], str]] = [
        lambda: f"GB/T {made.randint(1, 60000)}.{made.randint(1, 30)}-{made.randint(1985, 2026)}",
        lambda: f"GB{made.randint(1, 60000)}—{made.randint(1985, 2026)}",
        lambda: (
            f"{made.choice(['SJ', 'QB', 'JB', 'YD', 'SN', 'DL'])}/T {made.randint(1, 20000)}-{made.randint(1985, 2026)}"
        ),
        lambda: f"DB{made.choice([11, 31, 44, 50, 51])}/T {made.randint(1, 6000)}-{made.randint(2000, 2026)}",
        lambda: f"T/CSA {made.randint(1, 99):03d}-{made.randint(2015, 2026)}",
        lambda: f"ISO {made.randint(1, 30000)}-{made.randint(1, 20)}:{made.randint(1990, 2026)}",
        lambda: f"IEC {made.randint(60000, 63999)}-2-{made.randint(1, 30)}:{made.randint(1990, 2026)} RLV",
        lambda: f"BS EN {made.randint(1, 70000)}:{made.randint(1990, 2026)}+A1:{made.randint(1990, 2026)}",
        lambda: f"JIS C {made.randint(1000, 9999)}-{made.randint(1, 20)}:{made.randint(1990, 2026)}",
        lambda: f"IEEE Std {made.randint(1, 3000)}-{made.randint(1970, 2026)}",
        lambda: f"ASTM E{made.randint(1, 3500)}-{made.randint(0, 26):02d}",
    ]
    return [made.choice(shapes)() for _ in range(count)]


def per_second(read: Callable[[str], object], strings: list[str], rounds: int) -> float:
    """Strings a second of processor time, the best of the rounds."""
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        for text in strings:
            read(text)
        best = min(best, time.process_time() - start)
    return len(strings) / best


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--json", action="store_true", help="end with one JSON line")
    arguments.add_argument("--rounds", type=int, default=5)
    chosen = arguments.parse_args()
    real = LISTS.is_dir()
    strings = real_strings() if real else made_strings()
    random.Random(SEED).shuffle(strings)
    ours = per_second(parse, strings, chosen.rounds)
    limit = per_second(BARE.match, strings, chosen.rounds)
    print(f"{'identifiers':24}{len(strings):>12,}  ({'real lists' if real else 'made'})")
    print(f"{'ours, a second':24}{ours:>12,.0f}")
    print(f"{'one re.match, a second':24}{limit:>12,.0f}")
    print(f"{'ours takes':24}{limit / ours:>11.1f}x  the time of the limit")
    if chosen.json:
        row = {
            "ours_per_s": round(ours),
            "limit_per_s": round(limit),
            "strings": len(strings),
            "source": "lists" if real else "made",
            "rounds": chosen.rounds,
        }
        print(json.dumps(row))


if __name__ == "__main__":
    main()
