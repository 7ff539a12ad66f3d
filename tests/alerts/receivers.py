"""A receiver on this machine that honours the key of a letter, and a receiver that behaves badly."""

from __future__ import annotations

import json
import random
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

from guiju.alerts.channels.webhook.sending import sign

SEED: Final = 20_261_122
SECRET: Final = "for tests only"


class Receiver(ThreadingHTTPServer):
    """Notes what it has taken, each key once, in the order of arrival; `faults` is the share of bad answers.

    What `turns` says comes first.
    """

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, faults: float, hang: float) -> None:
        super().__init__(("127.0.0.1", 0), _Answering)
        self.chance = random.Random(SEED)  # noqa: S311 (faults of a test, repeatable)
        self.faults, self.hang = faults, hang
        self.lock = threading.Lock()
        self.taken: dict[str, tuple[str, str, str]] = {}
        self.turns: list[str] = []
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
            if self.turns:
                return self.turns.pop(0)
            bad = self.chance.random() < self.faults
            chosen = self.chance.choice(["500", "429", "503", "drop", "hang", "refuse to read"]) if bad else "well"
            self.behaved[chosen] = self.behaved.get(chosen, 0) + 1
        return chosen

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A sender that was killed leaves its connection; that is no fault of the receiver."""


class _Answering(BaseHTTPRequestHandler):
    server: Receiver
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        behaviour = self.server.behaviour()
        if behaviour == "refuse to read":
            self._hang_up()
            return
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if sign(SECRET, self.headers["Guiju-Timestamp"], body) != self.headers["Guiju-Signature"]:
            self._answer(401)
            return
        if behaviour.isdigit():
            self._answer(int(behaviour))
            return
        # what hangs up, or answers too late, has read the letter all the same
        told = json.loads(body)
        self.server.take(self.headers["Guiju-Delivery"], (self.path, told["subject"]["key"], told["event"]))
        if behaviour == "drop":
            self._hang_up()
            return
        if behaviour == "hang":
            time.sleep(self.server.hang)
        self._answer(204)

    def _hang_up(self) -> None:
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def _answer(self, status: int) -> None:
        self.send_response(status)
        if status in {429, 503}:
            self.send_header("Retry-After", "0")
        self.send_header("Content-Length", "0")
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
