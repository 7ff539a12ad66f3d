"""What every test may use."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from guiju.catalogue.queries import titles
from guiju.search import finding, meaning

settings.register_profile("noisy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("noisy")  # a busy machine is no fault of the code under test

CHROMIUM = shutil.which("chromium")
GET_CHROMIUM = "needs Debian's chromium: sudo apt-get install -y chromium"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--storm", action="store_true", help="run the long fault runs too")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker("storm") and not config.getoption("--storm"):
            item.add_marker(pytest.mark.skip(reason="a long fault run: make storm"))
        if item.get_closest_marker("browser") and CHROMIUM is None:
            if os.environ.get("CI"):
                raise pytest.UsageError(f"CI must run the browser tests: {GET_CHROMIUM}")
            item.add_marker(pytest.mark.skip(reason=GET_CHROMIUM))


@pytest.fixture(autouse=True)
def _no_titles_of_other_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Titles are kept in memory by the process; a test's rows are rolled back, its titles would stay."""
    monkeypatch.setattr(titles, "_indexes", {})


@pytest.fixture(autouse=True)
def _search_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test's pages search its own index, which sees at once what was written; without the encoder."""
    monkeypatch.setattr(meaning, "encoder", lambda: None)
    monkeypatch.setattr(finding, "LOOK_EVERY", 0.0)
    own = finding.Search(tmp_path / "index", tmp_path / "terms.csv")
    monkeypatch.setattr(finding, "_searches", {str(finding.home_folder()): own})


@pytest.fixture(scope="session")
def migrated_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the tables of an installation on SQLite, made once, to be copied by who wants one of their own."""
    home = tmp_path_factory.mktemp("migrated")
    told = {name: value for name, value in os.environ.items() if not name.startswith("GUIJU_")}
    subprocess.run([sys.executable, "-m", "guiju", "migrate"], env={**told, "GUIJU_HOME": str(home)}, check=True)
    return home


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real lists that is not part of the product; tests that need it skip where it is absent."""
    default = Path(__file__).resolve().parents[2] / "shared" / "data"
    folder = Path(os.environ.get("GUIJU_SHARED_DATA", default))
    if not folder.is_dir():
        pytest.skip(f"no shared data at {folder}; set GUIJU_SHARED_DATA")
    return folder
