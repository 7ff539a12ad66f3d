"""Pages of the catalogue."""

from guiju.catalogue.views.citing import cite
from guiju.catalogue.views.coverage import coverage, export_coverage
from guiju.catalogue.views.describing import describe
from guiju.catalogue.views.lists import export_standards, standards
from guiju.catalogue.views.oai import harvest
from guiju.catalogue.views.record import standard
from guiju.catalogue.views.related import export_related, related
from guiju.catalogue.views.sources import sources

__all__ = [
    "cite",
    "coverage",
    "describe",
    "export_coverage",
    "export_related",
    "export_standards",
    "harvest",
    "related",
    "sources",
    "standard",
    "standards",
]
