"""What a grammar is, and the table of first words that choose one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from guiju.kernel.docid.model import DocId

Found = tuple[DocId, int]
"""An identifier and the place in the text just after it."""

Grammar = Callable[[str, int, Any], Found | None]
"""Reads folded text at a place; the third argument is what the table says about the first word."""


class Entry(NamedTuple):
    """The grammar of a first word. `whole`: it reads from the word itself, otherwise from behind it."""

    grammar: Grammar
    spec: object = ""
    whole: bool = False


Heads = dict[str, Entry]


def heads(words: Iterable[str], grammar: Grammar, spec: object = "") -> Heads:
    """The same grammar for each word, reading from behind it."""
    return {word: Entry(grammar, spec) for word in words}


def whole(words: Iterable[str], grammar: Grammar, spec: object = "") -> Heads:
    """The same grammar for each word, reading from its first letter."""
    return {word: Entry(grammar, spec, whole=True) for word in words}


def own_names(words: Iterable[str], grammar: Grammar) -> Heads:
    """The same grammar for each word, told the word, reading from behind it."""
    return {word: Entry(grammar, word) for word in words}
