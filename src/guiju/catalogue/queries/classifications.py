"""What codes of a classification, and committees, are called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Final, NamedTuple

from django.db.models import Q

from guiju.catalogue.models import Committee
from guiju.catalogue.queries.among import among
from guiju.platform.models import Classification


class Names(NamedTuple):
    """What something is called in both languages; either may be empty."""

    zh: str
    en: str


NO_NAMES: Final = Names("", "")


def load_code_titles(codes: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Names]:
    """Titles of codes given as (scheme, code); those that the classification held does not have are left out."""
    wanted: defaultdict[str, set[str]] = defaultdict(set)
    for scheme, code in codes:
        wanted[scheme].add(code)
    asked = Q(pk__in=())
    for scheme, held in wanted.items():
        asked |= Q(among("code", held), scheme=scheme)
    rows = Classification.objects.filter(asked).order_by().values_list("scheme", "code", "title_zh", "title_en")
    return {(scheme, code): Names(zh, en) for scheme, code, zh, en in rows}


def load_scheme_titles(scheme: str) -> dict[str, Names]:
    """Every code of a scheme that has a title."""
    rows = Classification.objects.filter(scheme=scheme).order_by("code").values_list("code", "title_zh", "title_en")
    return {code: Names(zh, en) for code, zh, en in rows}


def load_committee_names(keys: Collection[str] | None = None) -> dict[str, Names]:
    """Names of committees by their key: of these, or of all."""
    rows = Committee.objects.all() if keys is None else Committee.objects.filter(among("key", keys))
    return {key: Names(zh, en) for key, zh, en in rows.order_by().values_list("key", "name_zh", "name_en")}
