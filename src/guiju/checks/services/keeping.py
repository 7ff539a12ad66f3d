"""Taking in what is to be checked, choosing the column, setting the check going."""

from __future__ import annotations

import datetime as dt
import logging
import shutil
from itertools import islice
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from guiju.checks.answers import reason_as_dict
from guiju.checks.models import Check
from guiju.checks.problems import CheckProblem, NothingToCheck
from guiju.checks.reading import Reading
from guiju.checks.rules.people import may_keep_for
from guiju.checks.services.intake import folder_of, open_reading, safe_name
from guiju.checks.services.running import run_check
from guiju.kernel.reasons import Reason
from guiju.kernel.sheets import SheetError
from guiju.organisations.queries.standing import standing_of
from guiju.platform import audit, jobs
from guiju.platform.models import User

log = logging.getLogger(__name__)

INLINE_CHARACTERS: Final = 50_000
INLINE_BYTES: Final = 1_000_000
"""What is longer goes to the worker without its lines being counted; one line may hold thousands of numbers."""


def create_check(
    *,
    as_of: dt.date,
    text: str = "",
    upload: Path | None = None,
    file_name: str = "",
    owner: User | None = None,
    organisation: int | None = None,
) -> Check:
    """Keep what was handed in under a new link and find out how it is laid out.

    The check is then `queued` (start it with `start_check`), `asking` (a person chooses, `choose_layout`), or
    `failed` with a problem in words: nothing handed in, a file that cannot be read. With `organisation` (by id) its
    members find it among their checks.
    """
    if organisation is not None and not may_keep_for(standing_of(owner), organisation):
        raise PermissionDenied
    check = Check(as_of=as_of, text="" if upload else text.replace("\0", ""), owner=owner, kind=Check.Kind.TEXT)
    check.organisation_id = organisation
    if upload is not None:
        _keep_file(check, upload, file_name or upload.name)
    with transaction.atomic():
        _lay_out(check)
        check.save()
        audit.record(
            action="check.created",
            subject=("check", str(check.uuid)),
            actor=owner,
            after={"kind": check.kind, "file_name": check.file_name, "as_of": as_of.isoformat()},
        )
    jobs.enqueue("checks.delete_expired", once_key=f"checks.delete_expired:{timezone.localdate()}")
    return check


def _keep_file(check: Check, upload: Path, file_name: str) -> None:
    name = safe_name(file_name)
    folder = folder_of(check)
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(upload, folder / name)
    check.file_name = file_name[-255:]
    check.file_path = str((folder / name).relative_to(settings.MEDIA_ROOT))
    check.kind = Check.Kind.TABLE


def _lay_out(check: Check, *, sheet: str | None = None, column: int | None = None) -> None:
    """Read the layout and set the state that follows from it."""
    try:
        if not check.file_path and not check.text.strip():
            raise NothingToCheck
        _take_layout(check, open_reading(check, sheet=sheet, column=column))
    except (SheetError, CheckProblem) as problem:
        fail(check, problem.reason)


def _take_layout(check: Check, reading: Reading) -> None:
    layout = reading.layout
    check.kind = layout.kind
    check.layout = {**layout.as_dict(), "lines": _count_lines(check, reading)}
    check.state = Check.State.QUEUED if layout.sure else Check.State.ASKING
    check.problem = None


def fail(check: Check, problem: Reason | None) -> None:
    """The check cannot be done; the reason tells a person what to do, None a fault of ours."""
    check.state = Check.State.FAILED
    check.problem = reason_as_dict(problem) if problem else None
    check.finished_at = timezone.now()


def choose_layout(
    *, check: Check, sheet: str = "", column: int | None = None, title_column: int | None = None
) -> Check:
    """A person's choice of sheet, number column and title column (places from 0; no title column: None).

    Another sheet is laid out anew first: it is `asking` again unless its column of numbers is plain.
    """
    if sheet and sheet != check.layout.get("sheet"):
        check.layout = {}
        _lay_out(check, sheet=sheet)
    else:
        check.layout = {**check.layout, "title_column": title_column}
        _lay_out(check, sheet=check.layout.get("sheet"), column=column)
    check.save()
    return check


def start_check(*, check: Check) -> Check:
    """Answer a small check at once and leave a large one to the worker; one that is not `queued` is left alone."""
    if check.state != Check.State.QUEUED or check.job_id is not None:
        return check
    if not _is_small(check):
        with transaction.atomic():
            check.job = jobs.enqueue("checks.run", check=check.pk)
            check.save(update_fields=["job"])
        return check
    try:
        run_check(check_id=check.pk)
    except Exception:  # whatever it is, the person gets a page that says so, and the log has the rest
        log.exception("check failed", extra={"check": str(check.uuid)})
    check.refresh_from_db()
    return check


def _is_small(check: Check) -> bool:
    lines: int | None = check.layout.get("lines")
    return lines is not None and lines <= settings.GUIJU_INLINE_LINES


def _count_lines(check: Check, reading: Reading) -> int | None:
    """How many lines there are, counted no further than needed to tell a small check; None for a long one."""
    if check.file_path:
        long = (Path(settings.MEDIA_ROOT) / check.file_path).stat().st_size > INLINE_BYTES
    else:
        long = len(check.text) > INLINE_CHARACTERS
    if long or reading.total is not None:
        return None if long else reading.total
    return sum(1 for _ in islice(reading, settings.GUIJU_INLINE_LINES + 1))
