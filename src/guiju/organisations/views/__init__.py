"""Pages of the organisations."""

from guiju.organisations.views.editing import (
    add_contact,
    add_participation,
    edit,
    identify,
    new,
    remove_contact,
    remove_participation,
)
from guiju.organisations.views.joining import domain, invitation, join, withdraw
from guiju.organisations.views.listing import export_organisations, organisations, own, picker
from guiju.organisations.views.officials import apart, decide, export_alike, export_claims, merge, queue, undo
from guiju.organisations.views.people import (
    add_domain,
    answer,
    change_role,
    export_members,
    invite,
    members,
    remove,
    remove_domain,
    revoke,
)
from guiju.organisations.views.showing import organisation

__all__ = [
    "add_contact",
    "add_domain",
    "add_participation",
    "answer",
    "apart",
    "change_role",
    "decide",
    "domain",
    "edit",
    "export_alike",
    "export_claims",
    "export_members",
    "export_organisations",
    "identify",
    "invitation",
    "invite",
    "join",
    "members",
    "merge",
    "new",
    "organisation",
    "organisations",
    "own",
    "picker",
    "queue",
    "remove",
    "remove_contact",
    "remove_domain",
    "remove_participation",
    "revoke",
    "undo",
    "withdraw",
]
