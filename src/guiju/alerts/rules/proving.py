"""The code by which the holder of a mobile number agrees to be told: six digits, good for up to an hour."""

from __future__ import annotations

import hashlib
import hmac
from typing import Final

PERIOD: Final = 1800
"""Seconds a code is new; it counts for one period more."""


def code(key: str, subject: str, now: float) -> str:
    """The code for a subject (an address and its number) at a moment in seconds; `key` is the installation's secret."""
    return _code(key, subject, int(now // PERIOD))


def is_code(key: str, subject: str, now: float, typed: str) -> bool:
    """Whether what was typed is the code of this period or the one before."""
    period = int(now // PERIOD)
    known = [_code(key, subject, period), _code(key, subject, period - 1)]
    return any(hmac.compare_digest(one.encode(), typed.strip().encode()) for one in known)


def _code(key: str, subject: str, period: int) -> str:
    digest = hmac.new(key.encode(), f"guiju.channel:{subject}:{period}".encode(), hashlib.sha256).digest()
    return f"{int.from_bytes(digest[:8], 'big') % 1_000_000:06d}"
