"""A standard in the words of schema.org, as JSON-LD; only what is on record, and only what the words truly mean."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from guiju.catalogue.rules.citing import Citable
from guiju.catalogue.rules.entries import Entry, Stated
from guiju.catalogue.rules.words import Degree, Level, RelationType
from guiju.kernel.docid import parse
from guiju.kernel.docid.levels import issuer_of
from guiju.kernel.reasons import Language

PUBLISHING_THEMSELVES: Final = frozenset({Level.INTERNATIONAL, Level.REGIONAL, Level.FOREIGN})
"""Bodies of these levels publish what they issue; a Chinese issuing body has a printing house do it."""
IN_CHINESE: Final = frozenset({Level.NATIONAL, Level.INDUSTRY, Level.LOCAL, Level.GROUP, Level.ENTERPRISE})
"""Standards of these levels are written in Chinese; in what languages others exist is not on record."""
_HIDDEN: Final = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}

Node = dict[str, Any]
PageOf = Callable[[str], str]
CodeTitles = Mapping[tuple[str, str], str]


def describe(entry: Entry, cited: Citable, page_of: PageOf, titles: CodeTitles, on: dt.date) -> Node:
    """A standard as a `CreativeWork`; `page_of` gives the address of a key, `titles` the titles of codes."""
    holds = entry.holds
    described = {
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "@id": page_of(entry.key),
        "url": page_of(entry.key),
        "additionalType": "standard",
        "name": cited.title or entry.number,
        "alternateName": _others(entry, cited),
        "identifier": [_number(number) for number in (entry.number, *entry.former)],
        "datePublished": str(entry.issued) if entry.issued else "",
        "expires": holds.ends.isoformat() if holds.ends else "",
        "creativeWorkStatus": cited.standing,
        "inLanguage": "zh-Hans" if entry.level in IN_CHINESE else "",
        "creator": [_organisation(name) for name in cited.responsible],
        "author": [_organisation(name) for name in entry.drafters],
        "publisher": [_organisation(name) for name in _publishers(entry, cited.language)],
        "about": [_term(scheme, code, titles) for scheme, code in entry.codes],
        "isBasedOn": [_work(one, page_of) for one in _adopted(entry)],
        "citation": [_work(one, page_of) for one in entry.stated(RelationType.CITES)],
        "sdDatePublished": on.isoformat(),
    }
    return {name: value for name, value in described.items() if value}


def _others(entry: Entry, cited: Citable) -> list[str]:
    """Under what else it is known: its number as printed, its title in the other language."""
    return [name for name in (entry.printed, cited.other_title) if name and name != cited.title]


def _number(number: str) -> Node:
    return {"@type": "PropertyValue", "propertyID": "standard number", "value": number}


def _organisation(name: str) -> Node:
    return {"@type": "Organization", "name": name}


def _publishers(entry: Entry, language: Language) -> Iterable[str]:
    if entry.level not in PUBLISHING_THEMSELVES:
        return []
    known = [issuer for part in entry.body.split("/") if (issuer := issuer_of(part))]
    return [issuer.zh if language == "zh" else issuer.en for issuer in known]


def _term(scheme: str, code: str, titles: CodeTitles) -> Node:
    term = {
        "@type": "DefinedTerm",
        "inDefinedTermSet": scheme,
        "termCode": code,
        "name": titles.get((scheme, code), ""),
    }
    return {name: value for name, value in term.items() if value}


def _adopted(entry: Entry) -> Iterable[Stated]:
    return (one for one in entry.stated(RelationType.ADOPTS) if one.degree != Degree.NEQ)


def _work(one: Stated, page_of: PageOf) -> Node:
    """Another standard by its number; one that is held here has its page."""
    address = page_of(one.other)
    return {
        "@type": "CreativeWork",
        "name": parse(one.other).canonical or one.other,
        **({"url": address} if address else {}),
    }


def as_text(described: Node) -> str:
    """As a file."""
    return json.dumps(described, ensure_ascii=False, indent=2) + "\n"


def as_data_block(described: Node) -> str:
    """For a page: no text of a record can end the element it stands in."""
    return json.dumps(described, ensure_ascii=False).translate(_HIDDEN)
