"""A key as addresses have it: as people write it, with `_` for a space, so that every key has one address."""

from __future__ import annotations

import re
from typing import Final

_WRITTEN: Final = {" ": "_", "_": "~_", "~": "~~"}
_READ: Final = {written: character for character, written in _WRITTEN.items()}


def address_of(key: str) -> str:
    """The address of a key; a `_` or `~` of the key itself is written `~_` or `~~`."""
    return re.sub("[ _~]", lambda found: _WRITTEN[found[0]], key)


def file_name_of(key: str) -> str:
    """A key as a file can be called."""
    return key.replace("/", "-").replace(" ", "_")


def key_at(address: str) -> str:
    """The key an address names."""
    return re.sub("~_|~~|_", lambda found: _READ[found[0]], address)
