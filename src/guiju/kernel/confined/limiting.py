"""What a confined process gives up before it touches a stranger's file."""

from __future__ import annotations

import sys
from typing import Final

MOST_MEMORY: Final = 768 * 1024 * 1024
CPU_SECONDS: Final = 60


def limit_process(memory: int = MOST_MEMORY, seconds: int = CPU_SECONDS) -> None:
    """Let this process have no more memory and processor time than told and write to no file, where the system can.

    Past its time it is ended by a signal; past its memory an allocation fails, which ends most libraries.
    """
    if sys.platform != "win32":
        import resource  # noqa: PLC0415  # lazy: optional

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
