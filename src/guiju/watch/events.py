"""What watching follows: everything that happens to a standard, and the days as they pass."""

import datetime as dt

from guiju.platform.events import subscribe
from guiju.platform.jobs import repeat

subscribe("standard.created", "watch.catalogue_changed")
subscribe("standard.updated", "watch.catalogue_changed")
repeat("watch.day", dt.timedelta(hours=1))
repeat("watch.searches", dt.timedelta(minutes=10))
