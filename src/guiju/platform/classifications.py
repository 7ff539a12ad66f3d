"""The tables of codes: what codes are called, and which lie below one."""

from __future__ import annotations

import operator
from collections.abc import Iterable
from functools import reduce

from django.db.models import Q

from guiju.platform.models import Classification

Titles = tuple[str, str]
"""In Chinese and in English; either may be empty."""


def titles_of(scheme: str, codes: Iterable[str]) -> dict[str, Titles]:
    """Titles of these codes of a scheme; those that it does not have are left out."""
    rows = Classification.objects.filter(scheme=scheme, code__in=set(codes)).order_by("code")
    return {code: (zh, en) for code, zh, en in rows.values_list("code", "title_zh", "title_en")}


def all_titles(scheme: str) -> dict[str, Titles]:
    """Every code of a scheme with its titles, in order."""
    rows = Classification.objects.filter(scheme=scheme).order_by("code")
    return {code: (zh, en) for code, zh, en in rows.values_list("code", "title_zh", "title_en")}


def titles_like(scheme: str, pattern: str) -> dict[str, Titles]:
    """Titles of the codes of a form, given as a regular expression that both stores read alike."""
    rows = Classification.objects.filter(scheme=scheme, code__regex=pattern).order_by("code")
    return {code: (zh, en) for code, zh, en in rows.values_list("code", "title_zh", "title_en")}


def titles_below(scheme: str, stems: Iterable[str]) -> dict[str, Titles]:
    """Titles of the codes that begin in one of these ways."""
    begins = reduce(operator.or_, (Q(code__startswith=stem) for stem in stems), Q(pk__in=()))
    rows = Classification.objects.filter(begins, scheme=scheme).order_by("code")
    return {code: (zh, en) for code, zh, en in rows.values_list("code", "title_zh", "title_en")}
