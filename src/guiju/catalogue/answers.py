"""What the catalogue answers about a standard, as plain values for JSON and as words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from guiju.catalogue.queries.links import split_dated
from guiju.catalogue.queries.questions import StandardAnswer
from guiju.catalogue.queries.record import SourceView
from guiju.catalogue.rules import Candidate, ChainLink, Edition
from guiju.catalogue.rules.graphs import ReplacementGraph
from guiju.catalogue.rules.links import Link
from guiju.catalogue.rules.merging import Conflict
from guiju.kernel.reasons import Language, Reason
from guiju.platform.reasons import render, render_all

STALE = {True: "yes", False: "no", None: "unknown"}


def word(name: str, language: Language) -> str:
    """A status or a heading in words."""
    return render(Reason.of(f"standard.{name}"), language)


def answer_as_dict(answer: StandardAnswer) -> dict[str, Any]:
    """What `guiju standard --json` prints."""
    on = answer.on
    return {
        "asked": answer.docid.canonical,
        "understood_zh": render_all(answer.docid.understood(), "zh"),
        "understood_en": render_all(answer.docid.understood(), "en"),
        "found": True,
        "on": on.isoformat(),
        "by_number": answer.by_number,
        **edition_as_dict(answer.edition, on),
        "editions": [edition_as_dict(edition, on) for edition in answer.editions],
        "before": list(answer.before),
        "after": [chain_link_as_dict(link) for link in answer.after],
        "graph": graph_as_dict(answer.graph, on),
        "adopts": [link_as_dict(link) for link in answer.adopts],
        "adopted_by": [link_as_dict(link) for link in answer.adopted_by],
        "cites": _apart(answer.cites),
        "cited_by": _apart(answer.cited_by),
        "amended_by": [link_as_dict(link) for link in answer.amended_by],
        "conflicts": [conflict_as_dict(conflict) for conflict in answer.conflicts],
        "sources": [source_as_dict(view) for view in answer.sources],
    }


def edition_as_dict(edition: Edition, on: dt.date) -> dict[str, Any]:
    """An edition with its status on a date, why, and what will change."""
    period, change = edition.status_on(on), edition.next_change(on)
    facts = edition.facts
    dates = {"issued": facts.issued, "effective": facts.effective, "withdrawn": facts.withdrawn}
    return {
        "key": edition.key,
        "title_zh": edition.title_zh,
        "title_en": edition.title_en,
        "status": period.status.value,
        "reason_zh": render_all(period.reasons, "zh"),
        "reason_en": render_all(period.reasons, "en"),
        "dates": {name: str(date) for name, date in dates.items() if date is not None},
        "next": {"on": change.start.isoformat(), "status": change.status.value} if change else None,
    }


def chain_link_as_dict(link: ChainLink) -> dict[str, Any]:
    """A successor; `replaces` names what stands before it."""
    return {
        "key": link.key,
        "held": link.held,
        "scope": link.scope.value,
        "draft": link.draft,
        "effective": str(link.effective) if link.effective else None,
        "replaces": list(link.replaces),
    }


def graph_as_dict(graph: ReplacementGraph, on: dt.date) -> dict[str, Any]:
    """Nodes and edges; an edge leads from the older to what replaces it."""
    return {
        "nodes": [
            {
                "key": node.key,
                "held": node.edition is not None,
                "draft": node.draft,
                "status": node.edition.status_on(on).status.value if node.edition else None,
            }
            for node in graph.nodes
        ],
        "edges": [{"from": edge.old, "to": edge.new, "scope": edge.scope.value} for edge in graph.edges],
        "splits": list(graph.splits),
        "merges": list(graph.merges),
        "complete": graph.complete,
    }


def link_as_dict(link: Link) -> dict[str, Any]:
    """One standard that adopts, cites or amends another: both ends, and where the named one leads."""
    state = link.state
    return {
        "standard": link.subject,
        "title": _title(link.edition),
        "status": link.status.value if link.status else None,
        "relation": link.type.value,
        "names": link.object,
        "dated": link.dated,
        "degree": link.degree,
        "match": state.match.value,
        "leads_to": state.edition.key if state.edition else None,
        "leads_to_title": _title(state.edition),
        "leads_to_status": state.status.value if state.status else None,
        "newest": state.newest.key if state.newest else None,
        "successors": [one.successor for one in state.edition.facts.whole_successions] if state.edition else [],
        "current": state.current,
        "stale": STALE[link.stale],
        "reason_zh": render_all(state.reasons, "zh"),
        "reason_en": render_all(state.reasons, "en"),
        "sources": list(link.sources),
    }


def _apart(links: Iterable[Link]) -> dict[str, list[dict[str, Any]]]:
    dated, undated = split_dated(links)
    return {"dated": [link_as_dict(link) for link in dated], "undated": [link_as_dict(link) for link in undated]}


def _title(edition: Edition | None) -> str:
    return (edition.title_zh or edition.title_en) if edition else ""


def conflict_as_dict(conflict: Conflict) -> dict[str, Any]:
    """A fact sources disagree about: the value that holds first, and why it does."""
    return {
        "fact": conflict.field,
        "values": [{"source": source, "value": value} for source, value in conflict.values],
        "why_zh": render(conflict.why, "zh"),
        "why_en": render(conflict.why, "en"),
    }


def source_as_dict(view: SourceView) -> dict[str, Any]:
    """What one source says, as it was read."""
    return {
        "source": view.source,
        "rank": view.rank,
        "number": view.raw_number,
        "status_word": view.status_word,
        "seen_at": view.seen_at.isoformat(),
    }


def candidate_as_dict(candidate: Candidate) -> dict[str, Any]:
    """A standard that may have been meant."""
    return {
        "key": candidate.key,
        "title_zh": candidate.title_zh,
        "title_en": candidate.title_en,
        "reason_zh": render(candidate.reason, "zh"),
        "reason_en": render(candidate.reason, "en"),
    }
