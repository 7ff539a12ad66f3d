"""What search engines may find: the page of every standard, and the few pages that lead there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from guiju.catalogue.queries.sitemap import Changed, latest_change, list_changed

if TYPE_CHECKING:
    SitemapOfNames = Sitemap[str]
    SitemapOfStandards = Sitemap[Changed]
else:
    SitemapOfNames = SitemapOfStandards = Sitemap

PAGE = 10_000
"""Addresses of one file; the protocol allows 50,000, but smaller files are made at once."""


class Pages(SitemapOfNames):
    """Pages that are there even in an empty catalogue."""

    def items(self) -> Sequence[str]:
        """Their names."""
        return ["home", "about", "standards", "coverage", "sources"]

    def location(self, item: str) -> str:
        """Where the page is."""
        return reverse(item)


class Standards(SitemapOfStandards):
    """Every standard, with the day its record last changed."""

    limit = PAGE

    def items(self) -> Sequence[Changed]:
        """Key and last change of all of them; only those of one file are read."""
        return list_changed()

    def location(self, item: Changed) -> str:
        """Its page."""
        return reverse("standard", args=[item.key])

    def lastmod(self, item: Changed) -> dt.datetime:
        """When its record last changed."""
        return item.merged_at

    def get_latest_lastmod(self) -> dt.datetime | None:
        """The last change of any; Django's own would read all standards."""
        return latest_change()


SITEMAPS = {"pages": Pages, "standards": Standards}
