"""How fast the search is, and against what: SQLite FTS5, PostgreSQL full text, and tantivy bare.

    python bench/search.py --json
    python bench/search.py --records 100000

The records and the queries are those of generated_bilingual.py, the same for all. Every engine gives the ten best and
how many there are in all; the barred classes choose level and status too, and count by three facets. FTS5 and
PostgreSQL get the very tokens ours has (pairs of Chinese characters, stems), must hold all of them, and rank by their
own score; numbers are tokens too. Bare tantivy is given the very queries ours arrives at, ready made, and its hits are
not even read: the limit. Ours is the whole way from the text: understanding, question, hits with their titles.
Milliseconds of the processor stand beside those of the clock, which also tell what else the machine does. Plain numbers
are reported without a bar: FTS5 looks up one word there, and nothing that reads a question first is faster than that.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import sys
import tempfile
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import django

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench import bars  # noqa: E402 (found by the line above)
from bench.other_engines import FACETS, LEVELS, Fts5, Other, Postgres, row_of  # noqa: E402 (found by the line above)

QUERIES: Final = 100
"""Of each class."""
RECORDS: Final = 1_000_000
"""What the bars are for."""
CHANGED: Final = 1000
BATCHES: Final = ("改过", "改动", "修改", "更改", "变动")
"""A word for each batch of changed records, to see them by."""

if TYPE_CHECKING:
    from tantivy import Query, SearchResult

    from bench.generated_bilingual import Asked
    from guiju.search.engine import Answer, Filter, Question
    from guiju.search.finding import Finder, Found, Wanted
    from guiju.search.registry import Document
    from guiju.search.tantivy_engine import TantivyReader

Ready = Callable[[], object]
Timings = dict[str, list[tuple[float, float]]]
Ask = Callable[["Asked"], object]
BARE: Final = "tantivy bare"


class Ours:
    """The search from the text to the hits, and what it asks of tantivy."""

    name = "Guiju"

    def __init__(self, folder: Path, records: Iterator[Document], day: int) -> None:
        from guiju.search.finding import _shape  # noqa: PLC0415  # lazy: django-setup
        from guiju.search.registry import searchables  # noqa: PLC0415  # lazy: django-setup
        from guiju.search.tantivy_engine import TantivyEngine  # noqa: PLC0415  # lazy: django-setup
        from guiju.search.terms import shipped_terms, synonyms, translate  # noqa: PLC0415  # lazy: django-setup

        known = synonyms(shipped_terms())
        self.engine = TantivyEngine(folder / "index", _shape(), lambda titles: translate(titles, known))
        self.day = day
        self.engine.write((("standard", record) for record in records), gone=(), mark="", today=day)
        self.words = searchables.get("standard").words

    def wanted(self, asked: Asked) -> Wanted:
        """A query with its filters and facets."""
        import datetime as dt  # noqa: PLC0415  # lazy: optional

        from guiju.search.finding import Wanted  # noqa: PLC0415  # lazy: django-setup

        return Wanted(
            asked.text,
            values={"level": LEVELS} if asked.filtered else {},
            status=("in_force",) if asked.filtered else (),
            on=dt.date.fromordinal(self.day),
            facets=FACETS if asked.counted else (),
        )

    def run(self, asked: Asked) -> Found:
        """The whole way."""
        return self.finder(asked).find()

    def finder(self, asked: Asked) -> Finder:
        """The way up to the index."""
        from guiju.search.finding import Finder  # noqa: PLC0415  # lazy: django-setup
        from guiju.search.understanding import understand  # noqa: PLC0415  # lazy: django-setup

        wanted = self.wanted(asked)
        return Finder(wanted, understand(wanted.text, self.words), self.engine.reader())

    def compiled(self, asked: Asked) -> list[Ready]:
        """The queries of tantivy this search arrives at, ready made."""
        noting = _Noting(self.engine.reader())
        replace(self.finder(asked), reader=noting).find()
        return noting.noted


class _Noting:
    """A reader, and a searcher behind it, that notes what it is asked."""

    def __init__(self, reader: TantivyReader) -> None:
        self._reader = reader
        self.noted: list[Ready] = []
        self.frequency, self.beginning, self.keys = reader.frequency, reader.beginning, reader.keys

    @property
    def mark(self) -> str:
        """As the reader's."""
        return self._reader.mark

    @property
    def size(self) -> int:
        """As the reader's."""
        return self._reader.size

    def ask(self, question: Question) -> Answer:
        """Note the compiled question, and answer it."""
        self.noted.append(self._reader.ready_made(question))
        return self._reader.ask(question)

    def counts(
        self, question: Question, wider: Mapping[str, tuple[Filter, ...]]
    ) -> Mapping[str, list[tuple[str, int]]]:
        """Likewise."""
        return self._reader.counting_with(self).counts(question, wider)

    def terms_with_prefix(self, field: str, prefix: str, *, limit: int) -> list[tuple[str, int]]:
        """As the searcher's."""
        return self._reader.searcher.terms_with_prefix(field, prefix, limit=limit)

    def search(self, query: Query, limit: int) -> SearchResult:
        """Note what is counted besides, and count."""
        self.noted.append(lambda: self._reader.searcher.search(query, limit))
        return self._reader.searcher.search(query, limit)

    def aggregate(self, query: Query, agg: dict[str, Any]) -> dict[str, Any]:
        """Note what is counted, and count."""
        self.noted.append(lambda: self._reader.searcher.aggregate(query, agg))
        return self._reader.searcher.aggregate(query, agg)


def bare(ours: Ours, mix: Sequence[Asked]) -> Callable[[Asked], None]:
    """The very queries, ready made."""
    ready = {asked: ours.compiled(asked) for asked in mix}

    def run(asked: Asked) -> None:
        for question in ready[asked]:
            question()

    return run


def measure(runs: Mapping[str, Ask], mix: Sequence[Asked], seconds: float) -> dict[str, Timings]:
    """Milliseconds a query by the clock and of the processor, by engine and class, for as many of the mix as fit in the
    time; the first are asked twice.

    Each query goes to every engine before the next, so that whatever else the machine does is everybody's burden; and
    one time in two the other way round, so that nobody always comes after one that has warmed the same pages.
    """
    timings: dict[str, Timings] = {name: defaultdict(list) for name in runs}
    for asked in mix[:20]:
        for run in runs.values():
            run(asked)
    ends = time.perf_counter() + seconds
    there = list(runs.items())
    for turn, asked in enumerate(mix):
        for name, run in there[::-1] if turn % 2 else there:
            started, worked = time.perf_counter(), time.process_time()
            run(asked)
            taken = time.perf_counter() - started, time.process_time() - worked
            timings[name][asked.kind].append((taken[0] * 1000, taken[1] * 1000))
        if time.perf_counter() > ends:
            break
    return timings


def told(timings: Timings) -> dict[str, dict[str, float]]:
    """Median, 95 of 100, queries a second: by class, and over the mix of the barred classes, each counting the same."""
    from bench.generated_bilingual import BARRED  # noqa: PLC0415  # lazy: django-setup

    found: dict[str, dict[str, float]] = {kind: _told(values) for kind, values in sorted(timings.items())}
    mean, cpu = (
        statistics.fmean(statistics.fmean(one[at] for one in timings[kind]) for kind in BARRED) for at in (0, 1)
    )
    found["mix"] = {
        "qps": round(1000 / mean, 1),
        "queries": sum(map(len, timings.values())),
        "cpu": round(cpu, 3),
    }
    return found


def _told(values: list[tuple[float, float]]) -> dict[str, float]:
    ordered = sorted(wall for wall, _cpu in values)
    p95 = ordered[min(int(len(ordered) * 0.95), len(ordered) - 1)]
    return {
        "p50": round(statistics.median(ordered), 2),
        "p95": round(p95, 2),
        "qps": round(1000 / statistics.fmean(ordered), 1),
        "cpu": round(statistics.fmean(cpu for _wall, cpu in values), 3),
    }


def freshness(ours: Ours, records: Sequence[Document], word: str) -> tuple[float, float]:
    """Seconds from changed records until another reader sees them, and until the writer has tidied up."""
    changed = [replace(record, titles=(f"{word}的标题", "A changed title")) for record in records]
    watcher = type(ours.engine)(ours.engine.folder, ours.engine.shape)
    seen: list[float] = []

    def watch() -> None:
        while watcher.reader().frequency("text", word) < len(changed):
            time.sleep(0.005)
        seen.append(time.perf_counter())

    watching = threading.Thread(target=watch)
    watching.start()
    started = time.perf_counter()
    ours.engine.write((("standard", record) for record in changed), gone=(), mark="", today=ours.day)
    tidied = time.perf_counter() - started
    watching.join()
    return seen[0] - started, tidied


def memory() -> int:
    """Resident memory of this process, MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() // 1_000_000


def run(count: int, seed: int, seconds: float, others: Sequence[str]) -> dict[str, Any]:
    from bench.generated_bilingual import HEAD_RATE, TODAY, queries, records  # noqa: PLC0415  # lazy: django-setup

    day = TODAY.toordinal()
    mix = queries(QUERIES, seed, count)
    result: dict[str, Any] = {"records": count, "head_term_rate": HEAD_RATE, "build_seconds": {}}
    with tempfile.TemporaryDirectory() as name, ExitStack() as closing:
        folder = Path(name)
        started = time.perf_counter()
        deque(records(count, seed), maxlen=0)
        making = result["making_records_seconds"] = round(time.perf_counter() - started, 1)
        started = time.perf_counter()
        ours = Ours(folder, records(count, seed), day)
        result["build_seconds"][ours.name] = round(time.perf_counter() - started - making, 1)
        result["resident_mb"] = memory()
        runs: dict[str, Ask] = {ours.name: ours.run, BARE: bare(ours, mix)}
        for engine in (Fts5, Postgres):
            if engine.name in others:
                started = time.perf_counter()
                built: Other = engine(folder, (row_of(record, ours.engine.shape) for record in records(count, seed)))
                closing.callback(built.close)
                runs[engine.name] = partial(built.run, day=day)
                result["build_seconds"][engine.name] = round(time.perf_counter() - started - making, 1)
        measured = measure(runs, mix, seconds)
        result["engines"] = {name: told(timings) for name, timings in measured.items()}
        closing.close()
        os.sync()  # what the others still have to write is no burden of ours
        changed = list(islice(records(count, seed), CHANGED * len(BATCHES)))
        batches = [changed[at * CHANGED : (at + 1) * CHANGED] for at in range(len(BATCHES))]
        seconds_each = [freshness(ours, batch, word) for batch, word in zip(batches, BATCHES, strict=True)]
    visible, tidied = zip(*seconds_each, strict=True)
    result["fresh_seconds"] = round(statistics.median(visible), 2)
    result["fresh_each"], result["merged_each"] = ([round(one, 2) for one in each] for each in (visible, tidied))
    result["ratios"] = _ratios(result["engines"], "qps")
    result["cpu_ratios"] = _ratios(result["engines"], "cpu")
    return _judged(result)


def _ratios(engines: dict[str, Any], by: str) -> dict[str, dict[str, float]]:
    """How many times the others ours is, by queries a second or the processor's time; a server's is not ours to see."""
    found: dict[str, dict[str, float]] = {}
    for name in engines.keys() - {Ours.name} - ({Postgres.name} if by == "cpu" else set()):
        pairs = {kind: (ours[by], engines[name][kind][by]) for kind, ours in engines[Ours.name].items()}
        found[name] = {
            kind: round(ours / theirs if by == "qps" else theirs / ours, 2) for kind, (ours, theirs) in pairs.items()
        }
    return found


def _judged(result: dict[str, Any]) -> dict[str, Any]:
    """The bars, where all engines were asked and there are as many records as they are for."""
    from bench.generated_bilingual import BARRED  # noqa: PLC0415  # lazy: django-setup

    ratios = result["ratios"]
    others = [ratios[name] for name in (Fts5.name, Postgres.name) if name in ratios]
    complete = len(others) == 2 and result["records"] >= RECORDS
    result["least"] = {
        "mix": min((found["mix"] for found in others), default=0),
        "class": min((found[kind] for found in others for kind in BARRED), default=0),
        "bare": ratios[BARE]["mix"],
    }
    result["bars"] = bars.judged(result, bars.SEARCH) if complete else []
    return result


def table(result: dict[str, Any]) -> str:
    lines = [f"{result['records']:,} records, head-term rate {result['head_term_rate']:.0%}"]
    lines.append(f"making the records {result['making_records_seconds']:6.1f} s, not counted below")
    lines += [f"build {name:13} {seconds:8.1f} s" for name, seconds in result["build_seconds"].items()]
    for name, found in result["engines"].items():
        for kind, values in found.items():
            ratio, cpu = (result[one].get(name, {}).get(kind) for one in ("ratios", "cpu_ratios"))
            times = f"   ours {ratio:.2f} times" if ratio else ""
            times += f" (processor {cpu:.2f})" if cpu else ""
            shown = "  ".join(f"{key} {value:>9}" for key, value in values.items())
            lines.append(f"{name:13} {kind:28} {shown}{times}")
    lines.append(
        f"1,000 changed records visible in {result['fresh_seconds']} s (each {result['fresh_each']}),"
        f" merged in {result['merged_each']} s; resident {result['resident_mb']} MB"
    )
    lines += map(bars.told, result["bars"]) if result["bars"] else ["no bar is judged: not all was measured"]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--records", type=int, default=RECORDS)
    parser.add_argument("--seconds", type=float, default=240, help="most time spent on asking all engines")
    parser.add_argument("--seed", type=int, default=20260101)
    parser.add_argument("--against", nargs="*", default=[Fts5.name, Postgres.name])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(GUIJU_HOME=home, DJANGO_SETTINGS_MODULE="guiju.site.settings", GUIJU_LOG_LEVEL="WARNING")
        django.setup()
        result = run(options.records, options.seed, options.seconds, options.against)
    print(table(result), file=sys.stderr if options.json else sys.stdout)
    if options.json:
        print(json.dumps(result, ensure_ascii=False))
    sys.exit(not all(verdict["holds"] for verdict in result["bars"]))


if __name__ == "__main__":
    main()
