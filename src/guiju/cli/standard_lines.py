"""The answer about a standard as lines for a person."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from guiju.catalogue.answers import word
from guiju.catalogue.queries.questions import StandardAnswer
from guiju.catalogue.rules import Edition, RelationType, Scope
from guiju.catalogue.rules.links import Link
from guiju.catalogue.rules.references import Match
from guiju.kernel.reasons import Language
from guiju.platform.reasons import render, render_all

INWARD = frozenset({"adopted_by", "cited_by", "amended_by"})
JUDGED = frozenset({RelationType.ADOPTS, RelationType.CITES})
LED_HERE = frozenset({Match.FORM, Match.NEAREST})
"""Ways in which somebody is listed who names another edition than the one asked for."""


def lines_of(answer: StandardAnswer, language: Language) -> Iterator[str]:
    """Status with its reasons, other editions, chain, relations both ways, sources and what they disagree about."""
    edition = answer.edition
    yield "  ".join(filter(None, (edition.printed, edition.title_zh, edition.title_en)))
    yield "  " + _status(edition, answer, language)
    others = [one for one in answer.editions if one.key != edition.key]
    yield from _headed("editions", [f"{one.key}  {_status(one, answer, language)}" for one in others], language)
    yield from _headed("chain", _chain(answer, language), language)
    for name in ("adopts", "adopted_by", "cites", "cited_by", "amended_by"):
        links: Sequence[Link] = getattr(answer, name)
        shown = [_inward(link, answer, language) if name in INWARD else _outward(link, language) for link in links]
        yield from _headed(name, shown, language)
    yield from _headed(
        "sources", [f"{one.source}: {one.raw_number}  {one.status_word}" for one in answer.sources], language
    )
    yield from _headed("conflicts", _conflicts(answer, language), language)


def link_line(link: Link, language: Language) -> str:
    """A link by itself: who, what it does, whom it names, and where that leads."""
    return f"{link.subject}  {word(link.type, language)} {_outward(link, language)}"


def _headed(name: str, lines: Sequence[str], language: Language) -> Iterator[str]:
    if lines:
        yield word(name, language)
        yield from (f"  {line.rstrip()}" for line in lines)


def _status(edition: Edition, answer: StandardAnswer, language: Language) -> str:
    period = edition.status_on(answer.on)
    said = f"{word(f'status.{period.status}', language)}  {render_all(period.reasons, language)}".rstrip()
    change = edition.next_change(answer.on)
    return said + (f" → {change.start} {word(f'status.{change.status}', language)}" if change else "")


def _chain(answer: StandardAnswer, language: Language) -> list[str]:
    """Each replacement by itself, drafts marked; splits and merges are seen by a number that stands twice."""
    drafts = frozenset(node.key for node in answer.graph.nodes if node.draft)
    part = f"  ({word('in_part', language)})"
    shown = [
        f"{_marked(edge.old, drafts, language)} → {_marked(edge.new, drafts, language)}"
        + (part if edge.scope == Scope.PART else "")
        for edge in answer.graph.edges
    ]
    named = ((name, getattr(answer.graph, name)) for name in ("splits", "merges"))
    several = ((name, "、".join(_marked(key, drafts, language) for key in keys)) for name, keys in named if keys)
    return shown + [f"{word(name, language)}: {keys}" for name, keys in several]


def _marked(key: str, drafts: Collection[str], language: Language) -> str:
    return f"{key} ({word('status.draft', language)})" if key in drafts else key


def _outward(link: Link, language: Language) -> str:
    """What is named, and where it leads."""
    leads = f"  {word('no_longer_current', language)}" if link.stale else ""
    return f"{link.object}{_how(link, language)}{leads}  {render_all(link.state.reasons, language)}"


def _inward(link: Link, answer: StandardAnswer, language: Language) -> str:
    """Who names it, how, and whether both still hold."""
    own = word(f"status.{link.status}", language) if link.status else word("not_held", language)
    named = f"  → {link.object}" if answer.by_number or link.object != answer.edition.key else ""
    stale = f"  {word('no_longer_current', language)}" if link.stale and link.type in JUDGED else ""
    nearest = f"  {render(link.state.reasons[0], language)}" if link.state.match in LED_HERE else ""
    return f"{link.subject} ({own}){_how(link, language)}{named}{stale}{nearest}"


def _how(link: Link, language: Language) -> str:
    dated = "" if link.dated else word("undated", language)
    return "".join(f" {said}" for said in (link.degree, dated) if said)


def _conflicts(answer: StandardAnswer, language: Language) -> list[str]:
    return [
        f"{one.field}: {'; '.join(f'{value} ({source})' for source, value in one.values)}  {render(one.why, language)}"
        for one in answer.conflicts
    ]
