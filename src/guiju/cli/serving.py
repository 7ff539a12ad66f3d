"""`guiju migrate`, `guiju serve`, `guiju worker`."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import threading
from types import FrameType
from typing import Annotated

import typer
from django.conf import settings
from django.core.management import call_command
from granian.constants import Interfaces
from granian.server import Server

from guiju.alerts.services import sending
from guiju.cli import output
from guiju.platform import jobs


def migrate() -> None:
    """Make or update the database's tables; a second run changes nothing."""
    call_command("migrate", interactive=False, verbosity=0)


def serve(
    with_worker: Annotated[bool, typer.Option(help="Start the background worker beside the server.")] = False,
) -> None:
    """Serve the site on GUIJU_BIND until Ctrl-C; status 1 where a web process ended by itself."""
    output.require_tables()
    host, _, port = settings.GUIJU_BIND.rpartition(":")
    _refuse_taken_address(host, int(port))
    beside = subprocess.Popen([sys.executable, "-m", "guiju", "worker"]) if with_worker else None
    typer.echo(f"规矩 Guiju → http://{settings.GUIJU_BIND}/   (Ctrl-C: stop)")
    try:
        Server(
            "guiju.site.wsgi:application",
            address=host,
            port=int(port),
            interface=Interfaces.WSGI,
            workers=settings.GUIJU_WEB_WORKERS,
            blocking_threads=2,
            log_enabled=False,
        ).serve()
    except SystemExit as ended:
        if ended.code:
            output.people.print("A web process ended unexpectedly; the server stops.", style="red")
        raise
    finally:
        if beside is not None:
            beside.terminate()
            beside.wait()


def _refuse_taken_address(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            output.refuse(f"{host}:{port} is taken ({error.strerror}). Set GUIJU_BIND, as in GUIJU_BIND=127.0.0.1:8001")


def worker(
    until_empty: Annotated[bool, typer.Option(help="Stop when no work is due.")] = False,
) -> None:
    """Do background work and send alerts until Ctrl-C or SIGTERM; a job under way is finished first."""
    output.require_tables()
    stop = threading.Event()

    def ask_to_stop(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGINT, ask_to_stop)
    signal.signal(signal.SIGTERM, ask_to_stop)
    if until_empty:
        jobs.work(stop=stop, until_empty=True)
        sending.work(stop=stop, until_empty=True)
        return
    beside = threading.Thread(target=sending.work, kwargs={"stop": stop})
    beside.start()
    try:
        jobs.work(stop=stop)
    finally:
        stop.set()
        beside.join()
