"""What the API takes and shows of the standards check."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from ninja import Field, Schema

from guiju.catalogue.schemas.asking import Day
from guiju.checks.rules import Outcome
from guiju.platform.schemas import Cursor, Next, ReasonOut

State = Literal["asking", "queued", "running", "done", "failed"]
AsOf = Annotated[
    Day | None, Field(description="The date to check for, 1900 to 2199; today without it.", examples=["2026-01-01"])
]


class CheckText(Schema):
    """A list to check, as text."""

    text: str = Field(
        max_length=2_000_000,
        description="Standard numbers, one or many, a line each or in running text.",
        examples=["GB 7000.1-2015\nGB/T 24823-2017"],
    )
    as_of: AsOf = None


class CheckFile(Schema):
    """What goes with a file to check."""

    as_of: AsOf = None


class ColumnsAsked(Schema):
    """Which columns of a table are read. Places count from 0."""

    sheet: str = Field("", max_length=200, description="The sheet; empty: the one read before.")
    column: int = Field(ge=0, le=100_000, description="The column of the numbers.", examples=[0])
    title_column: int | None = Field(None, ge=0, le=100_000, description="The column of the titles, if any.")


class LinesAsked(Schema):
    """Which answers of a check."""

    outcome: list[Outcome] = Field([], max_length=20, description="Only these outcomes.")
    unresolved: bool = Field(default=False, description="Only what a person has to complete.")
    limit: int = Field(100, ge=1, le=1000, description="Most entries in one answer.")
    cursor: Cursor = ""


class FileAsked(Schema):
    """The file given back."""

    language: Literal["zh", "en"] = Field("zh", description="Language of the answers.")
    form: Literal["file", "table"] = Field("file", description="The file handed in, or the answers as a table.")


class ColumnOut(Schema):
    """A column that may be chosen."""

    index: int = Field(description="Its place, from 0.")
    name: str = Field(description="Its heading.", examples=["标准号"])
    share: float = Field(description="How many of its filled cells hold numbers, 0 to 1.", examples=[0.98])


class ChoiceOut(Schema):
    """What a check that is `asking` asks: which column of which sheet holds the numbers."""

    sheet: str
    sheets: list[str]
    columns: list[ColumnOut]


class ProgressOut(Schema):
    """How far a check is; total null where that is not known."""

    done: int
    total: int | None


class CheckOut(Schema):
    """A standards check: whoever has its link may read it."""

    link: str = Field(
        description="What the check is addressed by; nobody can guess it.", examples=["q3tHhO0cZbYt2yR5Vb9w1A"]
    )
    page: str = Field(description="The page of the check.", examples=["/check/q3tHhO0cZbYt2yR5Vb9w1A"])
    state: State = Field(
        description="asking: choose the columns; queued and running: read it again later; done; failed: see `problem`."
    )
    kind: Literal["text", "table", "document"]
    as_of: dt.date = Field(description="The date checked for.")
    file_name: str = Field(description="The file handed in; empty for text.")
    lines: int = Field(description="Lines read.", examples=[2])
    counts: dict[str, int] = Field(description="Answers by outcome.", examples=[{"replaced": 1, "current": 1}])
    open: int = Field(description="Answers that a person has to complete.", examples=[0])
    problem: ReasonOut | None = Field(description="Why it failed.")
    choice: ChoiceOut | None = Field(description="What it asks.")
    progress: ProgressOut | None = Field(description="How far it is, while it is queued or running.")
    created_at: dt.datetime
    finished_at: dt.datetime | None


class MeantOut(Schema):
    """A standard that may have been meant."""

    key: str = Field(examples=["GB 7000.1-2015"])
    title_zh: str
    title_en: str
    reason_zh: str
    reason_en: str


class LineOut(Schema):
    """The answer for one number of one line."""

    line: int = Field(description="The line of the input, from 1.", examples=[1])
    part: int = Field(description="Which number of the line, from 1.", examples=[1])
    input: str = Field(description="The line as it was handed in.", examples=["GB 7000.1-2015"])
    key: str = Field(description="The number as it was understood.", examples=["GB 7000.1-2015"])
    outcome: Outcome = Field(examples=["replaced"])
    standard: str = Field(description="The standard it means, empty where none is held.", examples=["GB 7000.1-2015"])
    title: str = Field(examples=["灯具 第1部分:一般要求与试验"])
    successors: list[str] = Field(examples=[["GB/T 7000.1-2023"]])
    dates: dict[str, str] = Field(examples=[{"effective": "2017-01-01"}])
    candidates: list[MeantOut]
    reason_zh: str
    reason_en: str
    open: bool = Field(description="Whether a person has to complete it.")


class LinesOut(Schema):
    """Answers of a check in the order of its lines."""

    items: list[LineOut]
    next: Next
