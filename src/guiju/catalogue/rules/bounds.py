"""The days and years that questions may be about."""

from __future__ import annotations

import datetime as dt
from typing import Final

YEARS: Final = (1900, 2199)
FIRST_DAY, LAST_DAY = dt.date(1900, 1, 1), dt.date(2199, 12, 31)
