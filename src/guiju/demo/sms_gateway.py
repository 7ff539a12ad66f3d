"""A gateway for trying things out: takes what Guiju posts and prints it instead of sending it.

`python -m guiju.demo.sms_gateway 8790` and `GUIJU_SMS_URL=http://127.0.0.1:8790/`.
"""

from __future__ import annotations

import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Gateway(BaseHTTPRequestHandler):
    """Prints each text once, however often it comes."""

    protocol_version = "HTTP/1.1"
    seen: set[str] = set()  # noqa: RUF012 (of the process)

    def do_POST(self) -> None:
        """Take one text."""
        told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if told["key"] not in self.seen:
            self.seen.add(told["key"])
            print(f"{told['to']}: {told['text']}", flush=True)
        self.send_response(202)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_args: Any) -> None:  # noqa: ANN401 (the signature of what it replaces)
        """Say nothing of the requests themselves."""


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Gateway).serve_forever()
