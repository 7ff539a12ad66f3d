"""Demonstration: lists of the demonstration organisations, made of the real lighting standards."""

from __future__ import annotations

from typing import Final

from django.db import transaction
from django.utils import timezone

from guiju.alerts.services.issuing import recipient_of
from guiju.kernel.docid import find_all
from guiju.organisations.queries.naming import list_demonstrations
from guiju.watch.models import Follow, ListItem, WatchList
from guiju.watch.rules.items import number_of_key, usual_mode
from guiju.watch.services.moving import leading_editions, resolve
from guiju.watch.services.telling import note_silently

LISTS: Final = (
    (
        "道路照明产品在用标准（演示）",
        (
            "GB 7000.1-2015; GB 7000.5-2005; GB 17743-2007; GB 17625.1-2012; GB 19510.1-2009; CJJ 45; GB/T 24823-2009; "
            "GB/T 24827; GB/T 31832; GB/T 31897.1; GB/T 9468; GB/T 18595; GB 30255; GB 37478"
        ),
    ),
    (
        "出口灯具引用的国际标准（演示）",
        (
            "IEC 60598-1:2014; IEC 60598-1; IEC 62031; IEC 62384; IEC 61347-1; IEC 62386-101; IEC 61547; CISPR 15; "
            "IEC TR 62778"
        ),
    ),
)
"""Name and numbers: of old editions, which show as replaced, and without a year, which follow."""


def load_lists() -> int:
    """One list for each of the first two demonstration organisations; returns how many are new.

    Doing it again does nothing.
    """
    made = 0
    for organisation, (name, text) in zip(list_demonstrations(), LISTS, strict=False):
        if not WatchList.objects.filter(organisation=organisation, name=name).exists():
            _make(organisation.pk, name, [docid.key for _span, docid in find_all(text)])
            made += 1
    return made


@transaction.atomic
def _make(organisation: int, name: str, keys: list[str]) -> None:
    listed = WatchList.objects.create(organisation_id=organisation, name=name)
    Follow.objects.create(parent=listed, recipient=recipient_of(organisation=organisation))
    leading = leading_editions(keys, timezone.localdate())
    rows = [
        ListItem(
            parent=listed,
            key=key,
            standard_key=resolve(key, leading),
            undated_key=number_of_key(key),
            mode=usual_mode(key).value,
        )
        for key in keys
    ]
    ListItem.objects.bulk_create(rows, batch_size=500)
    note_silently({row.standard_key for row in rows})
