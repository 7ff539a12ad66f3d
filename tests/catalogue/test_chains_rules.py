"""Chains, whatever the graph."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from guiju.catalogue.rules import replacement_chain


def chain(graph: dict[str, list[str]], key: str = "a") -> tuple[str, ...]:
    return replacement_chain(key, lambda name: graph.get(name, []))


def test_chain_of_successors_is_in_order() -> None:
    assert chain({"a": ["b"], "b": ["c"], "c": ["d"]}) == ("b", "c", "d")


def test_chain_with_split_and_merge_names_each_once() -> None:
    assert chain({"a": ["b", "c"], "b": ["d"], "c": ["d"]}) == ("b", "c", "d")


def test_chain_in_a_circle_is_walked_once() -> None:
    assert chain({"a": ["b"], "b": ["a"]}) == ("b",)
    assert chain({"a": ["a"]}) == ()


names = st.sampled_from("abcdefgh")


@given(st.dictionaries(names, st.lists(names, max_size=4)), names)
def test_chain_of_any_graph_ends_and_names_exactly_what_can_be_reached(graph: dict[str, list[str]], key: str) -> None:
    reached: set[str] = set()
    waiting = [key]
    while waiting:
        for successor in graph.get(waiting.pop(), []):
            if successor not in reached:
                reached.add(successor)
                waiting.append(successor)
    found = chain(graph, key)
    assert len(found) == len(set(found))
    assert set(found) == reached - {key}
