"""Running a check again later, and what changed since."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import transaction

from guiju.checks import queries
from guiju.checks.answers import reason_from_dict
from guiju.checks.models import Check, CheckLine
from guiju.checks.problems import FileGone
from guiju.checks.rules import Difference, Outcome, Standing, compare, in_force
from guiju.checks.services.intake import folder_of
from guiju.platform import audit
from guiju.platform.models import User


def repeat_check(*, check: Check, as_of: dt.date, owner: User | None = None) -> Check:
    """A new check of the same input, read in the same way, for another date or against a newer catalogue.

    It is `queued`: start it with `start_check`. What was completed of the earlier one holds for the lines that are
    open again. `FileGone` where the file handed in is no longer there.
    """
    again = Check(
        owner=owner, kind=check.kind, as_of=as_of, text=check.text, layout=check.layout, earlier=check, state="queued"
    )
    with transaction.atomic():
        if check.file_path:
            _copy_file(check, again)
        again.save()
        audit.record(
            action="check.repeated",
            subject=("check", str(again.uuid)),
            actor=owner,
            after={"earlier": str(check.uuid), "as_of": as_of.isoformat()},
        )
    return again


def _copy_file(check: Check, again: Check) -> None:
    source = Path(settings.MEDIA_ROOT) / check.file_path
    if not source.is_file():
        raise FileGone
    folder = folder_of(again)
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, folder / source.name)
    again.file_name = check.file_name
    again.file_path = str((folder / source.name).relative_to(settings.MEDIA_ROOT))


def list_differences(*, check: Check) -> list[Difference]:
    """What changed since the check that this one repeats; nothing where it repeats none."""
    if check.earlier is None:
        return []
    return list(compare(_standings(check.earlier), _standings(check)))


def _standings(check: Check) -> Iterator[Standing]:
    return map(_standing, queries.list_lines(check).iterator(chunk_size=2000))


def _standing(line: CheckLine) -> Standing:
    outcome = Outcome(line.outcome)
    return Standing(
        line=line.line,
        part=line.part,
        input=line.input,
        key=line.key,
        outcome=outcome,
        standard=line.standard_key,
        in_force=in_force(outcome, line.standard_key, tuple(map(reason_from_dict, line.reasons))),
        successors=tuple(line.successors),
    )
