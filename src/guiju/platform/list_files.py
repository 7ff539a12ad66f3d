"""Files that lists come in: how large they may be, what they are known again by, where their refused rows go."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils import timezone

from guiju.kernel.sheets import Limits
from guiju.platform.importing import SourceSpec

_GLUE: Final = "\x1f"


def limits() -> Limits:
    """An import is an administrator's work from a file at hand: the size of an upload does not bound it."""
    unpacked = settings.GUIJU_MAX_UNPACKED_MB * 1024 * 1024
    return Limits(max_bytes=unpacked, max_unpacked_bytes=4 * unpacked, max_rows=100_000_000)


def fingerprint(path: Path) -> str:
    """SHA-256 of a file; of a folder, of the names, sizes and times of what is in it."""
    if path.is_file():
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    held = ((str(one.relative_to(path)), one.stat()) for one in sorted(path.rglob("*")) if one.is_file())
    digest = hashlib.sha256()
    for name, stat in held:
        digest.update(f"{name}{_GLUE}{stat.st_size}{_GLUE}{stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def rejects_path(spec: SourceSpec) -> Path:
    """A file of its own for every run: what is being corrected is never written over."""
    name = f"{file_stem(spec.key)}.{timezone.localtime():%Y%m%d-%H%M%S-%f}.rejects.csv"
    return Path(settings.GUIJU_HOME) / "rejects" / name


def file_stem(name: str) -> str:
    """A name as a file can carry it."""
    kept = "".join(char if char.isalnum() or char in "-_" else "-" for char in name)
    return kept[:80] or "list"
