"""The words in which news is told, on pages and in feeds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from guiju.catalogue.rules.news import Section

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

SECTIONS: Final[dict[Section, _StrPromise]] = {
    Section.PUBLISHED: _("Published"),
    Section.IN_FORCE: _("Come into force"),
    Section.ENDED: _("Replaced or withdrawn"),
    Section.RECORDED: _("Newly recorded"),
    Section.CORRECTED: _("Records corrected"),
}

FACTS: Final[dict[str, _StrPromise]] = {
    "number": _("number"),
    "printed": _("number"),
    "level": _("level"),
    "mandate": _("mandate"),
    "title_zh": _("Chinese title"),
    "title_en": _("English title"),
    "issued_from": _("date of issue"),
    "issued_precision": _("date of issue"),
    "effective_from": _("date of implementation"),
    "effective_precision": _("date of implementation"),
    "withdrawn_from": _("date of withdrawal"),
    "withdrawn_precision": _("date of withdrawal"),
    "committee": _("committee"),
    "responsible_body": _("responsible body"),
    "issuing_body": _("issuing body"),
    "plan_number": _("plan number"),
    "record_number": _("filing number"),
    "status": _("status"),
    "classifications": _("classification codes"),
    "drafters": _("drafting organisations"),
}


def fact_words(facts: Iterable[str]) -> list[str]:
    """Facts in words, each once; those without a word of their own are what a source states beside them."""
    return list(dict.fromkeys(str(FACTS.get(fact, _("what sources state"))) for fact in facts))
