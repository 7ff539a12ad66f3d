"""Two installations in one database: what the sender makes is rolled back, its packages stay."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from guiju.catalogue.models import MandateChange, Relation, SourceRecord, Standard, StandardClassification, StatusPeriod
from guiju.platform.zones.exporting import export_news
from guiju.platform.zones.identity import own_identity, read_card
from guiju.platform.zones.neighbours import register_zone

STREAMS = ("catalogue", "alerts", "acknowledgements")


@contextmanager
def at(home: Path) -> Iterator[None]:
    """Be the installation of this home; its key and packages are its own."""
    home.mkdir(exist_ok=True)
    before, settings.GUIJU_HOME = settings.GUIJU_HOME, home
    own_identity(home.name).card.write(home.parent / f"{home.name}.key")
    try:
        yield
    finally:
        settings.GUIJU_HOME = before


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written is rolled back."""
    point = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)


def packages_of(
    home: Path, *steps: Callable[[], object], streams: tuple[str, ...] = ("catalogue",), out: str = ""
) -> list[Path]:
    """Packages an installation makes, one export after every step, in their order; its rows are gone again."""
    folder = home.parent / (out or f"{home.name}-out")
    folder.mkdir(exist_ok=True)
    made: list[Path] = []
    with at(home), undone():
        for step in steps:
            step()
            made += [folder / package.file_name for package in export_news(streams=streams, to=folder)]
    return made


def believe(home: Path, *streams: str) -> None:
    """Register the key of the installation of a home."""
    register_zone(card=read_card(home.parent / f"{home.name}.key"), streams=streams or STREAMS)


def everything() -> dict[str, list[Any]]:
    """What a catalogue holds, without ids, runs and moments of writing."""
    records = ("source__key", "source__rank", "key", "raw_number", "status_word", "raw", "facts", "digest", "seen_at")
    standards = ("key", "number", "level", "mandate", "title_zh", "title_en", "issued_from", "effective_from")
    more = ("effective_precision", "withdrawn_from", "committee__key", "issuing_body__name", "plan_number")
    relations = ("record__key", "type", "subject_key", "object_key", "dated", "scope", "degree")
    mandates = ("standard_key", "former_key", "before", "after", "on_from", "on_precision")
    return {
        "records": list(SourceRecord.objects.order_by("source__key", "key").values_list(*records)),
        "standards": list(Standard.objects.order_by("key").values_list(*standards, *more)),
        "relations": sorted(Relation.objects.values_list(*relations)),
        "mandates": list(MandateChange.objects.order_by("standard_key").values_list(*mandates)),
        "codes": sorted(StandardClassification.objects.values_list("standard__key", "scheme", "code")),
        "periods": sorted(StatusPeriod.objects.values_list("standard__key", "start", "end", "status", "dated")),
    }


def copied(paths: list[Path], folder: Path) -> list[Path]:
    """The files under names that say nothing."""
    folder.mkdir(exist_ok=True)
    return [Path(shutil.copy(path, folder / f"{place}.zip")) for place, path in enumerate(paths)]
