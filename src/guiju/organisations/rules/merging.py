"""When two organisations may be made one, and what the one kept takes from the other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from guiju.kernel.reasons import Reason

FACTS: Final = ("uscc", "name_en", "region", "industry", "address", "website")
"""What the organisation kept takes over where it has nothing of its own."""


def merge_problem(kept: Mapping[str, str], merged: Mapping[str, str]) -> Reason | None:
    """Why the two are not one; each is given with `id`, `uscc`, `name`, and `merged_into` ("" where it stands)."""
    if kept["id"] == merged["id"]:
        return Reason.of("organisation.merge_itself")
    for one in (kept, merged):
        if one["merged_into"]:
            return Reason.of("organisation.merge_gone", name=one["name"])
    if kept["uscc"] and merged["uscc"] and kept["uscc"] != merged["uscc"]:
        return Reason.of("organisation.merge_two_codes", kept=kept["uscc"], merged=merged["uscc"])
    return None


def filled_by(kept: Mapping[str, str], merged: Mapping[str, str]) -> dict[str, str]:
    """The facts that the one kept takes over."""
    return {name: merged[name] for name in FACTS if merged[name] and not kept[name]}
