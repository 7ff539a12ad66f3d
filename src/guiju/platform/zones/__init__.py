"""Two installations kept in step by files that are carried one way at a time."""

from guiju.platform.zones.reasons import TEXTS as TEXTS  # declares what its errors say
