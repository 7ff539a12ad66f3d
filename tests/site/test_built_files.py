"""What the build adds to the package: ECharts with its licences, from a lock file that names no address."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from django.test import Client

ROOT = Path(__file__).resolve().parents[2]
VENDOR = ROOT / "src/guiju/static/guiju/vendor"
HELD = [
    "echarts.min.js",
    "echarts.min.js.gz",
    "licences/echarts-LICENSE-d3.txt",
    "licences/echarts-LICENSE.txt",
    "licences/echarts-NOTICE.txt",
    "licences/tslib-LICENSE.txt",
    "licences/zrender-LICENSE.txt",
    "package-lock.json",
]
pytestmark = pytest.mark.once


def test_install_puts_echarts_and_its_licences_among_the_static_files() -> None:
    assert sorted(str(path.relative_to(VENDOR)) for path in VENDOR.rglob("*") if path.is_file()) == HELD
    script = (VENDOR / "echarts.min.js").read_bytes()
    assert gzip.decompress((VENDOR / "echarts.min.js.gz").read_bytes()) == script
    assert b"http://www.apache.org/licenses/LICENSE-2.0" in script[:1000]


def test_lock_file_pins_every_package_by_its_digest_and_names_no_address() -> None:
    text = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    packages = json.loads(text)["packages"]
    assert sorted(name for name in packages if name) == [
        "node_modules/echarts",
        "node_modules/tslib",
        "node_modules/zrender",
    ]
    assert [name for name, one in packages.items() if name and not one["integrity"].startswith("sha512-")] == []
    assert "://" not in text


def test_wheel_carries_what_the_build_made(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    inside = "guiju/static/guiju/vendor/"
    assert sorted(name.removeprefix(inside) for name in names if name.startswith(inside)) == HELD
    assert "guiju/locale/zh_Hans/LC_MESSAGES/django.mo" in names


@pytest.mark.django_db
@pytest.mark.parametrize(("accepted", "encoding", "name"), [("identity", None, ""), ("gzip", "gzip", ".gz")])
def test_echarts_is_served_packed_to_browsers_that_unpack(
    client: Client, accepted: str, encoding: str | None, name: str
) -> None:
    answer = client.get("/static/guiju/vendor/echarts.min.js", headers={"accept-encoding": accepted})
    sent = answer.getvalue()
    answer.close()
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, 'text/javascript; charset="utf-8"')
    assert answer.headers.get("Content-Encoding") == encoding
    assert sent == (VENDOR / f"echarts.min.js{name}").read_bytes()
