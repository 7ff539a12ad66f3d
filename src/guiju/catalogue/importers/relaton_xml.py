"""Relaton as XML: one document or a collection, streaming, with document types and entities refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from lxml import etree

from guiju.catalogue.importers.relaton_fields import (
    BrokenDocument,
    Group,
    Identifier,
    Title,
    committee_of,
    dates_of,
    main_identifier,
    relations_of,
    stage_of,
    title_in,
)

GROUPS: Final = ("technical-committee", "subcommittee")
DOCUMENTS: Final = ("{*}bibdata", "{*}bibitem")


def read_xml(path: Path) -> Iterator[dict[str, str]]:
    """Every outermost document of a file. `BrokenDocument` for what is no XML, or has a DOCTYPE."""
    found = 0
    try:
        with path.open("rb") as file:
            for element in _documents(file):
                found += 1
                yield _document(element)
    except etree.XMLSyntaxError as error:
        raise BrokenDocument("no_xml", why=error.msg) from error
    if not found:
        raise BrokenDocument("no_document")


def _documents(file: BinaryIO) -> Iterator[etree._Element]:
    """A document inside another one, such as the object of a relation, is a part of it and none by itself."""
    depth = 0
    reading = etree.iterparse(
        file,
        events=("start", "end"),
        tag=DOCUMENTS,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
    )
    for event, element in reading:
        if element.getroottree().docinfo.doctype:
            raise BrokenDocument("doctype")
        depth += 1 if event == "start" else -1
        if event == "end" and depth == 0:
            yield element
            element.clear()


def _document(element: etree._Element) -> dict[str, str]:
    titles = [_title(one) for one in element.iterfind("{*}title")]
    identifiers = _identifiers(element)
    return {
        "number": main_identifier(identifiers),
        "other_ids": "; ".join(one.text for one in identifiers),
        "title_en": title_in(titles, "en"),
        "title_zh": title_in(titles, "zh"),
        "status": stage_of(_text(element, "{*}status/{*}stage"), _text(element, "{*}status/{*}substage")),
        **dates_of((one.get("type", ""), _date(one)) for one in element.iterfind("{*}date")),
        "ics": "; ".join(_whole(one) for one in element.iterfind("{*}ext/{*}ics/{*}code")),
        "relations": relations_of(_relation(one) for one in element.iterfind("{*}relation")),
        "doctype": _text(element, "{*}ext/{*}doctype"),
        **_committee(element, main_identifier(identifiers)),
    }


def _identifiers(element: etree._Element) -> list[Identifier]:
    return [
        Identifier(_whole(one), one.get("type", ""), one.get("primary") == "true")
        for one in element.iterfind("{*}docidentifier")
    ]


def _title(one: etree._Element) -> Title:
    return Title(_whole(one), one.get("type", ""), one.get("language", ""))


def _date(one: etree._Element) -> str:
    return _text(one, "{*}on") or _text(one, "{*}from") or _whole(one)


def _relation(one: etree._Element) -> tuple[str, str]:
    other = one.find("{*}bibitem")
    if other is None:
        other = one.find("{*}bibdata")
    if other is None:
        return "", ""
    return one.get("type", ""), main_identifier(_identifiers(other)) or _text(other, "{*}formattedref")


def _committee(element: etree._Element, number: str) -> dict[str, str]:
    """The name is that of the last group told, which is the one at work."""
    found = [element.find(f"{{*}}ext/{{*}}editorialgroup/{{*}}{name}") for name in GROUPS]
    groups = [one for one in found if one is not None]
    if not groups:
        return {}
    told = (Group(one.get("identifier", ""), one.get("type", ""), one.get("number", "")) for one in groups)
    return {"committee": committee_of(told, number), "committee_name": _whole(groups[-1])}


def _text(element: etree._Element, path: str) -> str:
    found = element.find(path)
    return "" if found is None else _whole(found)


def _whole(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())
