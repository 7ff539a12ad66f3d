"""Packages coming in: each whole or not at all, in their order, once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from django.conf import settings
from django.db import DataError, IntegrityError, transaction

from guiju.kernel.packages import BEFORE_THE_FIRST, Manifest, Package, PackageError
from guiju.kernel.reasons import Reason
from guiju.kernel.sheets.limits import Limits
from guiju.platform import audit
from guiju.platform.models import ReceivedPackage, User, Zone
from guiju.platform.registries import Origin, exchanges


class State(StrEnum):
    """What became of a package: taken in now, taken in before, one before it is missing, refused."""

    TAKEN = "taken"
    ALREADY = "already"
    WAITING = "waiting"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file; `counts` is what became of its rows, `reason` why it was not taken in."""

    file: str
    state: State
    stream: str = ""
    number: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)
    reason: Reason | None = None


def take_in_all(paths: Iterable[Path], *, actor: User | None = None) -> Iterator[Outcome]:
    """Take in every package that can be, in the order of their numbers whatever their names; the others are told of."""
    found: list[tuple[str, str, int, Path]] = []
    for path in paths:
        try:
            with Package(path, _limits()) as package:
                found.append((package.manifest.installation, package.manifest.stream, package.manifest.number, path))
        except PackageError as error:
            yield Outcome(path.name, State.REFUSED, reason=error.reason)
    for _installation, stream, number, path in sorted(found):
        try:
            yield take_in(path, actor=actor)
        except PackageError as error:
            state = State.WAITING if error.reason.code == "exchange.gap" else State.REFUSED
            yield Outcome(path.name, state, stream, number, reason=error.reason)


def take_in(path: Path, *, actor: User | None = None) -> Outcome:
    """Take in one package: its rows, a note of it and an entry in the audit trail are one transaction.

    A package taken in before changes nothing. `PackageError` for one that is damaged, altered, not signed by an
    installation registered here, of a stream it may not send, or not the next of its stream.
    """
    with Package(path, _limits()) as package, transaction.atomic():
        manifest = package.manifest
        zone = _sender(package)
        held = ReceivedPackage.objects.filter(zone=zone, stream=manifest.stream).order_by("-number")
        if (same := held.filter(number=manifest.number).first()) is not None:
            return _taken_before(package, same)
        _must_be_next(package, held.first())
        counts = _rows(package)
        facts = {"rows": manifest.rows, "digest": package.digest, "counts": dict(counts)}
        ReceivedPackage.objects.create(zone=zone, stream=manifest.stream, number=manifest.number, **facts)
        audit.record(
            action="exchange.import",
            subject=("zone", str(zone.uuid)),
            actor=actor,
            after={"stream": manifest.stream, "number": manifest.number, **facts},
            origin=package.name[:100],
        )
        return Outcome(package.name, State.TAKEN, manifest.stream, manifest.number, counts)


def list_received() -> list[ReceivedPackage]:
    """The last package of every stream of every zone."""
    last: dict[tuple[int, str], ReceivedPackage] = {}
    for package in ReceivedPackage.objects.select_related("zone").order_by("zone", "stream", "number"):
        last[package.zone_id, package.stream] = package
    return list(last.values())


def _limits() -> Limits:
    """Rows are read twice, once for their digest."""
    unpacked = settings.GUIJU_MAX_UNPACKED_MB * 1024 * 1024
    return Limits(max_bytes=unpacked, max_unpacked_bytes=2 * unpacked)


def _sender(package: Package) -> Zone:
    """Who made the package, after its signature and its rows were checked; one transaction a sender at a time."""
    manifest = package.manifest
    zone = Zone.objects.select_for_update().filter(uuid=manifest.installation, is_trusted=True).first()
    if zone is None:
        raise PackageError("stranger", file=package.name, installation=manifest.installation)
    package.verify(zone.key_bytes)
    if manifest.stream not in exchanges:
        raise PackageError("stream", file=package.name, stream=manifest.stream)
    if manifest.stream not in zone.streams:
        raise PackageError("not_allowed", file=package.name, stream=manifest.stream, zone=zone.name)
    return zone


def _taken_before(package: Package, same: ReceivedPackage) -> Outcome:
    if same.digest != package.digest:
        raise PackageError("forked", **_which(package))
    return Outcome(package.name, State.ALREADY, same.stream, same.number)


def _must_be_next(package: Package, last: ReceivedPackage | None) -> None:
    """The next of its stream, or one that begins the stream anew."""
    manifest, number = package.manifest, last.number if last else 0
    if manifest.number < number:
        raise PackageError("outdated", **_which(package), last=number)
    if manifest.whole:
        return
    if manifest.number > number + 1:
        raise PackageError("gap", **_which(package), first=number + 1, until=manifest.number - 1)
    if manifest.previous != (last.digest if last else BEFORE_THE_FIRST):
        raise PackageError("chain", **_which(package))


def _which(package: Package) -> dict[str, object]:
    manifest: Manifest = package.manifest
    return {"file": package.name, "stream": manifest.stream, "number": manifest.number}


def _rows(package: Package) -> Mapping[str, int]:
    origin = Origin(package.manifest.installation, package.name, package.digest)
    try:
        return exchanges.get(package.manifest.stream).take_in(package.rows(), origin)
    except (ValueError, LookupError, TypeError, DataError, IntegrityError) as error:
        raise PackageError("content", **_which(package), told=_short(error)) from error


def _short(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"[:200]
