"""Notes that a record is wrong."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from guiju.catalogue.models import RecordNote
from guiju.catalogue.rules.noting import may_decide, may_see_queue
from guiju.organisations.rules.standing import Standing


def list_notes(who: Standing, state: str = "") -> QuerySet[RecordNote]:
    """What an official sees: every note; anybody else: their own. The oldest first."""
    found = RecordNote.objects.select_related("by", "decided_by").order_by("at", "id")
    if not may_see_queue(who):
        found = found.filter(by=who.user) if who.user else found.none()
    return found.filter(state=state) if state else found


def find_note(uuid: UUID, who: Standing) -> RecordNote | None:
    """One of them; None where there is none, or it is another's."""
    return list_notes(who).filter(uuid=uuid).first()


def may_decide_on(note: RecordNote, who: Standing) -> bool:
    """Whether the person may decide on this note."""
    return may_decide(who, note.standard_key)
