"""Which organisations are known already by a code or a name: many at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from guiju.organisations.models import Organisation, OrganisationCode, OrganisationName, OrganisationRecord

MOST_STEPS = 10
"""Merges upon merges that are followed; each takes a person, so there are never that many."""


@dataclass
class Known:
    """Organisations by what they are known by; those merged stand for the one they went into."""

    names: dict[str, Organisation] = field(default_factory=dict)
    usccs: dict[str, Organisation] = field(default_factory=dict)
    codes: dict[tuple[str, str], Organisation] = field(default_factory=dict)
    other_names: set[tuple[int, str]] = field(default_factory=set)
    """Pairs of an organisation's id and a folded name it goes or went by."""


def load_seen(source: int, digests: Collection[str]) -> set[str]:
    """Which rows of a source are held word for word."""
    rows = OrganisationRecord.objects.filter(source=source, digest__in=list(digests))
    return set(rows.values_list("digest", flat=True))


def load_known(*, names: Collection[str], usccs: Collection[str], codes: Collection[tuple[str, str]]) -> Known:
    """Everything known by one of these; a name in use is believed before one that was, the older row before others."""
    named = list(Organisation.objects.filter(folded_name__in=names).order_by("-pk"))
    other = list(OrganisationName.objects.filter(folded_name__in=names).select_related("organisation").order_by("-pk"))
    coded = list(
        OrganisationCode.objects.filter(code__in={code for _scheme, code in codes}).select_related("organisation")
    )
    by_uscc = list(Organisation.objects.filter(uscc__in=usccs))
    held = [*(row.organisation for row in other), *(row.organisation for row in coded)]
    stands = _standing([*named, *by_uscc, *held])
    merged_names = {(stands[one.pk].pk, one.folded_name) for one in named}
    return Known(
        names={
            **{row.folded_name: stands[row.organisation_id] for row in other},
            **{one.folded_name: stands[one.pk] for one in named if one.merged_into_id is not None},
            **{one.folded_name: stands[one.pk] for one in named if one.merged_into_id is None},
        },
        usccs={one.uscc: stands[one.pk] for one in by_uscc if one.uscc},
        codes={(row.scheme, row.code): stands[row.organisation_id] for row in coded},
        other_names=merged_names | {(stands[row.organisation_id].pk, row.folded_name) for row in other},
    )


def _standing(found: Iterable[Organisation]) -> dict[int, Organisation]:
    """For each organisation the one it stands for: itself, or what it was merged into; one object each."""
    held = {one.pk: one for one in found}
    for _step in range(MOST_STEPS):
        missing = {one.merged_into_id for one in held.values() if one.merged_into_id} - held.keys()
        if not missing:
            break
        held |= {one.pk: one for one in Organisation.objects.filter(pk__in=missing)}

    def end(one: Organisation) -> Organisation:
        return end(held[one.merged_into_id]) if one.merged_into_id in held else one

    return {key: end(one) for key, one in held.items()}
