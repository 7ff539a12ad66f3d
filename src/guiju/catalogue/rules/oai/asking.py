"""What a harvester asks, read strictly as the protocol wants it (OAI-PMH 2.0, sections 2.5, 3.3, 3.6 and 4)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple
from urllib.parse import quote, unquote

from guiju.catalogue.rules.addresses import address_of, key_at


class OaiError(ValueError):
    """An error of the protocol: its code, and what to tell the person behind the harvester."""

    def __init__(self, code: str, message: str) -> None:
        self.code, self.message = code, message
        super().__init__(f"{code}: {message}")


class Verb(NamedTuple):
    """The arguments of a verb; one that is exclusive stands alone."""

    required: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()
    exclusive: str = ""


_LISTS: Final = Verb(frozenset({"metadataPrefix"}), frozenset({"from", "until", "set"}), "resumptionToken")
VERBS: Final[Mapping[str, Verb]] = {
    "Identify": Verb(),
    "ListMetadataFormats": Verb(optional=frozenset({"identifier"})),
    "ListSets": Verb(exclusive="resumptionToken"),
    "GetRecord": Verb(required=frozenset({"identifier", "metadataPrefix"})),
    "ListIdentifiers": _LISTS,
    "ListRecords": _LISTS,
}
FORMATS: Final = ("oai_dc", "relaton")
DAY, SECOND = dt.timedelta(days=1), dt.timedelta(seconds=1)
_UNPRINTABLE: Final = re.compile("[\x00-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_STAMP: Final = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?", re.ASCII)
_HOST: Final = re.compile(r"[^A-Za-z0-9.-]")
_SAFE: Final = "-_.!~*'();/?:@&=+$,"
_LAST: Final = dt.datetime.max.replace(microsecond=0, tzinfo=dt.UTC)


class Asked(NamedTuple):
    """A request that may be answered: the verb and its arguments."""

    verb: str
    arguments: Mapping[str, str]


def read_arguments(given: Iterable[tuple[str, list[str]]]) -> Asked:
    """The verb with its arguments, each as often as it came; `OaiError` badVerb or badArgument."""
    values = dict(given)
    verbs = values.pop("verb", [])
    if len(verbs) != 1 or verbs[0] not in VERBS:
        raise OaiError("badVerb", f"one verb is needed, of {', '.join(VERBS)}")
    arguments = {name: _single(name, told) for name, told in values.items()}
    _check(VERBS[verbs[0]], verbs[0], set(arguments))
    return Asked(verbs[0], arguments)


def _single(name: str, told: list[str]) -> str:
    if len(told) != 1:
        raise OaiError("badArgument", f"{_shown(name)} is given {len(told)} times")
    if not told[0] or _UNPRINTABLE.search(told[0]):
        raise OaiError("badArgument", f"{_shown(name)} is empty or holds characters that no argument may hold")
    return told[0]


def _check(verb: Verb, name: str, given: set[str]) -> None:
    if verb.exclusive in given:
        if given != {verb.exclusive}:
            raise OaiError("badArgument", f"{verb.exclusive} stands alone")
        return
    if unknown := given - verb.required - verb.optional:
        raise OaiError("badArgument", f"{name} takes no {_shown(min(unknown))}")
    if missing := verb.required - given:
        raise OaiError("badArgument", f"{name} needs {', '.join(sorted(missing))}")


def _shown(name: str) -> str:
    return _UNPRINTABLE.sub(" ", name)[:100]


class Span(NamedTuple):
    """Datestamps asked for: from `first` up to, and not on, `end`."""

    first: dt.datetime | None = None
    end: dt.datetime | None = None


def read_span(arguments: Mapping[str, str]) -> Span:
    """`from` and `until`, both to the day or both to the second, both of them included; `OaiError` badArgument."""
    first, until = arguments.get("from", ""), arguments.get("until", "")
    if first and until and len(first) != len(until):
        raise OaiError("badArgument", "from and until are to be of the same granularity")
    span = Span(_stamp("from", first), _stamp("until", until))
    if span.first and span.end and span.first > span.end:
        raise OaiError("badArgument", "from lies after until")
    return Span(span.first, _after(span.end, DAY if len(until) == len("2026-01-01") else SECOND))


def _stamp(name: str, text: str) -> dt.datetime | None:
    if not text:
        return None
    wrong = OaiError("badArgument", f"{name} is to be written YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ")
    if not _STAMP.fullmatch(text):
        raise wrong
    try:
        return dt.datetime.fromisoformat(text.removesuffix("Z")).replace(tzinfo=dt.UTC)
    except ValueError as no_day:
        raise wrong from no_day


def _after(until: dt.datetime | None, step: dt.timedelta) -> dt.datetime | None:
    """The moment after which nothing is asked for any more; none where the calendar ends."""
    return until + step if until and until < _LAST - step else None


def format_stamp(moment: dt.datetime) -> str:
    """A moment as a datestamp, to the second in UTC."""
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")


def plain_host(host: str) -> str:
    """A host as identifiers have it: without port and brackets."""
    return _HOST.sub("", re.sub(r":\d+$", "", host)).lower() or "localhost"


def is_domain_name(host: str) -> bool:
    """Whether identifiers with it follow the recommended scheme `oai-identifier`: a name of letters with a dot."""
    return re.fullmatch(r"[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)+", host) is not None


def identifier_of(key: str, host: str) -> str:
    """The identifier of a standard: `oai:HOST:` and its key as addresses have it."""
    return f"oai:{host}:{quote(address_of(key), safe=_SAFE)}"


def key_in(identifier: str, host: str) -> str:
    """The key an identifier of this host names; `OaiError` idDoesNotExist for any other."""
    start = f"oai:{host}:"
    key = key_at(unquote(identifier[len(start) :])) if identifier.lower().startswith(start) else ""
    if not key or _UNPRINTABLE.search(key) or identifier_of(key, host) != start + identifier[len(start) :]:
        raise OaiError("idDoesNotExist", "no record has this identifier here")
    return key
