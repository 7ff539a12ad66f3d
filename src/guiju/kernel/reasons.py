"""Why: a code and its values, so that pure code can explain itself and the page decides the language.

Each package that gives reasons holds their words beside it, in `reasons.py`, as `TEXTS: dict[str, Text]`;
`guiju.platform.reasons` gathers those tables and renders.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

Language = Literal["zh", "en"]


class Text(NamedTuple):
    """One message in both languages, with `%(name)s` placeholders that both share."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Reason:
    """A message code with the values it speaks of; equal when both are equal."""

    code: str
    params: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, code: str, **params: object) -> Reason:
        """A reason whose values are kept as text, in the order given."""
        return cls(code, tuple([(name, str(value)) for name, value in params.items()]))
