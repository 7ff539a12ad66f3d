"""How far a source is believed, changed after the fact: what it decides is decided again."""

from __future__ import annotations

from django.db import transaction

from guiju.catalogue.queries.exchanging import RANKED, SUBJECT
from guiju.catalogue.queries.sources import list_shared_keys
from guiju.catalogue.services.batches import happenings, replaced_by
from guiju.catalogue.services.importing import permit
from guiju.catalogue.services.merging import Merger
from guiju.catalogue.services.periods import rewrite_periods
from guiju.catalogue.services.stamping import stamp
from guiju.platform import audit, events
from guiju.platform.events import Happening
from guiju.platform.models import Source, User


class UnknownSource(LookupError):  # noqa: N818 (reads as what happened)
    """No source of that key; the message names those there are."""


def change_rank(*, key: str, rank: int, actor: User | None = None, why: str = "") -> int:
    """Set a source's rank (1 is believed first, 99 last) and merge anew the standards it shares with other sources.

    Returns how many facts and timelines changed. All in one transaction with an entry in the audit trail.
    `UnknownSource`, `ValueError` for a rank out of range, `PermissionDenied` for an actor who may not.
    """
    permit(actor)
    if not 1 <= rank <= 99:
        raise ValueError(f"a rank is 1 to 99, not {rank}")
    with transaction.atomic():
        source = Source.objects.select_for_update().filter(key=key).first()
        if source is None:
            there_are = ", ".join(Source.objects.values_list("key", flat=True))
            raise UnknownSource(f"no source {key!r}; there are: {there_are}")
        before, source.rank = source.rank, rank
        source.save(update_fields=["rank"])
        changed = _merge_again(key) if before != rank else 0
        events.emit([Happening(RANKED, (SUBJECT, key))] if before != rank else [])
        audit.record(
            action="catalogue.rank",
            subject=("source", key),
            actor=actor,
            before={"rank": before},
            after={"rank": rank, "changed": changed},
            why=why,
        )
    return changed


def _merge_again(source: str) -> int:
    merger, count = Merger(), 0
    for keys in list_shared_keys(source):
        merged = merger.merge_again(keys)
        periods = rewrite_periods({*keys, *replaced_by(keys)}, created=())
        stamp(key for key, _told in (*merged.changes, *periods))
        events.emit_many(happenings((), merged.changes, periods))
        count += len(merged.changes) + len(periods)
    return count
