"""Many standards as one text: JSON Lines, BibTeX, RIS and CSL-JSON, a piece at a time."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from guiju.catalogue.rules.citing import Citable, cite_bibtex, cite_ris, csl_item
from guiju.catalogue.rules.entries import Entry, Stated
from guiju.catalogue.rules.words import RelationType, Scope


def json_lines(entries: Iterable[Entry], on: dt.date) -> Iterator[str]:
    """One object a line, with every fact."""
    return (json_line(facts_of(entry, on)) for entry in entries)


def json_line(facts: Mapping[str, Any]) -> str:
    """One object as a line of its own."""
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":")) + "\n"


def facts_of(entry: Entry, on: dt.date) -> dict[str, Any]:
    """Every fact by the name under which a list is imported; null or an empty list where nothing is on record."""
    return {
        "key": entry.key,
        "number": entry.number,
        "printed": entry.printed,
        "uuid": entry.uuid,
        "title_zh": entry.title_zh or None,
        "title_en": entry.title_en or None,
        "level": entry.level or None,
        "mandate": entry.mandate or None,
        "status": entry.status or None,
        "status_on": on.isoformat(),
        "issued": _text(entry.issued),
        "effective": _text(entry.effective),
        "withdrawn": _text(entry.withdrawn),
        "in_force_from": _text(entry.holds.begins),
        "in_force_until": _text(entry.holds.ends),
        "ics": entry.codes_of("ICS"),
        "ccs": entry.codes_of("CCS"),
        "committee": entry.committee.key or None,
        "committee_name": entry.committee.name or None,
        "responsible_body": entry.responsible_body or None,
        "issuing_body": entry.issuing_body or None,
        "plan_number": entry.plan_number or None,
        "record_number": entry.record_number or None,
        "drafters": list(entry.drafters),
        "former_numbers": list(entry.former),
        **_relations(entry),
        "changed": entry.changed.isoformat(timespec="seconds") if entry.changed else None,
    }


def _text(date: object) -> str | None:
    return str(date) if date else None


def _relations(entry: Entry) -> dict[str, Any]:
    """What it is to others by kind; a reference or an adoption says more than which."""
    replaces = list(entry.stated(RelationType.REPLACES))
    return {
        "replaces": [one.other for one in replaces if one.scope == Scope.WHOLE],
        "replaces_part": [one.other for one in replaces if one.scope == Scope.PART],
        "replaced_by": [one.other for one in entry.stated(RelationType.REPLACES, inward=True)],
        "adopts": [_adopted(one) for one in entry.stated(RelationType.ADOPTS)],
        "cites": [one.other for one in entry.stated(RelationType.CITES)],
        "amends": [one.other for one in entry.stated(RelationType.AMENDS)],
        "corrects": [one.other for one in entry.stated(RelationType.CORRECTS)],
    }


def _adopted(one: Stated) -> str:
    """The number with its degree behind it, as Chinese lists write it: `ISO 9001:2015,IDT`."""
    return f"{one.other},{one.degree}" if one.degree else one.other


def bibtex(cited: Iterable[Citable]) -> Iterator[str]:
    """Entries with an empty line between them."""
    return (f"{cite_bibtex(one)}\n" for one in told_apart(cited))


def ris(cited: Iterable[Citable]) -> Iterator[str]:
    """Records with an empty line between them."""
    return (f"{cite_ris(one)}\r\n" for one in cited)


def csl(cited: Iterable[Citable]) -> Iterator[str]:
    """One list of items, an item a line."""
    before = "[\n"
    for one in told_apart(cited):
        yield before + json.dumps(csl_item(one), ensure_ascii=False)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def told_apart(cited: Iterable[Citable]) -> Iterator[Citable]:
    """The same with names that differ even where case does not count: the second of a name gets a 2 behind it."""
    met: set[str] = set()
    for one in cited:
        told, number = one, 1
        while told.name.casefold() in met:
            number += 1
            told = replace(one, apart=f"-{number}")
        met.add(told.name.casefold())
        yield told
