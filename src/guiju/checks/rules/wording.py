"""What people write: signs that nobody sees and that make a text read other than it is."""

from __future__ import annotations

import re
from typing import Final

_UNSEEN: Final = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
)
"""Control characters but tab and line ends, and those that turn the direction of a text."""
_LINE_ENDS: Final = re.compile(r"[\t\r\n]")


def control_signs(text: str, *, lines: bool = False) -> tuple[str, ...]:
    """The control characters in a text by their names (U+202E), each once; with `lines` it may have several lines."""
    found = [*_UNSEEN.findall(text), *([] if lines else _LINE_ENDS.findall(text))]
    return tuple(dict.fromkeys(_name(sign) for sign in found))


def shown(text: str) -> str:
    """A text that was handed in, its control characters made visible as their names."""
    return _UNSEEN.sub(lambda found: f"⟨{_name(found[0])}⟩", text)


def _name(sign: str) -> str:
    return f"U+{ord(sign):04X}"
