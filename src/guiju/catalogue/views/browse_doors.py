"""What lies behind each door of the page for looking around: trees of codes, and plain tables."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guiju.catalogue.forms import PUBLISHER_LEVELS, own_title
from guiju.catalogue.queries.browsing import (
    Counted,
    Held,
    count_bodies,
    count_codes,
    count_committees,
    count_industry_bodies,
    count_years,
)
from guiju.catalogue.queries.classifications import NO_NAMES, Names, load_committee_names, load_scheme_titles
from guiju.catalogue.rules.code_trees import Scheme, chain_of, is_code, own_part, ranges_among
from guiju.kernel.docid.bodies import INDUSTRIES
from guiju.kernel.docid.levels import issuer_of

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

NONE: Final = Held(0, 0)


@dataclass(frozen=True, slots=True)
class Place:
    """A row: a code, prefix, committee or year, its names, its counts, where it leads.

    `deeper` is the address of the table below it, empty where there is none; `group` heads rows that belong together.
    """

    code: str
    zh: str
    en: str
    held: Held
    query: str
    deeper: str = ""
    group: str = ""

    @property
    def name(self) -> str:
        """The name in the page's language, else in the other."""
        return own_title(self.zh, self.en)

    @property
    def address(self) -> str:
        """The list of its standards."""
        return f"{reverse('standards')}?{self.query}"

    @property
    def words(self) -> str:
        """What a search in the table looks at."""
        return f"{self.code} {self.zh} {self.en}".casefold()


@dataclass(frozen=True, slots=True)
class Listing:
    """A table: where it stands, what lies directly below it, and everything below it.

    `above` are the codes on the way to it, the widest first; `here` is the code itself, None at the door.
    """

    door: str
    address: str
    places: Sequence[Place]
    below: Sequence[Place]
    counted: Counted
    above: Sequence[Place] = ()
    here: Place | None = None

    @property
    def code(self) -> str:
        """The code whose table it is; empty at the door."""
        return self.here.code if self.here else ""

    @property
    def words(self) -> Door:
        """The names of its door."""
        return DOORS[self.door]


@dataclass(frozen=True, slots=True)
class Door:
    """A way to look around: its words, and its tables by code and day (None for a code that does not exist)."""

    title: _StrPromise
    about: _StrPromise
    head: _StrPromise
    without: _StrPromise
    listing: Callable[[str, dt.date], Listing | None]


def list_doors(on: dt.date) -> list[tuple[str, Door, int, Counted]]:
    """Every door with how many places with standards are behind it, and its counts."""
    found = []
    for name, door in DOORS.items():
        listing = door.listing("", on)
        assert listing is not None  # no code was asked for
        found.append((name, door, len([one for one in listing.below if one.held.every]), listing.counted))
    return found


def _tree(scheme: Scheme, code: str, on: dt.date) -> Listing | None:
    """The codes of a classification below one of them."""
    titles, counted = load_scheme_titles(scheme), count_codes(scheme, on)
    if code and not (is_code(scheme, code) and (code in titles or code in counted.by)):
        return None
    tree = _Tree(scheme, titles, counted)
    chain = chain_of(scheme, code, tree.ranges) if code else ()
    return Listing(
        door=scheme.lower(),
        address=tree.address(chain),
        places=[tree.place(one) for one in tree.children[code]],
        below=[tree.place(one) for one in tree.below(code)],
        counted=counted,
        above=[tree.place(one) for one in chain[:-1]],
        here=tree.place(code) if code else None,
    )


class _Tree:
    """Codes with a title and codes in use, each under the next wider one."""

    def __init__(self, scheme: Scheme, titles: Mapping[str, Names], counted: Counted) -> None:
        self.scheme, self.titles, self.counted = scheme, titles, counted
        self.ranges = ranges_among(titles)
        self.children: defaultdict[str, list[str]] = defaultdict(list)
        codes = {part for code in {*titles, *counted.by} for part in chain_of(scheme, code, self.ranges)}
        for code in sorted(codes):
            self.children[self._above(code)].append(code)

    def place(self, code: str) -> Place:
        """A code as a row."""
        titled, above = self.titles.get(code, NO_NAMES), self.titles.get(self._above(code), NO_NAMES)
        return Place(
            code=code,
            zh=own_part(titled.zh, above.zh),
            en=own_part(titled.en, above.en),
            held=self.counted.by.get(code, NONE),
            query=urlencode({self.scheme.lower(): code}),
            deeper=self.address(chain_of(self.scheme, code, self.ranges)) if code in self.children else "",
        )

    def below(self, code: str) -> Iterable[str]:
        """Everything below a code, each before what lies below it."""
        for child in self.children.get(code, ()):
            yield child
            yield from self.below(child)

    def address(self, chain: Sequence[str]) -> str:
        """The table of the last code of a chain."""
        door = self.scheme.lower()
        path = "/".join(code.replace("/", "-") for code in chain)
        return reverse("browse_code", args=[door, path]) if path else reverse("browse_door", args=[door])

    def _above(self, code: str) -> str:
        chain = chain_of(self.scheme, code, self.ranges)
        return chain[-2] if len(chain) > 1 else ""


def _table(door: str, places: Sequence[Place], counted: Counted, code: str) -> Listing | None:
    """A table without anything below its rows."""
    if code:
        return None
    return Listing(door, reverse("browse_door", args=[door]), places, places, counted)


def _bodies(code: str, on: dt.date) -> Listing | None:
    counted = count_bodies(on)
    order = list(PUBLISHER_LEVELS)
    rows = [
        (_publisher(body), Place(body, *_issuer(body), held, urlencode({"body": body})))
        for body, held in counted.by.items()
    ]
    rows.sort(key=lambda row: (order.index(row[0]), -row[1].held.every, row[1].code))
    places = [replace(place, group=str(PUBLISHER_LEVELS[level])) for level, place in rows]
    return _table("bodies", places, counted, code)


def _publisher(body: str) -> str:
    issuer = issuer_of(body)
    return issuer.level if issuer and issuer.level in PUBLISHER_LEVELS else ""


def _issuer(body: str) -> Names:
    """A joint prefix such as ISO/IEC has the names of all its bodies."""
    issuer = issuer_of(body)
    if issuer is None:
        return NO_NAMES
    joint = [issuer_of(part) for part in re.split("[ /]", body)] if issuer.level == "international" else [issuer]
    known = [one for one in joint if one]
    return Names(
        *(" / ".join(dict.fromkeys(names)) for names in ([one.zh for one in known], [one.en for one in known]))
    )


def _industries(code: str, on: dt.date) -> Listing | None:
    """The 77 codes of industry standards, and the prefixes of engineering and old series met beside them."""
    counted = count_industry_bodies(on)
    known = [
        Place(body, zh, en, counted.by.get(body, NONE), _industry(body), group=_("Industry codes"))
        for body, (zh, en) in INDUSTRIES.items()
    ]
    other = [
        Place(body, *_issuer(body), held, _industry(body), group=_("Engineering and earlier series"))
        for body, held in sorted(counted.by.items())
        if body not in INDUSTRIES
    ]
    return _table("industries", [*known, *other], counted, code)


def _industry(body: str) -> str:
    return urlencode({"level": "industry", "body": body})


def _committees(code: str, on: dt.date) -> Listing | None:
    names, counted = load_committee_names(), count_committees(on)
    places = [
        Place(key, *names[key], counted.by.get(key, NONE), urlencode({"committee": key}), group=key.partition("/")[0])
        for key in sorted(names, key=_natural)
    ]
    return _table("committees", places, counted, code)


def _natural(key: str) -> list[tuple[int, str]]:
    """TC 9 before TC 34; what has no number goes by its name."""
    return [(int(part), "") if part.isdecimal() and part.isascii() else (0, part) for part in re.split(r"(\d+)", key)]


def _years(code: str, on: dt.date) -> Listing | None:
    counted = count_years(on)
    places = [
        Place(year, "", "", held, urlencode({"year_from": year, "year_to": year}), group=f"{year[:3]}0–{year[:3]}9")
        for year, held in sorted(counted.by.items(), reverse=True)
    ]
    return _table("years", places, counted, code)


DOORS: Final[dict[str, Door]] = {
    "ics": Door(
        gettext_lazy("ICS"),
        gettext_lazy("International Classification for Standards, by field, group and subgroup"),
        gettext_lazy("ICS code"),
        gettext_lazy("without an ICS code"),
        partial(_tree, Scheme.ICS),
    ),
    "ccs": Door(
        gettext_lazy("CCS"),
        gettext_lazy("Chinese Classification for Standards, by letter and range"),
        gettext_lazy("CCS code"),
        gettext_lazy("without a CCS code"),
        partial(_tree, Scheme.CCS),
    ),
    "bodies": Door(
        gettext_lazy("Publishers"),
        gettext_lazy("Issuing prefixes by level: national, industry, local, group, international and abroad"),
        gettext_lazy("Issuing prefix"),
        gettext_lazy("without an issuing prefix"),
        _bodies,
    ),
    "committees": Door(
        gettext_lazy("Committees"),
        gettext_lazy("Technical committees and their subcommittees"),
        gettext_lazy("Committee"),
        gettext_lazy("without a committee"),
        _committees,
    ),
    "industries": Door(
        gettext_lazy("Industries"),
        gettext_lazy("Codes of Chinese industry standards"),
        gettext_lazy("Industry code"),
        gettext_lazy("without an industry code"),
        _industries,
    ),
    "years": Door(
        gettext_lazy("Years"),
        gettext_lazy("The year in the standard's number"),
        gettext_lazy("Year"),
        gettext_lazy("without a year in the number"),
        _years,
    ),
}
