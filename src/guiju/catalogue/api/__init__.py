"""The API of the catalogue."""

from guiju.catalogue.api.routers import changes, classifications, standards, statistics

__all__ = ["changes", "classifications", "standards", "statistics"]
