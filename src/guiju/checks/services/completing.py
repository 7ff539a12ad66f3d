"""Open answers completed by a person: the number meant is judged again, the rest of the check stays as it is."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from guiju.checks import queries
from guiju.checks.engine import Answer, examine
from guiju.checks.models import Check, CheckLine, Completion
from guiju.checks.problems import CompletionProblem
from guiju.checks.reading import InputLine
from guiju.checks.rules import control_signs, is_range, shown
from guiju.checks.services.completing_table import Given
from guiju.checks.services.intake import forget_answered
from guiju.checks.services.lines import verdict_of
from guiju.kernel.docid import find_all
from guiju.kernel.reasons import Reason
from guiju.platform import audit, events
from guiju.platform.models import User

AT_ONCE: Final = 500
Pair = tuple[CheckLine, Given]
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
    "is_open",
)


@dataclass(frozen=True, slots=True)
class PutBack:
    """What became of the rows put back: `completed` were judged again, `noted` got a note, `refused` say why not."""

    completed: int = 0
    noted: int = 0
    refused: tuple[Reason, ...] = ()


def complete_lines(*, check: Check, given: Sequence[Given], by: str, actor: User | None = None) -> PutBack:
    """Take what a person completed of a finished check; the lines named are judged again, all others stay untouched.

    Each row is taken or refused for itself. A number must be one standard, or the figure of a candidate; a row without
    number only leaves its note. `CompletionProblem` for a name with control characters, and while a report of the
    check is being approved.
    What was said, by whom and when, is kept with the answer as it was before.
    """
    if control_signs(by):
        raise CompletionProblem("report.control_signs", text=shown(by), signs=", ".join(control_signs(by)))
    with transaction.atomic():
        Check.objects.select_for_update().get(pk=check.pk)
        if queries.is_being_approved(check):
            raise CompletionProblem("check.completion.being_approved")
        accepted, refused = _sift(given, queries.load_lines(check, [one.place for one in given]))
        numbered = [pair for pair in accepted if pair[1].number]
        for start in range(0, len(accepted), AT_ONCE):
            _judge_again(check, accepted[start : start + AT_ONCE], by)
        if accepted:
            _recount(check)
            _tell(check, accepted, by, actor)
    forget_answered(check)
    return PutBack(len(numbered), len(accepted) - len(numbered), tuple(refused))


def _sift(given: Sequence[Given], lines: Mapping[tuple[int, int], CheckLine]) -> tuple[list[Pair], list[Reason]]:
    """The rows that are taken, each with its answer, and why the others are not. Of two for one answer the first is."""
    accepted: dict[tuple[int, int], Pair] = {}
    refused: list[Reason] = []
    for one in given:
        meant = _read(one, lines.get(one.place))
        if isinstance(meant, Reason):
            refused.append(meant)
        elif one.place in accepted:
            first = accepted[one.place][1].row
            refused.append(_refusal("completion.twice", one, line=one.line, part=one.part, first=first))
        else:
            accepted[one.place] = lines[one.place], meant
    return list(accepted.values()), refused


def _read(one: Given, line: CheckLine | None) -> Given | Reason:
    """The row with the number it means, or why it cannot be taken."""
    if line is None:
        return _refusal("completion.no_such_line", one, line=one.line, part=one.part)
    if one.input is not None and " ".join(one.input.split()) != " ".join(line.input.split()):
        return _refusal("completion.other_text", one, line=one.line, given=one.input, text=line.input)
    completed = [kept.number for kept in line.completions.all()]
    if not line.is_open and not completed:
        return _refusal("completion.not_open", one, line=one.line)
    return _chosen(one, line, anew=any(completed)) if one.number.isdecimal() else _written(one)


def _written(one: Given) -> Given | Reason:
    """A number as it was written, which must be that of one standard; or a note alone."""
    signs = control_signs(f"{one.number}\n{one.note}", lines=True)
    if signs:
        return _refusal("completion.control_signs", one, signs=", ".join(signs))
    found = find_all(one.number)
    if one.number and (len(found) != 1 or is_range(found[0][1])):
        return _refusal("completion.not_one_number", one, number=one.number)
    return one


def _chosen(one: Given, line: CheckLine, *, anew: bool) -> Given | Reason:
    """The candidate that a figure stands for: of those kept with the answer, whatever the table says now.

    Judged again, an answer has other candidates than those in a table that was downloaded before.
    """
    if anew:
        return _refusal("completion.choice_of_old", one, line=one.line)
    place = int(one.number) - 1
    if not 0 <= place < len(line.candidates):
        return _refusal("completion.no_such_choice", one, number=one.number)
    return _written(replace(one, number=line.candidates[place]["key"]))


def _refusal(code: str, one: Given, **params: object) -> Reason:
    return Reason.of(f"check.{code}", row=one.row, **params)


def _judge_again(check: Check, pairs: Sequence[Pair], by: str) -> None:
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
    for name, value in verdict_of(answer, meant=True).items():
        setattr(line, name, value)
    return line


def _recount(check: Check) -> None:
    check.counts = queries.count_outcomes(check)
    check.save(update_fields=["counts"])


def _tell(check: Check, accepted: Sequence[Pair], by: str, actor: User | None) -> None:
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
        if line.is_open:
            by_person[shown(kept.by)].append(Given(0, line.line, line.part, kept.number, shown(kept.note), at=kept.at))
    for by, given in by_person.items():
        complete_lines(check=check, given=given, by=by)


def _twins(check: Check, completions: Iterable[Completion]) -> Iterator[tuple[CheckLine, Completion]]:
    """The lines of this check at the place, and with the text, of lines completed in the earlier one."""
    places = {(kept.parent.line, kept.parent.part): kept for kept in completions}
    for place, line in queries.load_lines(check, places.keys()).items():
        if places[place].parent.input == line.input:
            yield line, places[place]
