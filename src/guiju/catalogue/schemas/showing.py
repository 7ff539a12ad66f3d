"""What the API shows of the catalogue."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from ninja import Field, Schema

from guiju.catalogue.rules import Level, Mandate, Scope, Status
from guiju.platform.schemas import Next, ReasonOut

Key = Annotated[
    str,
    Field(description="The number with its year: what the standard is addressed by.", examples=["GB 7000.1-2015"]),
]
TitleZh = Annotated[
    str, Field(description="Title in Chinese, empty where none is held.", examples=["灯具 第1部分:一般要求与试验"])
]
TitleEn = Annotated[
    str,
    Field(
        description="Title in English, empty where none is held.",
        examples=["Luminaires - Part 1: General requirements and tests"],
    ),
]
StatusOn = Annotated[Status, Field(description="Where it stands on the date.", examples=["replaced"])]
ReasonZh = Annotated[str, Field(description="Why, in Chinese.", examples=["2026-01-01 起由 GB/T 7000.1-2023 代替"])]
ReasonEn = Annotated[
    str, Field(description="Why, in English.", examples=["replaced by GB/T 7000.1-2023 from 2026-01-01"])
]
Date = Annotated[
    str | None, Field(description="As precise as its source: a day, a month or a year.", examples=["2017-01-01"])
]


class StandardCard(Schema):
    """A standard in a list."""

    key: Key
    printed: str = Field(description="The number as it is printed.", examples=["GB 7000.1—2015"])
    title_zh: TitleZh
    title_en: TitleEn
    level: Level | None = Field(description="Who issues it; null where that is not known.")
    mandate: Mandate | None = Field(description="Whether it must be followed; null where that is not known.")
    body: str = Field(description="Publisher, by its prefix.", examples=["GB"])
    year: int | None = Field(examples=[2015])
    issued: Date
    effective: Date
    status: StatusOn


class FacetValue(Schema):
    """A value and how many hits have it."""

    value: str = Field(examples=["national"])
    count: int = Field(examples=[62])


class ReadingOut(Schema):
    """Another way to understand what was asked."""

    query: str = Field(description="What to ask instead.", examples=["GB 7000.1-2015"])
    reason: ReasonOut


class StandardsFound(Schema):
    """One answer of a search."""

    total: int = Field(description="How many standards were found in all.", examples=[78])
    on: dt.date = Field(description="The date that statuses are of.")
    understood: list[ReasonOut] = Field(description="How the question was understood.")
    readings: list[ReadingOut] = Field(description="Other ways to understand it.")
    items: list[StandardCard] = Field(description="The hits in order.")
    facets: dict[str, list[FacetValue]] = Field(description="Counts over all hits, by facet, for the facets asked for.")
    next: Next


class DatesOut(Schema):
    """The dates of an edition, each as precise as its source: a day, a month or a year."""

    issued: str | None = Field(None, examples=["2015-12-31"])
    effective: str | None = Field(None, examples=["2017-01-01"])
    withdrawn: str | None = Field(None, examples=["2026-01-01"])


class NextChange(Schema):
    """What is known to change, and when."""

    on: dt.date
    status: Status


class EditionOut(Schema):
    """An edition with its status on the date, and why."""

    key: Key
    title_zh: TitleZh
    title_en: TitleEn
    status: StatusOn
    reason_zh: ReasonZh
    reason_en: ReasonEn
    dates: DatesOut
    next: NextChange | None


class SuccessorOut(Schema):
    """A standard further on in the replacement chain."""

    key: str = Field(examples=["GB/T 7000.1-2023"])
    held: bool = Field(description="Whether the catalogue holds it.")
    scope: Scope = Field(description="whole; part: reached only through a replacement of a part.")
    draft: bool = Field(description="Whether it is not published yet.")
    effective: Date
    replaces: list[str] = Field(description="What stands before it in the chain.", examples=[["GB 7000.1-2015"]])


class CodeOut(Schema):
    """A code of a classification."""

    scheme: str = Field(examples=["ICS"])
    code: str = Field(examples=["29.140.40"])


class SourceOut(Schema):
    """What one source says, as it was read."""

    source: str = Field(examples=["iec"])
    rank: int = Field(description="A smaller rank is believed before a larger one.", examples=[10])
    number: str = Field(description="The number as the source writes it.", examples=["GB 7000.1-2015"])
    status_word: str = Field(description="The status in the source's own word.", examples=["废止"])
    seen_at: dt.datetime = Field(description="When this was first seen.")


class ConflictValue(Schema):
    """What one source says of a fact that is disputed."""

    source: str
    value: str


class ConflictOut(Schema):
    """A fact that sources disagree about, the value that holds first."""

    fact: str = Field(examples=["effective"])
    values: list[ConflictValue]
    why_zh: str
    why_en: str


class PeriodOut(Schema):
    """A stretch of the timeline: from its first day up to, and not on, its last."""

    status: Status
    start: dt.date | None = Field(description="null: since ever.")
    end: dt.date | None = Field(description="null: until further notice.")


class StandardOut(EditionOut):
    """A standard as of a date: status with reasons, facts, chain, other editions, and who says so."""

    asked: str = Field(description="The number as it was understood.", examples=["GB 7000.1"])
    understood: ReasonOut = Field(description="How the number was understood.")
    on: dt.date = Field(description="The date the answer holds for.")
    by_number: bool = Field(description="Whether no year was asked for; then the edition to go by answers.")
    number: str = Field(description="The number with its dual number, if any.", examples=["GB 7000.1-2015"])
    printed: str = Field(description="The number as it is printed.", examples=["GB 7000.1—2015"])
    level: Level | None
    mandate: Mandate | None = Field(description="Whether it must be followed on the date.")
    committee: str = Field(description="Committee, empty where none is held.", examples=["SAC/TC 224"])
    responsible_body: str = Field(description="主管部门 or 归口单位, empty where none is held.")
    issuing_body: str = Field(description="发布单位, empty where none is held.")
    drafting_organisations: list[str] = Field(description="起草单位, in the order printed.")
    plan_number: str
    record_number: str
    classifications: list[CodeOut]
    timeline: list[PeriodOut] = Field(description="Its status on every date.")
    editions: list[EditionOut] = Field(description="All editions of the number, the newest first.")
    before: list[str] = Field(description="What it replaced, near ones first.", examples=[["GB 7000.1-2007"]])
    after: list[SuccessorOut] = Field(description="What replaced it, near ones first.")
    conflicts: list[ConflictOut]
    sources: list[SourceOut]


class LinkOut(Schema):
    """One standard that adopts, cites, amends or replaces another: both ends, and where the named one leads."""

    standard: str = Field(description="The one that says so.", examples=["GB 7000.1-2015"])
    title: str
    status: Status | None = Field(description="Its status on the date; null where it is not held.")
    relation: str = Field(examples=["adopts"])
    names: str = Field(description="The other as it is named.", examples=["IEC 60598-1:2014"])
    dated: bool = Field(description="Whether a year is named.")
    degree: str = Field(description="Degree of adoption, empty for others.", examples=["IDT"])
    match: str = Field(description="How the edition meant was found.", examples=["exact"])
    leads_to: str | None = Field(description="The edition to go by.", examples=["IEC 60598-1:2014"])
    leads_to_title: str
    leads_to_status: Status | None
    newest: str | None = Field(description="The edition in force, where it is another.", examples=["IEC 60598-1:2024"])
    successors: list[str]
    current: bool | None = Field(description="Whether what is named is still the edition to go by.")
    stale: str = Field(description="yes, no or unknown: whether who names it should look again.", examples=["yes"])
    reason_zh: str
    reason_en: str
    sources: list[str]


class RelationsOut(Schema):
    """The standards of one relation."""

    key: Key
    on: dt.date
    total: int
    items: list[LinkOut]
    next: Next


class ClassOut(Schema):
    """A code with its titles."""

    code: str = Field(examples=["29.140.40"])
    title_zh: str = Field(examples=["灯具"])
    title_en: str = Field(examples=["Luminaires"])


class ClassesOut(Schema):
    """Codes of a classification in their order."""

    scheme: str = Field(examples=["ICS"])
    items: list[ClassOut]
    next: Next


class SchemesOut(Schema):
    """The classifications held."""

    items: list[str] = Field(examples=[["CCS", "ICS"]])


class StatisticsOut(Schema):
    """How many standards there are by one fact, the most frequent value first."""

    by: str = Field(examples=["status"])
    on: dt.date
    standards: int = Field(description="How many standards there are in all.", examples=[595])
    items: list[FacetValue] = Field(description="A standard counts once for each value it has.")


class ChangeOut(Schema):
    """Something that happened to a standard. Read the standard itself for how it is now."""

    number: int = Field(description="The number of the event; the same event has the same number.", examples=[812])
    at: dt.datetime
    what: str = Field(examples=["standard.updated"])
    key: Key


class ChangesOut(Schema):
    """Events in the order of their numbers, but for those that showed late, which come when they show.

    Each comes at least once; who follows must take it calmly when one comes twice.
    """

    items: list[ChangeOut]
    next: str = Field(description="Always given: the cursor to ask with the next time, now or in a week.")
    more: bool = Field(description="Whether to ask again at once.")
