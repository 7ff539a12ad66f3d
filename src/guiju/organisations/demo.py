"""The demonstration's organisations: fictitious, and named so."""

from __future__ import annotations

from typing import Final

from django.db import transaction

from guiju.organisations.models import Organisation, Participation
from guiju.organisations.rules.names import fold_name, stem_of
from guiju.organisations.rules.regions import INDUSTRIES, REGIONS
from guiju.organisations.services.auditing import note
from guiju.organisations.services.demo import FIRST, SECOND
from guiju.platform.models import Classification

ALLIANCE: Final = "示范照明联盟（演示）"
DEMONSTRATION: Final = (
    (FIRST, "Demonstration Enterprise A", Organisation.Kind.ENTERPRISE, "500112", "3872"),
    (SECOND, "Demonstration Enterprise B", Organisation.Kind.ENTERPRISE, "440303", "3872"),
    (ALLIANCE, "Demonstration Lighting Alliance", Organisation.Kind.ALLIANCE, "500000", ""),
)
"""Name, name in English, kind, region, industry. None has a code, for none exists."""
CODES: Final = (
    (REGIONS, "500000", "重庆市"),
    (REGIONS, "500112", "渝北区"),
    (REGIONS, "440303", "罗湖区"),
    (INDUSTRIES, "3872", "照明灯具制造"),
)
"""What these are called in GB/T 2260 (December 2020) and GB/T 4754-2017; the whole tables are imported as lists."""


@transaction.atomic
def load_organisations() -> list[Organisation]:
    """Two enterprises and the alliance they are in; made where they are missing, else left as they are."""
    for scheme, code, title in CODES:
        Classification.objects.get_or_create(scheme=scheme, code=code, defaults={"title_zh": title})
    found = [_one(*facts) for facts in DEMONSTRATION]
    alliance = found[-1]
    for member in found[:-1]:
        Participation.objects.get_or_create(organisation=member, body=alliance, role=Participation.Role.MEMBER)
    return found


def _one(name: str, name_en: str, kind: str, region: str, industry: str) -> Organisation:
    folded = fold_name(name)
    facts = {"name_en": name_en, "kind": kind, "region": region, "industry": industry, "stem": stem_of(folded)}
    one, created = Organisation.objects.get_or_create(
        name=name, folded_name=folded, is_demonstration=True, defaults=facts
    )
    if created:
        note("organisation.demonstration", one, None, after={"name": name}, origin="guiju demo load")
    return one
