"""Running a kept check: its answers are written anew each time, so that repeating it changes nothing."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from guiju.catalogue.queries import list_coverage
from guiju.catalogue.rules import Coverage
from guiju.checks.answers import reason_as_dict
from guiju.checks.engine import Answer, Progress, examine
from guiju.checks.models import Check, CheckLine
from guiju.checks.problems import CheckProblem, TooManyIdentifiers
from guiju.checks.reading import InputLine, Reading
from guiju.checks.services.completing import carry_over
from guiju.checks.services.intake import forget_answered, reopen
from guiju.checks.services.lines import line_of
from guiju.kernel.batches import in_batches
from guiju.kernel.sheets import SheetError
from guiju.platform import events

WRITTEN_AT_ONCE: Final = 500


@dataclass
class Accounts:
    """Which lines were read and which answered, kept apart so that the two can be compared."""

    read: set[int] = field(default_factory=set)
    answered: set[int] = field(default_factory=set)

    def watch(self, lines: Iterable[InputLine]) -> Iterator[InputLine]:
        """Pass lines on and note them."""
        for line in lines:
            self.read.add(line.line)
            yield line

    def as_dict(self, reading: Reading) -> dict[str, Any]:
        """Missing, extra and blank lines, and what else the reading met; the first two must be empty."""
        return {
            "missing": sorted(self.read - self.answered),
            "extra": sorted(self.answered - self.read),
            "blank": [{"line": blank.line} for blank in reading.blank],
            "passed_over": reading.passed_over,
            "notes": [reason_as_dict(note) for note in reading.notes],
        }


def run_check(*, check_id: int, progress: Progress | None = None) -> Check:
    """Answer every line of a check and keep the answers, the coverage at that time and the counts.

    A problem with what was handed in ends the check as `failed` with its reason. Any other fault marks it failed
    too and is raised, so that a worker tries again.
    """
    check = Check.objects.get(pk=check_id)
    _begin(check)
    try:
        _answer(check, progress)
    except (SheetError, CheckProblem) as problem:
        _end_failed(check, reason_as_dict(problem.reason))
    except Exception:
        _end_failed(check, None)
        raise
    return check


def _begin(check: Check) -> None:
    with transaction.atomic():
        CheckLine.objects.filter(parent=check).delete()
        check.state = Check.State.RUNNING
        check.problem = None
        check.save(update_fields=["state", "problem"])
    forget_answered(check)


def _end_failed(check: Check, problem: dict[str, Any] | None) -> None:
    check.state = Check.State.FAILED
    check.problem = problem
    check.finished_at = timezone.now()
    check.save(update_fields=["state", "problem", "finished_at"])


def _answer(check: Check, progress: Progress | None) -> None:
    reading = reopen(check)
    accounts = Accounts()
    answers = answers_of(reading, accounts, as_of=check.as_of, progress=progress)
    counts: Counter[str] = Counter()
    for batch in in_batches(answers, WRITTEN_AT_ONCE):
        CheckLine.objects.bulk_create([line_of(check, answer) for answer in batch])
        counts.update(answer.outcome.value for answer in batch)
        accounts.answered.update(answer.line for answer in batch)
    _finish(check, counts, accounts, reading)
    carry_over(check=check)


def answers_of(reading: Reading, accounts: Accounts, *, as_of: dt.date, progress: Progress | None) -> Iterator[Answer]:
    """The answers of a reading with the limits and days the settings give.

    Raises `TooManyIdentifiers`, before the first answer where the lines alone are too many.
    """
    if reading.has_more_than(settings.GUIJU_MAX_IDENTIFIERS):
        raise TooManyIdentifiers(settings.GUIJU_MAX_IDENTIFIERS)
    return examine(
        accounts.watch(reading),
        as_of=as_of,
        soon=dt.timedelta(days=settings.GUIJU_DUE_SOON_DAYS),
        limit=settings.GUIJU_MAX_IDENTIFIERS,
        progress=progress,
        total=reading.total,
    )


def _finish(check: Check, counts: Counter[str], accounts: Accounts, reading: Reading) -> None:
    check.counts = dict(counts)
    check.coverage = [coverage_as_dict(item) for item in list_coverage()]
    check.accounts = accounts.as_dict(reading)
    check.lines_read = len(accounts.read)
    check.state = Check.State.DONE
    check.finished_at = timezone.now()
    with transaction.atomic():
        check.save()
        done = events.Happening("check.done", ("check", str(check.uuid)), {"counts": check.counts})
        events.emit([done])


def coverage_as_dict(item: Coverage) -> dict[str, Any]:
    """What the catalogue held of one publisher, as it is kept with the check."""
    return {
        "body": item.body,
        "count": item.count,
        "year_from": item.year_from,
        "year_to": item.year_to,
        "last_seen": item.last_seen.isoformat() if item.last_seen else None,
        "sources": list(item.sources),
    }
