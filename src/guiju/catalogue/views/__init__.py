"""Pages of the catalogue."""

from guiju.catalogue.views.citing import cite
from guiju.catalogue.views.coverage import coverage, export_coverage
from guiju.catalogue.views.lists import export_standards
from guiju.catalogue.views.record import standard
from guiju.catalogue.views.related import export_related, related
from guiju.catalogue.views.searching import standards, suggest
from guiju.catalogue.views.sources import sources

__all__ = [
    "cite",
    "coverage",
    "export_coverage",
    "export_related",
    "export_standards",
    "related",
    "sources",
    "standard",
    "standards",
    "suggest",
]
