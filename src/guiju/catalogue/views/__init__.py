"""Pages of the catalogue."""

from guiju.catalogue.views.browse import browse, browse_door, export_browse
from guiju.catalogue.views.citing import cite
from guiju.catalogue.views.coverage import coverage, export_coverage
from guiju.catalogue.views.feeds import feed, standard_feed
from guiju.catalogue.views.lists import export_standards, standards
from guiju.catalogue.views.news import export_news, news
from guiju.catalogue.views.record import standard
from guiju.catalogue.views.related import export_related, related
from guiju.catalogue.views.sources import sources

__all__ = [
    "browse",
    "browse_door",
    "cite",
    "coverage",
    "export_browse",
    "export_coverage",
    "export_news",
    "export_related",
    "export_standards",
    "feed",
    "news",
    "related",
    "sources",
    "standard",
    "standard_feed",
    "standards",
]
