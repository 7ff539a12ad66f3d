"""The level of a standard as its prefix tells it."""

from __future__ import annotations

from typing import Final

from guiju.kernel.docid.bodies import FOREIGN, INDUSTRIES, OTHER_CHINESE

LEVELS: Final = (
    "national",
    "industry",
    "local",
    "group",
    "enterprise",
    "military",
    "metrology",
    "regulation",
    "certification",
    "international",
    "regional",
    "foreign",
    "association",
    "",
)
"""The closed set. The first four and enterprise are the levels of the Chinese law; military, metrology,
regulation and certification are Chinese series beside it; foreign is a national body abroad; association is a
society or industry body abroad; empty where the body is unknown."""


def publisher_of(body: str) -> str:
    """First body of a chain, two-word names kept whole; T/CECS and ISO/IEC are one publisher each."""
    return body.split(" ", 1)[0] if body[:2] != "Q/" else body


def level_of(body: str, kind: str) -> str:
    """Level by prefix; a plan number belongs to the national level."""
    if kind == "plan":
        return "national"
    if kind in {"", "unknown_body"}:
        return ""
    if body[:2] == "T/":
        return "group"
    if body[:2] == "Q/":
        return "enterprise"
    return _by_prefix(body)


def _by_prefix(body: str) -> str:
    chinese = OTHER_CHINESE.get(body.partition("(")[0])
    if chinese is not None:
        return chinese.level
    if body in INDUSTRIES:
        return "industry"
    if body[:2] == "DB":
        return "local"
    first = body.split(" ", 1)[0].split("/", 1)[0]
    known = FOREIGN.get(first)
    return known.level if known else ""
