"""The list of organisations, filtered; what one is shown with."""

from __future__ import annotations

import operator
from dataclasses import dataclass
from functools import reduce

from django.db.models import Count, Q, QuerySet

from guiju.organisations.models import (
    Merge,
    Organisation,
    OrganisationCode,
    OrganisationName,
    OrganisationRecord,
    Participation,
)
from guiju.organisations.queries.finding import standing_organisations
from guiju.organisations.rules.names import fold_name
from guiju.organisations.rules.regions import industry_stems, region_stem


@dataclass(frozen=True, slots=True)
class Filter:
    """What is looked for: words of a name or a code, a kind, a region, an industry."""

    text: str = ""
    kind: str = ""
    region: str = ""
    industry: str = ""


def list_organisations(chosen: Filter) -> QuerySet[Organisation]:
    """Organisations that pass a filter, by name."""
    found = standing_organisations()
    if chosen.kind:
        found = found.filter(kind=chosen.kind)
    if chosen.region:
        found = found.filter(region__startswith=region_stem(chosen.region))
    if chosen.industry:
        begins = (Q(industry__startswith=stem) for stem in industry_stems(chosen.industry))
        found = found.filter(reduce(operator.or_, begins))
    return found.filter(_says(chosen.text)) if chosen.text.strip() else found


def count_kinds(chosen: Filter) -> dict[str, int]:
    """How many of each kind pass the other filters."""
    found = list_organisations(Filter(chosen.text, "", chosen.region, chosen.industry)).order_by()
    return dict(found.values_list("kind").annotate(Count("pk")))


def _says(text: str) -> Q:
    """A part of a name, present or former, in any spelling; or a whole code."""
    folded, code = fold_name(text), "".join(text.split()).upper()[:50]
    coded = OrganisationCode.objects.filter(code=code).values("organisation")
    said = Q(uscc=code) | Q(pk__in=coded)
    if folded:
        others = OrganisationName.objects.filter(folded_name__contains=folded).values("organisation")
        said |= Q(folded_name__contains=folded) | Q(name_en__icontains=text.strip()) | Q(pk__in=others)
    return said


def list_records(organisation: Organisation) -> QuerySet[OrganisationRecord]:
    """What sources say of it."""
    return organisation.records.select_related("source").order_by("source__rank", "pk")


def list_participations(organisation: Organisation) -> QuerySet[Participation]:
    """Where it takes part."""
    return organisation.participations.select_related("body").filter(body__merged_into=None)


def list_participants(organisation: Organisation) -> QuerySet[Participation]:
    """Who takes part in it."""
    rows = Participation.objects.filter(body=organisation, organisation__merged_into=None)
    return rows.select_related("organisation").order_by("organisation__name", "pk")


def list_merges(organisation: Organisation) -> QuerySet[Merge]:
    """What was merged into it, the last first."""
    return Merge.objects.filter(kept=organisation).select_related("merged")
