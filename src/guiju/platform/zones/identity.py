"""This installation's name and key, kept in GUIJU_HOME/exchange, and the file by which another one knows it."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from guiju.kernel.packages import PackageError

LONGEST_NAME: Final = 100
MOST_BYTES: Final = 10_000
_KEY_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class Identity:
    """Who signs: `installation` names it for ever, `name` is for people."""

    installation: str
    name: str
    key: Ed25519PrivateKey

    @property
    def card(self) -> Card:
        """What others may know."""
        return Card(self.installation, self.name, base64.b64encode(self.key.public_key().public_bytes_raw()).decode())


@dataclass(frozen=True, slots=True)
class Card:
    """An installation's public side: its uuid, its name, its public key (base64 of 32 bytes)."""

    installation: str
    name: str
    public_key: str

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the key, in groups of four that people compare."""
        return fingerprint_of(self.public_key)

    def write(self, path: Path) -> None:
        """The file that is handed to the other side."""
        told = {"installation": self.installation, "name": self.name, "public_key": self.public_key}
        path.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def fingerprint_of(public_key: str) -> str:
    """SHA-256 of a key, in groups of four."""
    digest = hashlib.sha256(base64.b64decode(public_key)).hexdigest().upper()
    return "-".join(re.findall("....", digest))


def folder() -> Path:
    """Where key and sent packages are kept."""
    path = Path(settings.GUIJU_HOME) / "exchange"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def find_identity() -> Identity | None:
    """This installation's identity; None where none was made yet. `PackageError` where it cannot be read."""
    path = folder() / "identity.json"
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(told["private_key"], validate=True))
        return Identity(_plain(told, "installation"), _plain(told, "name"), key)
    except FileNotFoundError:
        return None
    except (ValueError, LookupError, TypeError, OSError) as error:
        raise PackageError("identity", file=path) from error


def own_identity(name: str = "") -> Identity:
    """This installation's identity, made at the first call and readable by its owner alone."""
    found = find_identity()
    if found is not None:
        return found
    key = Ed25519PrivateKey.generate()
    private = base64.b64encode(key.private_bytes_raw()).decode()
    made = str(uuid.uuid4())
    told = {"installation": made, "name": (name or f"Guiju {made[:8]}")[:LONGEST_NAME], "private_key": private}
    try:
        descriptor = os.open(folder() / "identity.json", os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return own_identity()
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(told, file, ensure_ascii=False)
    return Identity(told["installation"], told["name"], key)


def read_card(path: Path) -> Card:
    """The card another installation handed over; `PackageError` where the file is none."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise PackageError("card", file=path.name)
        told = json.loads(path.read_text(encoding="utf-8"))
        card = Card(_plain(told, "installation"), _plain(told, "name"), _plain(told, "public_key"))
        sound = str(uuid.UUID(card.installation)) == card.installation and 0 < len(card.name) <= LONGEST_NAME
        if not sound or len(base64.b64decode(card.public_key, validate=True)) != _KEY_BYTES:
            raise PackageError("card", file=path.name)
    except (ValueError, LookupError, TypeError, RecursionError, OSError) as error:
        raise PackageError("card", file=path.name) from error
    return card


def _plain(told: Any, name: str) -> str:  # noqa: ANN401 (what JSON held)
    value = told[name]
    if not isinstance(value, str) or not value.isprintable():
        raise TypeError(name)
    return value
