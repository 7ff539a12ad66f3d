"""What changed of the statements between standards, told of once a standard."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from guiju.catalogue.models import Standard
from guiju.catalogue.queries.among import among
from guiju.catalogue.queries.facts import chunked
from guiju.catalogue.rules import RelationType

FORMER = "formerly"


class Stated(NamedTuple):
    """What a record says a standard is to another one, or was called before."""

    subject_key: str
    type: str
    object_key: str
    degree: str = ""

    def __str__(self) -> str:
        return " ".join(filter(None, (self.type, self.object_key, self.degree)))


def changes_of(
    before: Collection[Stated], after: Collection[Stated], *, besides: Collection[str]
) -> list[tuple[str, dict[str, Any]]]:
    """A change for every standard held, but for those `besides`, of which something else is stated than before.

    What is adopted no longer is told too: its record shows what adopts it, and the search finds it by its title.
    """
    gone, new = set(before) - set(after), set(after) - set(before)
    adopted = {one.object_key for one in gone if one.type == RelationType.ADOPTS}
    concerned = {one.subject_key for one in gone | new} | adopted
    return [
        (key, {"fact": "statements", "before": _told(gone, key), "after": _told(new, key)})
        for key in _held(concerned.difference(besides))
    ]


def _told(stated: Iterable[Stated], key: str) -> list[str]:
    return sorted(str(one) for one in stated if one.subject_key == key)


def _held(keys: Iterable[str]) -> list[str]:
    return [
        key
        for chunk in chunked(sorted(keys))
        for key in Standard.objects.filter(among("key", chunk)).order_by("key").values_list("key", flat=True)
    ]
