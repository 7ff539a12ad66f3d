"""That something was issued or acknowledged, kept in the table of events: what other installations follow."""

from __future__ import annotations

from collections.abc import Iterable

from guiju.alerts.queries.exchanging import ALERT, NOTICE
from guiju.platform import events
from guiju.platform.events import Happening


def tell_issued(alerts: Iterable[int]) -> None:
    """These alerts (by id) have new notices. Call it inside the transaction that makes them."""
    events.emit_many(Happening("alert.issued", (ALERT, str(pk))) for pk in sorted(alerts))


def tell_acknowledged(notices: Iterable[int]) -> None:
    """These notices (by id) were acknowledged. Call it inside the transaction that marks them."""
    events.emit_many(Happening("alert.acknowledged", (NOTICE, str(pk))) for pk in sorted(notices))
