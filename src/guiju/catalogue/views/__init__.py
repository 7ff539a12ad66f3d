"""Pages of the catalogue."""

from guiju.catalogue.views.browse import browse, browse_door, export_browse
from guiju.catalogue.views.citing import cite
from guiju.catalogue.views.compare import compare, export_compare
from guiju.catalogue.views.correcting import correct
from guiju.catalogue.views.coverage import coverage, export_coverage
from guiju.catalogue.views.describing import describe
from guiju.catalogue.views.feeds import feed, standard_feed
from guiju.catalogue.views.lists import export_standards
from guiju.catalogue.views.news import export_news, news
from guiju.catalogue.views.noting import export_notes, note, notes, say_wrong
from guiju.catalogue.views.oai import harvest
from guiju.catalogue.views.record import standard
from guiju.catalogue.views.related import export_related, related
from guiju.catalogue.views.searching import standards, suggest
from guiju.catalogue.views.sources import sources
from guiju.catalogue.views.statistics import export_statistics, statistics

__all__ = [
    "browse",
    "browse_door",
    "cite",
    "compare",
    "correct",
    "coverage",
    "describe",
    "export_browse",
    "export_compare",
    "export_coverage",
    "export_news",
    "export_notes",
    "export_related",
    "export_standards",
    "export_statistics",
    "feed",
    "harvest",
    "news",
    "note",
    "notes",
    "related",
    "say_wrong",
    "sources",
    "standard",
    "standard_feed",
    "standards",
    "statistics",
    "suggest",
]
