"""What alerts tell other installations: what was issued to organisations, and what they answered."""

from guiju.alerts.queries.exchanging import (
    ALERT,
    NOTICE,
    answers_after,
    answers_of_events,
    own_alerts_after,
    own_alerts_of_events,
    read_alerts,
    read_answers,
)
from guiju.alerts.services.exchanging import take_in_alerts, take_in_answers
from guiju.platform.registries import Stream, exchanges

exchanges.add(
    "alerts",
    Stream(
        about="alerts issued to organisations",
        subjects=frozenset({ALERT}),
        ids_after=own_alerts_after,
        ids_of_events=own_alerts_of_events,
        rows=read_alerts,
        take_in=take_in_alerts,
    ),
)
exchanges.add(
    "acknowledgements",
    Stream(
        about="which alerts of the other installation organisations have acknowledged",
        subjects=frozenset({NOTICE}),
        ids_after=answers_after,
        ids_of_events=answers_of_events,
        rows=read_answers,
        take_in=take_in_answers,
    ),
)
