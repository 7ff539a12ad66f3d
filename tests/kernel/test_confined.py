"""A confined process has little memory, little time, nothing to write to, and none of the house's secrets."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from guiju.kernel.confined.running import OutOfTime, ReadingFailed, read_from

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="this system has no such limits")
LIST = Path(__file__).parent / "sheets" / "data" / "list.xls"


def run(code: str) -> subprocess.CompletedProcess[str]:
    start = "from guiju.kernel.confined.limiting import limit_process\n"
    return subprocess.run([sys.executable, "-c", start + code], capture_output=True, text=True, check=False)


def test_process_past_its_time_is_ended_by_the_system() -> None:
    assert run("limit_process(seconds=1)\nwhile True: pass").returncode == -signal.SIGXCPU


def test_process_past_its_memory_fails() -> None:
    done = run("limit_process(memory=200 * 1024 * 1024)\nbytearray(300 * 1024 * 1024)")
    assert (done.returncode, done.stderr.splitlines()[-1]) == (1, "MemoryError")


def test_process_cannot_write_to_a_file(tmp_path: Path) -> None:
    target = tmp_path / "a"
    assert run(f"limit_process()\nopen({str(target)!r}, 'w').write('x' * 100_000)").returncode != 0
    assert target.stat().st_size == 0


def test_reader_gives_values_as_they_are_printed() -> None:
    reading = read_from("xls", str(LIST), "")
    assert next(reading)["names"] == ["清单", "隐藏"]
    assert next(reading)[0] == 1
    reading.close()


def test_reader_that_fails_says_so_behind_its_values(tmp_path: Path) -> None:
    with pytest.raises(ReadingFailed):
        list(read_from("xls", str(tmp_path / "none.xls"), ""))


def test_reader_out_of_time_is_told_apart(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    endless = "import os, signal; print('1', flush=True); os.kill(os.getpid(), signal.SIGXCPU)"
    (tmp_path / "python").write_text(f'#!/bin/sh\nexec {sys.executable} -c "{endless}"\n', encoding="ascii")
    (tmp_path / "python").chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    reading = read_from("xls")
    assert next(reading) == 1
    with pytest.raises(OutOfTime):
        next(reading)


def test_reader_cut_off_within_a_value_gives_what_was_whole(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "python").write_text("#!/bin/sh\nprintf '[1]\\n[2, 3'\nexit 3\n", encoding="ascii")
    (tmp_path / "python").chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    reading = read_from("xls")
    assert next(reading) == [1]
    with pytest.raises(ReadingFailed):
        next(reading)


def test_reader_sees_no_secret_of_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GUIJU_SECRET_KEY", "for nobody")
    (tmp_path / "python").write_text('#!/bin/sh\necho "\\"${GUIJU_SECRET_KEY-none}\\""\n', encoding="ascii")
    (tmp_path / "python").chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    assert list(read_from("xls")) == ["none"]
