"""What a harvester is answered, as XML."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, NamedTuple

from lxml import etree

from guiju.catalogue.rules.citing import Citable
from guiju.catalogue.rules.entries import Entry
from guiju.catalogue.rules.oai.asking import OaiError, format_stamp, identifier_of
from guiju.catalogue.rules.relaton import NAMESPACE as RELATON
from guiju.catalogue.rules.relaton import plain_text, relaton_xml
from guiju.catalogue.rules.words import Degree, RelationType

OAI: Final = "http://www.openarchives.org/OAI/2.0/"
OAI_DC: Final = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC: Final = "http://purl.org/dc/elements/1.1/"
IDENTIFIER: Final = "http://www.openarchives.org/OAI/2.0/oai-identifier"
XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
XML: Final = "http://www.w3.org/XML/1998/namespace"

_OWN: Final[dict[Any, str]] = {None: OAI, "xsi": XSI}
_IDENTIFIER_OWN: Final[dict[Any, str]] = {None: IDENTIFIER}

Element = Any
"""lxml's own type has no public name."""


class Place(NamedTuple):
    """Where answers come from: the address asked, the host of identifiers, the schema of `relaton`, a record's page."""

    base: str
    host: str
    relaton_schema: str
    page_of: Callable[[str], str]


def envelope(place: Place, at: dt.datetime, verb: str = "", arguments: Mapping[str, str] | None = None) -> Element:
    """The root of an answer; the arguments are told back unless verb or arguments were wrong."""
    root = etree.Element(f"{{{OAI}}}OAI-PMH", nsmap=_OWN)
    root.set(f"{{{XSI}}}schemaLocation", f"{OAI} {OAI}OAI-PMH.xsd")
    add(root, "responseDate", format_stamp(at))
    add(root, "request", place.base, {"verb": verb, **(arguments or {})} if verb else {})
    return root


def add(parent: Element, name: str, text: str = "", attributes: Mapping[str, str] | None = None) -> Element:
    """An element of the protocol in its parent."""
    element = etree.SubElement(parent, f"{{{OAI}}}{name}", {k: plain_text(v) for k, v in (attributes or {}).items()})
    element.text = plain_text(text) or None
    return element


def add_error(root: Element, error: OaiError) -> None:
    """An error in place of an answer."""
    add(root, "error", error.message, {"code": error.code})


def as_bytes(root: Element) -> bytes:
    """The answer as it goes out."""
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def add_formats(parent: Element, place: Place) -> None:
    """The formats every record is given in."""
    for prefix, schema, namespace in (
        ("oai_dc", f"{OAI}oai_dc.xsd", OAI_DC),
        ("relaton", place.relaton_schema, RELATON),
    ):
        element = add(parent, "metadataFormat")
        add(element, "metadataPrefix", prefix)
        add(element, "schema", schema)
        add(element, "metadataNamespace", namespace)


def add_identifier_scheme(parent: Element, place: Place, sample: str) -> None:
    """How identifiers are made, in the words of `oai-identifier`."""
    described = etree.SubElement(add(parent, "description"), f"{{{IDENTIFIER}}}oai-identifier", nsmap=_IDENTIFIER_OWN)
    described.set(f"{{{XSI}}}schemaLocation", f"{IDENTIFIER} {OAI}oai-identifier.xsd")
    facts = {
        "scheme": "oai",
        "repositoryIdentifier": place.host,
        "delimiter": ":",
        "sampleIdentifier": identifier_of(sample, place.host),
    }
    for name, text in facts.items():
        etree.SubElement(described, f"{{{IDENTIFIER}}}{name}").text = text


def add_header(parent: Element, entry: Entry, place: Place) -> None:
    """What a record is known by: identifier, datestamp, sets."""
    header = add(parent, "header")
    add(header, "identifier", identifier_of(entry.key, place.host))
    assert entry.changed is not None  # rows of the catalogue have it
    add(header, "datestamp", format_stamp(entry.changed))
    for spec in sets_of(entry):
        add(header, "setSpec", spec)


def sets_of(entry: Entry) -> list[str]:
    """The sets a record is in: its level, and the fields of its ICS codes."""
    fields = sorted({code[:2] for code in entry.codes_of("ICS")})
    return [*([f"level:{entry.level}"] if entry.level else []), *(f"ics:{field}" for field in fields)]


def add_record(parent: Element, entry: Entry, cited: Citable, place: Place, prefix: str) -> None:
    """A record with its metadata in one format."""
    record = add(parent, "record")
    add_header(record, entry, place)
    metadata = add(record, "metadata")
    if prefix == "oai_dc":
        metadata.append(_dublin_core(entry, cited, place))
        return
    element = relaton_xml(entry)
    element.set(f"{{{XSI}}}schemaLocation", f"{RELATON} {place.relaton_schema}")
    metadata.append(element)


def _dublin_core(entry: Entry, cited: Citable, place: Place) -> Element:
    root = etree.Element(f"{{{OAI_DC}}}dc", nsmap={"oai_dc": OAI_DC, "dc": DC, "xsi": XSI})
    root.set(f"{{{XSI}}}schemaLocation", f"{OAI_DC} {OAI}oai_dc.xsd")
    for text, language in ((entry.title_zh, "zh-Hans"), (entry.title_en, "en")):
        _add_dc(root, "title", [text], language)
    for name, values in _dublin_core_facts(entry, cited, place).items():
        _add_dc(root, name, values)
    return root


def _dublin_core_facts(entry: Entry, cited: Citable, place: Place) -> dict[str, Iterable[str]]:
    """Who issues a standard is no publisher in the sense of a printing house, so none is named."""
    adopted = [one for one in entry.stated(RelationType.ADOPTS) if one.degree != Degree.NEQ]
    kinds = (RelationType.REPLACES, RelationType.AMENDS, RelationType.CORRECTS)
    related = [one.other for one in entry.relations if one.type in kinds]
    return {
        "creator": cited.responsible,
        "subject": [f"{scheme} {code}" for scheme, code in entry.codes],
        "contributor": [*entry.drafters, *(name for name in cited.issuers if name not in cited.responsible)],
        "date": [str(entry.issued)] if entry.issued else [],
        "type": ["Text", "standard"],
        "identifier": [entry.number, *entry.former, place.page_of(entry.key)],
        "source": [one.other for one in adopted],
        "relation": related,
    }


def _add_dc(root: Element, name: str, values: Iterable[str], language: str = "") -> None:
    for value in values:
        if text := plain_text(value):
            element = etree.SubElement(root, f"{{{DC}}}{name}")
            element.text = text
            if language:
                element.set(f"{{{XML}}}lang", language)


def add_token(parent: Element, token: str, *, size: int, cursor: int, expires: dt.datetime | None) -> None:
    """Where the list goes on, empty at its end; `cursor` counts what was given before."""
    until = {"expirationDate": format_stamp(expires)} if token and expires else {}
    add(parent, "resumptionToken", token, {**until, "completeListSize": str(size), "cursor": str(cursor)})


def add_set(parent: Element, spec: str, name: str) -> None:
    """One set with its name."""
    element = add(parent, "set")
    add(element, "setSpec", spec)
    add(element, "setName", name)
