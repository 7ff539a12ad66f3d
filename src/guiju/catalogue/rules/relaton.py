"""A standard in the terms of the Relaton model, as YAML and as XML; what is written here our importer reads again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from lxml import etree

from guiju.catalogue.rules.entries import Entry, Stated
from guiju.catalogue.rules.words import Degree, RelationType, Scope, Status

Node = dict[str, Any]

NAMESPACE: Final = "urn:x-guiju:relaton"
"""Our own: Relaton's XML has no namespace, and harvesters want one."""
STAGES: Final[Mapping[str, str]] = {
    Status.DRAFT: "draft",
    Status.PUBLISHED: "to be valid",
    Status.IN_FORCE: "in force",
    Status.REPLACED: "superseded",
    Status.WITHDRAWN: "withdrawn",
}
"""Where an edition stands, in words that bibliographic lists use; a status that is not known is not written."""
TYPES: Final[Mapping[tuple[str, bool], str]] = {
    (RelationType.REPLACES, False): "obsoletes",
    (RelationType.REPLACES, True): "obsoletedBy",
    (RelationType.ADOPTS, False): "adoptedFrom",
    (RelationType.CITES, False): "cites",
    (RelationType.AMENDS, False): "updates",
    (RelationType.CORRECTS, False): "updates",
}
_OWN: Final[dict[Any, str]] = {None: NAMESPACE}
_ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")


def plain_text(text: str) -> str:
    """Text that XML and YAML can hold, in one line: some lists give line breaks and control characters."""
    return " ".join(_ILLEGAL.sub(" ", text).split())


def relaton_of(entry: Entry) -> Node:
    """An entry as a bibliographic item, without what is not on record."""
    item = {
        "title": list(_titles(entry)),
        "type": "standard",
        "docid": list(_identifiers(entry)),
        "date": list(_dates(entry)),
        "contributor": list(_contributors(entry)),
        "docstatus": {"stage": {"value": STAGES[entry.status]}} if entry.status in STAGES else {},
        "validity": _validity(entry),
        "relation": [_relation(one) for one in entry.relations if (one.type, one.inward) in TYPES],
        "ext": _extension(entry),
    }
    return {name: value for name, value in item.items() if value}


def _titles(entry: Entry) -> Iterator[Node]:
    for text, language, script in ((entry.title_zh, "zh", "Hans"), (entry.title_en, "en", "Latn")):
        if text:
            yield {"type": "main", "content": plain_text(text), "language": [language], "script": [script]}


def _identifiers(entry: Entry) -> Iterator[Node]:
    yield {"id": plain_text(entry.number), "type": entry.body, "primary": True}
    yield from ({"id": plain_text(former), "type": "former"} for former in entry.former)
    for text, kind in ((entry.plan_number, "plan"), (entry.record_number, "record")):
        if text:
            yield {"id": plain_text(text), "type": kind}


def _dates(entry: Entry) -> Iterator[Node]:
    dates = (("published", entry.issued), ("implemented", entry.effective), ("obsoleted", entry.withdrawn))
    return ({"type": kind, "value": str(date)} for kind, date in dates if date)


def _contributors(entry: Entry) -> Iterator[Node]:
    for name in entry.drafters:
        yield _contributor("author", "drafting", name)
    if entry.issuing_body:
        yield _contributor("authorizer", "issuing", entry.issuing_body)
    if entry.responsible_body:
        yield _contributor("owner", "responsible", entry.responsible_body)


def _contributor(role: str, description: str, name: str) -> Node:
    return {
        "role": [{"type": role, "description": [{"content": description}]}],
        "organization": {"name": [{"content": plain_text(name)}]},
    }


def _validity(entry: Entry) -> Node:
    days = {"begins": entry.holds.begins, "ends": entry.holds.ends}
    return {name: day.isoformat() for name, day in days.items() if day}


def _relation(one: Stated) -> Node:
    """A replacement in part is not called one of the whole, a stated relation that is no adoption not an adoption."""
    kind, said = TYPES[one.type, one.inward], one.degree
    if one.type == RelationType.REPLACES and one.scope == Scope.PART:
        kind, said = "related", "replaced in part by" if one.inward else "replaces in part"
    elif one.degree == Degree.NEQ:
        kind = "nonequivalent"
    description = {"description": {"content": said}} if said else {}
    return {"type": kind, **description, "bibitem": {"docid": [{"id": plain_text(one.other)}]}}


def _extension(entry: Entry) -> Node:
    committee = {"identifier": entry.committee.key, "name": plain_text(entry.committee.name) or entry.committee.key}
    codes = {scheme: [{"code": code} for code in entry.codes_of(scheme.upper())] for scheme in ("ics", "ccs")}
    return {
        "doctype": {"type": "standard"},
        **({"editorialgroup": {"technical_committee": [committee]}} if entry.committee.key else {}),
        **{scheme: held for scheme, held in codes.items() if held},
    }


def relaton_yaml(entries: Iterable[Entry]) -> Iterator[str]:
    """One YAML document an entry."""
    for entry in entries:
        yield "\n".join(["---", *yaml_lines(relaton_of(entry)), ""])


def yaml_lines(node: Node, indent: str = "") -> Iterator[str]:
    """A mapping as YAML in blocks, texts in double quotes as JSON has them; PyYAML's writer is five times slower."""
    for name, value in node.items():
        if isinstance(value, dict):
            yield f"{indent}{name}:"
            yield from yaml_lines(value, indent + "  ")
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            yield f"{indent}{name}:"
            for item in value:
                first, *rest = yaml_lines(item, indent + "  ")
                yield f"{indent}- {first.lstrip()}"
                yield from rest
        else:
            yield f"{indent}{name}: {json.dumps(value, ensure_ascii=False)}"


def relaton_xml(entry: Entry) -> etree._Element:
    """The same as an element `bibdata`."""
    item = relaton_of(entry)
    root = etree.Element(_named("bibdata"), {"type": "standard"}, nsmap=_OWN)
    for title in item.get("title", ()):
        given = {"type": "main", "language": title["language"][0], "script": title["script"][0]}
        _add(root, "title", title["content"], given)
    for docid in item["docid"]:
        primary = {"primary": "true"} if docid.get("primary") else {}
        _add(root, "docidentifier", docid["id"], {"type": docid["type"], **primary})
    for date in item.get("date", ()):
        _add(_add(root, "date", "", {"type": date["type"]}), "on", date["value"])
    for one in item.get("contributor", ()):
        _add_contributor(root, one)
    if "docstatus" in item:
        _add(_add(root, "status"), "stage", item["docstatus"]["stage"]["value"])
    _add_validity(root, item.get("validity", {}))
    for relation in item.get("relation", ()):
        _add_relation(root, relation)
    _add_extension(root, item["ext"])
    return root


def _named(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _add(parent: etree._Element, name: str, text: str = "", attributes: dict[str, str] | None = None) -> Any:  # noqa: ANN401 (lxml's stubs name no public type)
    element = etree.SubElement(parent, _named(name), attributes or {})
    element.text = plain_text(text) or None
    return element


def _add_contributor(root: etree._Element, one: Node) -> None:
    contributor = _add(root, "contributor")
    role = one["role"][0]
    _add(_add(contributor, "role", "", {"type": role["type"]}), "description", role["description"][0]["content"])
    _add(_add(contributor, "organization"), "name", one["organization"]["name"][0]["content"])


def _add_validity(root: etree._Element, days: Mapping[str, str]) -> None:
    if days:
        validity = _add(root, "validity")
        for name, day in days.items():
            _add(validity, f"validity{name.capitalize()}", day)


def _add_relation(root: etree._Element, relation: Node) -> None:
    element = _add(root, "relation", "", {"type": relation["type"]})
    if "description" in relation:
        _add(element, "description", relation["description"]["content"])
    _add(_add(element, "bibitem"), "docidentifier", relation["bibitem"]["docid"][0]["id"])


def _add_extension(root: etree._Element, extension: Node) -> None:
    element = _add(root, "ext")
    _add(element, "doctype", extension["doctype"]["type"])
    for group in extension.get("editorialgroup", {}).get("technical_committee", ()):
        _add(_add(element, "editorialgroup"), "technical-committee", group["name"], {"identifier": group["identifier"]})
    for scheme in ("ics", "ccs"):
        for one in extension.get(scheme, ()):
            _add(_add(element, scheme), "code", one["code"])
