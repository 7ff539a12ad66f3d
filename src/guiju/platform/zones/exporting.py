"""Packages going out: numbered, signed, kept here, and copied to the folder that is carried over."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from django.db import transaction
from django.utils import timezone

from guiju import __version__
from guiju.kernel.packages import BEFORE_THE_FIRST, Label, PackageError, write_package
from guiju.platform import audit
from guiju.platform.models import SentPackage, User
from guiju.platform.registries import Stream, exchanges
from guiju.platform.zones.identity import Identity, folder, own_identity
from guiju.platform.zones.places import Place, Portion, next_portion

ROWS_A_PACKAGE: Final = 10_000


def export_news(*, streams: Sequence[str], to: Path, actor: User | None = None) -> Iterator[SentPackage]:
    """Make packages of what happened in these streams since the last ones; a stream without news makes none.

    Each package is kept here, noted, and then copied to the folder. `LookupError` for a stream that does not exist.
    """
    chosen = _chosen(streams)
    with _alone():
        identity = own_identity()
        for name, stream in chosen:
            last = _last(identity, name)
            place = Place.load(last.place) if last else None
            yield from _export(identity, name, stream, place, to, actor)


def export_whole(*, stream: str, to: Path, after: int = 0, actor: User | None = None) -> Iterator[SentPackage]:
    """Make packages of everything a stream holds, for a zone that has lost its place in it or is new.

    The first one may be taken in whatever went before. `after` is the number of the last package that the other zone
    has, where that is more than is known here (this database was restored from an older copy).
    """
    ((name, chosen),) = _chosen([stream])
    with _alone():
        yield from _export(own_identity(), name, chosen, None, to, actor, after)


def export_again(*, stream: str, first: int, to: Path) -> Iterator[SentPackage]:
    """Copy packages that were made before, from a number on, byte for byte; `PackageError` where one is not kept."""
    _chosen([stream])
    identity = own_identity()
    made = SentPackage.objects.filter(installation=identity.installation, stream=stream, number__gte=first)
    found = list(made.order_by("number"))
    if not found or found[0].number != max(first, 1):
        last = _last(identity, stream)
        raise PackageError("never_made", stream=stream, number=first, last=last.number if last else 0)
    for package in found:
        _hand_out(package, to)
        yield package


def list_sent() -> list[SentPackage]:
    """The last package of every stream."""
    last: dict[tuple[object, str], SentPackage] = {}
    for package in SentPackage.objects.order_by("made_at", "number"):
        last[package.installation, package.stream] = package
    return list(last.values())


def _chosen(streams: Sequence[str]) -> list[tuple[str, Stream]]:
    return [(name, exchanges.get(name)) for name in dict.fromkeys(streams)]


def _last(identity: Identity, stream: str) -> SentPackage | None:
    made = SentPackage.objects.filter(installation=identity.installation, stream=stream)
    return made.order_by("-number").first()


def _export(
    identity: Identity,
    name: str,
    stream: Stream,
    place: Place | None,
    to: Path,
    actor: User | None,
    after: int = 0,
) -> Iterator[SentPackage]:
    whole = place is None
    place = place or Place.beginning()
    while True:
        with transaction.atomic():
            portion = next_portion(stream, place, ROWS_A_PACKAGE)
            if not portion.ids:
                _move_on(identity, name, portion.place, whole=whole)
                return
            package = _make(identity, name, stream, portion, whole=whole, after=after)
            after_facts = {"number": package.number, "rows": package.rows, "digest": package.digest}
            audit.record(action="exchange.export", subject=("stream", name), actor=actor, after=after_facts)
        _hand_out(package, to)
        yield package
        whole, place = False, portion.place


def _make(identity: Identity, name: str, stream: Stream, portion: Portion, *, whole: bool, after: int) -> SentPackage:
    last = _last(identity, name)
    now = timezone.now()
    label = Label(
        installation=identity.installation,
        stream=name,
        number=max(last.number if last else 0, after) + 1,
        previous=last.digest if last else BEFORE_THE_FIRST,
        whole=whole,
        made_at=now.isoformat(timespec="seconds"),
        version=__version__,
    )
    kept = folder() / "sent"
    kept.mkdir(exist_ok=True)
    written = write_package(kept, label, stream.rows(portion.ids), identity.key)
    return SentPackage.objects.create(
        installation=identity.installation,
        stream=name,
        number=label.number,
        digest=written.digest,
        file_name=written.path.name,
        whole=whole,
        rows=written.manifest.rows,
        place=portion.place.dump(),
        made_at=now,
    )


def _move_on(identity: Identity, name: str, place: Place, *, whole: bool) -> None:
    """What was looked through and held nothing of the stream is not looked through again."""
    last = _last(identity, name)
    if last is not None and not whole:
        SentPackage.objects.filter(pk=last.pk).update(place=place.dump())


def _hand_out(package: SentPackage, to: Path) -> None:
    """Copy a kept package; under a name of its own until it is complete, so that nobody carries half of one."""
    kept = folder() / "sent" / package.file_name
    if not kept.is_file():
        raise PackageError("not_kept", stream=package.stream, number=package.number, file=kept)
    draft = to / f".{package.file_name}.part"
    shutil.copyfile(kept, draft)
    draft.replace(to / package.file_name)


@contextmanager
def _alone() -> Iterator[None]:
    """One export at a time; the lock goes with its holder, however that ends."""
    with (folder() / "lock").open("w", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
