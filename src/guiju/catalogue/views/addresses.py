"""Addresses of a list: the one being shown with something changed. A change always leads to the first page."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, QueryDict


def address_of(request: HttpRequest) -> str:
    """The address as it is best kept: without what is empty."""
    return changed(request, page=request.GET.getlist("page"))


def changed(request: HttpRequest, **values: Sequence[object]) -> str:
    """The same list with other values of some of its parameters; none removes a parameter."""
    query = QueryDict(mutable=True)
    for name, given in {**dict(request.GET.lists()), "page": [], **values}.items():
        kept = [str(value) for value in given if str(value).strip() and "\0" not in str(value)]
        if kept:
            query.setlist(name, kept)
    return f"{request.path}?{query.urlencode(safe='/')}" if query else request.path
