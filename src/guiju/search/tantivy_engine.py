"""The engine behind the port: tantivy.

Chinese is cut in Python, because tantivy's own n-grams break phrases. Days are ordinals, because a range over ISO text
fails. Documents are made with `from_dict`, because a plain `Document` of a wrong number kills the writer.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Any, Final, TypeAlias

import tantivy
from tantivy import Query

from guiju.kernel import segment
from guiju.search import identifiers, meaning, ranking
from guiju.search.compiling import KIND, MOST_VALUES, STATUS_FACET, Compiler
from guiju.search.engine import (
    Answer,
    Filter,
    Hit,
    Question,
)
from guiju.search.registry import OTHERWISE, Document
from guiju.search.tantivy_counts import NO_VALUE, Counting, Counts, Searcher

HEAP: Final = 60_000_000
HEAP_TO_BUILD: Final = 640_000_000
"""Bytes a writer may fill before it writes a segment; every question is asked of each segment, so few are wanted."""
KEYS_AT_ONCE: Final = 20_000
FILLER: Final = "_"
MARK: Final = "mark"


Translate: TypeAlias = Callable[[Sequence[str]], list[str]]


def untranslated(_titles: Sequence[str]) -> list[str]:
    """No term base: what is in one language stays in it."""
    return []


class Shape:
    """Which facets and statuses the index knows, and the fields that follow from them."""

    def __init__(
        self,
        facets: Sequence[str],
        status_weights: Mapping[str, Mapping[str, float]],
        single: Collection[str] = (),
    ) -> None:
        self.facets = tuple(facets)
        self.single = tuple(single)
        self.status_weights = status_weights
        told = dict.fromkeys(status for weights in status_weights.values() for status in weights)
        self.statuses = tuple(status for status in told if status != OTHERWISE)
        self.schema = self._schema()

    def _schema(self) -> tantivy.Schema:
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", tokenizer_name="raw", index_option="basic")
        builder.add_bytes_field("kept", stored=True)
        for name in ("text", "every"):
            builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
        builder.add_text_field("kind", tokenizer_name="raw", index_option="basic")
        for name in ("characters", "numbers", "meaning"):
            builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
        for name in (*self.facets, STATUS_FACET):
            builder.add_text_field(f"is_{name}", tokenizer_name="raw", index_option="basic", fast=True)
        builder.add_text_field("order", tokenizer_name="raw", index_option="basic", fast=True)
        builder.add_integer_field("year", indexed=True, fast=True)
        builder.add_integer_field("day", fast=True)
        for status in self.statuses:
            builder.add_integer_field(f"from_{status}", indexed=True, fast=True)
            builder.add_integer_field(f"until_{status}", indexed=True, fast=True)
        builder.add_float_field("weight", fast=True)
        return builder.build()

    @property
    def digest(self) -> str:
        """Changes whenever an index made before can no longer be used."""
        return json.dumps([FORMAT, self.facets, self.single, self.status_weights], sort_keys=True)

    def fields_of(
        self, kind: str, document: Document, today: int, translate: Translate = untranslated
    ) -> dict[str, Any]:
        """A document as tantivy takes it."""
        titles = [segment.fold(title) for title in (*document.titles, *document.borrowed)]
        cut = [segment.tokens(title) for title in titles]
        own = _own_words(cut)
        further = [" ".join(segment.tokens(segment.fold(text))) for text in document.related]
        further.append(" ".join(translate(titles)))
        fields: dict[str, Any] = {
            "id": f"{kind} {document.key}",
            "kept": "\n".join((document.key, *filter(None, document.titles))).encode(),
            "kind": KIND,
            "text": own,
            "every": f" {FILLER} ".join((own, *further)),
            "characters": " ".join(segment.characters("".join(titles))),
            "meaning": " ".join(map(meaning.fingerprint_of, cut[: len(document.titles)])),
            "numbers": " ".join(identifiers.tokens_of(document.numbers)),
            "order": document.order,
            **{f"is_{name}": [NO_VALUE] for name in self.single},
            **{f"is_{name}": list(values) for name, values in document.facets.items() if values},
        }
        if document.year is not None:
            fields["year"] = document.year
        if document.day is not None:
            fields["day"] = document.day.toordinal()
        return fields | self._periods(kind, document, today)

    def _periods(self, kind: str, document: Document, today: int) -> dict[str, Any]:
        """One span a status, none for `OTHERWISE`, which may come twice; and the status of today in a word."""
        now = OTHERWISE
        fields: dict[str, Any] = {}
        for status, start, end in document.periods:
            if status == OTHERWISE:
                continue
            first, last = start.toordinal(), end.toordinal()
            fields[f"from_{status}"], fields[f"until_{status}"] = first, last
            if first <= today < last:
                now = status
        fields[f"is_{STATUS_FACET}"] = now
        fields["weight"] = ranking.weight_of(self.status_weights.get(kind, {}).get(now, 0.0), document.year)
        return fields


FORMAT: Final = 7
_ORDERS: Final = {
    "number": ("order", tantivy.Order.Asc),
    "newest": ("day", tantivy.Order.Desc),
    "oldest": ("day", tantivy.Order.Asc),
}


class TantivyReader:
    """The index as it stood at one commit."""

    def __init__(self, shape: Shape, searcher: tantivy.Searcher) -> None:
        self._shape = shape
        self.searcher = searcher
        self._compile = Compiler(shape.schema, shape, self.day, self._values)
        self._counting = Counting(searcher, self._compile, shape.statuses, self.day)

    def ask(self, question: Question) -> Answer:
        """Answer a question."""
        found = self._search(self._compile.question(question), question)
        hits = tuple(self._hit(score, address) for score, address in found.hits[: question.limit])
        return Answer(hits, int(found.count))  # type: ignore[attr-defined]  # its stub forgets it

    def counts(self, question: Question, wider: Mapping[str, tuple[Filter, ...]]) -> Counts:
        """The counts of its facets, apart from the hits."""
        return self._counting.counts(question, wider)

    def keys(self, question: Question) -> Iterator[str]:
        """The keys of all hits, a page of addresses at a time; each page is read in the order it is stored in."""
        query = self._compile.question(question)
        for offset in count(0, KEYS_AT_ONCE):
            hits = self._search(query, replace(question, limit=KEYS_AT_ONCE, offset=offset)).hits
            addresses = [address for _score, address in hits]
            stored = sorted(range(len(addresses)), key=lambda at: (addresses[at].segment_ord, addresses[at].doc))
            keys = {at: self._kept(addresses[at]).partition("\n")[0] for at in stored}
            yield from (keys[at] for at in range(len(addresses)))
            if len(hits) < KEYS_AT_ONCE:
                return

    def ready_made(self, question: Question) -> Callable[[], object]:
        """The question ready made, its hits unread: the limit that a benchmark measures against."""
        query = self._compile.question(question)
        return lambda: self._search(query, question)

    def counting_with(self, searcher: Searcher) -> Counting:
        """The counts asked through another searcher: for a benchmark to note what is asked."""
        return Counting(searcher, self._compile, self._shape.statuses, self.day)

    def _search(self, query: Query, question: Question) -> tantivy.SearchResult:
        order = _ORDERS.get(question.order)
        ordering: dict[str, Any] = {"weight_by_field": "weight"}
        if order is not None:
            ordering = {"order_by_field": order[0], "order": order[1]}
        elif question.clause is None:
            ordering = {"order_by_field": "weight"}
        return self.searcher.search(query, max(question.limit, 1), offset=question.offset, **ordering)

    def _hit(self, score: float | str | None, address: tantivy.DocAddress) -> Hit:
        """A hit with its stored title; ordered by a field, what comes for the score is that field."""
        key, _, title = self._kept(address).partition("\n")
        return Hit(key, score if isinstance(score, float) else 0.0, title)

    def _kept(self, address: tantivy.DocAddress) -> str:
        """What is stored of a record: its key and, after it, its titles."""
        return bytes(self.searcher.doc(address).get_first("kept") or b"").decode()

    def _values(self, field: str) -> list[str]:
        """Values of a facet, one more than the most that are worth knowing."""
        return [value for value, _count in self.searcher.terms_with_prefix(field, "", limit=MOST_VALUES + 1)]

    def frequency(self, field: str, token: str) -> int:
        """In how many records a token stands."""
        return self.searcher.doc_freq(field, token)

    def beginning(self, field: str, prefix: str, limit: int) -> list[tuple[str, int]]:
        """Tokens that begin so, the most frequent first."""
        return self.searcher.terms_with_prefix(field, prefix, limit=limit)

    def shown(self, key: str, kind: str) -> str:
        """The title kept for suggestions."""
        query = Query.term_query(self._shape.schema, "id", f"{kind} {key}")
        hits = self.searcher.search(query, 1, count=False).hits
        return self._kept(hits[0][1]).partition("\n")[2] if hits else ""

    @cached_property
    def day(self) -> int:
        """The day that the kept statuses are of; on any other day the spans are asked."""
        return int(self.shown(MARK, MARK).partition(" ")[0] or 0)

    @property
    def mark(self) -> str:
        """What the last commit was told to remember."""
        return self.shown(MARK, MARK).partition(" ")[2]

    @property
    def size(self) -> int:
        """How many records there are, the mark left out."""
        return max(self.searcher.num_docs - 1, 0)


def _own_words(titles: Sequence[Sequence[str]]) -> str:
    """The tokens of the titles. One title alone counts double in length, or records in two languages would score
    less for every word they share with records in one."""
    filling = [[FILLER] * len(titles[0])] if len(titles) == 1 else []
    return f" {FILLER} ".join(map(" ".join, (*titles, *filling)))


class TantivyEngine:
    """One index in one folder."""

    def __init__(self, folder: Path, shape: Shape, translate: Translate = untranslated) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.shape = shape
        self._translate = translate
        self._index = tantivy.Index(shape.schema, str(folder))
        self._index.config_reader("manual")
        self._meta = folder / "meta.json"
        self._seen: tuple[int, int] | None = None
        self._reader: TantivyReader | None = None

    def reader(self) -> TantivyReader:
        """The index after its latest commit, by whichever process: told by the file that every commit replaces."""
        stat = self._meta.stat()
        seen = (stat.st_mtime_ns, stat.st_ino)
        if self._reader is None or seen != self._seen:
            self._index.reload()
            self._seen, self._reader = seen, TantivyReader(self.shape, self._index.searcher())
        return self._reader

    def write(
        self, documents: Iterable[tuple[str, Document]], *, gone: Iterable[tuple[str, str]], mark: str, today: int = 0
    ) -> int:
        """Put documents in and take others out, all in one commit that also keeps the mark."""
        fresh = self.reader().size == 0
        writer = self._index.writer(HEAP_TO_BUILD if fresh else HEAP, 1)
        try:
            count = self._put(writer, documents, fresh=fresh, today=today)
            for kind, key in gone:
                writer.delete_documents_by_term("id", f"{kind} {key}")
            writer.delete_documents_by_term("id", f"{MARK} {MARK}")
            kept = {"id": f"{MARK} {MARK}", "kept": f"{MARK}\n{today} {mark}".encode(), "weight": 0.0}
            writer.add_document(tantivy.Document.from_dict(kept, self.shape.schema))
            writer.commit()
        except BaseException:
            writer.rollback()
            raise
        writer.wait_merging_threads()
        return count

    def _put(
        self, writer: tantivy.IndexWriter, documents: Iterable[tuple[str, Document]], *, fresh: bool, today: int
    ) -> int:
        count = 0
        for kind, document in documents:
            if not fresh:
                writer.delete_documents_by_term("id", f"{kind} {document.key}")
            fields = self.shape.fields_of(kind, document, today, self._translate)
            writer.add_document(tantivy.Document.from_dict(fields, self.shape.schema))
            count += 1
        return count
