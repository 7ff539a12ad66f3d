"""The demonstration's organisations: fictitious, and named so."""

from __future__ import annotations

from typing import Final

from django.db import transaction

from guiju.organisations.models import Organisation, Participation
from guiju.organisations.rules.names import fold_name, stem_of
from guiju.organisations.services.auditing import note
from guiju.organisations.services.demo import FIRST, SECOND

ALLIANCE: Final = "示范照明联盟（演示）"
DEMONSTRATION: Final = (
    (FIRST, "Demonstration Enterprise A", Organisation.Kind.ENTERPRISE, "500112", "3872"),
    (SECOND, "Demonstration Enterprise B", Organisation.Kind.ENTERPRISE, "440303", "3872"),
    (ALLIANCE, "Demonstration Lighting Alliance", Organisation.Kind.ALLIANCE, "500000", ""),
)
"""Name, name in English, kind, region, industry. None has a code, for none exists."""


@transaction.atomic
def load_organisations() -> list[Organisation]:
    """Two enterprises and the alliance they are in; made where they are missing, else left as they are."""
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
