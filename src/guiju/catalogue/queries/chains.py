"""Replacement chains: what replaced a standard, to the end, across splits, merges, circles and other prefixes."""

from __future__ import annotations

from collections import ChainMap, defaultdict
from collections.abc import Collection, Iterable, Mapping, MutableMapping
from typing import NamedTuple

from guiju.catalogue import rules
from guiju.catalogue.models import Relation, Standard
from guiju.catalogue.queries.among import Among, among
from guiju.catalogue.queries.facts import load_former_keys, load_sightings, partial
from guiju.catalogue.rules import ChainLink, Scope, replacement_chain
from guiju.catalogue.rules.identity import is_own_number
from guiju.kernel.dates import PartialDate

Graph = MutableMapping[str, dict[str, Scope]]


class _Held(NamedTuple):
    effective: PartialDate | None
    issued: PartialDate | None
    title_zh: str
    title_en: str


def load_chains(keys: Collection[str]) -> dict[str, tuple[ChainLink, ...]]:
    """Every successor of each key, near ones first; a key without any has an empty chain.

    Links that only a partial replacement leads to come after the others and have scope PART. A draft is a link,
    and the chain ends there; a project that was given up is none. One query a step of the longest chain, and
    three more, however many keys are asked for.
    """
    graph = _walk(keys)
    drafts, given_up = _load_projects(graph)
    published = _without_projects(graph, drafts, given_up)
    graphs = {key: _seen_from(key, graph, published, given_up) for key in dict.fromkeys(keys)}
    orders = {key: _order(key, own) for key, own in graphs.items()}
    held = _load_held({name for whole, partly in orders.values() for name in (*whole, *partly)})
    chains = {}
    for key, (whole, partly) in orders.items():
        scopes = {**dict.fromkeys(whole, Scope.WHOLE), **dict.fromkeys(partly, Scope.PART)}
        inside = {key, *scopes}
        chains[key] = tuple(
            _link(name, scope, held.get(name), name in drafts, _before(name, inside, graphs[key]))
            for name, scope in scopes.items()
        )
    return chains


def load_predecessors(key: str) -> tuple[str, ...]:
    """Every edition that `key` replaced, directly or through others, near ones first."""
    graph: defaultdict[str, list[str]] = defaultdict(list)
    frontier, seen = [key], {key}
    while frontier:
        rows = _statements(among("subject_key", frontier))
        for subject, replaced, _scope in rows:
            graph[subject].append(replaced)
        frontier = [name for name in dict.fromkeys(row[1] for row in rows) if name not in seen]
        seen.update(frontier)
    return replacement_chain(key, lambda name: graph.get(name, ()))


def _walk(keys: Collection[str]) -> Graph:
    """All that replaces the keys, breadth first: what replaced them, what replaced that, and so on."""
    graph: Graph = {}
    frontier = list(dict.fromkeys(keys))
    while frontier:
        ahead: set[str] = set()
        for subject, replaced, scope in _successors(frontier):
            known = graph.setdefault(replaced, {}).get(subject)
            graph[replaced][subject] = Scope.WHOLE if Scope.WHOLE in {known, scope} else Scope(scope)
            ahead.add(subject)
        seen = graph.keys() | set(frontier)
        frontier = sorted(ahead - seen)
        graph.update({key: {} for key in frontier})
    return graph


def _successors(keys: list[str]) -> list[tuple[str, str, str]]:
    """What replaces the keys; spelt as today where a key or its successor has a former spelling."""
    rows = _statements(among("object_key", keys))
    formers = load_former_keys({row[0] for row in rows} - set(keys))
    return [(formers.get(subject, subject), replaced, scope) for subject, replaced, scope in rows]


def _statements(asked: Among) -> list[tuple[str, str, str]]:
    rows = Relation.objects.filter(asked, type=rules.RelationType.REPLACES)
    ordered = rows.order_by("subject_key", "object_key").values_list("subject_key", "object_key", "scope").distinct()
    return [row for row in ordered if row[0] != row[1]]


def _order(key: str, graph: Graph) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Keys reached by whole replacements only, and those that a partial one leads to."""
    whole = replacement_chain(
        key, lambda name: [found for found, scope in graph.get(name, {}).items() if scope == Scope.WHOLE]
    )
    reached = replacement_chain(key, lambda name: graph.get(name, ()))
    return whole, tuple(name for name in reached if name not in whole)


def _before(name: str, inside: Collection[str], graph: Graph) -> tuple[str, ...]:
    return tuple(sorted(replaced for replaced in inside if name in graph.get(replaced, {})))


def _link(name: str, scope: Scope, held: _Held | None, draft: bool, replaces: tuple[str, ...]) -> ChainLink:  # noqa: FBT001
    found = held or _Held(None, None, "", "")
    return ChainLink(
        key=name,
        held=held is not None,
        scope=scope,
        effective=found.effective,
        issued=found.issued,
        title_zh=found.title_zh,
        title_en=found.title_en,
        draft=draft,
        replaces=replaces,
    )


def _load_held(keys: Iterable[str]) -> dict[str, _Held]:
    columns = (
        "key",
        "title_zh",
        "title_en",
        "effective_from",
        "effective_precision",
        "issued_from",
        "issued_precision",
    )
    rows = Standard.objects.filter(among("key", keys)).order_by().values_list(*columns)
    return {
        key: _Held(partial(effective, effective_precision), partial(issued, issued_precision), zh, en)
        for key, zh, en, effective, effective_precision, issued, issued_precision in rows
    }


def _load_projects(graph: Graph) -> tuple[Collection[str], Collection[str]]:
    """Of the keys, the documents that are not published: drafts, and projects given up.

    The number of an edition without its year stands for the next one while it is being made.
    """
    seen = load_sightings(graph)
    facts = [rules.EditionFacts(key=key, sightings=tuple(seen.get(key, ()))) for key in graph]
    projects = [fact for fact in facts if fact.is_project]
    ended = frozenset(fact.key for fact in projects if fact.best_sighting and fact.best_sighting.status in rules.ENDED)
    coming = {name for replaced, names in graph.items() for name in names if is_own_number(name, replaced)}
    return coming.union(fact.key for fact in projects) - ended, ended


def _without_projects(graph: Graph, drafts: Collection[str], given_up: Collection[str]) -> Graph:
    """The graph as it is followed: nothing lies behind a draft, and a project given up is nowhere in it."""
    return {replaced: _kept(graph[replaced], given_up) for replaced in graph if replaced not in drafts}


def _seen_from(key: str, graph: Graph, published: Graph, given_up: Collection[str]) -> Graph:
    """The same for one who asks for `key`: what lies behind it counts though it be a draft."""
    if key in published or key not in graph:
        return published
    return ChainMap({key: _kept(graph[key], given_up)}, published)


def _kept(successors: Mapping[str, Scope], given_up: Collection[str]) -> dict[str, Scope]:
    return {name: scope for name, scope in successors.items() if name not in given_up}
