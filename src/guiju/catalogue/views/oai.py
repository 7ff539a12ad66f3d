"""The catalogue for harvesters: OAI-PMH 2.0 at one address, by GET and POST."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from guiju.catalogue.forms import LEVELS
from guiju.catalogue.queries import harvesting
from guiju.catalogue.queries.entries import load_entries
from guiju.catalogue.queries.harvesting import Position, SetName, Wish
from guiju.catalogue.rules.citing import Citable
from guiju.catalogue.rules.entries import Entry
from guiju.catalogue.rules.oai import FORMATS, Asked, OaiError, format_stamp, key_in, read_arguments, read_span, writing
from guiju.catalogue.rules.oai.asking import is_domain_name, plain_host
from guiju.catalogue.rules.oai.writing import Element, Place
from guiju.catalogue.views.exporting import citable_of

RECORDS, HEADERS = 200, 1000
"""How many are given at once."""
TOKEN_LASTS: Final = dt.timedelta(days=1)
SALT: Final = "guiju.oai"
NOT_SET: Final = "not-set@admin-email.invalid"
"""The protocol wants an address; this one can belong to nobody (RFC 2606)."""


class Listing(NamedTuple):
    """A list that is being given: what is wanted, where it stands, how many were given and there are."""

    prefix: str
    wish: Wish
    after: Position | None = None
    given: int = 0
    size: int = 0


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def harvest(request: HttpRequest) -> HttpResponse:
    """The answer to a harvester; an error of the protocol is an answer too."""
    place, now = _place(request), timezone.now()
    try:
        asked = read_arguments((request.POST if request.method == "POST" else request.GET).lists())
    except OaiError as error:
        return _answer(_failed(writing.envelope(place, now), error))
    try:
        root = writing.envelope(place, now, *asked)
        _ANSWERS[asked.verb](writing.add(root, asked.verb), asked, place)
    except OaiError as error:
        told = () if error.code == "badArgument" else asked
        root = _failed(writing.envelope(place, now, *told), error)
    return _answer(root)


def _place(request: HttpRequest) -> Place:
    return Place(
        base=request.build_absolute_uri(reverse("oai")),
        host=plain_host(settings.GUIJU_OAI_HOST or request.get_host()),
        relaton_schema=request.build_absolute_uri(static("guiju/relaton.xsd")),
        page_of=lambda key: request.build_absolute_uri(reverse("standard", args=[key])),
    )


def _failed(root: Element, error: OaiError) -> Element:
    writing.add_error(root, error)
    return root


def _answer(root: Element) -> HttpResponse:
    return HttpResponse(writing.as_bytes(root), content_type="text/xml; charset=utf-8")


def _identify(parent: Element, asked: Asked, place: Place) -> None:
    earliest = harvesting.earliest_change() or timezone.now()
    facts = {
        "repositoryName": "规矩 Guiju",
        "baseURL": place.base,
        "protocolVersion": "2.0",
        "adminEmail": settings.GUIJU_ADMIN_EMAIL or NOT_SET,
        "earliestDatestamp": format_stamp(earliest),
        "deletedRecord": "persistent",
        "granularity": "YYYY-MM-DDThh:mm:ssZ",
    }
    for name, text in facts.items():
        writing.add(parent, name, text)
    sample = harvesting.sample_key()
    if sample and is_domain_name(place.host):
        writing.add_identifier_scheme(parent, place, sample)


def _list_formats(parent: Element, asked: Asked, place: Place) -> None:
    if "identifier" in asked.arguments:
        _find(asked.arguments["identifier"], place)
    writing.add_formats(parent, place)


def _list_sets(parent: Element, asked: Asked, place: Place) -> None:
    """All at once; a token of such a list was never given."""
    if asked.arguments:
        raise OaiError("badResumptionToken", "this list comes whole, without tokens")
    for one in harvesting.list_sets():
        writing.add_set(parent, one.spec, _set_name(one))


def _set_name(one: SetName) -> str:
    """In both languages: a harvester has none."""
    scheme, _colon, value = one.spec.partition(":")
    if scheme == harvesting.ICS:
        return " · ".join(filter(None, (f"ICS {value}".strip(), one.zh, one.en)))
    return " · ".join(_in_both(lambda: str(LEVELS.get(value, value)) if value else _("Level")))


def _in_both(say: Callable[[], str]) -> list[str]:
    said = []
    for language in ("zh-hans", "en"):
        with translation.override(language):
            said.append(say())
    return said


def _get_record(parent: Element, asked: Asked, place: Place) -> None:
    prefix = _format(asked.arguments["metadataPrefix"])
    entry = _find(asked.arguments["identifier"], place)
    writing.add_record(parent, entry, _citable(entry), place, prefix)


def _find(identifier: str, place: Place) -> Entry:
    row = harvesting.find_harvested(key_in(identifier, place.host))
    if row is None:
        raise OaiError("idDoesNotExist", "no record has this identifier here")
    return next(load_entries([row]))


def _citable(entry: Entry) -> Citable:
    """Whoever reads Dublin Core gets both titles apart; the rest is the same in both languages."""
    return citable_of(entry, "zh" if entry.title_zh else "en", "")


def _format(prefix: str) -> str:
    if prefix not in FORMATS:
        raise OaiError("cannotDisseminateFormat", f"records are given as {' or '.join(FORMATS)}")
    return prefix


def _list_headers(parent: Element, asked: Asked, place: Place) -> None:
    def give(entry: Entry, _listing: Listing) -> None:
        writing.add_header(parent, entry, place)

    _give(parent, asked, HEADERS, give)


def _list_records(parent: Element, asked: Asked, place: Place) -> None:
    def give(entry: Entry, listing: Listing) -> None:
        writing.add_record(parent, entry, _citable(entry), place, listing.prefix)

    _give(parent, asked, RECORDS, give)


def _give(parent: Element, asked: Asked, most: int, give: Callable[[Entry, Listing], None]) -> None:
    """The next part of a list, with the token for the rest; an empty one ends a list that came in parts."""
    listing = _listing(asked)
    rows, more = harvesting.list_harvest(listing.wish, after=listing.after, most=most)
    if not rows and not listing.given:
        raise OaiError("noRecordsMatch", "no record is of this kind")
    for entry in load_entries(rows, whole=asked.verb == "ListRecords"):
        give(entry, listing)
    if more or listing.given:
        rest = listing._replace(after=more, given=listing.given + len(rows))
        token = _make_token(asked.verb, rest) if more else ""
        expires = timezone.now() + TOKEN_LASTS
        writing.add_token(parent, token, size=listing.size, cursor=listing.given, expires=expires)


def _listing(asked: Asked) -> Listing:
    """The list asked for, from its beginning or from where a token says."""
    if "resumptionToken" in asked.arguments:
        return _read_token(asked.verb, asked.arguments["resumptionToken"])
    prefix = _format(asked.arguments["metadataPrefix"])
    wish = Wish(*read_span(asked.arguments), asked.arguments.get("set", ""))
    return Listing(prefix, wish, size=harvesting.count_harvest(wish))


def _make_token(verb: str, listing: Listing) -> str:
    """All that is to be known of the rest of a list, signed, so that nothing is kept here."""
    wish, after = listing.wish, listing.after
    moments = [moment.isoformat() if moment else "" for moment in (wish.first, wish.end, after and after.changed)]
    told = [verb, listing.prefix, wish.set, *moments, after.pk if after else 0, listing.given, listing.size]
    return signing.dumps(told, salt=SALT, compress=True)


def _read_token(verb: str, token: str) -> Listing:
    try:
        own, prefix, spec, *moments, pk, given, size = signing.loads(token, salt=SALT, max_age=TOKEN_LASTS)
    except signing.BadSignature as error:
        raise OaiError("badResumptionToken", "this token was not given here, or has expired") from error
    if own != verb:
        raise OaiError("badResumptionToken", f"this token goes on with {own}")
    first, end, changed = (dt.datetime.fromisoformat(text) if text else None for text in moments)
    assert changed is not None  # every token is made with it
    return Listing(prefix, Wish(first, end, spec), Position(changed, pk), given, size)


_ANSWERS: Final[Mapping[str, Callable[[Element, Asked, Place], None]]] = {
    "Identify": _identify,
    "ListMetadataFormats": _list_formats,
    "ListSets": _list_sets,
    "GetRecord": _get_record,
    "ListIdentifiers": _list_headers,
    "ListRecords": _list_records,
}
