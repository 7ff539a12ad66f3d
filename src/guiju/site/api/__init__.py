"""The one API of the site."""

from guiju.site.api.document import api

__all__ = ["api"]
