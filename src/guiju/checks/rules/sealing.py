"""The seal of a report: its result as lines of canonical JSON, their checksum, and the code it is verified by."""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections.abc import Iterable, Mapping
from typing import Any, Final

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U, so that a code survives being read aloud and typed from paper."""
CODE_LENGTH: Final = 16
_MISREAD: Final = str.maketrans("OIL", "011")


def canonical_line(value: Mapping[str, Any]) -> str:
    """One object as canonical JSON: names in order, no spaces, signs as they are; ends with a line feed."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False) + "\n"


def checksum(lines: Iterable[str]) -> str:
    """SHA-256 over canonical lines in UTF-8, in hexadecimal: what `sha256sum` says of the file of them."""
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line.encode())
    return digest.hexdigest()


def same_checksum(one: str, other: str) -> bool:
    """Whether two texts hold the same checksum, however they were copied."""
    found = _found(one)
    return found != "" and found == _found(other)


def _found(text: str) -> str:
    """The 64 digits of the checksum in a text, also where it was broken into groups or lines."""
    found = re.search(r"[0-9a-f]{64}", re.sub(r"[\s-]", "", text.lower()))
    return found[0] if found else ""


def new_code() -> str:
    """A code that nobody can guess (80 bits)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def printed_code(code: str) -> str:
    """The code in groups of four."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def read_code(text: str) -> str:
    """A code as a person typed it: any case, with or without strokes and spaces, O for 0; empty where it is none."""
    plain = re.sub(r"[\s\-‐‑‒–—－]", "", text).upper().translate(_MISREAD)
    return plain if len(plain) == CODE_LENGTH and set(plain) <= set(ALPHABET) else ""
