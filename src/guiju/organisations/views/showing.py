"""The page of an organisation: what everybody may know; people and contacts for those who belong to it."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from guiju.organisations.forms import KINDS, PARTS, SCHEMES
from guiju.organisations.models import Organisation
from guiju.organisations.queries.finding import count_managers, place_of
from guiju.organisations.queries.listing import list_merges, list_participants, list_participations, list_records
from guiju.organisations.queries.queue import find_waiting
from guiju.organisations.queries.trees import path_of
from guiju.organisations.rules import permissions
from guiju.organisations.rules.regions import INDUSTRY_TREE, REGION_TREE, Tree
from guiju.organisations.rules.standing import Standing
from guiju.organisations.views.acting import back_to, page, seen_organisation, standing
from guiju.platform.language import own_words

MOST_RECORDS = 20
MOST_PARTICIPANTS = 200


@require_safe
def organisation(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """What is known of an organisation; one that was merged leads to where it went."""
    found = seen_organisation(request, key)
    if found.merged_into is not None:
        return back_to("organisation", found.merged_into.uuid)
    return page(request, "show.html", frame(found, standing(request)) | _facts(found, standing(request)))


def frame(found: Organisation, asks: Standing) -> dict[str, Any]:
    """What every page of an organisation shows above its own part, and what the person may do."""
    place = place_of(found)
    return {
        "organisation": found,
        "kind": KINDS.get(found.kind, found.kind),
        "may_edit": permissions.may_edit_profile(asks, place),
        "may_identify": permissions.may_edit_identity(asks, place),
        "may_see_people": permissions.may_see_people(asks, place),
        "may_manage": permissions.may_manage_members(asks, place),
        "may_ask": permissions.may_ask(asks) and not permissions.may_see_people(asks, place),
        "waiting": find_waiting(found, asks.user) if asks.user else None,
    }


def _facts(found: Organisation, asks: Standing) -> dict[str, Any]:
    contacts = found.contacts.all()
    if not permissions.may_edit_profile(asks, place_of(found)) and not permissions.may_see_people(
        asks, place_of(found)
    ):
        contacts = contacts.filter(is_public=True)
    records = list_records(found)
    participants = list_participants(found)
    return {
        "region": words_of(REGION_TREE, found.region),
        "industry": words_of(INDUSTRY_TREE, found.industry),
        "codes": [(SCHEMES.get(code.scheme, code.scheme), code.code) for code in found.codes.all()],
        "names": found.names.order_by("kind", "pk"),
        "contacts": contacts,
        "participations": [(one, PARTS[one.role]) for one in list_participations(found)],
        "participants": [(one, PARTS[one.role]) for one in participants[:MOST_PARTICIPANTS]],
        "participants_count": participants.count(),
        "records": records[:MOST_RECORDS],
        "records_count": records.count(),
        "merges": list_merges(found).filter(undone_at=None),
        "managers": count_managers(found),
    }


def words_of(tree: Tree, code: str) -> str:
    """A code with the titles from the top down to it."""
    titles = " › ".join(own_words(*titles) for titles in path_of(tree, code))
    return f"{code} {titles}".strip()
