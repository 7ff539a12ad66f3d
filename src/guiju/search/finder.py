"""One search against one state of the index: what is asked, what was found, and what is said of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final, TypeAlias

from django.utils import timezone

from guiju.kernel import segment
from guiju.kernel.reasons import Reason
from guiju.search import ranking
from guiju.search.asking import EVERY, Asking, excluding
from guiju.search.compiling import STATUS_FACET
from guiju.search.engine import Answer, Clause, Filter, Hit, InStatus, OneOf, Question, Reader, Years
from guiju.search.readings import Reading, other_readings
from guiju.search.registry import Code, searchables
from guiju.search.understanding import Understood

ENOUGH: Final = 10
"""Where so many records hold everything typed, those that hold only some of it are left out."""
NEAR_TO_UNKNOWN: Final = 0.55
"""The least cosine where no word typed is known: keyboard noise comes to 0.5, a word of another language to 0.7."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A search: what was typed, and what was chosen beside it. `on` is the day that statuses are of.

    `facets` are counted as if nothing were chosen of that very facet, so that one more value can be; `counted` says
    how many values of each are told, the most frequent first.
    """

    text: str
    kind: str = "standard"
    values: Mapping[str, Sequence[str]] = field(default_factory=dict)
    status: Sequence[str] = ()
    on: dt.date | None = None
    years: tuple[int | None, int | None] | None = None
    order: str = "relevance"
    limit: int = 10
    offset: int = 0
    facets: Sequence[str] = ()
    counted: int = 50
    unfinished: bool = False

    def chooses(self, facet: str) -> bool:
        """Whether something of a facet is chosen."""
        if facet == STATUS_FACET:
            return bool(self.status)
        return bool(self.values.get(facet)) or (facet == "year" and self.years is not None)

    def without(self, facet: str) -> Wanted:
        """The same with nothing chosen of a facet."""
        if facet == STATUS_FACET:
            return replace(self, status=())
        if facet == "year":
            return replace(self, years=None)
        return replace(self, values={name: values for name, values in self.values.items() if name != facet})


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: hits in order, how many in all, counts by facet, and how the text was understood."""

    hits: tuple[Hit, ...] = ()
    total: int = 0
    facets: Mapping[str, list[tuple[str, int]]] = field(default_factory=dict)
    understood: tuple[Reason, ...] = ()
    readings: tuple[Reading, ...] = ()
    ready: bool = True

    @property
    def keys(self) -> list[str]:
        """The keys of the hits."""
        return [hit.key for hit in self.hits]


Near: TypeAlias = Callable[[str], Sequence[tuple[str, float]]]


@dataclass(frozen=True)
class Finder:
    """One search against one state of the index."""

    wanted: Wanted
    understood: Understood
    reader: Reader
    near: Near = lambda _text: ()

    def find(self) -> Found:
        """First what holds everything typed; where that is little, what holds some of it too."""
        if self.understood.is_empty and self.wanted.text.strip():
            return Found(understood=(Reason.of("search.empty"),))
        if self._asks_too_much:
            return self._without_conditions.find()
        clause, answer, why = self._chosen
        reasons = [*self.understood.reasons(), *self._corrections(), *self._asking.remarks(), *map(Reason.of, why)]
        readings = other_readings(self.understood, dict(self._asking.corrections()))
        facets = self._counts(replace(self._question, clause=clause))
        return Found(answer.hits, answer.total, facets, tuple(reasons), readings)

    def keys(self) -> Iterator[str]:
        """The keys of everything that is found, in order."""
        if self.understood.is_empty and self.wanted.text.strip():
            return
        if self._asks_too_much:
            yield from self._without_conditions.keys()
            return
        clause, _answer, _why = self._chosen
        yield from self.reader.keys(replace(self._question, clause=clause))

    @cached_property
    def _chosen(self) -> tuple[Clause | None, Answer, tuple[str, ...]]:
        """What was asked in the end, the answer to it, and the reasons why it holds more than what was typed."""
        clause = self._asking.strict()
        answer = self._ask(clause)
        strictly = answer.total >= self._enough or self.understood.excluded
        if not strictly and (some := self._asking.relaxed(alone=answer.total == 0)) is not None:
            more = self._ask(some)
            if more.total > answer.total:
                return some, more, self._why(some, more.total)
        return clause, answer, ()

    def _why(self, some: Clause, total: int) -> tuple[str, ...]:
        """Whether what was found holds some of the words, is only near in meaning, or there is of both."""
        if not (self.understood.words or self.understood.phrases):
            return ()
        words = self._asking.relaxed()
        holding = total if words in (some, None) else self._ask(words).total
        if holding == 0:
            return ("search.near_meaning",)
        return ("search.some_words",) if holding == total else ("search.some_words", "search.near_meaning_too")

    def _near(self, text: str) -> Sequence[tuple[str, float]]:
        """Titles near in meaning. The encoder gives words it never met some meaning too, so more is asked there."""
        least = NEAR_TO_UNKNOWN if self._is_unknown else ranking.NEAR_ENOUGH
        return [(name, cosine) for name, cosine in self.near(text) if cosine >= least]

    @property
    def _is_unknown(self) -> bool:
        """Whether all that was typed are words of another script that no record holds, nor anything like them."""
        corrected = dict(self._asking.corrections())
        words = self.understood.words
        return all(
            not run.chinese and run.text not in corrected and not self.reader.frequency(EVERY, segment.stem(run.text))
            for run in words
        )

    @property
    def _asks_too_much(self) -> bool:
        """Whether no record satisfies the conditions that words name along with all the rest.

        Where none satisfies the rest either, those that hold some of it and the conditions are still preferred.
        """
        understood = self.understood
        if not (understood.wishes or understood.adopters) or self.holding_everything():
            return False
        other = self._without_conditions
        if not self._asking.is_adopted() if understood.adopters else other.holding_everything():
            return True
        return not self.found() and other.found() > 0

    def found(self) -> int:
        """How many records are found."""
        return self._chosen[1].total

    def holding_everything(self) -> int:
        """How many records hold all words and numbers typed, within the conditions."""
        return self._ask(self._asking.essential()).total

    @cached_property
    def _without_conditions(self) -> Finder:
        return replace(self, understood=self.understood.without_conditions())

    def _counts(self, question: Question) -> dict[str, list[tuple[str, int]]]:
        """The counts of the answer; those of a facet that is chosen of, as if nothing of it were chosen."""
        wanted = self.wanted
        chosen = [name for name in question.facets if wanted.chooses(name)]
        return dict(self.reader.counts(question, {name: self._filters(wanted.without(name)) for name in chosen}))

    @property
    def _enough(self) -> int:
        """Who narrows down wants what holds everything typed, be it one."""
        narrowed = any(self.wanted.values.values()) or self.wanted.status or self.wanted.years
        return 1 if narrowed else ENOUGH

    @cached_property
    def _asking(self) -> Asking:
        return Asking(self.understood, self.reader, self.wanted.unfinished, self._near, self._codes)

    @property
    def _codes(self) -> tuple[Code, ...]:
        """What the whole text names among the values of facets, where nothing else is asked."""
        return tuple(searchables.get(self.wanted.kind).codes(self.wanted.text))

    def _ask(self, clause: Clause | None) -> Answer:
        return self.reader.ask(replace(self._question, clause=clause))

    @cached_property
    def _question(self) -> Question:
        wanted = self.wanted
        return Question(
            clause=None,
            filters=self._filters(wanted),
            excluded=excluding(self.understood.excluded),
            order=wanted.order,
            limit=wanted.limit,
            offset=wanted.offset,
            facets=tuple(wanted.facets),
            counted=wanted.counted,
            status_day=self._day,
        )

    @property
    def _day(self) -> int:
        return (self.wanted.on or timezone.localdate()).toordinal()

    def _filters(self, wanted: Wanted) -> tuple[Filter, ...]:
        """What was chosen, and the conditions and stretches of years that the text names."""
        chosen = {**self.understood.conditions, **{name: tuple(values) for name, values in wanted.values.items()}}
        understood = chosen.pop(STATUS_FACET, ())
        status = tuple(wanted.status or understood)
        found: list[Filter] = [OneOf(name, values) for name, values in chosen.items() if values]
        if status:
            found.append(InStatus(status, self._day))
        found += [Years(*years) for years in (wanted.years, self.understood.stretch) if years]
        return tuple(found)

    def _corrections(self) -> list[Reason]:
        return [Reason.of("search.corrected", word=word, near=near) for word, near in self._asking.corrections()]
