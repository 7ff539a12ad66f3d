"""Where a list was left off, as a text that programs hand back and need not understand."""

from __future__ import annotations

import binascii
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any, Final

from guiju.kernel.reasons import Reason
from guiju.platform.problems import Problem

LONGEST: Final = 8000


def dump(*values: object) -> str:
    """A cursor of values that JSON knows."""
    plain = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()
    return urlsafe_b64encode(plain).decode().rstrip("=")


def load(cursor: str, *types: type) -> list[Any]:
    """The values again, each of its type; `Problem` for what no answer gave."""
    try:
        values = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, RecursionError, binascii.Error) as error:
        raise bad_cursor() from error
    fits = len(cursor) <= LONGEST and isinstance(values, list) and [type(value) for value in values] == list(types)
    if not fits or not all(map(_sound, values)):
        raise bad_cursor()
    return list(values)


def bad_cursor() -> Problem:
    """A cursor that no answer gave."""
    return Problem(400, "bad-cursor", Reason.of("problem.cursor"))


def _sound(value: object) -> bool:
    """Numbers that the database holds, texts that it stores."""
    if isinstance(value, str):
        return "\0" not in value and value == value.encode("utf-8", "ignore").decode()
    return not isinstance(value, int) or -1 <= value < 2**63
