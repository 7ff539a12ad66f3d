"""How often somebody may ask: counted in one small file that every process of this machine shares.

The count is the generic cell rate algorithm: for each caller one moment is kept, the one at which all it asked for so
far would have been asked at the allowed pace. A caller may be ahead of the clock by one window at most. So a caller may
send its whole allowance at once and regains it evenly, and there is no edge between two windows to profit from.

The file is a table of 65,536 callers, 16 bytes each. A caller whose moment has passed takes no place. Where eight
neighbouring places are taken, the caller nearest to being forgotten is: it may ask a little more than allowed.
Measured: 5 microseconds a request, most of it the lock.
"""

from __future__ import annotations

import fcntl
import hashlib
import mmap
import os
import struct
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PLACES: Final = 65_536
TRIES: Final = 8
_CELL: Final = struct.Struct("<Qd")
_SIZE: Final = (PLACES + TRIES) * _CELL.size


@dataclass(frozen=True, slots=True)
class Turn:
    """Whether a request may go on, how many more may follow at once, and in how many seconds all may again."""

    allowed: bool
    remaining: int
    reset: float
    wait: float = 0.0


class Allowances:
    """The counts of one installation on one machine, kept in a file."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        if os.fstat(self._file).st_size < _SIZE:
            os.ftruncate(self._file, _SIZE)
        self._cells = mmap.mmap(self._file, _SIZE)
        self._lock = threading.Lock()

    def take(self, who: str, *, limit: int, window: float, now: float) -> Turn:
        """Count one request of a caller who may send `limit` within `window` seconds; `now` as of `time.time`."""
        mark = int.from_bytes(hashlib.blake2b(who.encode(), digest_size=8).digest(), "little") or 1
        with self._lock:
            fcntl.flock(self._file, fcntl.LOCK_EX)
            try:
                return self._take(mark, window / limit, limit, now)
            finally:
                fcntl.flock(self._file, fcntl.LOCK_UN)

    def _take(self, mark: int, pace: float, limit: int, now: float) -> Turn:
        place, kept = self._place_of(mark, now)
        window = pace * limit
        moment = min(max(kept, now), now + window)  # the clock may have been set back
        ahead = moment + pace - now
        if ahead > window * (1 + 1e-9):
            return Turn(allowed=False, remaining=0, reset=moment - now, wait=ahead - window)
        _CELL.pack_into(self._cells, place, mark, moment + pace)
        return Turn(allowed=True, remaining=int((window - ahead) / pace + 1e-6), reset=ahead)

    def _place_of(self, mark: int, now: float) -> tuple[int, float]:
        """The caller's cell and moment; else a free cell, else the one nearest to being free."""
        best, soonest = 0, float("inf")
        first = (mark % PLACES) * _CELL.size
        for place in range(first, first + TRIES * _CELL.size, _CELL.size):
            there, moment = _CELL.unpack_from(self._cells, place)
            if there == mark:
                return place, moment
            if moment < soonest:
                best, soonest = place, moment
        return best, now

    def close(self) -> None:
        """Let go of the file."""
        self._cells.close()
        os.close(self._file)
