"""What an importer hands to the catalogue: one row read, or one refused with the reasons."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from guiju.catalogue.rules.identity import changed_keys_of
from guiju.catalogue.rules.words import RelationType, Scope
from guiju.kernel.docid import DocId, parse
from guiju.kernel.rejected import Problem, RejectedRow

__all__ = ["ChangedMandate", "Problem", "ReadRecord", "RejectedRow", "Statement", "digest_of", "settle"]

CORRECTING: Final = ("Cor", "COR", "AC", "C")
"""Ends of the words for corrigenda, drafts of them (DCor, CD Cor) included."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What a row says this standard is to another; `inward` turns it round (replaced by, adopted by)."""

    type: RelationType
    other: str
    inward: bool = False
    dated: bool = True
    scope: Scope = Scope.WHOLE
    degree: str = ""

    def ends(self, own: str) -> tuple[str, str]:
        """Subject and object keys."""
        return (self.other, own) if self.inward else (own, self.other)


def settle(own: DocId, key: str, statement: Statement) -> Statement:
    """A sheet does not replace what it changes, whatever word a source has for it: it amends or corrects it.

    That may be an edition or another sheet. Bibliographic data write `updates` for both.
    """
    other = statement.other
    if statement.type != RelationType.REPLACES or not (other.startswith(key) or key.startswith(other)):
        return statement
    theirs = parse(other)
    if key in changed_keys_of(theirs):
        return Statement(_changing(theirs), other, inward=True)
    return Statement(_changing(own), other) if other in changed_keys_of(own) else statement


def _changing(docid: DocId) -> RelationType:
    last = [sheet.kind for sheet in docid.amendments if not sheet.included][-1]
    return RelationType.CORRECTS if last.endswith(CORRECTING) else RelationType.AMENDS


@dataclass(frozen=True, slots=True)
class ChangedMandate:
    """What a row says of a change of mandate: the former number, both mandates, the date as ISO text."""

    former_key: str
    before: str
    after: str
    on: str = ""


@dataclass(frozen=True, slots=True)
class ReadRecord:
    """One row understood: which standard, the facts by field (`merging.MERGED`), what it says of others.

    `row` is the number a person sees in the sheet; `seen_on` the day the source was read, if the row says so, `seen_at`
    the very moment where another installation read it.
    """

    row: int
    key: str
    docid: DocId
    raw_number: str
    raw: Mapping[str, str]
    facts: Mapping[str, Any]
    status_word: str = ""
    statements: tuple[Statement, ...] = ()
    changed_mandate: ChangedMandate | None = None
    seen_on: dt.date | None = None
    seen_at: dt.datetime | None = None

    @property
    def all_statements(self) -> tuple[Statement, ...]:
        """Stated ones, and what the number itself tells: an amendment sheet names what it changes."""
        changed = changed_keys_of(self.docid) if self.docid.amendments else ()
        return (*self.statements, *(Statement(_changing(self.docid), key) for key in changed))


def digest_of(record: ReadRecord) -> str:
    """Equal for two rows that say the same; spelling of the number and columns nobody mapped do not count."""
    told = [record.facts, record.status_word, _plain(record)]
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(record: ReadRecord) -> list[object]:
    change = record.changed_mandate
    return [
        *([s.type, s.other, s.inward, s.dated, s.scope, s.degree] for s in record.all_statements),
        [change.former_key, change.before, change.after, change.on] if change else [],
    ]
