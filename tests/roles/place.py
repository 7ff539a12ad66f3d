"""What fills an address of the role matrix."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

CURRENT: Final = "GB 7000.1-2015"
"""A standard in force."""
EARLIER: Final = "GB 7000.1-2007"
"""The one it replaced."""


@dataclass(frozen=True)
class Place:
    """What fills an address's places, its query, and what is sent to it (a form, or JSON for the API)."""

    at: Mapping[str, Any] = field(default_factory=dict)
    query: str = ""
    sent: Mapping[str, Any] = field(default_factory=dict)


Places = dict[str, Place]


def fixed(query: str = "", **at: object) -> Place:
    """A place where nothing is sent."""
    return Place(at, query)
