"""A standard's facts, history and disagreements in the words of its page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guiju.catalogue.forms import LEVELS, MANDATES, own_title
from guiju.catalogue.importers.values import read_markup
from guiju.catalogue.queries.classifications import NO_NAMES, load_code_titles
from guiju.platform import reasons
from guiju.platform.language import page_language

if TYPE_CHECKING:
    from guiju.catalogue.models import Standard
    from guiju.catalogue.queries.record import HistoryEntry, SourceView
    from guiju.catalogue.rules.merging import Conflict
    from guiju.kernel.reasons import Reason

LEADING: Final = 3
"""Reasons past these are folded away: a standard may have forty successors."""
FIELDS: Final = {
    "title_zh": gettext_lazy("Title in Chinese"),
    "title_en": gettext_lazy("Title in English"),
    "issued": gettext_lazy("Issued"),
    "effective": gettext_lazy("In force from"),
    "withdrawn": gettext_lazy("Date of withdrawal"),
    "status": gettext_lazy("Status"),
    "level": gettext_lazy("Level"),
    "mandate": gettext_lazy("Mandate"),
    "committee": gettext_lazy("Committee"),
    "ics": gettext_lazy("ICS"),
    "ccs": gettext_lazy("CCS"),
    "plan_number": gettext_lazy("Plan number"),
    "record_number": gettext_lazy("Record number"),
}
HAPPENED: Final = {
    "issued": gettext_lazy("Issued"),
    "amended": gettext_lazy("Amendment or corrigendum %(key)s"),
    "replaced_in_part": gettext_lazy("Replaced in part by %(key)s"),
    "confirmed": gettext_lazy("Confirmed at its review, as %(key)s was seen to say on this day"),
}
"""What happened beside changes of status, in words."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A value, perhaps with where it leads and a remark."""

    text: str
    address: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of the history; `more` are reasons beside the leading ones."""

    date: str
    text: str
    status: str
    is_ahead: bool
    more: tuple[str, ...] = ()


def facts_shown(row: Standard) -> list[tuple[str, list[Shown]]]:
    """Label and values of every fact the record has."""
    return [(label, values) for label, values in every_fact(row) if values]


def every_fact(row: Standard) -> list[tuple[str, list[Shown]]]:
    """The same with those the record has nothing of."""
    dual = [Shown(row.number)] if row.number != row.key else []
    facts = [
        (_("Standard number"), [Shown(row.printed)]),
        (_("Double number"), dual),
        (_("Issuing prefix"), [Shown(row.body, _filtered("body", row.body))]),
        (_("Level"), _worded(LEVELS, row.level, "level")),
        (_("Mandate"), _worded(MANDATES, row.mandate, "mandate")),
        ("ICS", _codes(row, "ICS")),
        ("CCS", _codes(row, "CCS")),
        (_("Committee"), _committee(row)),
        (_("Responsible body"), [Shown(row.responsible_body.name)] if row.responsible_body else []),
        (_("Issuing body"), [Shown(row.issuing_body.name)] if row.issuing_body else []),
        (_("Plan number"), [Shown(row.plan_number)]),
        (_("Record number"), [Shown(row.record_number)]),
        (_("Drafting organisations"), [Shown(item.name) for item in row.drafting_organisations.all()]),
    ]
    return [(label, [value for value in values if value.text]) for label, values in facts]


def _worded(words: Any, value: str, name: str) -> list[Shown]:  # noqa: ANN401 (a table of words)
    return [Shown(str(words.get(value, value)), _filtered(name, value))] if value else []


def _codes(row: Standard, scheme: str) -> list[Shown]:
    """The codes, each leading to the standards under it, with its title where the classification is held."""
    codes = [item.code for item in row.classifications.all() if item.scheme == scheme]
    titles = load_code_titles((scheme, code) for code in codes)
    return [
        Shown(code, _filtered(scheme.lower(), code), own_title(*titles.get((scheme, code), NO_NAMES))) for code in codes
    ]


def _committee(row: Standard) -> list[Shown]:
    if row.committee is None:
        return []
    name = row.committee.name_zh or row.committee.name_en
    address = _filtered("committee", row.committee.key)
    return [Shown(row.committee.key, address, note=name if name != row.committee.key else "")]


def _filtered(name: str, value: str) -> str:
    return f"{reverse('standards')}?{urlencode({name: value})}"


@dataclass(frozen=True, slots=True)
class Scope:
    """What a standard is about, in its source's own words; `html` is safe to show."""

    html: SafeString
    source: str


def scope_shown(sources: Iterable[SourceView]) -> Scope | None:
    """The scope as the best-ranked source that tells it has it.

    It was cleaned when it was read; what reaches a page is cleaned again, however it came into the database.
    """
    told = ((view, read_markup(str(view.facts.get("scope") or ""))) for view in sources)
    return next((Scope(SafeString(text), view.name) for view, text in told if text), None)


def history_shown(entries: Iterable[HistoryEntry], today: dt.date) -> list[Step]:
    """The history, oldest first; what lies ahead is marked so."""
    return [_step(entry, today) for entry in entries]


def _step(entry: HistoryEntry, today: dt.date) -> Step:
    ahead = entry.date > today
    if entry.what in HAPPENED:
        return Step(entry.shown, str(HAPPENED[entry.what]) % {"key": entry.key}, "", ahead)
    if entry.what == "mandate_changed":
        return Step(entry.shown, _mandate_change(entry.reasons), "", ahead)
    return Step(entry.shown, _said(entry.reasons[:LEADING]), entry.what, ahead, _more(entry.reasons))


def _said(given: Sequence[Reason]) -> str:
    return reasons.render_all(tuple(given), page_language())


def _more(given: Sequence[Reason]) -> tuple[str, ...]:
    return tuple(reasons.render(reason, page_language()) for reason in given[LEADING:])


def _mandate_change(given: Sequence[Reason]) -> str:
    values = dict(given[0].params)
    words = {name: str(MANDATES.get(values[name], values[name])) for name in ("before", "after")}
    return _("Mandate changed from %(before)s to %(after)s; formerly %(former)s") % {
        **words,
        "former": values["former"],
    }


def conflicts_shown(conflicts: Iterable[Conflict]) -> list[dict[str, Any]]:
    """Where sources disagree: the field, what each says, which value is taken and why."""
    return [
        {
            "field": str(FIELDS.get(conflict.field, conflict.field)),
            "values": [
                {"text": _value(conflict.field, text), "source": source, "won": place == 0}
                for place, (source, text) in enumerate(conflict.values)
            ],
            "why": reasons.render(conflict.why, page_language()),
        }
        for conflict in conflicts
    ]


def _value(field: str, text: str) -> str:
    words: dict[str, Any] = {"level": LEVELS, "mandate": MANDATES}.get(field, {})
    return str(words.get(text, text))
