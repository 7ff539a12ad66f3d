"""What an item of a list asks for, and what becomes of it when its standard is replaced."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from guiju.catalogue.rules import Edition, Status
from guiju.catalogue.rules.identity import undated_key_of
from guiju.kernel.docid import parse


class Mode(StrEnum):
    """What an item does when its standard is replaced: goes on by itself, asks, or stays with the edition named."""

    FOLLOW = "follow"
    ASK = "ask"
    FREEZE = "freeze"


def usual_mode(key: str) -> Mode:
    """A number without a year follows its editions; one with a year names an edition, so a person is asked."""
    return Mode.ASK if parse(key).is_dated else Mode.FOLLOW


def number_of_key(key: str) -> str:
    """What all editions of a key's standard share."""
    return undated_key_of(parse(key))


def successor_of(edition: Edition, *, status: Status, held: Collection[str]) -> str:
    """The one edition that took the place of another as a whole; empty where there is none, or a person has to choose.

    `status` is the edition's own on the day asked for. A split, or a successor that is not on record, is for a person.
    """
    if status != Status.REPLACED:
        return ""
    keys = [one.successor for one in edition.facts.whole_successions]
    return keys[0] if len(keys) == 1 and keys[0] in held else ""
