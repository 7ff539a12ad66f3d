"""Imports that are killed at random moments, each in a process of its own that is forked from this one.

    python killing.py FILE OTHER_FILE KILLS LONGEST SEED

Every kill hits an import of one of the two files into one source; then FILE is imported to the end. Prints how many
imports were killed before they had ended, what the last one did and how long it took.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from pathlib import Path

import django

django.setup()

from guiju.catalogue.importers.table import SourceSpec, import_table  # noqa: E402 (after the set-up)
from guiju.catalogue.services import importing  # noqa: E402 (as above)

importing.BATCH = 50  # type: ignore[misc]  # many transactions, so that kills fall between and inside them


def main(files: list[Path], kills: int, longest: float, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 (moments of a test, repeatable)
    killed = sum(kill(chance.choice(files), chance.uniform(0.0, longest)) for _ in range(kills))
    started = time.monotonic()
    summary = run(files[0])
    print(json.dumps({"killed": killed, "seconds": time.monotonic() - started, **summary}))


def run(path: Path) -> dict[str, int]:
    summary = import_table(path=path, source=SourceSpec(key="storm"))
    return {name: getattr(summary, name) for name in ("read", "created", "updated", "unchanged", "rejected")}


def kill(path: Path, after: float) -> bool:
    """Whether the import was still at work when the moment came."""
    child = os.fork()
    if child == 0:
        try:
            run(path)
        finally:
            os._exit(0)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


if __name__ == "__main__":
    main([Path(sys.argv[1]), Path(sys.argv[2])], int(sys.argv[3]), float(sys.argv[4]), int(sys.argv[5]))
