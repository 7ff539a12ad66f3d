"""How long to wait after a fault, and when to give up."""

from __future__ import annotations

from typing import Final

FIRST: Final = 2.0
LONGEST: Final = 3600.0
LONGEST_REST: Final = 300.0
"""An address is asked again after so many seconds at most: what waits for it should not wait on for one letter."""


def wait_after(tries: int, *, chance: float, asked: float = 0.0, longest: float = LONGEST) -> float:
    """Seconds until the next try: twice as long after every one, `longest` at most, and a share of that by chance.

    `chance` is from 0 to 1: those that failed together do not come back together. What the receiver `asked` for
    (Retry-After) is waited for at least, up to the hour.
    """
    grown = min(FIRST * 2.0 ** min(tries - 1, 20), longest)
    return min(max(grown * (0.5 + chance / 2), asked), LONGEST)


def is_given_up(tries: int, most: int) -> bool:
    """Whether so many failed tries are enough."""
    return tries >= most
