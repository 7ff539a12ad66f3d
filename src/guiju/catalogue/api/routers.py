"""The operations of the catalogue."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router

from guiju.catalogue.api import answering
from guiju.catalogue.api.searching import answer_search
from guiju.catalogue.schemas import asking, showing
from guiju.platform.schemas import READ, READ_ONE, ProblemOut

standards = Router(tags=["standards"])
classifications = Router(tags=["classifications"])
statistics = Router(tags=["statistics"])
changes = Router(tags=["changes"])

Number = Annotated[
    str, Path(description="The number in any spelling, with its year or without.", examples=["GB 7000.1-2015"])
]
Scheme = Annotated[str, Path(description="The classification.", examples=["ICS"])]


@standards.get("", response={200: showing.StandardsFound, 503: ProblemOut, **READ}, operation_id="search_standards")
def search_standards(request: HttpRequest, asked: Query[asking.SearchAsked]) -> HttpResponse:
    """Search the catalogue by number, words, filters; with counts by facet and how the question was understood."""
    return answer_search(asked, request.META.get("QUERY_STRING", ""))


@standards.get(
    "/{path:number}/relations", response={200: showing.RelationsOut, **READ_ONE}, operation_id="list_relations"
)
def list_relations(request: HttpRequest, number: Number, asked: Query[asking.RelationsAsked]) -> dict[str, Any]:
    """One relation of a standard: what it adopts, cites, amends, replaces, and what does so to it."""
    return answering.answer_relations(number, asked)


@standards.get("/{path:number}", response={200: showing.StandardOut, **READ_ONE}, operation_id="get_standard")
def get_standard(request: HttpRequest, number: Number, asked: Query[asking.OnDay]) -> dict[str, Any]:
    """A standard by its number in any spelling, as of a date. Without a year, the edition to go by answers."""
    return answering.answer_standard(number, asked)


@classifications.get("", response={200: showing.SchemesOut, **READ}, operation_id="list_classifications")
def list_classifications(request: HttpRequest) -> dict[str, Any]:
    """The classifications held: ICS, CCS and others."""
    return answering.answer_schemes()


@classifications.get("/{scheme}", response={200: showing.ClassesOut, **READ_ONE}, operation_id="list_codes")
def list_codes(request: HttpRequest, scheme: Scheme, asked: Query[asking.ClassesAsked]) -> dict[str, Any]:
    """The codes of a classification with their titles, in order."""
    return answering.answer_classes(scheme, asked)


@statistics.get("", response={200: showing.StatisticsOut, **READ}, operation_id="count_standards")
def count_standards(request: HttpRequest, asked: Query[asking.StatisticsAsked]) -> dict[str, Any]:
    """How many standards there are by level, status, year and other facts, as of a date."""
    return answering.answer_statistics(asked)


@changes.get("", response={200: showing.ChangesOut, 410: ProblemOut, **READ}, operation_id="list_changes")
def list_changes(request: HttpRequest, asked: Query[asking.ChangesAsked]) -> dict[str, Any]:
    """What changed in the catalogue since a cursor: the feed that mirrors and other nodes follow."""
    return answering.answer_changes(asked)
