"""Guiju's settings in a folder of the test run's own; set before anything reads them."""

import os
import tempfile

os.environ.setdefault("GUIJU_HOME", tempfile.mkdtemp(prefix="guiju-tests-"))
os.environ.setdefault("GUIJU_SECRET_KEY", "for the tests only")
os.environ.setdefault("GUIJU_LOG_LEVEL", "WARNING")

from guiju.site.settings import *  # noqa: F403 (the variables above decide what it reads)
from guiju.site.settings import CACHES, DATABASES, GUIJU_HOME

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick; nothing here guards anything
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": str(GUIJU_HOME / "test.sqlite3")}  # a file, as users have it
# a cache for each process of a run: who empties it does so for themselves
CACHES["default"]["LOCATION"] = str(GUIJU_HOME / f"cache{os.environ.get('PYTEST_XDIST_WORKER', '')}")
