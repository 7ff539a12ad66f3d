"""The level of a standard as its prefix tells it."""

from __future__ import annotations

from typing import Final

from guiju.kernel.docid.bodies import INDUSTRIES, OTHER_CHINESE, PROVINCES, Body
from guiju.kernel.docid.bodies_foreign import AMERICAN, FOREIGN

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
    """First body of a chain: BS of BS EN ISO; ISO of ISO/IEC; T/CECS and Q/320500 ABC stay whole."""
    if body[:2] in {"T/", "Q/"} or body in OTHER_CHINESE:
        return body
    return body.split(" ", 1)[0]


def level_of(body: str, kind: str) -> str:
    """Level by prefix; a plan number without a code belongs to the national level, a committee paper to its body's."""
    if kind == "plan":
        return "industry" if body else "national"
    if kind == "working_document":
        return "foreign" if body == "BSI" else "international"
    if kind in {"", "unknown_body"}:
        return ""
    issuer = issuer_of(body)
    return issuer.level if issuer else ""


def issuer_of(body: str) -> Body | None:
    """The issuing body with its level and names; None where the tables do not hold it."""
    if body[:2] == "T/":
        return Body("group", f"团体标准({body[2:]})", f"group standard ({body[2:]})")
    if body[:2] == "Q/":
        return Body("enterprise", f"企业标准({body[2:]})", f"enterprise standard ({body[2:]})")
    return _chinese(body) or _foreign(body)


def _chinese(body: str) -> Body | None:
    series = OTHER_CHINESE.get(body.partition("(")[0])
    if series is not None:
        return series
    if body in INDUSTRIES:
        zh, en = INDUSTRIES[body]
        return Body("industry", f"{zh}行业标准", f"industry standard: {en}")
    return _local(body) if body[:2] == "DB" or body[:3] == "DGJ" else None


def _local(body: str) -> Body:
    """DB50, DB3210, DBJ50, DBS50, DB13(J): the first two digits name the province."""
    digits = "".join(char for char in body if char.isdigit())[:2]
    zh, en = PROVINCES.get(digits, ("", ""))
    return Body("local", f"{zh}地方标准", f"local standard of {en}" if en else "local standard")


def _foreign(body: str) -> Body | None:
    first = body.split(" ", 1)[0]
    lead = first.split("/", 1)[0]
    known = FOREIGN.get(first) or FOREIGN.get(lead)
    if known is None and lead in AMERICAN:
        return Body("association", lead, lead)
    return known
