"""How much of a file is read before it is refused."""

from __future__ import annotations

from dataclasses import dataclass

_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on what is read from one file; passing one raises `TooLargeError`.

    `max_bytes` counts the file as stored, `max_unpacked_bytes` what its compressed parts unfold to, counted
    while they are read. `max_cell_chars` is what a spreadsheet cell can hold at most.
    """

    max_bytes: int = 50 * _MIB
    max_unpacked_bytes: int = 512 * _MIB
    max_rows: int = 200_000
    max_columns: int = 1_000
    max_cell_chars: int = 32_767
    max_paragraphs: int = 200_000
    max_paragraph_chars: int = 1_000_000
    max_pages: int = 2_000


DEFAULT_LIMITS = Limits()


def in_megabytes(size: int) -> str:
    """A number of bytes as people are told it, in MB."""
    return f"{size / 1_000_000:g}"
