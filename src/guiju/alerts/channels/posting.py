"""Posting to an address that a person has given: only where it may lead, only for so long, and no further.

The name is resolved once, every address it has is judged by `rules.reach`, and the connection goes to one of those just
judged, so that a name cannot lead elsewhere between the question and the call (DNS rebinding). Redirects are not
followed, the proxy settings of the environment not used, and of the answer no more is read than is worth keeping.
Connections are kept and used again, for a receiver is often told several things in a row.
"""

from __future__ import annotations

import io
import socket
import ssl
import threading
import time
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from http.client import HTTPConnection, HTTPException, HTTPResponse
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import SplitResult, urlsplit

from django.utils.translation import gettext as _

from guiju.alerts.rules.reach import Network, is_private, is_reachable

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

SECONDS: Final = 10.0
"""For one attempt, from the name to the last byte of the answer."""
MOST_READ: Final = 64 * 1024
IDLE_SECONDS: Final = 20.0
MOST_KEPT: Final = 64
Key = tuple[str, str, int]
"""Scheme, host and port."""
USER_AGENT: Final = "Guiju"


class NotAllowed(Exception):  # noqa: N818 (reads as what happened)
    """The address may not be reached; the message says why, in words for a person."""


class Unanswered(Exception):  # noqa: N818 (reads as what happened)
    """No answer came; the message says why, in words for a person."""


@dataclass(frozen=True, slots=True)
class Guard:
    """What may be reached: `networks` beside the public ones; anything at all where the operator gave the address."""

    networks: Sequence[Network] = ()
    is_operators: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What a receiver said; `body` is cut at `MOST_READ` bytes."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def said(self) -> str:
        """The beginning of the body, for a person to read on one line."""
        text = " ".join(self.body[:2000].decode("utf-8", "replace").split())
        return "".join(sign for sign in text if sign.isprintable())[:200]


def split(url: str) -> SplitResult:
    """The parts of an address; raises `NotAllowed` for one that cannot be called, or that hides where it leads."""
    try:
        parts = urlsplit(url)
        port = parts.port
        url.encode("ascii")
    except ValueError as error:
        raise NotAllowed(_("The address cannot be read.")) from error
    if parts.scheme not in {"http", "https"} or not parts.hostname or port == 0:
        raise NotAllowed(_("The address must begin with https:// and name a host."))
    if "@" in parts.netloc or "\\" in url or "#" in url or any(sign <= " " or sign == "\x7f" for sign in url):
        raise NotAllowed(_("The address must hold no user name, fragment, space or backslash."))
    return parts


def judge(url: str, guard: Guard) -> list[str]:
    """The addresses in digits that a name has, all of which may be reached.

    Raises `NotAllowed`, or `Unanswered` where the name is not known now.
    """
    parts = split(url)
    try:
        found = socket.getaddrinfo(parts.hostname, _port(parts), type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unanswered(_("The host %(host)s is not known.") % {"host": parts.hostname}) from error
    places = list(dict.fromkeys(str(where[4][0]) for where in found))
    if guard.is_operators:
        return places
    if not all(is_reachable(place, guard.networks) for place in places):
        raise NotAllowed(
            _("%(host)s leads to an inner network, which this server does not reach.") % {"host": parts.hostname}
        )
    if parts.scheme == "http" and not all(is_private(place, guard.networks) for place in places):
        raise NotAllowed(_("Only https:// is taken outside the operator's own network."))
    return places


def post(url: str, body: bytes, headers: Mapping[str, str], guard: Guard) -> Answer:
    """Send and read the answer, whatever its status. Raises `NotAllowed` or `Unanswered`.

    A kept connection that turns out to be closed is replaced once, so a receiver may see a request again.
    """
    deadline = time.monotonic() + SECONDS
    parts = split(url)
    for connection in (kept.take(_key(parts)), None):
        used = connection or _connect(parts, guard, deadline)
        try:
            return _exchange(used, parts, body, headers, deadline)
        except ConnectionError as error:
            used.close()
            if connection is None:
                raise Unanswered(_("The connection was closed before an answer came.")) from error
        except TimeoutError as error:
            used.close()
            raise Unanswered(_("No answer within %(seconds)d seconds.") % {"seconds": SECONDS}) from error
        except (OSError, HTTPException, ValueError) as error:
            used.close()
            raise Unanswered(_("The answer could not be read.")) from error
    raise AssertionError("the second round always ends")


def _exchange(
    connection: _Pinned, parts: SplitResult, body: bytes, headers: Mapping[str, str], deadline: float
) -> Answer:
    assert connection.sock is not None, "it was connected"
    connection.sock.settimeout(max(deadline - time.monotonic(), 0.001))
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    connection.request("POST", path, body, {"User-Agent": USER_AGENT, **headers})
    connection.deadline = deadline
    response = connection.answer()
    told = {name.lower(): text for name, text in response.getheaders()}
    answer = Answer(response.status, told, response.read(MOST_READ))
    if response.isclosed() and not response.will_close:
        kept.put(_key(parts), connection)
    else:
        connection.close()
    return answer


def _connect(parts: SplitResult, guard: Guard, deadline: float) -> _Pinned:
    """A connection to the first judged address that takes one."""
    failed: OSError | None = None
    for place in judge(parts.geturl(), guard):
        connection = _Pinned(parts, place, deadline)
        try:
            connection.connect()
        except ssl.SSLError as error:
            raise Unanswered(_("The certificate of %(host)s is not accepted.") % {"host": parts.hostname}) from error
        except OSError as error:
            failed = error
        else:
            return connection
    raise Unanswered(_("%(host)s takes no connection.") % {"host": parts.hostname}) from failed


def _port(parts: SplitResult) -> int:
    return parts.port or (443 if parts.scheme == "https" else 80)


def _key(parts: SplitResult) -> Key:
    return parts.scheme, parts.hostname or "", _port(parts)


@cache
def _trusted() -> ssl.SSLContext:
    return ssl.create_default_context()


class _Hurried(io.RawIOBase):
    """A socket read until a moment, however slowly the other side drips."""

    def __init__(self, sock: socket.socket, deadline: float) -> None:
        self._sock = sock
        self._deadline = deadline

    def makefile(self, _mode: str) -> io.BufferedReader:
        """What an `HTTPResponse` reads from."""
        return io.BufferedReader(self)

    def readable(self) -> bool:
        """A `BufferedReader` asks."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Read what is there; `TimeoutError` at the deadline."""
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._sock.settimeout(left)
        if hasattr(socket, "TCP_QUICKACK"):  # many receivers send head and body apart, and wait 40 ms in between
            self._sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
        return self._sock.recv_into(buffer)


class _Pinned(HTTPConnection):
    """A connection to one address in digits, under the name it was judged for, which its certificate must bear."""

    def __init__(self, parts: SplitResult, place: str, deadline: float) -> None:
        super().__init__(parts.hostname or "", _port(parts))
        self.default_port = 443 if parts.scheme == "https" else 80  # the Host header leaves out the usual port
        self.deadline = deadline
        self.idle_since = 0.0
        self._place = place
        self._context = _trusted() if parts.scheme == "https" else None

    def connect(self) -> None:
        """Connect, and for https shake hands."""
        left = max(self.deadline - time.monotonic(), 0.001)
        sock = socket.create_connection((self._place, self.port), timeout=left)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if self._context is None:
            self.sock = sock
            return
        try:
            self.sock = self._context.wrap_socket(sock, server_hostname=self.host)
        except BaseException:
            sock.close()
            raise

    def answer(self) -> HTTPResponse:
        """The response, its head read; `TimeoutError` at the deadline."""
        self.response_class = self._response  # type: ignore[assignment]  # http.client only calls it
        return self.getresponse()

    def _response(self, sock: socket.socket, **options: Any) -> HTTPResponse:  # noqa: ANN401 (http.client's own)
        return HTTPResponse(_Hurried(sock, self.deadline), **options)  # type: ignore[arg-type]  # it wants makefile


class _Kept:
    """Idle connections by scheme, host and port, for any thread to take; the oldest make room."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: OrderedDict[int, tuple[Key, _Pinned]] = OrderedDict()

    def take(self, key: Key) -> _Pinned | None:
        """One that was used a moment ago, or None."""
        with self._lock:
            mark = next((mark for mark, (where, _one) in reversed(self._idle.items()) if where == key), None)
            if mark is None:
                return None
            connection = self._idle.pop(mark)[1]
        if time.monotonic() - connection.idle_since < IDLE_SECONDS:
            return connection
        connection.close()
        return None

    def put(self, key: Key, connection: _Pinned) -> None:
        """Keep a connection whose answer was read to its end."""
        connection.idle_since = time.monotonic()
        with self._lock:
            self._idle[id(connection)] = (key, connection)
            oldest = self._idle.popitem(last=False)[1][1] if len(self._idle) > MOST_KEPT else None
        if oldest is not None:
            oldest.close()

    def clear(self) -> None:
        """Close them all."""
        with self._lock:
            idle = [connection for _key, connection in self._idle.values()]
            self._idle.clear()
        for connection in idle:
            connection.close()


kept: Final = _Kept()
