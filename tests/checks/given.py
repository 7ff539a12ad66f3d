"""Editions written by hand for tests of the rules."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from guiju.catalogue.rules import (
    Amendment,
    ChainLink,
    Coverage,
    Edition,
    EditionFacts,
    MandateChange,
    Scope,
    Sighting,
    Succession,
    timeline,
)
from guiju.checks.rules import Holdings, Verdict, judge
from guiju.kernel.dates import PartialDate, parse_date
from guiju.kernel.docid import parse

TODAY = dt.date(2026, 11, 22)
SOON = dt.timedelta(days=180)


def date(text: str) -> PartialDate | None:
    return parse_date(text)


def replaced_by(key: str, *, effective: str = "", issued: str = "", part: bool = False, seen: str = "") -> Succession:
    return Succession(
        key,
        scope=Scope.PART if part else Scope.WHOLE,
        effective=date(effective),
        issued=date(issued),
        seen_on=dt.date.fromisoformat(seen) if seen else None,
    )


def edition(
    key: str,
    *,
    issued: str = "",
    effective: str = "",
    withdrawn: str = "",
    word: str = "",
    seen: str = "2026-01-10",
    title_zh: str = "",
    title_en: str = "",
    successions: Sequence[Succession] = (),
    changes: Sequence[MandateChange] = (),
    amendments: Sequence[Amendment] = (),
) -> Edition:
    docid = parse(key)
    facts = EditionFacts(
        key=key,
        level=docid.level,
        mandate=docid.mandate,
        issued=date(issued),
        effective=date(effective),
        withdrawn=date(withdrawn),
        sightings=(Sighting(word, "list", 10, dt.date.fromisoformat(seen)),) if word else (),
        successions=tuple(successions),
        mandate_changes=tuple(changes),
        amendments=tuple(amendments),
    )
    return Edition(
        standard_id=1,
        key=key,
        number=key,
        printed=docid.printed,
        undated_key=docid.undated.key,
        body=docid.body,
        year=docid.year,
        title_zh=title_zh,
        title_en=title_en,
        level=docid.level,
        mandate=docid.mandate,
        facts=facts,
        periods=timeline(facts),
    )


def link(key: str, *, part: bool = False, draft: bool = False) -> ChainLink:
    return ChainLink(key, held=True, scope=Scope.PART if part else Scope.WHOLE, draft=draft)


COVERED = Coverage("GB", 321, 1986, 2025, dt.datetime(2026, 10, 1, tzinfo=dt.UTC), ("list",))


def holding(
    *editions: Edition,
    variants: Sequence[Edition] = (),
    parts: Sequence[Edition] = (),
    chains: Mapping[str, Sequence[ChainLink]] | None = None,
    chained: Sequence[Edition] = (),
    coverage: Coverage | None = COVERED,
) -> Holdings:
    return Holdings(
        editions=editions,
        variants=tuple(variants),
        parts=tuple(parts),
        chains={key: tuple(links) for key, links in (chains or {}).items()},
        chained={one.key: one for one in chained},
        coverage=coverage,
    )


def judged(text: str, holdings: Holdings, *, on: dt.date = TODAY, title: str = "") -> Verdict:
    return judge(parse(text), holdings, as_of=on, soon=SOON, given_title=title)
