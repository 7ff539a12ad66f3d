"""Stores of a test's own, for commands in processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

ROOT = Path(__file__).resolve().parents[2]

Environment = Mapping[str, str]


@pytest.fixture
def new_store(tmp_path: Path) -> Iterator[Callable[[str], Environment]]:
    """Makes an empty store of the kind under test and returns the environment that names it."""
    made: list[str] = []

    def make(name: str) -> Environment:
        keep = {key: value for key, value in os.environ.items() if not key.startswith("GUIJU_")}
        environment = keep | {
            "GUIJU_HOME": str(tmp_path / name),
            "DJANGO_SETTINGS_MODULE": "guiju.site.settings",
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        }
        server = os.environ.get("GUIJU_DATABASE_URL", "")
        if server.startswith("postgres"):
            made.append(f"storm_{name}_{uuid.uuid4().hex[:8]}")
            with psycopg.connect(server, autocommit=True) as connection:
                connection.execute(f'CREATE DATABASE "{made[-1]}"')
            environment["GUIJU_DATABASE_URL"] = urlunsplit(urlsplit(server)._replace(path=f"/{made[-1]}"))
        subprocess.run([sys.executable, "-m", "guiju", "migrate"], env=environment, check=True)
        return environment

    yield make
    for name in made:
        with psycopg.connect(os.environ["GUIJU_DATABASE_URL"], autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
