"""Where the role matrix goes: for every address that needs something, what fills its places and what is sent.

Add the places of a new address (`<…>`) or of one that wants a form to the file of its sub-domain, and a row to
role_matrix.csv. A place may come more than once, told apart in brackets: `report_approve (two people)`.
"""

from __future__ import annotations

from tests.factories_people import Cast
from tests.roles.accounts import places_of_accounts
from tests.roles.alerts import places_of_channels, places_of_inbox
from tests.roles.catalogue import given_catalogue, places_of_catalogue, places_of_checks
from tests.roles.organisations import places_of_officials, places_of_organisations, places_of_people
from tests.roles.place import Places
from tests.roles.watch import places_of_lists, places_of_watching


def given_places(cast: Cast) -> Places:
    """Everything the addresses name, made by the use cases, once for the whole walk; theirs, if it is anybody's."""
    given_catalogue()
    return {
        **places_of_catalogue(cast),
        **places_of_checks(cast),
        **places_of_accounts(cast),
        **places_of_organisations(cast),
        **places_of_people(cast),
        **places_of_officials(cast),
        **places_of_watching(cast),
        **places_of_lists(cast),
        **places_of_inbox(cast),
        **places_of_channels(cast),
    }


VARIANTS = (
    *("correct (a local standard)", "report_approve (two people)", "organisation (proposed)"),
    *("new_list (of the organisation)", "channel_add (of the organisation)"),
)
"""The places that come once more."""
