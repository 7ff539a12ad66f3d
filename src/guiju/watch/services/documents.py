"""Documents of one's own: read once, and every standard they name is watched with the places where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from guiju.alerts.services.issuing import recipient_of
from guiju.checks.answers import reason_as_dict
from guiju.checks.rules.roles import REPLACED
from guiju.checks.services.intake import limits
from guiju.checks.services.referring import find_references
from guiju.kernel.docid import find_all, parse
from guiju.kernel.reasons import Reason
from guiju.kernel.sheets import WrongTypeError, open_table
from guiju.organisations.queries.standing import standing_of
from guiju.platform import audit
from guiju.watch.models import DocumentReference, WatchedDocument
from guiju.watch.problems import WatchProblem
from guiju.watch.rules.items import number_of_key
from guiju.watch.rules.permissions import Owner, may_own
from guiju.watch.services.lists import Asking
from guiju.watch.services.moving import leading_editions, resolve
from guiju.watch.services.telling import note_silently

MOST_REFERENCES: Final = 5_000
MOST_PLACES: Final = 200


@dataclass(slots=True)
class Named:
    """A standard as a document names it: how it is written first, its title there, and every place."""

    raw: str
    title: str = ""
    role: str = ""
    places: list[Reason] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """What was read of a document: its own number, and the standards it names by key."""

    number: str
    references: dict[str, Named]


def watch_document(*, path: Path, name: str, owner: Owner, asking: Asking, number: str = "") -> WatchedDocument:
    """Read a document and watch what it names. `SheetError` for what cannot be read, `WatchProblem` for nothing found.

    `number` is its own, where the person says it; else what the text says. Of the file itself nothing is kept.
    """
    if not may_own(standing_of(asking.user), owner):
        raise PermissionDenied
    read = _read(path)
    own = parse(number).key or number or read.number
    read.references.pop(own, None)
    if not read.references:
        raise WatchProblem("no_references")
    with transaction.atomic():
        made = WatchedDocument.objects.create(
            name=name[-255:],
            number=own,
            user_id=owner.user,
            organisation_id=owner.organisation,
            recipient=recipient_of(user=owner.user, organisation=owner.organisation),
            created_by=asking.user,
        )
        rows = _rows(made, read.references)
        DocumentReference.objects.bulk_create(rows, batch_size=500)
        note_silently({row.standard_key for row in rows})
        _record("watch.document_added", made, asking, count=len(rows))
    return made


def _rows(document: WatchedDocument, references: dict[str, Named]) -> list[DocumentReference]:
    leading = leading_editions(references, timezone.localdate())
    return [
        DocumentReference(
            parent=document,
            key=key[:200],
            standard_key=resolve(key, leading)[:200],
            undated_key=number_of_key(key)[:200],
            raw=named.raw[:300],
            title=named.title[:1000],
            role=named.role,
            places=[reason_as_dict(place) for place in named.places[:MOST_PLACES]],
        )
        for key, named in list(references.items())[:MOST_REFERENCES]
    ]


def forget_document(*, document: WatchedDocument, asking: Asking) -> None:
    """Watch it no more."""
    if not may_own(standing_of(asking.user), Owner(document.user_id, document.organisation_id)):
        raise PermissionDenied
    with transaction.atomic():
        _record("watch.document_removed", document, asking, count=document.references.count())
        document.delete()


def _read(path: Path) -> ReadDocument:
    """Running text by its references; a workbook by the cells that hold a number."""
    try:
        return _read_text(path)
    except WrongTypeError:
        return ReadDocument("", _read_cells(path))


def _read_text(path: Path) -> ReadDocument:
    run = find_references(path=path, as_of=timezone.localdate())
    found = {
        one.key: Named(one.spellings[0], one.title, one.role.value, [mention.place for mention in one.mentions])
        for one in run.references
        if one.role not in REPLACED
    }
    return ReadDocument(run.own.key if run.own else "", found)


def _read_cells(path: Path) -> dict[str, Named]:
    found: dict[str, Named] = {}
    for place, text in _cells(path):
        for (start, end), docid in find_all(text):
            named = found.setdefault(docid.key, Named(text[start:end]))
            if place not in named.places:
                named.places.append(place)
    return found


def _cells(path: Path) -> Iterator[tuple[Reason, str]]:
    first = open_table(path, header_row=0, limits=limits())
    for sheet in first.sheet_names or (first.sheet,):
        table = first if sheet == first.sheet else open_table(path, sheet=sheet, header_row=0, limits=limits())
        for row in table.rows():
            place = Reason.of("watch.place.cell", sheet=sheet, row=row.number)
            yield from ((place, cell) for cell in row.cells if cell)


def _record(action: str, document: WatchedDocument, asking: Asking, *, count: int) -> None:
    told = {"name": document.name, "number": document.number, "references": count}
    subject = ("watched_document", str(document.uuid))
    audit.record(action=action, subject=subject, actor=asking.user, after=told, origin=asking.origin[:100])
