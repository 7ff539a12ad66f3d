"""Pages of what is under watch."""

from django.http import HttpRequest, HttpResponse


def lists(request: HttpRequest) -> HttpResponse:
    """."""
    return HttpResponse()


changes = new_list = lists
