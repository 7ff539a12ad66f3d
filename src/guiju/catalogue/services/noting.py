"""A record is said to be wrong; an official decides; who said it is told."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from guiju.alerts.rules import Concerned, Message
from guiju.alerts.services.issuing import issue, recipient_of
from guiju.catalogue.models import RecordNote
from guiju.catalogue.rules.noting import NotedFact, NoteState, may_decide
from guiju.kernel.reasons import Reason
from guiju.organisations.queries.standing import standing_of
from guiju.platform import audit
from guiju.platform.models import User


def say_wrong(
    *, key: str, fact: NotedFact, said: str, evidence: str = "", by: User | None = None, origin: str = ""
) -> RecordNote:
    """Put a note into the officials' queue."""
    with transaction.atomic():
        note = RecordNote.objects.create(standard_key=key, fact=fact.value, said=said, evidence=evidence, by=by)
        after = {"fact": fact.value, "said": said, "evidence": evidence}
        _record("standard.said_wrong", note, by, after, origin=origin)
    return note


def decide_note(*, note: RecordNote, accepted: bool, why: str, by: User, origin: str = "") -> bool:
    """An official's answer, with a reason; False where somebody else decided before. Who said it is told."""
    if not may_decide(standing_of(by), note.standard_key):
        raise PermissionDenied
    state = NoteState.ACCEPTED if accepted else NoteState.REFUSED
    with transaction.atomic():
        still_open = RecordNote.objects.filter(pk=note.pk, state=NoteState.OPEN)
        if not still_open.update(state=state.value, why=why, decided_by=by, decided_at=timezone.now()):
            return False
        _record("standard.note_decided", note, by, {"state": state.value}, why=why, origin=origin)
        if note.by_id is not None:
            concerned = Concerned(recipient_of(user=note.by_id).pk, (Reason.of("note.you_said"),))
            issue([(_answer(note, state, why), [concerned])])
    return True


def _answer(note: RecordNote, state: NoteState, why: str) -> Message:
    return Message(
        subject=("standard", note.standard_key),
        event=f"note:{note.uuid}",
        headline=Reason.of(f"note.{state.value}", number=note.standard_key),
        details=(Reason.of("note.why", why=why),),
        place=reverse("note", args=[note.uuid]),
    )


def _record(
    action: str, note: RecordNote, actor: User | None, after: dict[str, str], *, why: str = "", origin: str = ""
) -> None:
    subject = ("standard", note.standard_key)
    told = {"note": str(note.uuid), **after}
    audit.record(action=action, subject=subject, actor=actor, after=told, why=why, origin=origin[:100])
