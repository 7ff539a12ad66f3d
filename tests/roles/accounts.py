"""Accounts and the three administrations."""

from __future__ import annotations

from guiju.models import Job
from guiju.organisations.services.tokens import create_token
from tests.factories_people import Cast, given_person
from tests.roles.place import Place, Places, fixed


def places_of_accounts(cast: Cast) -> Places:
    """One's own account, a token of the organisation, and what administrators look after."""
    token, _secret = create_token(name="x", scopes=[], organisation=cast.organisation)
    job = Job.objects.create(kind="platform.seal", state=Job.State.FAILED)
    duty = {"do": "give_duty", "duty": "catalogue", "region": "500000"}
    return {
        "account_token_end": fixed(prefix=token.prefix),
        "account_tokens": Place(sent={"name": "nightly", "days": "30", "owner": ""}),
        "account_confirm_email": fixed(key="no-such-key"),
        "account_reset_password_from_key": fixed(uidb36="1", key="no-such-key"),
        "administration_people_export": fixed(kind="csv"),
        "administration_person": Place({"key": given_person("somebody@example.org").uuid}, sent=duty),
        "administration_job": fixed(key=str(job.uuid)),
        "audit_export": fixed(kind="csv"),
    }
