"""The commands the guides show are run as shown, in an empty home, one after another."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
pytestmark = pytest.mark.once
GUIDES = ["README", "docs/checking", "docs/importing", "docs/references"]
"""Without the ends of their names: .md in English, .zh.md in Chinese."""


def commands(guide: str) -> list[str]:
    """The lines of the guide's `sh` blocks."""
    blocks = re.findall(
        r"^```sh\n(.*?)^```", (ROOT / guide).read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL
    )
    return [line for block in blocks for line in block.splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize("guide", GUIDES)
def test_every_command_of_a_guide_works_in_an_empty_home(guide: str, tmp_path: Path) -> None:
    environment = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "GUIJU_HOME": str(tmp_path / "home"),
        "LANG": "C.UTF-8",
    }
    for name in ("src", "docs"):
        (tmp_path / name).symlink_to(ROOT / name)
    found = commands(f"{guide}.md")
    assert len(found) > 0
    for command in found:
        run = subprocess.run(
            ["/bin/bash", "-c", command], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert run.returncode in {0, 1}, f"{command}\n{run.stdout[-2000:]}\n{run.stderr[-2000:]}"
        assert "Traceback" not in run.stderr, f"{command}\n{run.stderr[-2000:]}"


@pytest.mark.parametrize("guide", GUIDES)
def test_guide_shows_the_same_commands_in_both_languages(guide: str) -> None:
    assert commands(f"{guide}.md") == commands(f"{guide}.zh.md")
