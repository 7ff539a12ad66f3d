"""Serve the limit of bench/load.py exactly as `guiju serve` serves the site.

python bench/bare_server.py 127.0.0.1 8099 2
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from granian.constants import Interfaces
from granian.server import Server

ROOT = Path(__file__).resolve().parents[1]

if __name__ == "__main__":
    host, port, workers = sys.argv[1:]
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.bare_site"
    os.environ["PYTHONPATH"] = str(ROOT)
    sys.path.insert(0, str(ROOT))
    Server(
        "django.core.wsgi:get_wsgi_application",
        address=host,
        port=int(port),
        interface=Interfaces.WSGI,
        workers=int(workers),
        blocking_threads=2,
        factory=True,
        log_enabled=False,
    ).serve()
