"""Standards as the search engine takes them in."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.catalogue.models import Standard

AT_ONCE = 1000


def search_documents() -> Iterator[dict[str, object]]:
    """One document a standard; its periods are (start, end, status), so that status on a date can be a filter."""
    rows = Standard.objects.select_related("committee").prefetch_related("classifications", "periods")
    return map(_document, rows.order_by("pk").iterator(chunk_size=AT_ONCE))


def _document(row: Standard) -> dict[str, object]:
    codes = [(code.scheme, code.code) for code in row.classifications.all()]
    return {
        "key": row.key,
        "number": row.number,
        "title_zh": row.title_zh,
        "title_en": row.title_en,
        "committee": row.committee.key if row.committee else "",
        "level": row.level,
        "mandate": row.mandate,
        "body": row.body,
        "year": row.year,
        "ics": [code for scheme, code in codes if scheme == "ICS"],
        "ccs": [code for scheme, code in codes if scheme == "CCS"],
        "periods": [(period.start, period.end, period.status) for period in row.periods.all()],
    }
