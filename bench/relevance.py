"""How well the search finds what a librarian expects, beside plain BM25.

    python bench/relevance.py --json

The catalogue: the demonstration data with the ISO and IEC lists of the shared data (GUIJU_SHARED_DATA or
../shared/data; without it the demonstration data alone and no expert queries). Two sets of queries: those of the shared
data, by kind, and queries made by rule from the records themselves (generated_queries.py, seeded). Plain BM25 is an
index of the same numbers and titles cut into words, asked for any of the words. `withheld` takes the English titles
away from half of the bilingual standards and asks for them in English, with the term base learned from the other half,
with the shipped one alone, and without any. With --home the catalogue is kept and used again.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import django
import tantivy

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench import bars  # noqa: E402 (found by the line above)

DEPTH: Final = 10

Find = Callable[[str], Sequence[str]]


def fill(home: Path, shared: Path) -> None:
    """Migrate and import, unless the home is filled already."""
    from django.core.management import call_command  # noqa: PLC0415  # lazy: django-setup

    from guiju.catalogue.demo import load_demo  # noqa: PLC0415  # lazy: django-setup
    from guiju.catalogue.importers.kinds import Order, import_file  # noqa: PLC0415  # lazy: django-setup
    from guiju.catalogue.services.importing import SourceSpec  # noqa: PLC0415  # lazy: django-setup

    call_command("migrate", verbosity=0)
    if (home / "filled").exists():
        return
    load_demo()
    for name in ("iso", "iec"):
        path = shared / "catalogue" / f"{name}.csv.gz"
        if path.is_file():
            spec = SourceSpec(key=name, name=name, rank=60)
            import_file(kind="table", order=Order(path=path, source=spec, mapping="auto", progress=None, reread=False))
    (home / "filled").touch()


def plain_bm25(documents: Iterable[Any]) -> Find:
    """Numbers and titles cut into words, any of them, scored by BM25 and nothing else."""
    from guiju.kernel import segment  # noqa: PLC0415  # lazy: django-setup

    def cut(text: str) -> list[str]:
        runs = segment.runs(segment.fold(text))
        return [word for run in runs for word in (segment.words(run.text) if run.chinese else [run.text])]

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", tokenizer_name="whitespace")
    builder.add_text_field("key", tokenizer_name="raw", stored=True)
    schema = builder.build()
    index = tantivy.Index(schema)
    writer = index.writer(100_000_000, 1)
    for document in documents:
        fields = {"text": " ".join(cut(" ".join((document.key, *document.titles)))), "key": document.key}
        writer.add_document(tantivy.Document.from_dict(fields, schema))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def find(text: str) -> list[str]:
        terms = [(tantivy.Occur.Should, tantivy.Query.term_query(schema, "text", word)) for word in cut(text)]
        hits = searcher.search(tantivy.Query.boolean_query(terms), DEPTH).hits if terms else []
        return [str(searcher.doc(address).get_first("key")) for _score, address in hits]

    return find


def kind_of(kind: str) -> str:
    """The kind that a bar is set for."""
    if kind.startswith("number"):
        return "numbers"
    return "colloquial names" if "colloquial" in kind else "titles and concepts"


def measure(find: Find, queries: Sequence[tuple[str, frozenset[str], str]]) -> tuple[dict[str, Any], list[str]]:
    """MRR@10 and success@10 by kind and over all, and the queries that did not come first."""
    ranks: defaultdict[str, list[float]] = defaultdict(list)
    missed = []
    for text, expected, kind in queries:
        got = list(find(text))[:DEPTH]
        rank = next((place for place, key in enumerate(got, start=1) if key in expected), 0)
        ranks[kind_of(kind)].append(1 / rank if rank else 0.0)
        ranks["all"].append(ranks[kind_of(kind)][-1])
        if rank != 1:
            missed.append(f"{rank or '-':>2}  {kind}: {text} → {', '.join(got[:3])}")
    return {kind: _told(found) for kind, found in ranks.items()}, missed


def _told(found: Sequence[float]) -> dict[str, float]:
    success = statistics.fmean(rank > 0 for rank in found)
    return {"queries": len(found), "mrr": round(statistics.fmean(found), 3), "success": round(success, 3)}


def expert_queries(shared: Path) -> list[tuple[str, frozenset[str], str]]:
    """The queries of the shared data."""
    path = shared / "queries" / "dev.csv"
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [(row["query"], _expected(row["expected_numbers"]), row["kind"]) for row in csv.DictReader(file)]


def _expected(numbers: str) -> frozenset[str]:
    return frozenset(number.strip() for number in numbers.split(";"))


def withheld(documents: Sequence[Any], seed: int) -> dict[str, Any]:
    """Standards found in English that carry only a Chinese title, by what the terms were learned from."""
    from guiju.kernel import segment  # noqa: PLC0415  # lazy: django-setup
    from guiju.search import terms  # noqa: PLC0415  # lazy: django-setup
    from guiju.search.learning import learn  # noqa: PLC0415  # lazy: django-setup

    both = sorted((d for d in documents if len(d.titles) == 2), key=lambda d: d.key)
    hidden = {document.key for document in random.Random(seed).sample(both, len(both) // 2)}
    held = {d.key: replace(d, titles=d.titles[:1], borrowed=()) if d.key in hidden else d for d in documents}
    taught = [document.titles for document in both if document.key not in hidden]
    same = defaultdict(set)
    for document in both:
        same[document.titles[0]].add(document.key)
    queries = [
        (segment.fold(d.titles[1]), frozenset(same[d.titles[0]] & hidden), "title en of a Chinese record")
        for d in both
        if d.key in hidden
    ]
    bases = {
        "none": {},
        "shipped": terms.synonyms(terms.shipped_terms()),
        "shipped and learned": terms.synonyms(terms.shipped_terms(), learn(taught, "learned")),
    }
    chinese = [document for document in held.values() if any(map(segment.is_chinese, document.titles))]
    with tempfile.TemporaryDirectory() as folder:
        return {name: measure(_finder(Path(folder), chinese, base), queries)[0]["all"] for name, base in bases.items()}


def _finder(folder: Path, documents: Sequence[Any], known: Mapping[str, Any]) -> Find:
    from guiju.search.finding import Finder, Wanted, _shape  # noqa: PLC0415  # lazy: django-setup
    from guiju.search.registry import searchables  # noqa: PLC0415  # lazy: django-setup
    from guiju.search.tantivy_engine import TantivyEngine  # noqa: PLC0415  # lazy: django-setup
    from guiju.search.terms import translate  # noqa: PLC0415  # lazy: django-setup
    from guiju.search.understanding import understand  # noqa: PLC0415  # lazy: django-setup

    engine = TantivyEngine(folder / str(len(known)), _shape(), lambda titles: translate(titles, known))
    engine.write((("standard", document) for document in documents), gone=(), mark="")
    reader = engine.reader()
    words = searchables.get("standard").words
    return lambda text: Finder(Wanted(text), understand(text, words), reader).find().keys


def run(home: Path, shared: Path, seed: int) -> dict[str, Any]:
    from bench.generated_queries import generate  # noqa: PLC0415  # lazy: django-setup
    from guiju.search.finding import Wanted, search  # noqa: PLC0415  # lazy: django-setup
    from guiju.search.registry import searchables  # noqa: PLC0415  # lazy: django-setup

    fill(home, shared)
    started = time.perf_counter()
    count = search().rebuild()
    built = time.perf_counter() - started
    documents = list(searchables.get("standard").documents(None))
    plain = plain_bm25(documents)

    def ours(text: str) -> Sequence[str]:
        return search().find(Wanted(text, limit=DEPTH)).keys

    result: dict[str, Any] = {"records": count, "build_seconds": round(built, 1), "missed": {}}
    generated = [(query.text, query.expected, query.kind) for query in generate(documents, 40, seed)]
    for name, queries in (("expert", expert_queries(shared)), ("generated", generated)):
        if queries:
            found, missed = measure(ours, queries)
            result[name] = {"ours": found, "plain BM25": measure(plain, queries)[0]}
            result["missed"][name] = missed
    result["withheld"] = withheld(documents, seed)
    result["bars"] = bars.judged(result, bars.RELEVANCE) if "expert" in result else []
    return result


def table(result: dict[str, Any]) -> str:
    lines = [f"{result['records']} records, index built in {result['build_seconds']} s"]
    for name in ("expert", "generated"):
        for kind, ours in result.get(name, {}).get("ours", {}).items():
            plain = result[name]["plain BM25"][kind]
            lines.append(
                f"{name:10} {kind:22} {ours['queries']:4} queries   MRR@10 {ours['mrr']:.3f} (plain {plain['mrr']:.3f})"
                f"   success@10 {ours['success']:.3f} (plain {plain['success']:.3f})"
            )
    for name, told in result["withheld"].items():
        lines.append(
            f"English titles withheld, terms {name:20} MRR@10 {told['mrr']:.3f}, success {told['success']:.3f}"
        )
    lines += map(bars.told, result["bars"])
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--missed", action="store_true", help="list the queries that did not come first")
    parser.add_argument("--home", type=Path)
    parser.add_argument("--seed", type=int, default=20260101)
    options = parser.parse_args()
    shared = Path(os.environ.get("GUIJU_SHARED_DATA", ROOT.parent / "shared" / "data"))
    with tempfile.TemporaryDirectory() as folder:
        home = options.home or Path(folder)
        os.environ.update(GUIJU_HOME=str(home), DJANGO_SETTINGS_MODULE="guiju.site.settings", GUIJU_LOG_LEVEL="WARNING")
        django.setup()
        result = run(home, shared, options.seed)
    missed = result.pop("missed")
    print(table(result), file=sys.stderr if options.json else sys.stdout)
    if options.missed:
        print(*(line for lines in missed.values() for line in lines), sep="\n", file=sys.stderr)
    if options.json:
        print(json.dumps(result, ensure_ascii=False))
    sys.exit(not all(verdict["holds"] for verdict in result["bars"]))


if __name__ == "__main__":
    main()
