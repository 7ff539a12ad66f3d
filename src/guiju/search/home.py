"""Where the index lies: folders side by side and a pointer to the one that is live.

A rebuild writes a new folder and then replaces the pointer in one step; readers of the old folder go on until they
look again. Everything here can be deleted at any time: what is missing is built anew from the database.
"""

from __future__ import annotations

import fcntl
import json
import logging
import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from guiju.search.tantivy_engine import Shape, TantivyEngine, TantivyReader, Translate

log = logging.getLogger(__name__)

POINTER: Final = "live.json"


class IndexHome:
    """The live index of one folder, for any number of processes."""

    def __init__(self, folder: Path, shape: Shape, translate: Translate) -> None:
        self.folder = folder
        self.shape = shape
        self._translate = translate
        self._stamp: tuple[int, int] | None = None
        self._engine: TantivyEngine | None = None

    def reader(self) -> TantivyReader | None:
        """The live index after its latest commit; None where there is none, or one of another version."""
        engine = self.live()
        try:
            return engine.reader() if engine else None
        except FileNotFoundError:  # the folder was deleted under us
            self._stamp = self._engine = None
            return None

    def built(self) -> int:
        """When the live index was built, in nanoseconds; 0 where there is none."""
        pointer = self.folder / POINTER
        return pointer.stat().st_mtime_ns if pointer.is_file() else 0

    def live(self) -> TantivyEngine | None:
        """The index the pointer names."""
        try:
            stat = (self.folder / POINTER).stat()
        except FileNotFoundError:
            self._stamp = self._engine = None
            return None
        stamp = (stat.st_mtime_ns, stat.st_ino)
        if stamp != self._stamp:
            self._engine, self._stamp = self._open(), stamp
        return self._engine

    def _open(self) -> TantivyEngine | None:
        try:
            told = json.loads((self.folder / POINTER).read_text(encoding="utf-8"))
            folder = self.folder / str(told["folder"])
            usable = told["shape"] == self.shape.digest and (folder / "meta.json").is_file()
            return TantivyEngine(folder, self.shape, self._translate) if usable else None
        except (ValueError, LookupError, TypeError, OSError):  # damaged; what is derived is built anew
            log.warning("search index unusable", exc_info=True)
            return None

    def new(self) -> TantivyEngine:
        """An empty index beside the live one."""
        return TantivyEngine(self.folder / uuid.uuid4().hex, self.shape, self._translate)

    def swap(self, engine: TantivyEngine) -> None:
        """Make an index the live one, in one step, and remove what is no longer pointed at."""
        draft = self.folder / f"{POINTER}.{os.getpid()}"
        draft.write_text(json.dumps({"folder": engine.folder.name, "shape": self.shape.digest}), encoding="utf-8")
        draft.replace(self.folder / POINTER)
        for path in self.folder.iterdir():
            if path.is_dir() and path != engine.folder:
                shutil.rmtree(path, ignore_errors=True)

    @contextmanager
    def turn(self, name: str, *, wait: bool) -> Iterator[bool]:
        """Hold one of the locks `writing` and `building`; says False where another process does and we do not wait.

        The lock goes with its holder, however that ends.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / f"{name}.lock").open("w", encoding="utf-8") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            except BlockingIOError:
                yield False
                return
            yield True
