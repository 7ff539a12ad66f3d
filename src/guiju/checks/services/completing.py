"""Open answers completed by a person: the number meant is judged again, the rest of the check stays as it is."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from guiju.checks import queries
from guiju.checks.engine import Answer, examine
from guiju.checks.models import Check, CheckLine, Completion
from guiju.checks.reading import InputLine
from guiju.checks.rules import UNRESOLVED, is_range
from guiju.checks.services.completing_table import Given
from guiju.checks.services.intake import forget_answered
from guiju.checks.services.lines import verdict_of
from guiju.kernel.docid import find_all
from guiju.kernel.reasons import Reason
from guiju.platform import audit, events
from guiju.platform.models import User

AT_ONCE: Final = 500
_VERDICT: Final = (
    "key",
    "outcome",
    "standard",
    "standard_key",
    "title",
    "successors",
    "dates",
    "candidates",
    "reasons",
)


@dataclass(frozen=True, slots=True)
class PutBack:
    """What became of the rows put back: `completed` were judged again, `noted` got a note, `refused` say why not."""

    completed: int = 0
    noted: int = 0
    refused: tuple[Reason, ...] = ()


def complete_lines(*, check: Check, given: Sequence[Given], by: str, actor: User | None = None) -> PutBack:
    """Take what a person completed of a finished check; the lines named are judged again, all others stay untouched.

    Each row is taken or refused for itself. A number must be one standard; a row without number only leaves its note.
    What was said, by whom and when, is kept with the answer as it was before.
    """
    with transaction.atomic():
        Check.objects.select_for_update().get(pk=check.pk)
        lines = queries.load_lines(check, [one.place for one in given])
        refused: list[Reason] = []
        accepted = [(lines[one.place], one) for one in given if _may_complete(one, lines.get(one.place), refused)]
        numbered = [pair for pair in accepted if pair[1].number]
        for start in range(0, len(accepted), AT_ONCE):
            _judge_again(check, accepted[start : start + AT_ONCE], by)
        if accepted:
            _recount(check)
            _tell(check, accepted, by, actor)
    forget_answered(check)
    return PutBack(len(numbered), len(accepted) - len(numbered), tuple(refused))


def _may_complete(one: Given, line: CheckLine | None, refused: list[Reason]) -> bool:
    problem = _problem(one, line)
    if problem is not None:
        refused.append(problem)
    return problem is None


def _problem(one: Given, line: CheckLine | None) -> Reason | None:
    """Why a row cannot be taken; None where it can."""
    if line is None:
        return Reason.of("check.completion.no_such_line", row=one.row, line=one.line, part=one.part)
    if one.input is not None and " ".join(one.input.split()) != " ".join(line.input.split()):
        return Reason.of("check.completion.other_text", row=one.row, line=one.line, given=one.input, text=line.input)
    if line.outcome not in UNRESOLVED and not line.completions.exists():
        return Reason.of("check.completion.not_open", row=one.row, line=one.line)
    found = find_all(one.number)
    if one.number and (len(found) != 1 or is_range(found[0][1])):
        return Reason.of("check.completion.not_one_number", row=one.row, number=one.number)
    return None


def _judge_again(check: Check, pairs: Sequence[tuple[CheckLine, Given]], by: str) -> None:
    """Keep what was said, and answer the lines whose number was given."""
    Completion.objects.bulk_create([_completion(line, one, by) for line, one in pairs])
    asked = [(line, one) for line, one in pairs if one.number]
    answers = _answers([(line.given_title, one.number) for line, one in asked], check.as_of)
    changed = [_answered(line, answer) for (line, _one), answer in zip(asked, answers, strict=True)]
    CheckLine.objects.bulk_update(changed, _VERDICT)


def _completion(line: CheckLine, one: Given, by: str) -> Completion:
    before = {"key": line.key, "outcome": line.outcome}
    return Completion(parent=line, number=one.number, note=one.note, by=by, at=one.at or timezone.now(), before=before)


def _answers(asked: Sequence[tuple[str, str]], as_of: dt.date) -> list[Answer]:
    lines = [InputLine(place, number, title) for place, (title, number) in enumerate(asked)]
    return list(examine(lines, as_of=as_of, soon=dt.timedelta(days=settings.GUIJU_DUE_SOON_DAYS)))


def _answered(line: CheckLine, answer: Answer) -> CheckLine:
    for name, value in verdict_of(answer).items():
        setattr(line, name, value)
    return line


def _recount(check: Check) -> None:
    check.counts = queries.count_outcomes(check)
    check.save(update_fields=["counts"])


def _tell(check: Check, accepted: Sequence[tuple[CheckLine, Given]], by: str, actor: User | None) -> None:
    said = [{"line": one.line, "part": one.part, "number": one.number, "note": one.note} for _line, one in accepted]
    subject = ("check", str(check.uuid))
    audit.record(action="check.completed", subject=subject, actor=actor, after={"by": by, "lines": said})
    events.emit([events.Happening("check.completed", subject, {"lines": len(said)})])


def carry_over(*, check: Check) -> None:
    """What was completed in the check that this one repeats holds here too, for the lines that are open again."""
    if check.earlier is None:
        return
    by_person: defaultdict[str, list[Given]] = defaultdict(list)
    for line, kept in _twins(check, queries.last_completions(check.earlier).values()):
        if line.outcome in UNRESOLVED:
            by_person[kept.by].append(Given(0, line.line, line.part, kept.number, kept.note, at=kept.at))
    for by, given in by_person.items():
        complete_lines(check=check, given=given, by=by)


def _twins(check: Check, completions: Iterable[Completion]) -> Iterator[tuple[CheckLine, Completion]]:
    """The lines of this check at the place, and with the text, of lines completed in the earlier one."""
    places = {(kept.parent.line, kept.parent.part): kept for kept in completions}
    for place, line in queries.load_lines(check, places.keys()).items():
        if places[place].parent.input == line.input:
            yield line, places[place]
