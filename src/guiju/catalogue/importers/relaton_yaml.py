"""Relaton as YAML, in the shapes of its older and its newer model."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar, Final

import yaml

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

LARGEST: Final = 64 * 1024 * 1024
"""Bytes of one file; a document takes a few thousand."""
_SAFE: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BETWEEN: Final = re.compile(rb"^(?=---(?:\s|$))", re.MULTILINE)
_BARE: Final = re.compile(rb"(?:[%#][^\n]*\n|\s+)*+")
_NULL: Final = "tag:yaml.org,2002:null"
_MERGE: Final = "tag:yaml.org,2002:merge"

Node = Any


class TextLoader(_SAFE):  # type: ignore[misc, valid-type]  # which of the two it is shows at run time
    """Every scalar as it is written: no date that is none, no 00 that becomes 0, no `on` that becomes true."""

    yaml_implicit_resolvers: ClassVar = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag in {_NULL, _MERGE}]
        for first, resolvers in _SAFE.yaml_implicit_resolvers.items()
    }


def read_yaml(path: Path) -> Iterator[dict[str, str] | BrokenDocument]:
    """Every document of a file, and for each that is no YAML why; raises `BrokenDocument` where none is Relaton."""
    if path.stat().st_size > LARGEST:
        raise BrokenDocument("too_large", limit=LARGEST // 2**20)
    found = 0
    for line, text in _parts(path.read_bytes()):
        for item in _load(text, line):
            found += 1
            yield item if isinstance(item, BrokenDocument) else _document(item)
    if not found:
        raise BrokenDocument("no_document")


def _parts(text: bytes) -> Iterator[tuple[int, bytes]]:
    """The documents of a file with the lines before each; directives and remarks belong to what follows them."""
    above, line = b"", 0
    for part in _BETWEEN.split(text):
        above += part
        if _BARE.fullmatch(part) is None:
            yield line, above
            line += above.count(b"\n")
            above = b""


def _load(text: bytes, line: int) -> Iterator[Mapping[str, Node] | BrokenDocument]:
    """One document by itself, so that one that is broken takes no other with it."""
    try:
        for document in yaml.load_all(text, TextLoader):
            yield from _items(document, set())
    except yaml.MarkedYAMLError as error:
        mark = error.context_mark or error.problem_mark  # where what is never closed begins
        yield BrokenDocument(
            "no_yaml", line=line + 1 + (mark.line if mark else 0), why=error.problem or error.context or ""
        )
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        yield BrokenDocument("no_yaml", line=line + 1, why=" ".join(str(error).split())[:200])


def _items(value: Node, met: set[int]) -> Iterator[Mapping[str, Node]]:
    """Documents, however deep in lists they stand; a list that is told again by an alias is passed over."""
    if id(value) in met:
        return
    met.add(id(value))
    if isinstance(value, list):
        for item in value:
            yield from _items(item, met)
    elif isinstance(value, dict):
        if "docid" in value or "docidentifier" in value:
            yield value
        else:
            yield from _items(value.get("items") or value.get("root") or [], met)


def _document(item: Mapping[str, Node]) -> dict[str, str]:
    extension = _mapping(item.get("ext"))
    titles = [_title(one) for one in _list(item.get("title"))]
    status = _mapping(item.get("docstatus") or item.get("status"))
    identifiers = _identifiers(item)
    return {
        "number": main_identifier(identifiers),
        "other_ids": "; ".join(one.text for one in identifiers),
        "title_en": title_in(titles, "en"),
        "title_zh": title_in(titles, "zh"),
        "status": stage_of(_value(status.get("stage")), _value(status.get("substage"))),
        **dates_of((_text(_mapping(one).get("type")), _date(_mapping(one))) for one in _list(item.get("date"))),
        "ics": "; ".join(_value(one, "code") for one in _list(extension.get("ics") or item.get("ics"))),
        "relations": relations_of(map(_relation, _list(item.get("relation")))),
        "doctype": _value(extension.get("doctype") or item.get("doctype"), "type"),
        "scope": "",
        **_committee(
            _mapping(extension.get("editorialgroup") or item.get("editorialgroup")), main_identifier(identifiers)
        ),
    }


def _identifiers(item: Mapping[str, Node]) -> list[Identifier]:
    found = []
    for one in _list(item.get("docid") or item.get("docidentifier")):
        if isinstance(one, dict):
            text = _text(one.get("id") or one.get("content"))
            found.append(Identifier(text, _text(one.get("type")), _text(one.get("primary")).casefold() == "true"))
        else:
            found.append(Identifier(_text(one)))
    return found


def _title(one: Node) -> Title:
    if not isinstance(one, dict):
        return Title(_text(one))
    language = _list(one.get("language"))
    return Title(_text(one.get("content")), _text(one.get("type")), _text(language[0]) if language else "")


def _date(one: Mapping[Node, Node]) -> str:
    return _text(one.get("value") or one.get("on") or one.get("at") or one.get("from"))


def _relation(one: Node) -> tuple[str, str]:
    """The word and the number; where several identifiers are given, the main one, else what a person would read."""
    relation = _mapping(one)
    other = _mapping(relation.get("bibitem"))
    reference = other.get("formattedref")
    return _text(relation.get("type")), main_identifier(_identifiers(other)) or _value(reference, "content")


def _committee(group: Mapping[str, Node], number: str) -> dict[str, str]:
    """The name is that of the last group told, which is the one at work."""
    tops = [_mapping(next(iter(_list(group.get(name))), None)) for name in ("technical_committee", "subcommittee")]
    groups = [_mapping(one.get("workgroup")) or one for one in tops if one]
    if not groups:
        return {"committee": "", "committee_name": ""}
    told = (Group(_text(one.get("identifier")), _text(one.get("type")), _text(one.get("number"))) for one in groups)
    return {"committee": committee_of(told, number), "committee_name": _text(groups[-1].get("name"))}


def _value(node: Node, name: str = "value") -> str:
    return _text(node.get(name) or node.get("content")) if isinstance(node, dict) else _text(node)


def _list(node: Node) -> list[Node]:
    if node is None:
        return []
    return node if isinstance(node, list) else [node]


def _mapping(node: Node) -> Mapping[str, Node]:
    return node if isinstance(node, dict) else {}


def _text(node: Node) -> str:
    return "" if node is None or isinstance(node, dict | list) else str(node)
