"""What an update or a cancel does to what it replaces: that is not sent any more, and asks for nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.db.models import Q

from guiju.alerts.models import Alert, Delivery, Notice
from guiju.alerts.queries.pieces import pieces
from guiju.alerts.rules.messages import Kept


def told_before(later: Mapping[int, int]) -> Iterator[tuple[int, int, list[Kept]]]:
    """Who was told what new alerts replace, and why: new alert, recipient, reasons. `later` says what each replaces."""
    several = _inverse(later)
    for piece in pieces(sorted(several)):
        for alert, recipient, reasons in Notice.objects.filter(alert__in=piece).values_list(
            "alert_id", "recipient_id", "reasons"
        ):
            yield from ((new, recipient, reasons) for new in several[alert])


def silence(later: Mapping[int, int]) -> None:
    """Drop what waits of the alerts that are replaced, of those that had replaced them before too."""
    for piece in pieces(sorted(_replaced(later))):
        Notice.objects.filter(alert__in=piece).update(is_quiet=True)
        waiting = Delivery.objects.filter(notice__alert__in=piece, state=Delivery.State.WAITING)
        waiting.update(state=Delivery.State.DROPPED)


def addresses_reached(later: Mapping[int, int]) -> set[tuple[int, int]]:
    """Where something of what is replaced has been sent or may have been: new alert and address."""
    replaced = _replaced(later)
    found = set()
    for piece in pieces(sorted(replaced)):
        unsent = Q(state=Delivery.State.DROPPED, tries=0, worker="")
        rows = Delivery.objects.filter(notice__alert__in=piece).exclude(unsent).values_list("notice__alert", "address")
        found |= {(new, address) for alert, address in rows for new in replaced[alert]}
    return found


def _replaced(later: Mapping[int, int]) -> dict[int, set[int]]:
    """The alerts that new ones take the place of, and which those are: the one spoken of, and its earlier updates."""
    found, several = _inverse(later), _inverse(later)
    for piece in pieces(sorted(several)):
        for sibling, spoken_of in Alert.objects.filter(references__in=piece).values_list("id", "references_id"):
            assert spoken_of is not None
            for new in several[spoken_of]:
                if sibling < new:
                    found.setdefault(sibling, set()).add(new)
    return found


def _inverse(later: Mapping[int, int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for new, spoken_of in later.items():
        found.setdefault(spoken_of, set()).add(new)
    return found
