"""Answers of the standards check to programs."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import FileResponse, HttpResponse
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from ninja import Status

from guiju.checks import queries, services
from guiju.checks.answers import reason_from_dict
from guiju.checks.forms import CheckForm
from guiju.checks.problems import ColumnError
from guiju.checks.receiving import as_path
from guiju.checks.rules.people import may_change
from guiju.checks.schemas import ColumnsAsked, FileAsked, LinesAsked
from guiju.kernel.reasons import Reason
from guiju.organisations.rules.standing import Standing
from guiju.platform import cursors
from guiju.platform.models import User
from guiju.platform.problems import Fault, Problem
from guiju.platform.reasons import render, render_all

if TYPE_CHECKING:
    from guiju.checks.models import Check, CheckLine


def create(
    *, owner: User | None, text: str = "", upload: UploadedFile[Any] | None = None, as_of: dt.date | None = None
) -> Check:
    """A check of what was handed in, set going; `Problem` in the words of the page for what cannot be taken."""
    form = CheckForm({"text": text, "as_of": as_of}, MultiValueDict({"upload": [upload]} if upload else {}))
    if not form.is_valid():
        where = {"__all__": "body", "upload": "body.upload", "text": "body.text", "as_of": "body.as_of"}
        said = [Fault(where[name], str(one)) for name, errors in form.errors.items() for one in errors]
        raise Problem(422, "invalid", faults=said)
    if upload is None:
        return services.start_check(check=services.create_check(text=text, as_of=form.date, owner=owner))
    with as_path(upload) as path:
        made = services.create_check(upload=path, file_name=upload.name or "", as_of=form.date, owner=owner)
    return services.start_check(check=made)


def created(response: HttpResponse, check: Check) -> Status[dict[str, Any]]:
    """201, or 202 for one that is still to be answered; with its address."""
    response.headers["Location"] = f"/api/v1/checks/{check.link}"
    waiting = check.state in {check.State.QUEUED, check.State.RUNNING}
    return Status(202 if waiting else 201, shown(check))


def found(link: str) -> Check:
    """The check of a link, or the problem that there is none."""
    check = queries.find_check(link.replace("\0", ""))
    if check is None:
        raise Problem(404, "not-found")
    return check


def shown(check: Check) -> dict[str, Any]:
    """Where a check stands."""
    waiting = check.state in {check.State.QUEUED, check.State.RUNNING}
    return {
        "link": check.link,
        "page": reverse("check", args=[check.link]),
        "state": check.state,
        "kind": check.kind,
        "as_of": check.as_of,
        "file_name": check.file_name,
        "lines": check.lines_read,
        "counts": queries.count_outcomes(check),
        "open": queries.count_open(check),
        "problem": _problem(check),
        "choice": _choice(check.layout) if check.state == check.State.ASKING else None,
        "progress": _progress(check) if waiting else None,
        "created_at": check.created_at,
        "finished_at": check.finished_at,
    }


def _problem(check: Check) -> dict[str, str] | None:
    if check.problem is None:
        return None
    reason = reason_from_dict(check.problem)
    return {"zh": render(reason, "zh"), "en": render(reason, "en")}


def _choice(layout: dict[str, Any]) -> dict[str, Any]:
    columns = [{name: option[name] for name in ("index", "name", "share")} for option in layout["options"]]
    return {"sheet": layout["sheet"], "sheets": layout["sheets"], "columns": columns}


def _progress(check: Check) -> dict[str, Any]:
    job = check.job
    return {"done": job.done if job else 0, "total": job.total if job else None}


def delete(link: str, *, who: Standing, actor: User | None) -> None:
    """Delete a check, if the caller may; a token of the installation itself, which acts for nobody, may."""
    check = found(link)
    acts_for_somebody = who.user is not None or bool(who.roles)
    if acts_for_somebody and not may_change(who, owner=check.owner_id, organisation=check.organisation_id):
        raise Problem(403, "forbidden", Reason.of("problem.forbidden"))
    services.delete_check(check=check, actor=actor)


def choose(link: str, asked: ColumnsAsked) -> dict[str, Any]:
    """Read the columns chosen and answer."""
    check = found(link)
    if check.state != check.State.ASKING:
        raise Problem(409, "conflict")
    with transaction.atomic():  # a choice that cannot be is forgotten, and the check still asks
        _choose(check, asked)
    return shown(services.start_check(check=check))


def _choose(check: Check, asked: ColumnsAsked) -> None:
    sheet, layout = asked.sheet.replace("\0", ""), check.layout
    for place in (asked.column, asked.title_column or 0):
        if sheet in {"", layout["sheet"]} and place >= max(len(layout["columns"]), 1):
            raise Problem(422, "invalid", ColumnError(str(place), layout["columns"]).reason)
    services.choose_layout(check=check, sheet=sheet, column=asked.column, title_column=asked.title_column)
    if check.problem:
        raise Problem(422, "invalid", reason_from_dict(check.problem))


def lines(link: str, asked: LinesAsked) -> dict[str, Any]:
    """A page of answers."""
    line, part = cursors.load(asked.cursor, int, int) if asked.cursor else (0, 0)
    check = found(link)
    if check.state != check.State.DONE:
        raise Problem(409, "not-finished")
    rows = queries.list_lines_after(check, line, part, outcomes=asked.outcome, unresolved=asked.unresolved)
    several = list(rows[: asked.limit + 1])
    page = several[: asked.limit]
    follows = cursors.dump(page[-1].line, page[-1].part) if len(several) > len(page) else None
    return {"items": [_line(row) for row in page], "next": follows}


def _line(row: CheckLine) -> dict[str, Any]:
    reasons = tuple(map(reason_from_dict, row.reasons))
    return {
        "line": row.line,
        "part": row.part,
        "input": row.input,
        "key": row.key,
        "outcome": row.outcome,
        "standard": row.standard_key,
        "title": row.title,
        "successors": row.successors,
        "dates": row.dates,
        "candidates": row.candidates,
        "reason_zh": render_all(reasons, "zh"),
        "reason_en": render_all(reasons, "en"),
        "open": row.is_open,
    }


def file(link: str, asked: FileAsked) -> FileResponse:
    """The file given back; `Problem` for a check that is not done."""
    check = found(link)
    if check.state != check.State.DONE:
        raise Problem(409, "not-finished")
    path = services.annotated_file(check=check, language=asked.language, as_table=asked.form == "table")
    stem = Path(check.file_name).stem or "guiju-check"
    return FileResponse(path.open("rb"), as_attachment=True, filename=f"{stem}-{check.as_of.isoformat()}{path.suffix}")
