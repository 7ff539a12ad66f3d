"""Relaton as YAML, in the shapes of its older and its newer model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import yaml

from guiju.catalogue.importers.relaton_fields import (
    Identifier,
    Title,
    dates_of,
    main_identifier,
    relations_of,
    stage_of,
    title_in,
)

LARGEST: Final = 64 * 1024 * 1024
"""Bytes of one file; a document takes a few thousand."""
LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Node = Any


def read_yaml(path: Path) -> Iterator[dict[str, str]]:
    """Every document of a file. `ValueError` for text that is no YAML, or no Relaton."""
    if path.stat().st_size > LARGEST:
        raise ValueError(f"larger than {LARGEST // 2**20} MB")
    try:
        with path.open("rb") as file:
            found = [item for document in yaml.load_all(file, LOADER) for item in _items(document)]
    except (yaml.YAMLError, RecursionError) as error:
        raise ValueError(f"no YAML: {' '.join(str(error).split())[:200]}") from error
    if not found:
        raise ValueError("no Relaton document")
    return map(_document, found)


def _items(value: Node) -> Iterator[Mapping[str, Node]]:
    if isinstance(value, list):
        for item in value:
            yield from _items(item)
    elif isinstance(value, dict):
        if "docid" in value or "docidentifier" in value:
            yield value
        else:
            yield from _items(value.get("items") or value.get("root") or [])


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
        **_committee(_mapping(extension.get("editorialgroup") or item.get("editorialgroup"))),
    }


def _identifiers(item: Mapping[str, Node]) -> list[Identifier]:
    found = []
    for one in _list(item.get("docid") or item.get("docidentifier")):
        if isinstance(one, dict):
            text = _text(one.get("id") or one.get("content"))
            found.append(Identifier(text, _text(one.get("type")), bool(one.get("primary"))))
        else:
            found.append(Identifier(_text(one)))
    return found


def _title(one: Node) -> Title:
    if not isinstance(one, dict):
        return Title(_text(one))
    language = _list(one.get("language"))
    return Title(_text(one.get("content")), _text(one.get("type")), _text(language[0]) if language else "")


def _date(one: Mapping[Node, Node]) -> str:
    """YAML 1.1 reads the name `on` as the word true."""
    return _text(one.get("value") or one.get("on") or one.get(True) or one.get("at") or one.get("from"))


def _relation(one: Node) -> tuple[str, str]:
    """The word and the number; where several identifiers are given, the main one, else what a person would read."""
    relation = _mapping(one)
    other = _mapping(relation.get("bibitem"))
    reference = other.get("formattedref")
    return _text(relation.get("type")), main_identifier(_identifiers(other)) or _value(reference, "content")


def _committee(group: Mapping[str, Node]) -> dict[str, str]:
    first = _mapping(next(iter(_list(group.get("technical_committee"))), None))
    first = _mapping(first.get("workgroup")) or first
    kind, number = _text(first.get("type")), _text(first.get("number"))
    return {
        "committee": _text(first.get("identifier")) or f"{kind} {number}".strip(),
        "committee_name": _text(first.get("name")),
    }


def _value(node: Node, name: str = "value") -> str:
    return _text(node.get(name) or node.get("content")) if isinstance(node, dict) else _text(node)


def _list(node: Node) -> list[Node]:
    if node is None:
        return []
    return node if isinstance(node, list) else [node]


def _mapping(node: Node) -> Mapping[str, Node]:
    return node if isinstance(node, dict) else {}


def _text(node: Node) -> str:
    """YAML makes numbers and dates of what was text."""
    return "" if node is None or isinstance(node, dict | list) else str(node)
