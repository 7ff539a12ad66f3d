"""Row colours by meaning, the same in every file written."""

from __future__ import annotations

from typing import Literal

Tone = Literal["good", "notice", "warning", "bad", "unknown"]

# Pale enough for black text to keep a contrast above 12:1, and distinct when printed in grey.
TONE_COLOURS: dict[Tone, str] = {
    "good": "E3F4E6",
    "notice": "E4EEFB",
    "warning": "FFF1CC",
    "bad": "FBDDD9",
    "unknown": "ECECEC",
}
