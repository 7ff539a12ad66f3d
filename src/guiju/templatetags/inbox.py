"""The inbox in the head of every page."""

from __future__ import annotations

from django import template
from django.http import HttpRequest

from guiju.alerts.queries.inbox import count_unread
from guiju.organisations.access import standing_of_request

register = template.Library()


@register.simple_tag
def unread_count(request: HttpRequest) -> int:
    """How many notices ask to be read, a hundred at most."""
    return count_unread(standing_of_request(request))
