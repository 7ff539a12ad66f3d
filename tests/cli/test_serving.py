"""`guiju serve` as whoever watches over it relies on it."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

import pytest

pytestmark = pytest.mark.once  # installations of their own, on SQLite

PATIENCE: Final = 120.0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _web_processes(server: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{server}/task/{server}/children").read_text().split()]


@pytest.mark.skipif(sys.platform != "linux", reason="finds the web process by /proc")
def test_serve_whose_web_process_dies_ends_with_a_status_that_says_so(tmp_path: Path, migrated_home: Path) -> None:
    told = {name: value for name, value in os.environ.items() if not name.startswith("GUIJU_")}
    home = shutil.copytree(migrated_home, tmp_path / "home")
    environment = told | {"GUIJU_HOME": str(home), "GUIJU_BIND": f"127.0.0.1:{_free_port()}"}
    command = [sys.executable, "-m", "guiju", "serve"]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as server:
        ends = time.monotonic() + PATIENCE
        while not (found := _web_processes(server.pid)) and time.monotonic() < ends:
            time.sleep(0.1)
        os.kill(found[0], signal.SIGSEGV)
        _out, said = server.communicate(timeout=PATIENCE)
    assert (server.returncode, said) == (1, "A web process ended unexpectedly; the server stops.\n")
