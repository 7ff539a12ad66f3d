"""The page of one standard: identity, status on a date, facts, relations, history, provenance."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guiju.catalogue import queries
from guiju.catalogue.forms import STATUSES, AsOfForm, own_title
from guiju.catalogue.queries.asked import list_editions_of
from guiju.catalogue.queries.record import StandardRecord
from guiju.catalogue.rules import Edition, Status, mandate_on
from guiju.catalogue.rules.nearest import number_of
from guiju.catalogue.rules.permissions import may_correct
from guiju.catalogue.views.chain import Chain, load_chain
from guiju.catalogue.views.citing import citations_shown
from guiju.catalogue.views.describing import data_block
from guiju.catalogue.views.feeds import subscriptions_of
from guiju.catalogue.views.record_facts import LEADING, conflicts_shown, facts_shown, history_shown, scope_shown
from guiju.catalogue.views.relations import sections_shown
from guiju.catalogue.views.timeline_bar import draw_bar, draw_events
from guiju.catalogue.views.using import terms_shown, uses_shown
from guiju.kernel.docid import parse
from guiju.kernel.reasons import Reason
from guiju.organisations.queries.standing import standing_of
from guiju.platform import reasons
from guiju.platform.language import page_language
from guiju.platform.registries import actions_on, panels


@require_safe
def standard(request: HttpRequest, key: str) -> HttpResponse:
    """The page of a standard; a former key, or another spelling, leads to it."""
    form = AsOfForm(request.GET)
    on = form.date
    try:
        record = queries.get_record(key, on=on)
    except queries.StandardNotFound:
        return _elsewhere(request, key, on)
    if record.standard.key != key:
        return _moved(request, record.standard.key)
    context = {
        **_context(record, on),
        "unread": form.unread,
        "json_ld": data_block(request, key),
        "subscriptions": subscriptions_of(request, key),
        "may_correct": may_correct(standing_of(request.user), parse(key)),
        "actions": actions_on("standard", request, key),
    }
    return render(request, "catalogue/standard.html", context)


def _elsewhere(request: HttpRequest, key: str, on: dt.date) -> HttpResponse:
    """A number in another spelling leads to its page; one without its year asks which; one that is not held says so."""
    meant = parse(key).key
    if meant not in {"", key} and queries.find_standard(meant) is not None:
        return _moved(request, meant)
    editions = _editions_of(key)
    if editions:
        return render(request, "catalogue/which_year.html", _which_year(key, editions, on))
    return render(request, "catalogue/absent.html", _absent(key), status=404)


def _editions_of(key: str) -> tuple[Edition, ...]:
    """Editions held of a number that is asked for without its year."""
    docid = parse(key)
    if not docid or docid.year:
        return ()
    return list_editions_of(number_of(docid))


def _which_year(key: str, editions: Sequence[Edition], on: dt.date) -> dict[str, Any]:
    """What the page offers: the edition in force before the others, which stay in their order.

    It asks rather than leads on: which edition a number without its year means depends on the date and on who asks.
    """
    rows = [(edition, own_title(edition.title_zh, edition.title_en), edition.status_on(on)) for edition in editions]
    in_force_first = sorted(rows, key=lambda row: row[2].status != Status.IN_FORCE)
    return {"number": parse(key).canonical, "rows": in_force_first, "on": on, "is_today": on == timezone.localdate()}


def _moved(request: HttpRequest, key: str) -> HttpResponseRedirect:
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return HttpResponseRedirect(reverse("standard", args=[key]) + query)


def _absent(key: str) -> dict[str, Any]:
    """What the page says of a number that is not held: what was understood, and what comes near."""
    docid = parse(key)
    near = queries.list_near_numbers(docid) if docid else ()
    return {"key": key, "number": docid.canonical or key, "near": [(item, _said(item.reason)) for item in near]}


def _said(reason: Reason) -> str:
    return reasons.render(reason, page_language())


def _context(record: StandardRecord, on: dt.date) -> dict[str, Any]:
    period = record.edition.status_on(on)
    chain, sections = load_chain(record, on), sections_shown(record, on)
    return {
        "standard": record.standard,
        "mandate": mandate_on(record.edition.facts, on),
        "on": on,
        "is_today": on == timezone.localdate(),
        "period": period,
        "word": STATUSES[period.status],
        "more_reasons": [_said(reason) for reason in period.reasons[LEADING:]],
        "next_period": record.edition.next_change(on),
        "bar": draw_bar(record.edition.periods, on),
        "facts": facts_shown(record.standard),
        "chain": chain,
        "sections": sections,
        **_succession(record, chain, on),
        "comparable": _comparable(record, chain),
        "has_drawings": bool(chain.edges) or any(section.graph for section in sections),
        "scope": scope_shown(record.sources),
        "history": history_shown(record.history, timezone.localdate()),
        "line": draw_events([entry.date for entry in record.history], on, timezone.localdate()),
        "uses": uses_shown(sections),
        "terms": terms_shown(record.standard),
        "records": record.sources,
        "conflicts": conflicts_shown(record.conflicts),
        "panels": _panels(record.standard.key),
        "citations": citations_shown(record.standard, record.edition),
        "siblings": _siblings(record, on),
        **_titles(record),
    }


def _comparable(record: StandardRecord, chain: Chain) -> list[str]:
    """What is offered to be set beside this edition: its other editions, what it replaced and what replaced it."""
    keys = [edition.key for edition in record.editions] + [row.key for row in chain.shown if row.held]
    return [key for key in dict.fromkeys(keys) if key != record.standard.key]


def _siblings(record: StandardRecord, on: dt.date) -> list[tuple[Edition, str]]:
    """The other editions of the number, newest first, each with its status."""
    return [(edition, edition.status_on(on).status) for edition in record.editions if not _same(edition, record)]


def _succession(record: StandardRecord, chain: Chain, on: dt.date) -> dict[str, Any]:
    """Whether something replaced the standard that no source names, and what newer editions are held then."""
    here = record.edition
    told = any(edge.old == here.key and not edge.part for edge in chain.edges)
    if told or here.status_on(on).status != Status.REPLACED:
        return {"replaced_by_unknown": False}
    newer = [(other, status) for other, status in _siblings(record, on) if (other.year or 0) > (here.year or 0)]
    return {"replaced_by_unknown": True, "newer": newer}


def _same(edition: Any, record: StandardRecord) -> bool:  # noqa: ANN401 (an edition)
    return bool(edition.key == record.standard.key)


def _titles(record: StandardRecord) -> dict[str, str]:
    """The title in the language that the page is not in, where the record has both."""
    chinese, english = record.standard.title_zh, record.standard.title_en
    if not (chinese and english):
        return {"other_title": ""}
    if page_language() == "zh":
        return {"other_title": english, "other_language": "en"}
    return {"other_title": chinese, "other_language": "zh-Hans"}


def _panels(key: str) -> list[dict[str, str]]:
    """What other sub-domains add to this page."""
    declared = sorted((panel for _name, panel in panels if panel.record == "standard"), key=lambda panel: panel.order)
    filled = [(panel, panel.context(key)) for panel in declared]
    return [
        {"title": _(panel.title), "body": render_to_string(panel.template, context)}
        for panel, context in filled
        if context is not None
    ]
