"""Reads of kept checks and their reports."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from typing import Final, NamedTuple

from django.db.models import Count, Max, Q, QuerySet

from guiju.checks.models import Check, CheckLine, Completion, Report, ReportLine
from guiju.organisations.rules.standing import Standing
from guiju.platform.models import Job, Source

AT_ONCE: Final = 500
_BEING_APPROVED: Final = Q(state=Report.State.DRAFT, job__state__in=(Job.State.QUEUED, Job.State.RUNNING))


class SourceRead(NamedTuple):
    """A source, and when one of its lists was last read to the end."""

    key: str
    name: str
    kind: str
    read_at: dt.datetime | None


class CheckNotFound(LookupError):  # noqa: N818 (reads as what happened)
    """No check is kept under that link: it was mistyped, deleted or has expired."""


def find_check(link: str) -> Check | None:
    """The check kept under a link, None where there is none."""
    return Check.objects.select_related("job").filter(link=link).first()


def get_check(link: str) -> Check:
    """The same, or `CheckNotFound`."""
    found = find_check(link)
    if found is None:
        raise CheckNotFound(link)
    return found


def list_checks(who: Standing) -> QuerySet[Check]:
    """The person's checks and those of their organisations, the latest first."""
    own = Q(owner=who.user) | Q(organisation__in=list(who.roles))
    return Check.objects.filter(own).select_related("organisation", "owner").order_by("-created_at", "-pk")


def list_lines(
    check: Check,
    *,
    outcomes: Sequence[str] = (),
    text: str = "",
    unresolved: bool = False,
) -> QuerySet[CheckLine]:
    """The answers of a check in the order of its lines, those that pass every filter given.

    `text` is looked for in the input, the number, the standard and its title; `unresolved` leaves what a person or
    another source has to complete.
    """
    found = CheckLine.objects.filter(parent=check).select_related("standard")
    if outcomes:
        found = found.filter(outcome__in=outcomes)
    if unresolved:
        found = found.filter(is_open=True)
    for word in text.split():
        fields = ("input", "key", "standard_key", "title", "given_title")
        anywhere = Q()
        for name in fields:
            anywhere |= Q(**{f"{name}__icontains": word})
        found = found.filter(anywhere)
    return found.order_by("line", "part")


def list_lines_after(
    check: Check, line: int, part: int, *, outcomes: Sequence[str] = (), unresolved: bool = False
) -> QuerySet[CheckLine]:
    """The same behind a place (line, part)."""
    behind = Q(line__gt=line) | Q(line=line, part__gt=part)
    return list_lines(check, outcomes=outcomes, unresolved=unresolved).filter(behind)


def walk_lines(check: Check) -> Iterator[CheckLine]:
    """All answers of a check in order, each batch fetched by itself: no cursor is open while others are written."""
    rows = list(list_lines(check).values_list("pk", flat=True))
    for start in range(0, len(rows), AT_ONCE):
        yield from list_lines(check).filter(pk__in=rows[start : start + AT_ONCE])


def count_outcomes(check: Check) -> dict[str, int]:
    """How many answers each outcome has, the most frequent first; outcomes without any are left out."""
    rows = CheckLine.objects.filter(parent=check).order_by().values_list("outcome")
    return dict(rows.annotate(n=Count("id")).order_by("-n", "outcome"))


def count_open(check: Check) -> int:
    """How many answers a person or another source has to complete."""
    return CheckLine.objects.filter(parent=check, is_open=True).count()


def load_lines(check: Check, places: Collection[tuple[int, int]]) -> dict[tuple[int, int], CheckLine]:
    """The answers at the places (line, part) asked for."""
    wanted = set(places)
    numbers = sorted({line for line, _part in wanted})
    found: dict[tuple[int, int], CheckLine] = {}
    for start in range(0, len(numbers), AT_ONCE):
        rows = CheckLine.objects.filter(parent=check, line__in=numbers[start : start + AT_ONCE])
        rows = rows.prefetch_related("completions")
        found |= {(row.line, row.part): row for row in rows if (row.line, row.part) in wanted}
    return found


def last_completions(check: Check) -> dict[int, Completion]:
    """What was last completed of each line of a check, by the line's row."""
    found = Completion.objects.filter(parent__parent=check).select_related("parent").order_by("id")
    return {completion.parent_id: completion for completion in found}


def load_confirmed(check: Check) -> set[int]:
    """The rows of the answers whose number a person completed."""
    return set(Completion.objects.filter(parent__parent=check).exclude(number="").values_list("parent", flat=True))


def is_completed(check: Check) -> bool:
    """Whether a person completed anything of a check."""
    return Completion.objects.filter(parent__parent=check).exists()


def list_sources_read(keys: Collection[str], *, until: dt.datetime) -> list[SourceRead]:
    """Sources by rank, each with the last time one of its lists was read to the end by a moment."""
    read = Q(runs__finished_at__lte=until)
    rows = Source.objects.filter(key__in=keys).annotate(last=Max("runs__finished_at", filter=read))
    return [SourceRead(row.key, row.name, row.kind, row.last) for row in rows.order_by("rank", "key")]


def find_report(link: str) -> Report | None:
    """The report kept under a link, None where there is none."""
    return Report.objects.select_related("parent", "replaces", "job").filter(link=link).first()


def find_approved(code: str) -> Report | None:
    """The approved report of a verification code, None where there is none."""
    return Report.objects.select_related("replaces").filter(code=code).first() if code else None


def find_correction(report: Report) -> Report | None:
    """The approved report that replaces this one, None where it stands."""
    return Report.objects.filter(replaces=report, state=Report.State.APPROVED).first()


def is_being_approved(check: Check) -> bool:
    """Whether a report of the check is being approved at this moment."""
    return Report.objects.filter(_BEING_APPROVED, parent=check).exists()


def list_changeable(report: Report) -> QuerySet[Report]:
    """The report as long as it is a draft that nobody has approved and that no worker is approving."""
    return Report.objects.filter(pk=report.pk, state=Report.State.DRAFT).exclude(_BEING_APPROVED)


def list_reports(check: Check) -> QuerySet[Report]:
    """The reports made of a check, drafts too, in the order they were made."""
    return Report.objects.filter(parent=check).order_by("id")


def list_findings(report: Report) -> QuerySet[ReportLine]:
    """The findings of an approved report in their order."""
    return ReportLine.objects.filter(parent=report).order_by("place")


def list_sealed(report: Report) -> Iterator[str]:
    """The same as the lines of JSON they were stored as, without any line end."""
    return list_findings(report).values_list("content", flat=True).iterator(chunk_size=2000)
