"""A source record as a row that goes to another installation, and back: what a source said, not what was made of it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from guiju.catalogue.rules.records import ChangedMandate, ReadRecord, Statement
from guiju.catalogue.rules.words import Level, Mandate, RelationType, Scope
from guiju.kernel.docid import DocId, parse

EXCHANGE: Final = "exchange"
"""The kind of import whose records are another installation's, and not handed on as our own."""

LISTS: Final = frozenset({"ics", "ccs", "drafters", "joint"})
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")


class ToldSource(NamedTuple):
    """A source as the other installation knows it."""

    key: str
    name: str
    kind: str
    url: str
    rank: int


@dataclass(frozen=True, slots=True)
class ToldRecord:
    """A record of another installation: whose it is, what it says, and the digest it is compared by."""

    source: ToldSource
    record: ReadRecord
    digest: str
    seen_at: dt.datetime


def statement_row(own: str, stated: tuple[str, str, str, bool, str, str]) -> list[object]:
    """A relation (type, subject, object, dated, scope, degree) as it is told of its record."""
    kind, subject, target, dated, scope, degree = stated
    inward = subject != own
    return [kind, subject if inward else target, inward, dated, scope, degree]


def read_row(number: int, row: Mapping[str, Any]) -> ToldRecord:
    """A row understood; `ValueError`, `LookupError` or `TypeError` for one that is none."""
    key, facts, seen_at = _text(row, "key"), _facts(row), _moment(row)
    record = ReadRecord(
        row=number,
        key=key,
        docid=_docid(key, facts),
        raw_number=_text(row, "raw_number"),
        raw={name: str(value) for name, value in dict(row["raw"]).items()},
        facts=facts,
        status_word=_text(row, "status_word"),
        statements=tuple(_statement(told) for told in row["statements"]),
        changed_mandate=ChangedMandate(*map(_plain, row["mandate"])) if row["mandate"] else None,
        seen_at=seen_at,
    )
    digest = _text(row, "digest")
    if not _DIGEST.fullmatch(digest):
        raise ValueError(f"row {number}: no digest: {digest[:80]!r}")
    return ToldRecord(_source(row["source"]), record, digest, seen_at)


def _source(told: Mapping[str, Any]) -> ToldSource:
    key, name, kind, url = (_text(told, name) for name in ("key", "name", "kind", "url"))
    source = ToldSource(key, name, kind, url, int(told["rank"]))
    if not source.key or not 1 <= source.rank <= 99:
        raise ValueError(f"no source: {source.key[:80]!r} of rank {source.rank}")
    return source


def _docid(key: str, facts: Mapping[str, Any]) -> DocId:
    """The identifier with its dual number, where the facts tell one."""
    for text in (str(facts.get("number", "")), key):
        docid = parse(text)
        if docid and docid.key == key:
            return docid
    raise ValueError(f"{key[:80]!r} is read otherwise here")


def _facts(row: Mapping[str, Any]) -> dict[str, Any]:
    """The facts, each a text or a list of texts as the merge expects it, with levels and mandates that are known."""
    facts = dict(row["facts"])
    for name, value in facts.items():
        for text in value if name in LISTS and isinstance(value, list) else [value]:
            _plain(text)
    if facts.get("level"):
        Level(facts["level"])
    if facts.get("mandate"):
        Mandate(facts["mandate"])
    return facts


def _moment(row: Mapping[str, Any]) -> dt.datetime:
    moment = dt.datetime.fromisoformat(_text(row, "seen_at"))
    if moment.tzinfo is None:
        raise ValueError(f"a moment without its zone: {moment}")
    return moment


def _statement(told: list[Any]) -> Statement:
    kind, other, inward, dated, scope, degree = told
    return Statement(
        RelationType(kind),
        _plain(other),
        inward=bool(inward),
        dated=bool(dated),
        scope=Scope(scope),
        degree=_plain(degree),
    )


def _text(row: Mapping[str, Any], name: str) -> str:
    return _plain(row[name])


def _plain(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"a text was expected, not {value!r:.80}")
    return value
