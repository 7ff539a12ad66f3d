"""Keeping a search, and giving it up."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from guiju.organisations.views.asking import person_of, signed_in, standing_in
from guiju.platform.language import page_language
from guiju.platform.reasons import render as words
from guiju.watch.forms import SearchNameForm
from guiju.watch.problems import WatchProblem
from guiju.watch.queries.saved import find_search
from guiju.watch.services.searching import delete_search, plain_query, save_search
from guiju.watch.views.finding import asking_of, own_organisations


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new_search(request: HttpRequest) -> HttpResponse:
    """Ask under which name, then keep the search of the address."""
    query = plain_query(request.GET.urlencode() if request.method != "POST" else request.POST.get("query", ""))
    initial = {"query": query, "name": request.GET.get("text", "").replace("\0", "")[:200]}
    form = SearchNameForm(request.POST or None, initial=initial, organisations=own_organisations(request))
    if form.is_bound and form.is_valid():
        try:
            owner = form.owner_for(person_of(request).pk)
            save_search(name=form.cleaned_data["name"], query=query, owner=owner, asking=asking_of(request))
        except WatchProblem as problem:
            form.add_error(None, words(problem.reason, page_language()))
        else:
            return HttpResponseRedirect(reverse("lists") + "#searches")
    context = {"form": form, "address": f"{reverse('standards')}?{query}"}
    return render(request, "watch/new_search.html", context, status=422 if form.errors else 200)


@require_POST
@signed_in
def forget_search(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Give a saved search up."""
    saved = find_search(uuid, standing_in(request))
    if saved is None:
        raise Http404(uuid)
    delete_search(saved=saved, asking=asking_of(request))
    messages.success(request, saved.name)
    return HttpResponseRedirect(reverse("lists") + "#searches")
