"""A receiver on this machine that honours the key of a letter, and a receiver that behaves badly."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

SEED: Final = 20_261_122


class Receiver(ThreadingHTTPServer):
    """Notes what it has taken, each key once, in the order of arrival; `faults` is the share of bad answers."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, faults: float, hang: float) -> None:
        super().__init__(("127.0.0.1", 0), _Answering)
        self.chance = random.Random(SEED)  # noqa: S311 (faults of a test, repeatable)
        self.faults, self.hang = faults, hang
        self.lock = threading.Lock()
        self.taken: dict[str, tuple[str, str, str]] = {}
        self.repeated = 0
        self.behaved: dict[str, int] = {}

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def take(self, key: str, what: tuple[str, str, str]) -> None:
        with self.lock:
            self.repeated += key in self.taken
            self.taken.setdefault(key, what)

    def behaviour(self) -> str:
        with self.lock:
            bad = self.chance.random() < self.faults
            chosen = self.chance.choice(["500", "429", "drop", "hang", "refuse to read"]) if bad else "well"
            self.behaved[chosen] = self.behaved.get(chosen, 0) + 1
        return chosen

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A sender that was killed leaves its connection; that is no fault of the receiver."""


class _Answering(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        behaviour = self.server.behaviour()
        if behaviour == "refuse to read":
            self.connection.close()
            return
        self.rfile.read(int(self.headers["Content-Length"]))
        if behaviour in {"500", "429"}:
            self.send_response(int(behaviour))
            self.send_header("Retry-After", "0")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        # what hangs up, or answers too late, has read the letter all the same
        self.server.take(self.headers["Idempotency-Key"], (self.path, self.headers["Subject"], self.headers["Event"]))
        if behaviour == "drop":
            self.connection.close()
            return
        if behaviour == "hang":
            time.sleep(self.server.hang)
        self.send_response(204)
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the library's name)
        """Nothing to say."""


@contextmanager
def receiving(faults: float = 0.0, hang: float = 0.0) -> Iterator[Receiver]:
    server = Receiver(faults, hang)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
