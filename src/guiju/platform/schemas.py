"""Shapes that every part of the API shares."""

from __future__ import annotations

from typing import Annotated, Any, Final

from ninja import Field, Schema


class FaultOut(Schema):
    """A value that is not as it must be."""

    where: str = Field(description="Where the value stands.", examples=["query.limit"])
    message: str = Field(description="What was expected, in words.", examples=["must be 100 or less"])


class ProblemOut(Schema):
    """What went wrong (RFC 9457). Words follow Accept-Language: Chinese, or English where it comes first."""

    type: str = Field(description="The kind of problem, as an address that explains it.", examples=["/api#not-held"])
    title: str = Field(description="The kind of problem in words.", examples=["本库未收录该标准"])
    status: int = Field(description="The status of the answer.", examples=[404])
    detail: str = Field("", description="What happened this time.")
    errors: list[FaultOut] = Field([], description="The values that are not as they must be.")


class ReasonOut(Schema):
    """A sentence in both languages."""

    zh: str = Field(examples=["词语：灯具"])
    en: str = Field(examples=["the words 灯具"])


Limit = Annotated[int, Field(ge=1, le=100, description="Most entries in one answer.")]
Cursor = Annotated[str, Field(max_length=8000, description="Where to go on: `next` of the answer before.")]
Next = Annotated[str | None, Field(description="The cursor of what follows; null at the end.")]

READ: Final[dict[int, Any]] = {400: ProblemOut, 401: ProblemOut, 422: ProblemOut, 429: ProblemOut}
"""What any operation may answer besides what it is for."""
READ_ONE: Final[dict[int, Any]] = {404: ProblemOut, **READ}
WRITE: Final[dict[int, Any]] = {403: ProblemOut, 413: ProblemOut, **READ}
