"""Forms of the account pages as the house draws them."""

from __future__ import annotations

from django import template
from django.forms import BoundField
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from guiju.organisations.access import standing_of_request
from guiju.organisations.menus import entries_for
from guiju.platform.models import User

register = template.Library()


@register.filter
def bare(field: BoundField) -> BoundField:
    """A field without the placeholder that only repeats its label."""
    field.field.widget.attrs.pop("placeholder", None)
    return field


@register.filter
def person(user: User) -> str:
    """What a person is called."""
    return str(user)


@register.simple_tag
def account_places(request: HttpRequest) -> list[tuple[str, str, bool]]:
    """The account menu of who asks: title, address, whether it is this page."""
    entries = entries_for(standing_of_request(request))
    places = [(gettext(entry.title), reverse(entry.url_name)) for entry in entries]
    return [(title, address, request.path == address) for title, address in places]
