"""Which places of the network may be reached, and every known way around that."""

from __future__ import annotations

import socket
import time
from ipaddress import ip_network
from typing import Any

import pytest

from guiju.alerts.channels import posting
from guiju.alerts.channels.posting import Guard, NotAllowed, Unanswered, judge, kept, post
from guiju.alerts.rules.reach import is_reachable
from tests.alerts.channels.given import LOOPBACK, Receiver

OPEN = Guard(LOOPBACK)


@pytest.mark.parametrize("place", ["1.1.1.1", "8.8.8.8", "223.5.5.5", "2400:3200::1", "2606:4700:4700::1111"])
def test_place_that_is_public_is_reachable(place: str) -> None:
    assert is_reachable(place, ()) is True


@pytest.mark.parametrize(
    "place",
    [
        "0.0.0.0",  # noqa: S104 (not bound to)
        "0.1.2.3",
        "10.0.0.1",
        "100.64.0.1",
        "100.100.100.200",  # metadata of a cloud
        "127.0.0.1",
        "127.255.255.254",
        "168.63.129.16",  # the same of another, at an address that is public
        "169.254.169.254",  # of most
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.192",
        "192.0.2.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.51.100.7",
        "203.0.113.7",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:169.254.169.254",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::a00:1",
        "2002:7f00:1::",
        "2001:0:7f00:1::",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "fc00::1",
        "fd00:ec2::254",
        "ff02::1",
        "2001:db8::1",
        "100::1",
    ],
)
def test_place_that_is_not_public_is_refused(place: str) -> None:
    assert is_reachable(place, ()) is False


def test_place_in_a_network_of_the_operator_is_reachable() -> None:
    allowed = [ip_network("10.20.0.0/16")]
    assert [is_reachable(one, allowed) for one in ("10.20.3.4", "::ffff:10.20.3.4", "10.21.0.1")] == [True, True, False]


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/",
        "https://2130706433/",  # 127.0.0.1 as one number
        "https://0x7f.1/",
        "https://0177.0.0.1/",
        "https://127.1/",
        "https://0/",
        "https://[::1]/",
        "https://[::ffff:7f00:1]/",
        "https://[fe80::1%25lo]/",
        "https://localhost/",
        "https://localhost./",
        "https://169.254.169.254/latest/meta-data/",
    ],
)
def test_host_that_means_an_inner_place_is_refused_however_it_is_written(url: str) -> None:
    with pytest.raises((NotAllowed, Unanswered)):
        judge(url, Guard())


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org",
        "//example.org/",
        "ftp://example.org/",
        "file:///etc/passwd",
        "gopher://127.0.0.1:25/",
        "https://",
        "https://example.org:0/",
        "https://example.org:99999/",
        "https://example.org:x/",
        "https://user@example.org/",
        "https://example.org@127.0.0.1/",
        "https://example.org\\@127.0.0.1/",
        "https://example.org/#@127.0.0.1",
        "https://example.org/a b",
        "https://example.org/\r\nX: y",
        "https://example.org/\x00",
        "https://例子.example/",
        "https://[::1/",
    ],
)
def test_address_that_hides_where_it_leads_is_refused(url: str) -> None:
    with pytest.raises(NotAllowed):
        judge(url, OPEN)


def test_plain_http_outside_the_operators_networks_is_refused() -> None:
    with pytest.raises(NotAllowed):
        judge("http://1.1.1.1/", OPEN)
    assert judge("https://1.1.1.1/", OPEN) == ["1.1.1.1"]
    assert judge("http://127.0.0.1:81/", OPEN) == ["127.0.0.1"]


def _names(monkeypatch: pytest.MonkeyPatch, *rounds: list[str]) -> list[str]:
    """Answer questions for names, one list of addresses a question, the last again and again."""
    asked: list[str] = []

    ask = socket.getaddrinfo

    def answer(host: str, port: int, *args: Any, **options: Any) -> list[Any]:
        if host[0].isdigit():
            return ask(host, port, *args, **options)
        asked.append(host)
        places = rounds[min(len(asked), len(rounds)) - 1]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (place, port)) for place in places]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    return asked


def test_name_with_one_inner_address_among_public_ones_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    _names(monkeypatch, ["1.1.1.1", "10.0.0.1"])
    with pytest.raises(NotAllowed):
        judge("https://rebinding.example/", Guard())


def test_name_is_asked_for_once_and_the_address_judged_is_the_one_called(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that leads elsewhere at the second question (DNS rebinding) is not asked a second one."""
    asked = _names(monkeypatch, ["127.0.0.1"], ["192.0.2.1"])
    connected: list[str] = []
    create = socket.create_connection

    def connecting(where: tuple[str, int], **options: Any) -> socket.socket:
        connected.append(where[0])
        return create(where, **options)

    monkeypatch.setattr(socket, "create_connection", connecting)
    answer = post(f"http://rebinding.example:{receiver.port}/hook", b"{}", {}, OPEN)
    assert (answer.status, asked, connected) == (200, ["rebinding.example"], ["127.0.0.1"])
    assert receiver.got[0].headers["Host"] == f"rebinding.example:{receiver.port}"


def test_redirect_is_not_followed(receiver: Receiver) -> None:
    receiver.answers = [(302, {"Location": "http://127.0.0.1:1/"}, b"")]
    assert post(receiver.url, b"{}", {}, OPEN).status == 302
    assert len(receiver.got) == 1


def test_proxy_of_the_environment_is_not_used(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert post(receiver.url, b"{}", {}, OPEN).status == 200


def test_connection_is_used_again(receiver: Receiver) -> None:
    for _ in range(3):
        post(receiver.url, b"{}", {}, OPEN)
    assert len({one.connection for one in receiver.got}) == 1


def test_kept_connection_that_the_receiver_closed_is_replaced(receiver: Receiver) -> None:
    post(receiver.url, b"1", {}, OPEN)
    connection = next(iter(kept._idle.values()))[1]
    assert connection.sock is not None
    connection.sock.shutdown(socket.SHUT_RDWR)
    assert post(receiver.url, b"2", {}, OPEN).status == 200
    assert [one.body for one in receiver.got] == [b"1", b"2"]


def test_answer_is_read_no_further_than_the_limit(receiver: Receiver) -> None:
    receiver.answers = [(200, {}, b"x" * 5_000_000)]
    assert len(post(receiver.url, b"{}", {}, OPEN).body) == posting.MOST_READ


def test_answer_that_drips_ends_at_the_deadline(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posting, "SECONDS", 0.6)

    def drip(handler: Any) -> None:
        try:
            handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
            for _ in range(100):
                handler.wfile.write(b"X: y\r\n")
                handler.wfile.flush()
                time.sleep(0.05)
        except OSError:
            pass  # the client has had enough

    receiver.raw = drip
    began = time.monotonic()
    with pytest.raises(Unanswered):
        post(receiver.url, b"{}", {}, OPEN)
    assert time.monotonic() - began < 4  # the whole drip takes five seconds


def test_connection_dropped_after_reading_is_no_answer(receiver: Receiver) -> None:
    receiver.raw = lambda _handler: None
    with pytest.raises(Unanswered):
        post(receiver.url, b"{}", {}, OPEN)
    assert len(receiver.got) == 1


def test_answer_that_is_not_http_is_no_answer(receiver: Receiver) -> None:
    receiver.raw = lambda handler: handler.wfile.write(b"220 mail.example ESMTP\r\n")
    with pytest.raises(Unanswered):
        post(receiver.url, b"{}", {}, OPEN)


def test_port_where_nobody_listens_is_no_answer() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(Unanswered):
        post(f"http://127.0.0.1:{port}/", b"{}", {}, OPEN)
