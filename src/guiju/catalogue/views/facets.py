"""What a list of found standards can be narrowed to: every facet in words, with its counts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from guiju.catalogue.forms import CLOSED, DEGREES, LANGUAGES, LEVELS, MANDATES, STATUSES, SearchForm, own_title
from guiju.catalogue.queries.classifications import NO_NAMES, Names, load_code_titles, load_committee_names
from guiju.catalogue.rules.code_trees import Scheme, chain_of, ranges_among
from guiju.catalogue.views.addresses import changed
from guiju.catalogue.views.bar_chart import Bar, Chart, Step, draw_bars, span_of, steps_of
from guiju.kernel.docid.levels import issuer_of
from guiju.platform.language import page_language

COUNTED: Final = ("status", "level", "mandate", "ics", "ccs", "year", "adoption", "language", "body", "committee")
TREES: Final = {"ics": Scheme.ICS, "ccs": Scheme.CCS}
VALUES: Final = 2_000
"""How many values of a facet are counted: more than any tree has codes."""
SHOWN: Final = 8
"""Values that stand open; the others fold away."""
FOLDED: Final = 32
CHART_HEIGHT: Final = 56
LABELS: Final[Mapping[str, Any]] = {
    "status": _("Status on that date"),
    "level": _("Level"),
    "mandate": _("Mandate"),
    "ics": "ICS",
    "ccs": "CCS",
    "year": _("Year"),
    "adoption": _("Adoption"),
    "language": _("Language of the title"),
    "body": _("Issuing prefix"),
    "committee": _("Committee"),
}
OPEN_AT_FIRST: Final = frozenset({"status", "level", "mandate", "ics"})
WORDS: Final[Mapping[str, Mapping[str, Any]]] = {
    "status": {status: word.text for status, word in STATUSES.items()},
    "level": LEVELS,
    "mandate": MANDATES,
    "adoption": DEGREES,
    "language": LANGUAGES,
}
Counts = Mapping[str, Sequence[tuple[str, int]]]


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet: its word, how many it has, whether it is chosen, and where its link leads."""

    value: str
    word: Any
    count: int
    chosen: bool = False
    title: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Facet:
    """Values to tick. `more` fold away; `rarer` is how many are not shown at all."""

    name: str
    label: Any
    choices: Sequence[Choice]
    more: Sequence[Choice]
    rarer: int
    is_open: bool


@dataclass(frozen=True, slots=True)
class Branch:
    """A code chosen: what it stands under, itself, and what stands under it. Without a code, the roots of the tree."""

    path: Sequence[Choice]
    here: Choice | None
    choices: Sequence[Choice]
    more: Sequence[Choice]


@dataclass(frozen=True, slots=True)
class Tree:
    """Codes to go down into. `others` are the roots beside what is chosen."""

    name: str
    label: Any
    branches: Sequence[Branch]
    others: Sequence[Choice]
    is_open: bool


@dataclass(frozen=True, slots=True)
class Years:
    """Counts by year or decade, drawn; each bar leads to its years."""

    label: Any
    chart: Chart
    bars: Sequence[tuple[Bar, str]]
    first: int
    last: int
    is_open: bool


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A filter in use, in words, and the address without it."""

    label: Any
    word: Any
    address: str


class Facets:
    """The facets of one answer of the search, for one page."""

    def __init__(self, request: HttpRequest, form: SearchForm, counts: Counts) -> None:
        self._request = request
        self._form = form
        self._counts = {name: dict(counts.get(name, ())) for name in COUNTED}
        self._ranges = ranges_among(self._counts["ccs"])
        self._titles = load_code_titles(self._codes())
        self._committees = load_committee_names([*form.chosen.get("committee", ()), *self._most("committee")])

    def all(self) -> Iterator[Facet | Tree | Years]:
        """Every facet that has a value to choose, in the order of the page."""
        for name in COUNTED:
            if name == "year":
                found: Facet | Tree | Years | None = self._years()
            else:
                found = self._tree(name) if name in TREES else self._facet(name)
            if found is not None:
                yield found

    def narrowed(self) -> Iterator[Narrowed]:
        """Every filter in use, each with the address that does without it."""
        for name, values in self._form.chosen.items():
            for value in values:
                kept = [other for other in values if other != value]
                word = f"{value} {self._word(name, value)}" if name in {*TREES, "body"} else self._word(name, value)
                yield Narrowed(LABELS[name], str(word).strip(), changed(self._request, **{name: kept}))
        if self._form.years:
            first, last = (str(year or "") for year in self._form.years)
            word = first if first == last else f"{first}–{last}"
            yield Narrowed(LABELS["year"], word, changed(self._request, year_from=(), year_to=()))

    def _most(self, name: str) -> list[str]:
        return list(self._counts[name])[: SHOWN + FOLDED]

    def _codes(self) -> Iterator[tuple[str, str]]:
        """Every code that a page may name: roots, what is chosen, what is above and below it."""
        for name in TREES:
            known, chosen = self._counts[name], self._form.chosen.get(name, ())
            roots = (code for code in known if not self._above(name, code))
            above = (code for one in chosen for code in self._above(name, one))
            below = (code for code in known if self._parent(name, code) in chosen) if chosen else ()
            yield from ((name.upper(), code) for group in (roots, chosen, above, below) for code in group)

    def _word(self, name: str, value: str) -> object:
        """A value in the page's language; a body or a code beside which it stands is not repeated."""
        if name in CLOSED:
            return WORDS[name].get(value, value)
        if name in TREES:
            return own_title(*self._names(name, value))
        if name == "body":
            issuer = issuer_of(value)
            return "" if issuer is None else issuer.zh if page_language() == "zh" else issuer.en
        return own_title(*self._committees.get(value, NO_NAMES)) or value

    def _facet(self, name: str) -> Facet | None:
        """Ticked values first, then the most frequent."""
        counts, chosen = self._counts[name], self._form.chosen.get(name, ())
        every = [*chosen, *(value for value in counts if value not in chosen)]
        values = every[: SHOWN + FOLDED]
        if name in CLOSED:
            values = [value for value in CLOSED[name] if value in values]
        if not values:
            return None
        shown = max(SHOWN, len(chosen))
        choices = [self._ticked(name, value) for value in values]
        is_open = bool(chosen) or name in OPEN_AT_FIRST
        return Facet(name, LABELS[name], choices[:shown], choices[shown:], len(every) - len(values), is_open)

    def _ticked(self, name: str, value: str) -> Choice:
        word, title = self._word(name, value), ""
        if name == "body":
            word, title = value, str(word)
        elif name == "committee" and word != value:
            title = value
        return Choice(value, word, self._counts[name].get(value, 0), value in self._form.chosen.get(name, ()), title)

    def _tree(self, name: str) -> Tree | None:
        known, chosen = self._counts[name], self._form.chosen.get(name, ())
        roots = [code for code in known if not self._above(name, code)]
        if not roots and not chosen:
            return None
        branches = [self._branch(name, code) for code in chosen] or [self._roots(name, roots)]
        above = {code for one in chosen for code in self._above(name, one)[:1]}
        others = sorted(code for code in roots if chosen and code not in {*above, *chosen})
        further = [self._link(name, code, (*chosen, code)) for code in others]
        return Tree(name, LABELS[name], branches, further, bool(chosen) or name in OPEN_AT_FIRST)

    def _roots(self, name: str, roots: Sequence[str]) -> Branch:
        return Branch((), None, *_split([self._link(name, code, (code,)) for code in roots]))

    def _branch(self, name: str, code: str) -> Branch:
        """Going down or up puts another code in the place of this one."""
        known, chosen = self._counts[name], self._form.chosen[name]
        others = [one for one in chosen if one != code]
        path = self._above(name, code)
        below = [one for one in known if one not in chosen and self._parent(name, one) == code]
        return Branch(
            [self._link(name, one, (*others, one)) for one in path],
            self._link(name, code, others),
            *_split([self._link(name, one, (*others, one)) for one in below]),
        )

    def _link(self, name: str, code: str, values: Iterable[str]) -> Choice:
        title = self._own_part(name, code)
        address = changed(self._request, **{name: list(dict.fromkeys(values))})
        return Choice(code, code, self._counts[name].get(code, 0), title=title, address=address)

    def _own_part(self, name: str, code: str) -> str:
        """The title of a code without that of what it stands under, with which some classifications begin it."""
        above = self._above(name, code)
        parent = self._names(name, above[-1]) if above else NO_NAMES
        pairs = zip(self._names(name, code), parent, strict=True)
        return own_title(*(title.removeprefix(f"{before.rstrip('.')}. ").rstrip(".") for title, before in pairs))

    def _above(self, name: str, code: str) -> tuple[str, ...]:
        """What a code stands under, the widest first."""
        return chain_of(TREES[name], code, self._ranges)[:-1]

    def _parent(self, name: str, code: str) -> str:
        return "".join(self._above(name, code)[-1:])

    def _names(self, name: str, code: str) -> Names:
        return self._titles.get((name.upper(), code), NO_NAMES)

    def _years(self) -> Years | None:
        counts = {int(year): count for year, count in self._counts["year"].items()}
        span = _span(counts, self._form.years)
        steps = steps_of(counts, span)
        if span is None:
            return None
        chart = draw_bars(steps, CHART_HEIGHT, 4)
        bars = [(bar, self._address_of(step)) for bar, step in zip(chart.bars, steps, strict=True)]
        return Years(LABELS["year"], chart, bars, steps[0].first, steps[-1].last, bool(self._form.years))

    def _address_of(self, step: Step) -> str:
        return changed(self._request, year_from=[step.first], year_to=[step.last])


def _span(counts: Collection[int], chosen: tuple[int | None, int | None] | None) -> tuple[int, int] | None:
    """The years to draw: those chosen, the whole decade where that is one year, else all there are."""
    whole = span_of(counts)
    if whole is None or chosen is None:
        return whole
    first, last = chosen[0] or whole[0], chosen[1] or whole[1]
    if first > last:
        return whole
    return (first // 10 * 10, first // 10 * 10 + 9) if first == last else (first, last)


def _split(choices: Sequence[Choice]) -> tuple[Sequence[Choice], Sequence[Choice]]:
    """The most frequent stand open; the others fold away, in the order of their codes."""
    return choices[:SHOWN], sorted(choices[SHOWN:], key=lambda choice: choice.value)
