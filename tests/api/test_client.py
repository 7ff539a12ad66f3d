"""A client generated from the OpenAPI document by somebody else's generator searches and checks."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("luminaires")]
SETUP = "project_name_override: guiju_client\npackage_name_override: guiju_client\npost_hooks: []\n"


@pytest.fixture
def generated(client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of the package generated."""
    (tmp_path / "openapi.json").write_bytes(client.get("/api/v1/openapi.json").content)
    (tmp_path / "setup.yaml").write_text(SETUP, encoding="utf-8")
    options = ["--path", "openapi.json", "--config", "setup.yaml", "--meta", "none", "--output-path", "guiju_client"]
    command = [str(Path(sys.executable).parent / "openapi-python-client"), "generate", "--fail-on-warning", *options]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    monkeypatch.syspath_prepend(str(tmp_path))
    return "guiju_client"


def test_generated_client_searches_and_checks(generated: str, live_server: LiveServer, token: str) -> None:
    def part(name: str) -> Any:
        return importlib.import_module(f"{generated}{name}")

    reader = part("").Client(base_url=live_server.url)
    found = part(".api.standards.search_standards").sync(client=reader, q="路灯 gb24827")
    assert [card.key for card in found.items][:1] == ["GB/T 24827-2015"]
    one = part(".api.standards.get_standard").sync(client=reader, number="GB/T 24827-2015")
    assert (one.key, one.status.value) == ("GB/T 24827-2015", "in_force")

    writer = part("").AuthenticatedClient(base_url=live_server.url, token=token)
    asked = part(".models").CheckText(text="GB 7000.1-2015\nGB/T 24827-2015")
    made = part(".api.checks.create_check").sync(client=writer, body=asked)
    lines = part(".api.checks.list_check_lines").sync(client=reader, link=made.link)
    assert [(line.key, line.outcome.value) for line in lines.items] == [
        ("GB 7000.1-2015", "replaced"),
        ("GB/T 24827-2015", "current"),
    ]
