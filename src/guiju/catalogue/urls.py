"""Addresses of the catalogue.

A standard's address is its key as people write it, with `_` for a space: /standards/GB/T_7000.1-2023. A `_` or `~` of
the key itself is written `~_` or `~~`, so that every key has one address and every address one key.
"""

from __future__ import annotations

from django.urls import path, register_converter

from guiju.catalogue import views
from guiju.catalogue.rules.addresses import address_of, key_at


class StandardKey:
    """A standard's key inside an address."""

    regex = r"[^\x00]+"

    def to_python(self, value: str) -> str:
        """The key an address names."""
        return key_at(value)

    def to_url(self, value: str) -> str:
        """The address of a key."""
        return address_of(value)


register_converter(StandardKey, "standard")

urlpatterns = [
    path("browse", views.browse, name="browse"),
    path("browse/<slug:door>.<slug:kind>", views.export_browse, name="browse_export"),
    path("browse/<slug:door>", views.browse_door, name="browse_door"),
    path("browse/<slug:door>/<path:code>", views.browse_door, name="browse_code"),
    path("news", views.news, name="news"),
    path("news/<str:name>.<slug:kind>", views.export_news, name="news_export"),
    path("news/<str:name>", views.news, name="news_week"),
    path("feeds/<slug:name>.<slug:kind>", views.feed, name="feed"),
    path("coverage", views.coverage, name="coverage"),
    path("coverage.<str:kind>", views.export_coverage, name="coverage_export"),
    path("sources", views.sources, name="sources"),
    path("statistics", views.statistics, name="statistics"),
    path("statistics/<slug:name>.<slug:kind>", views.export_statistics, name="statistics_export"),
    path("standards", views.standards, name="standards"),
    path("standards.<str:kind>", views.export_standards, name="standards_export"),
    path("standards/suggest", views.suggest, name="suggest"),
    path("standards/<standard:key>.jsonld", views.describe, name="standard_jsonld"),
    path("standards/compare", views.compare, name="compare"),
    path("standards/compare.<slug:kind>", views.export_compare, name="compare_export"),
    path("oai", views.harvest, name="oai"),
    path("corrections", views.notes, name="notes"),
    path("corrections.<slug:kind>", views.export_notes, name="notes_export"),
    path("corrections/<uuid:uuid>", views.note, name="note"),
    path("standards/<standard:key>/wrong", views.say_wrong, name="say_wrong"),
    path("standards/<standard:key>/feed.<slug:kind>", views.standard_feed, name="standard_feed"),
    path("standards/<standard:key>/cite.<slug:kind>", views.cite, name="cite"),
    path("standards/<standard:key>/related/<slug:name>", views.related, name="related"),
    path("standards/<standard:key>/related/<slug:name>.<slug:kind>", views.export_related, name="related_export"),
    path("standards/<standard:key>/correct", views.correct, name="correct"),
    path("standards/<standard:key>", views.standard, name="standard"),
]
