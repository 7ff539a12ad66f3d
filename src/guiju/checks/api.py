"""The operations of the standards check. Who has the link of a check may read it; a token makes, changes, deletes."""

from __future__ import annotations

from typing import Annotated, Any, Final

from django.http import FileResponse, HttpRequest, HttpResponse
from ninja import File, Form, Path, Query, Router, Status, UploadedFile

from guiju.checks import api_answers, schemas
from guiju.organisations.access import Token, caller_of, standing_of_request
from guiju.organisations.rules.scopes import CHECKS_WRITE
from guiju.platform.schemas import READ_ONE, WRITE, ProblemOut

checks = Router(tags=["checks"])

Link = Annotated[str, Path(description="The link of the check.", examples=["q3tHhO0cZbYt2yR5Vb9w1A"])]
WRITER: Final = Token(CHECKS_WRITE)
ONE: Final = {404: ProblemOut, **WRITE}


@checks.post(
    "",
    auth=WRITER,
    response={201: schemas.CheckOut, 202: schemas.CheckOut, 415: ProblemOut, **WRITE},
    operation_id="create_check",
)
def create_check(request: HttpRequest, response: HttpResponse, asked: schemas.CheckText) -> Any:  # noqa: ANN401
    """Check a text. A small one is answered at once (201); a large one is queued (202): read it until it is done."""
    made = api_answers.create(owner=_owner(request), text=asked.text, as_of=asked.as_of)
    return api_answers.created(response, made)


@checks.post(
    "/files",
    auth=WRITER,
    response={201: schemas.CheckOut, 202: schemas.CheckOut, **WRITE},
    operation_id="create_check_of_file",
)
def create_check_of_file(
    request: HttpRequest, response: HttpResponse, upload: File[UploadedFile], asked: Form[schemas.CheckFile]
) -> Any:  # noqa: ANN401
    """Check a file: .xlsx, .csv, .docx, .txt. Where its columns are not plain it is `asking`: choose them."""
    made = api_answers.create(owner=_owner(request), upload=upload, as_of=asked.as_of)
    return api_answers.created(response, made)


@checks.get("/{link}", response={200: schemas.CheckOut, **READ_ONE}, operation_id="get_check")
def get_check(request: HttpRequest, link: Link) -> dict[str, Any]:
    """Where a check stands, and its answers by outcome."""
    return api_answers.shown(api_answers.found(link))


@checks.delete("/{link}", auth=WRITER, response={204: None, **ONE}, operation_id="delete_check")
def delete_check(request: HttpRequest, link: Link) -> Status[None]:
    """Delete a check with its answers and files; approved reports stay."""
    api_answers.delete(link, who=standing_of_request(request), actor=_owner(request))
    return Status(204, None)


@checks.post(
    "/{link}/columns",
    auth=WRITER,
    response={200: schemas.CheckOut, 409: ProblemOut, 415: ProblemOut, **ONE},
    operation_id="choose_columns",
)
def choose_columns(request: HttpRequest, link: Link, asked: schemas.ColumnsAsked) -> dict[str, Any]:
    """Say which columns of a table are read, for a check that is `asking`; it is then answered."""
    return api_answers.choose(link, asked)


@checks.get(
    "/{link}/lines", response={200: schemas.LinesOut, 409: ProblemOut, **READ_ONE}, operation_id="list_check_lines"
)
def list_lines(request: HttpRequest, link: Link, asked: Query[schemas.LinesAsked]) -> dict[str, Any]:
    """The answers, in the order of the lines, once the check is done."""
    return api_answers.lines(link, asked)


@checks.get("/{link}/file", response={200: None, 409: ProblemOut, **READ_ONE}, operation_id="download_check")
def download(request: HttpRequest, link: Link, asked: Query[schemas.FileAsked]) -> FileResponse:
    """The list or document as it was handed in, with the answers beside it; or the answers as a table."""
    return api_answers.file(link, asked)


def _owner(request: HttpRequest) -> Any:  # noqa: ANN401 (a person, or None)
    caller = caller_of(request)
    return caller.owner if caller else None
