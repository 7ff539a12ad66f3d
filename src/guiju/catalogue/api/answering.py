"""Answers of the catalogue to programs, besides the search."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

from guiju.catalogue.answers import (
    candidate_as_dict,
    chain_link_as_dict,
    conflict_as_dict,
    edition_as_dict,
    link_as_dict,
    source_as_dict,
)
from guiju.catalogue.api.searching import day_of
from guiju.catalogue.queries import count_totals, list_sources, load_chains, load_predecessors
from guiju.catalogue.queries.asked import Asked, find_asked, get_described, list_links
from guiju.catalogue.queries.changes import Place, PlaceGone, place_now, read_standard_changes
from guiju.catalogue.queries.classes import list_classes, list_schemes
from guiju.catalogue.queries.counting import count_standards_by
from guiju.catalogue.queries.questions import list_meant
from guiju.catalogue.queries.record import claims_of
from guiju.catalogue.rules import BEGINNING, mandate_on
from guiju.catalogue.rules.merging import find_conflicts
from guiju.catalogue.schemas.asking import ChangesAsked, ClassesAsked, OnDay, RelationsAsked, StatisticsAsked
from guiju.kernel.docid import parse
from guiju.kernel.reasons import Reason
from guiju.platform import cursors, following
from guiju.platform.following import Gap
from guiju.platform.problems import Problem
from guiju.platform.reasons import render_all

if TYPE_CHECKING:
    from guiju.catalogue.models import Standard
    from guiju.catalogue.rules.validity import Timeline

SHORTEST_CURSOR_GAPS: Final = 20
"""Cursors travel in addresses, so more gaps than this become one stretch."""


def answer_standard(number: str, asked: OnDay) -> dict[str, Any]:
    """A standard as of a date; `Problem` for one that is not held."""
    on = day_of(asked.on)
    found = _asked(number, on)
    edition, sources = found.edition, list_sources(found.edition.key)
    return {
        **edition_as_dict(edition, on),
        **_described(get_described(edition)),
        "asked": found.docid.canonical,
        "understood": _understood(number),
        "on": on,
        "by_number": found.by_number,
        "mandate": mandate_on(edition.facts, on) or None,
        "timeline": _timeline(edition.periods),
        "editions": [edition_as_dict(one, on) for one in found.editions],
        "before": load_predecessors(edition.key),
        "after": [chain_link_as_dict(link) for link in load_chains([edition.key])[edition.key]],
        "conflicts": [conflict_as_dict(conflict) for conflict in find_conflicts(claims_of(sources))],
        "sources": [source_as_dict(view) for view in sources],
    }


def _asked(number: str, on: dt.date) -> Asked:
    """Who answers; `Problem` that says how the number was understood and what comes near."""
    text = number.replace("\0", "")
    found = find_asked(text, on=on)
    if found is None:
        near = [candidate_as_dict(candidate) for candidate in list_meant(text)]
        raise Problem(404, "not-held", more={"understood": _understood(text), "near": near})
    return found


def _understood(number: str) -> dict[str, str]:
    reasons = parse(number).understood()
    return {"zh": render_all(reasons, "zh"), "en": render_all(reasons, "en")}


def _described(row: Standard) -> dict[str, Any]:
    return {
        "number": row.number,
        "printed": row.printed,
        "level": row.level or None,
        "committee": row.committee.key if row.committee else "",
        "responsible_body": row.responsible_body.name if row.responsible_body else "",
        "issuing_body": row.issuing_body.name if row.issuing_body else "",
        "drafting_organisations": [one.name for one in row.drafting_organisations.all()],
        "plan_number": row.plan_number,
        "record_number": row.record_number,
        "classifications": [{"scheme": one.scheme, "code": one.code} for one in row.classifications.all()],
    }


def _timeline(periods: Timeline) -> list[dict[str, Any]]:
    """Periods with their ends; what has no first or no last day is null there."""
    ends = [period.start for period in periods[1:]]
    return [
        {"status": period.status, "start": period.start if period.start > BEGINNING else None, "end": end}
        for period, end in zip(periods, [*ends, None], strict=True)
    ]


def answer_relations(number: str, asked: RelationsAsked) -> dict[str, Any]:
    """One relation of a standard, a page of it, in the order of both ends."""
    on = day_of(asked.on)
    edition = _asked(number, on).edition
    links = list_links(edition, asked.relation, on=on)
    after = tuple(cursors.load(asked.cursor, str, str)) if asked.cursor else ("", "")
    left = [link for link in links if (link.subject, link.object) > after]
    page = left[: asked.limit]
    follows = cursors.dump(page[-1].subject, page[-1].object) if len(left) > len(page) else None
    items = [link_as_dict(link) for link in page]
    return {"key": edition.key, "on": on, "total": len(links), "items": items, "next": follows}


def answer_schemes() -> dict[str, Any]:
    """The classifications held."""
    return {"items": list_schemes()}


def answer_classes(scheme: str, asked: ClassesAsked) -> dict[str, Any]:
    """Codes of a classification, a page of them."""
    (after,) = cursors.load(asked.cursor, str) if asked.cursor else ("",)
    if scheme not in list_schemes():
        raise Problem(404, "not-found")
    rows = list(list_classes(scheme, under=asked.under, after=after)[: asked.limit + 1])
    page = rows[: asked.limit]
    items = [{"code": row.code, "title_zh": row.title_zh, "title_en": row.title_en} for row in page]
    return {"scheme": scheme, "items": items, "next": cursors.dump(page[-1].code) if len(rows) > len(page) else None}


def answer_statistics(asked: StatisticsAsked) -> dict[str, Any]:
    """Standards counted by one fact."""
    on = day_of(asked.on)
    items = [{"value": value, "count": count} for value, count in count_standards_by(asked.by, on)]
    return {"by": asked.by, "on": on, "standards": count_totals(on).standards, "items": items}


def answer_changes(asked: ChangesAsked) -> dict[str, Any]:
    """Events of standards after a place, and the place that follows."""
    place = _place(asked)
    try:
        rows, after, more = read_standard_changes(place, asked.limit)
    except PlaceGone as gone:
        raise Problem(410, "gone-cursor", Reason.of("problem.cursor")) from gone
    items = [{"number": row.id, "at": row.at, "what": row.name, "key": row.subject_key} for row in rows]
    return {"items": items, "next": _cursor(after), "more": more}


def _place(asked: ChangesAsked) -> Place:
    if not asked.cursor:
        return place_now() if asked.start == "now" else Place()
    last, gaps = cursors.load(asked.cursor, int, list)
    if not all(isinstance(gap, list) and [type(one) for one in gap] == [int, int, int] for gap in gaps):
        raise cursors.bad_cursor()
    if last < 0 or len(gaps) > SHORTEST_CURSOR_GAPS or any(not 0 <= one < 2**63 for gap in gaps for one in gap):
        raise cursors.bad_cursor()
    return Place(last, tuple(Gap(*gap) for gap in gaps))


def _cursor(place: Place) -> str:
    return cursors.dump(place.last, following.merged(place.gaps, SHORTEST_CURSOR_GAPS))
