"""Column letters and numbers."""

from __future__ import annotations

MAX_COLUMNS = 16_384
MAX_ROWS = 1_048_576


def column_letter(index: int) -> str:
    """The letters of a column counted from 0: A, B, … Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """The column of its letters, counted from 0; -1 for what are none."""
    index = 0
    for letter in letters.upper():
        if not "A" <= letter <= "Z" or len(letters) > 3:
            return -1
        index = index * 26 + ord(letter) - 64
    return index - 1


class ColumnOfCell(dict[str, int]):
    """The column of a cell's letters, remembered: a sheet repeats them on every row."""

    def __missing__(self, letters: str) -> int:
        index = column_index(letters)
        if len(self) < MAX_COLUMNS:
            self[letters] = index
        return index
