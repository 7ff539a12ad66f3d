"""Signed packages: rows of one stream that go from one installation to another as a file.

A package is a zip of three members: `rows.jsonl` (one JSON object a line), `manifest.json` (who made it, which stream,
which number, the digest of the package before, the digest of the rows) and `signature` (Ed25519 over the bytes of the
manifest). The digest of a package is the SHA-256 of its manifest, so packages of a stream make a chain.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Final, Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from guiju.kernel.reasons import Reason
from guiju.kernel.sheets.archive import Archive
from guiju.kernel.sheets.errors import SheetError, TooLargeError
from guiju.kernel.sheets.limits import Limits, in_megabytes

FORMAT: Final = 1
ROWS: Final = "rows.jsonl"
MANIFEST: Final = "manifest.json"
SIGNATURE: Final = "signature"
LONGEST_HEAD: Final = 64 * 1024
"""Bytes of manifest and signature; ours have less than one."""
LONGEST_ROW: Final = 16 * 1024 * 1024
BEFORE_THE_FIRST: Final = ""

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_PATTERNS: Final = {
    "installation": r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}",
    "stream": r"[a-z_]{1,50}",
    "previous": r"(?:[0-9a-f]{64})?",
    "sha256": r"[0-9a-f]{64}",
}
_MOST: Final = 2**31 - 1

Row = dict[str, Any]


class PackageError(Exception):
    """A package that cannot be taken in; `reason` says why and what to do."""

    def __init__(self, code: str, **params: object) -> None:
        self.reason = Reason.of(f"exchange.{code}", **params)
        super().__init__(f"{self.reason.code} {dict(self.reason.params)}")


@dataclass(frozen=True, slots=True)
class Label:
    """What a package is: `number` counts from 1 in its stream, `previous` is the digest of the one before.

    `whole` begins a stream anew: it needs nothing that went before.
    """

    installation: str
    stream: str
    number: int
    previous: str
    whole: bool
    made_at: str
    version: str


@dataclass(frozen=True, slots=True)
class Manifest(Label):
    """The label with what the rows must be; the format comes first so that later ones can differ in all else."""

    rows: int
    bytes: int
    sha256: str
    format: int = FORMAT

    @property
    def file_name(self) -> str:
        """The name the package travels under; only the manifest counts."""
        return f"{self.installation[:8]}-{self.stream}-{self.number:06d}.zip"


@dataclass(frozen=True, slots=True)
class Written:
    """A package on disk and its digest."""

    path: Path
    manifest: Manifest
    digest: str


def write_package(folder: Path, label: Label, rows: Iterable[Mapping[str, Any]], key: Ed25519PrivateKey) -> Written:
    """Write one package into a folder under its own name; equal content makes equal bytes."""
    draft = folder / f".{label.stream}-{label.number}.part"
    with zipfile.ZipFile(draft, "w") as archive:
        count, size, digest = 0, 0, hashlib.sha256()
        with archive.open(_member(ROWS), "w") as member:
            for row in rows:
                line = json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
                member.write(line)
                digest.update(line)
                count, size = count + 1, size + len(line)
        manifest = Manifest(**asdict(label), rows=count, bytes=size, sha256=digest.hexdigest())
        head = json.dumps(asdict(manifest), sort_keys=True, indent=1).encode()
        archive.writestr(_member(MANIFEST), head)
        archive.writestr(_member(SIGNATURE), base64.b64encode(key.sign(head)))
    path = draft.replace(folder / manifest.file_name)
    return Written(path, manifest, hashlib.sha256(head).hexdigest())


def _member(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


class Package:
    """A package being read: nothing is extracted, nothing is believed before the signature was checked."""

    def __init__(self, path: Path, limits: Limits) -> None:
        if not path.is_file() or path.stat().st_size == 0:
            raise PackageError("broken", file=path.name)
        if path.stat().st_size > limits.max_bytes:
            raise PackageError("too_large", file=path.name, limit=in_megabytes(limits.max_bytes))
        self.name = path.name
        with _told(self.name):
            self._archive = Archive(path, limits)
        try:
            self._must_be_whole()
            self._head = self._small(MANIFEST)
            self.manifest = _manifest(self._head, self.name)
        except BaseException:
            self._archive.__exit__()
            raise
        self.digest = hashlib.sha256(self._head).hexdigest()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exc: object) -> None:
        self._archive.__exit__()

    def verify(self, public_key: bytes) -> None:
        """`PackageError` unless the manifest was signed with this key and the rows are those it speaks of."""
        try:
            signature = base64.b64decode(self._small(SIGNATURE), validate=True)
            Ed25519PublicKey.from_public_bytes(public_key).verify(signature, self._head)
        except (InvalidSignature, ValueError, binascii.Error) as error:
            raise PackageError("forged", file=self.name) from error
        digest, size = hashlib.sha256(), 0
        for chunk in self._chunks(ROWS):
            digest.update(chunk)
            size += len(chunk)
            if size > self.manifest.bytes:
                break
        if (size, digest.hexdigest()) != (self.manifest.bytes, self.manifest.sha256):
            raise PackageError("altered", file=self.name)

    def rows(self) -> Iterator[Row]:
        """The rows in their order; `PackageError` where a line is none."""
        count = 0
        for count, line in enumerate(self._lines(), start=1):
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise PackageError("row", file=self.name, row=count) from error
            if not isinstance(row, dict):
                raise PackageError("row", file=self.name, row=count)
            yield row
        if count != self.manifest.rows:
            raise PackageError("altered", file=self.name)

    def _must_be_whole(self) -> None:
        if sorted(info.filename for info in self._archive.zip.infolist()) != [MANIFEST, ROWS, SIGNATURE]:
            raise PackageError("broken", file=self.name)

    def _lines(self) -> Iterator[bytes]:
        rest = b""
        for chunk in self._chunks(ROWS):
            *lines, rest = (rest + chunk).split(b"\n")
            yield from lines
            if len(rest) > LONGEST_ROW:
                raise PackageError("too_large", file=self.name, limit=in_megabytes(LONGEST_ROW))
        if rest:
            yield rest

    def _small(self, name: str) -> bytes:
        found = b""
        for chunk in self._chunks(name):
            found += chunk
            if len(found) > LONGEST_HEAD:
                raise PackageError("broken", file=self.name)
        return found

    def _chunks(self, name: str) -> Iterator[bytes]:
        with _told(self.name):
            yield from self._archive.chunks(name)


@contextmanager
def _told(file: str) -> Iterator[None]:
    """Faults of the container, in the words of packages."""
    try:
        yield
    except TooLargeError as error:
        limit = dict(error.reason.params).get("limit", "")
        raise PackageError("too_large", file=file, limit=limit) from error
    except SheetError as error:
        raise PackageError("broken", file=file) from error


def _manifest(head: bytes, file: str) -> Manifest:
    """The manifest, each of its fields of the kind it must be."""
    try:
        told = json.loads(head)
        if isinstance(told, dict) and type(told.get("format")) is int and told["format"] > FORMAT:
            raise PackageError("format", file=file, version=str(told.get("version", ""))[:20])
        manifest = Manifest(**told)
        sound = all(_sound(manifest, field.name, str(field.type)) for field in fields(manifest))
    except (ValueError, TypeError, RecursionError) as error:
        raise PackageError("broken", file=file) from error
    if not sound or manifest.number < 1:
        raise PackageError("broken", file=file)
    return manifest


def _sound(manifest: Manifest, name: str, kind: str) -> bool:
    value = getattr(manifest, name)
    if type(value).__name__ != kind:
        return False
    if isinstance(value, int):
        return 0 <= value <= (2**63 - 1 if name == "bytes" else _MOST)
    return bool(re.fullmatch(_PATTERNS.get(name, r"[\x20-\x7e]{1,100}"), value))
