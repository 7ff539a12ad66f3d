"""What changed between two checks of the same input."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from guiju.checks.rules.certainty import Doubt, doubts
from guiju.checks.rules.outcomes import Outcome
from guiju.kernel.reasons import Reason

_MAY_BE_IN_FORCE: Final = frozenset(
    {Outcome.CURRENT, Outcome.SUPERSEDED_SOON, Outcome.AMENDED, Outcome.MANDATE_CHANGED}
)


@dataclass(frozen=True, slots=True)
class Standing:
    """What one answer said: the outcome, the standard it leads with, what is in force, and what replaced it."""

    line: int
    part: int
    input: str
    key: str
    outcome: Outcome
    standard: str
    in_force: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """Two answers to the same question that differ; None where one of the checks did not answer it.

    `changed` names what differs: outcome, standard, in_force, successors; nothing where an answer is new or gone.
    """

    before: Standing | None
    after: Standing | None
    changed: tuple[str, ...] = ()

    @property
    def line(self) -> int:
        """The line of the input."""
        return self._any.line

    @property
    def input(self) -> str:
        """The line as written."""
        return self._any.input

    @property
    def _any(self) -> Standing:
        found = self.after or self.before
        assert found is not None
        return found


def in_force(outcome: Outcome, standard: str, reasons: Sequence[Reason]) -> tuple[str, ...]:
    """What an answer says is in force; empty where it says of nothing that it is."""
    if outcome in _MAY_BE_IN_FORCE:
        return () if Doubt.STATUS in doubts(outcome, reasons) else (standard,)
    chains = [dict(reason.params)["keys"] for reason in reasons if reason.code == "check.chain_in_force"]
    return tuple(key for keys in chains for key in keys.split("、"))


def compare(before: Iterable[Standing], after: Iterable[Standing]) -> Iterator[Difference]:
    """Every answer that changed, came or went, in the order of the lines.

    Within a line, answers belong together that looked up the same number; those left over pair in their order, as
    when a person has completed the number.
    """
    earlier, later = _by_line(before), _by_line(after)
    for line in sorted(earlier.keys() | later.keys()):
        for old, new in _pairs(earlier.get(line, []), later.get(line, [])):
            changed = _changed(old, new)
            if changed or old is None or new is None:
                yield Difference(old, new, changed)


def _by_line(standings: Iterable[Standing]) -> Mapping[int, list[Standing]]:
    grouped: defaultdict[int, list[Standing]] = defaultdict(list)
    for standing in standings:
        grouped[standing.line].append(standing)
    return grouped


def _pairs(old: list[Standing], new: list[Standing]) -> list[tuple[Standing | None, Standing | None]]:
    left = list(new)
    pairs: list[tuple[Standing | None, Standing | None]] = []
    alone = []
    for one in old:
        twin = next((other for other in left if other.key == one.key), None)
        if twin is None:
            alone.append(one)
        else:
            left.remove(twin)
            pairs.append((one, twin))
    return [*pairs, *zip_longest(alone, left)]


def _changed(old: Standing | None, new: Standing | None) -> tuple[str, ...]:
    if old is None or new is None:
        return ()
    names = ("outcome", "standard", "in_force", "successors")
    return tuple(name for name in names if getattr(old, name) != getattr(new, name))
