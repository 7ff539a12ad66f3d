"""What codes of a classification are called."""

from __future__ import annotations

from collections.abc import Collection

from guiju.catalogue.models import Classification


def load_code_titles(scheme: str, codes: Collection[str]) -> dict[str, tuple[str, str]]:
    """Chinese and English titles of the codes that the classification held here has."""
    rows = Classification.objects.filter(scheme=scheme, code__in=codes).order_by() if codes else ()
    return {row.code: (row.title_zh, row.title_en) for row in rows}
