"""Titles of classification codes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.db import transaction

from guiju.catalogue.models import Classification
from guiju.platform import audit
from guiju.platform.models import User


class CodeTitle(NamedTuple):
    """One code of a scheme (ICS, CCS) with its titles."""

    scheme: str
    code: str
    title_zh: str
    title_en: str


def save_classifications(*, codes: Iterable[CodeTitle], actor: User | None = None) -> int:
    """Keep titles of codes; returns how many were new or changed."""
    with transaction.atomic():
        held = {(row.scheme, row.code): row for row in Classification.objects.all()}
        new, changed = [], []
        for code in codes:
            row = held.get((code.scheme, code.code))
            if row is None:
                new.append(Classification(**code._asdict()))
            elif (row.title_zh, row.title_en) != (code.title_zh, code.title_en):
                row.title_zh, row.title_en = code.title_zh, code.title_en
                changed.append(row)
        Classification.objects.bulk_create(new, batch_size=500)
        Classification.objects.bulk_update(changed, ["title_zh", "title_en"], batch_size=200)
        if new or changed:
            after = {"created": len(new), "updated": len(changed)}
            audit.record(action="catalogue.classifications", subject=("classification", ""), actor=actor, after=after)
    return len(new) + len(changed)
