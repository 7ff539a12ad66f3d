"""What the catalogue tells other installations: records of its own sources, of which they make the same standards."""

from guiju.catalogue.queries.exchanging import SUBJECT, own_ids_after, own_ids_of_events, read_rows
from guiju.catalogue.services.exchanging import take_in_records
from guiju.platform.registries import Stream, exchanges

exchanges.add(
    "catalogue",
    Stream(
        about="what sources say of standards",
        subjects=frozenset({SUBJECT}),
        ids_after=own_ids_after,
        ids_of_events=own_ids_of_events,
        rows=read_rows,
        take_in=take_in_records,
    ),
)
