"""Pages of the catalogue."""

from guiju.catalogue.views.lists import export_standards, standards
from guiju.catalogue.views.record import standard

__all__ = ["export_standards", "standard", "standards"]
