"""Runs a confined process and passes on what it says."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Generator

_KEPT: Final = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "SYSTEMROOT", "TEMP", "TMP")
"""Of the environment: the rest holds passwords, which are no business of whoever reads a stranger's file."""


class ReadingFailed(Exception):  # noqa: N818 (reads as what happened)
    """The process ended by a fault: the file is damaged, or needs more than a process may have."""


class OutOfTime(ReadingFailed):
    """The process used up its processor time."""


def read_from(reader: str, *arguments: str) -> Generator[Any, None, None]:
    """The JSON values that a module of this package prints, as they come; the process ends with the generator.

    Raises `ReadingFailed` behind the last value where the process did not end well.
    """
    command = [sys.executable, "-P", "-m", f"guiju.kernel.confined.{reader}", *arguments]
    with subprocess.Popen(  # noqa: S603 -- our own module; names are arguments, no shell reads them
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
        env={name: os.environ[name] for name in _KEPT if name in os.environ},
    ) as process:
        assert process.stdout is not None
        try:
            for line in process.stdout:
                if not line.endswith(b"\n"):  # cut off where the process was ended
                    break
                yield json.loads(line)
            _refuse_fault(process.wait())
        finally:
            process.kill()


def _refuse_fault(code: int) -> None:
    if sys.platform != "win32" and code == -signal.SIGXCPU:
        raise OutOfTime(f"ended by the system: {code}")
    if code != 0:
        raise ReadingFailed(f"ended with {code}")
