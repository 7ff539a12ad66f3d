"""What programs may ask of the catalogue. Plain models: ninja's own read each value by way of Python, twice as long."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from guiju.catalogue.queries.asked import INWARD, OUTWARD
from guiju.catalogue.queries.counting import COUNTED_BY
from guiju.catalogue.rules import Degree, Level, Mandate, Status
from guiju.catalogue.rules.bounds import FIRST_DAY, LAST_DAY, YEARS
from guiju.platform.schemas import Cursor, Limit

Facet = Literal["level", "mandate", "status", "ics", "ccs", "year", "body", "committee", "adoption", "language"]
Order = Literal["relevance", "newest", "oldest", "number"]
RelationName = Literal["adopts", "adopted_by", "cites", "cited_by", "amends", "amended_by", "replaces", "replaced_by"]
assert set(RelationName.__args__) == {*OUTWARD, *INWARD}  # type: ignore[attr-defined]  # its stub hides them
Dimension = Literal["level", "mandate", "status", "year", "body", "committee", "ics", "ccs", "adoption"]
assert set(Dimension.__args__) == set(COUNTED_BY)  # type: ignore[attr-defined]  # its stub hides them


def _plain(text: str) -> str:
    """A text without NUL, which no store takes."""
    if "\0" in text:
        raise ValueError("NUL")
    return text


Text = Annotated[str, AfterValidator(_plain), Field(max_length=200)]


def _written_as_a_day(value: object) -> object:
    """The validator would also take seconds since 1970, and a moment."""
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise PydanticCustomError("date_parsing", "as 2026-01-01")
    return value


_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DAYS: Final = "^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
Day = Annotated[
    dt.date,
    BeforeValidator(_written_as_a_day),
    Field(ge=FIRST_DAY, le=LAST_DAY, json_schema_extra={"pattern": _DAYS}),
]
"""A day of the years 1900 to 2199, written in full."""
Year = Annotated[int, Field(ge=YEARS[0], le=YEARS[1])]
MANY: Final = 50


class OnDay(BaseModel):
    """The date a question is asked for."""

    on: Day | None = Field(
        None, description="The date the answer holds for, 1900 to 2199; today without it.", examples=["2026-01-01"]
    )


class SearchAsked(OnDay):
    """A search: words or a number, and what it is narrowed down to. A filter given twice means either."""

    q: Annotated[str, AfterValidator(_plain)] = Field(
        "",
        max_length=500,
        description='Number in any spelling, Chinese or English words, "a phrase", -without. Empty: everything.',
        examples=["gb 灯具 2015"],
    )
    level: list[Level] = Field([], max_length=MANY, description="Who issues it.")
    mandate: list[Mandate] = Field([], max_length=MANY, description="Whether it must be followed.")
    status: list[Status] = Field([], max_length=MANY, description="Where it stands on the date.")
    ics: list[Text] = Field([], max_length=MANY, description="ICS field, group or sub-group.", examples=[["29.140"]])
    ccs: list[Text] = Field([], max_length=MANY, description="CCS class or group.", examples=[["K72"]])
    body: list[Text] = Field([], max_length=MANY, description="Publisher, by its prefix.", examples=[["GB"]])
    committee: list[Text] = Field([], max_length=MANY, description="Committee.", examples=[["SAC/TC 224"]])
    adoption: list[Degree] = Field([], max_length=MANY, description="Degree of adoption.")
    language: list[Literal["zh", "en"]] = Field([], max_length=MANY, description="Language of a title it has.")
    year_from: Year | None = Field(None, description="First year.")
    year_to: Year | None = Field(None, description="Last year.")
    sort: Order = Field(
        default_factory=lambda told: "relevance" if told.get("q", "").strip() else "newest",
        description="Order of the hits; without it relevance where words are given, else newest.",
    )
    facet: list[Facet] = Field([], max_length=10, description="Facets to count, the 50 most frequent values of each.")
    limit: Limit = 20
    cursor: Cursor = ""


class RelationsAsked(OnDay):
    """Which relation of a standard."""

    relation: RelationName = Field(description="The relation, from the standard to others or from others to it.")
    limit: Limit = 50
    cursor: Cursor = ""


class ClassesAsked(BaseModel):
    """Which part of a classification."""

    under: Text = Field("", description="Only codes that begin so.", examples=["29.140"])
    limit: int = Field(100, ge=1, le=1000, description="Most entries in one answer.")
    cursor: Cursor = ""


class StatisticsAsked(OnDay):
    """What the standards are counted by."""

    by: Dimension = Field(description="The fact they are counted by.")


class ChangesAsked(BaseModel):
    """From where changes are followed."""

    cursor: str = Field("", max_length=8000, description="`next` of the answer before; without it from `start`.")
    start: Literal["beginning", "now"] = Field(
        "beginning", description="Where to begin without a cursor: at the first change held, or behind the last."
    )
    limit: int = Field(500, ge=1, le=5000, description="Most events looked at for one answer.")
