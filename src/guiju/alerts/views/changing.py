"""Pages that add, change, try, pause and delete a channel."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guiju.alerts.channels import PULLED, Outcome, Sent, channels
from guiju.alerts.channels.form import SettingsForm
from guiju.alerts.channels.forms import FORMS, is_offered
from guiju.alerts.forms import CodeForm, TimingForm
from guiju.alerts.models import Address
from guiju.alerts.queries.addresses import MOST_SHOWN, list_dead
from guiju.alerts.rules.keeping import managed
from guiju.alerts.services import addresses as services
from guiju.alerts.views.owning import get_address, shown, signed_in
from guiju.organisations.queries.names import names_of
from guiju.organisations.queries.standing import standing_of

REVEALED: Final = "channel.revealed"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
@sensitive_post_parameters()
def add(request: HttpRequest, kind: str) -> HttpResponse:
    """A new channel of a kind, for oneself or an organisation one manages."""
    if not is_offered(kind):
        raise Http404
    organisations = names_of(managed(standing_of(signed_in(request))))
    data = request.POST if request.method == "POST" else None
    form, timing = FORMS[kind](data), TimingForm.of(None, get_language() or "zh-hans", data)
    whose = (data or request.GET).get("whose", "")
    if data is not None and form.is_valid() and timing.is_valid() and whose in {"", *map(str, organisations)}:
        organisation = int(whose) if whose else None
        made = services.add_address(
            actor=signed_in(request), organisation=organisation, channel=kind, wanted=_wanted(form, timing)
        )
        return _saved(request, made, form)
    context = {"form": form, "timing": timing, "kind": _(channels.get(kind).title), "name": kind, "whose": whose}
    context |= {"organisations": organisations.items(), "pulled": kind in PULLED}
    return render(request, "alerts/channel_form.html", context, status=422 if data is not None else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
@sensitive_post_parameters()
def change(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Change a channel."""
    address = get_address(request, uuid)
    data = request.POST if request.method == "POST" else None
    form = FORMS[address.channel](data, kept=address.settings)
    timing = TimingForm.of(address, address.language, data)
    if data is not None and form.is_valid() and timing.is_valid():
        moved = form.needs_proof and form.settings() != address.settings
        kept = services.change_address(actor=signed_in(request), address=address, wanted=_wanted(form, timing))
        return _saved(request, kept, form, ask=moved)
    context = {"form": form, "timing": timing, "kind": _(channels.get(address.channel).title), "address": address}
    context |= {"pulled": address.channel in PULLED, "name": address.channel}
    return render(request, "alerts/channel_form.html", context, status=422 if data is not None else 200)


def _wanted(form: SettingsForm, timing: TimingForm) -> services.Wanted:
    return services.Wanted(form.settings(), timing.cleaned_data, needs_proof=form.needs_proof)


def _saved(request: HttpRequest, address: Address, form: SettingsForm, *, ask: bool = True) -> HttpResponse:
    """On to the channel's page, where a secret just made is shown once; whoever must agree is asked."""
    if form.reveals and form.kept.get(form.reveals) != address.settings[form.reveals]:
        request.session[REVEALED] = [str(address.uuid), address.settings[form.reveals]]
    if form.needs_proof and ask:
        _ask(request, address)
    else:
        messages.success(request, _("The channel is saved."))
    return HttpResponseRedirect(reverse("channel", args=[address.uuid]))


@require_safe
@never_cache
@login_required
def channel(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One channel: how it stands, what did not arrive, what can be done."""
    address = get_address(request, uuid)
    revealed = request.session.get(REVEALED)
    if revealed and revealed[0] == str(address.uuid):
        del request.session[REVEALED]
    else:
        revealed = None
    return render(request, "alerts/channel.html", _context(request, address, secret=revealed[1] if revealed else ""))


def _context(request: HttpRequest, address: Address, **more: Any) -> dict[str, Any]:  # noqa: ANN401 (a template's)
    paths = {"atom": "alerts_atom", "calendar": "alerts_calendar"}
    path = paths.get(address.channel)
    return {
        "one": shown([address])[0],
        "address": address,
        "letters": list_dead(address)[:MOST_SHOWN],
        "most": MOST_SHOWN,
        "feed": request.build_absolute_uri(reverse(path, args=[address.secret])) if path else "",
        "code": CodeForm(),
        **more,
    }


@require_POST
@login_required
def send_test(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Send a test now, and say what the receiver answered."""
    address = get_address(request, uuid)
    headline = _("This is a test of the channel “%(name)s”; nothing has happened.") % {
        "name": address.label or _(channels.get(address.channel).title)
    }
    link = request.build_absolute_uri(reverse("channel", args=[address.uuid]))
    outcome = services.try_address(actor=signed_in(request), address=address, link=link, headline=headline)
    _tell(request, outcome, _("The test was sent."))
    return HttpResponseRedirect(reverse("channel", args=[uuid]))


@require_POST
@login_required
def prove(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Ask the receiver to agree once more."""
    _ask(request, get_address(request, uuid))
    return HttpResponseRedirect(reverse("channel", args=[uuid]))


@require_POST
@login_required
def type_code(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The code that was sent to a number."""
    address, form = get_address(request, uuid), CodeForm(request.POST)
    typed = form.cleaned_data["code"] if form.is_valid() else ""
    agreed = services.agree_by_code(actor=signed_in(request), address=address, typed=typed)
    if agreed:
        messages.success(request, _("Confirmed: alerts go there from now on."))
    elif agreed is None:
        messages.error(request, _("Too many tries. Wait some minutes."))
    else:
        messages.error(request, _("That is not the code, or it is too old. Have a new one sent."))
    return HttpResponseRedirect(reverse("channel", args=[uuid]))


@require_POST
@login_required
def switch(request: HttpRequest, uuid: UUID, what: str) -> HttpResponse:
    """Pause, or go on."""
    services.switch_address(actor=signed_in(request), address=get_address(request, uuid), on=what == "resume")
    return HttpResponseRedirect(reverse("channel", args=[uuid]))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def delete(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Delete a channel, after a question."""
    address = get_address(request, uuid)
    if request.method == "POST":
        services.delete_address(actor=signed_in(request), address=address)
        messages.success(request, _("The channel is deleted."))
        return HttpResponseRedirect(reverse("channels"))
    return render(request, "alerts/channel_delete.html", _context(request, address))


def _ask(request: HttpRequest, address: Address) -> None:
    root = request.build_absolute_uri("/").rstrip("/")
    outcome = services.ask_for_proof(actor=signed_in(request), address=address, root=root)
    _tell(request, outcome, _("A message to confirm was sent there."))


def _tell(request: HttpRequest, outcome: Outcome | None, well: str) -> None:
    if outcome is None:
        messages.error(request, _("Too many tries. Wait some minutes."))
    elif isinstance(outcome, Sent):
        said = _("Answer: %(said)s") % {"said": outcome.answer} if outcome.answer else ""
        messages.success(request, f"{well} {said}".strip())
    else:
        messages.error(request, _("It was not taken: %(why)s") % {"why": outcome.why})
