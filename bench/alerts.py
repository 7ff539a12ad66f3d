"""How soon an alert arrives, and how many a second leave.

    python bench/alerts.py --json

`guiju worker` in a process of its own, on SQLite, and the channels themselves. First a standard on a watched list is
corrected by an import, one after the other with the worker idle in between, and the moment noted at which a webhook
receiver of this process has it: from before the import begins, through its transaction, the event, what watching makes
of it, and the outbox. Then many facts at once (`issue`, in a transaction) to webhooks, then to mailboxes. The limit is
a loop that posts bodies to the same receiver with `http.client`, or hands mails to the same server with `smtplib`, one
after the other, with nothing to claim, nothing to write down and no order to keep; receiver and worker share the
processors in either case.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import shutil
import smtplib
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.bars import ALERTS, judged, told  # noqa: E402 (found by the line above)

FACTS: Final = 60
HOOKS: Final = 20
MAILBOXES: Final = 200
LETTERS: Final = 2000


class Receiver(ThreadingHTTPServer):
    """Notes when each subject arrived."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Taking)
        self.arrived: list[float] = []


class _Taking(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.server.arrived.append(time.perf_counter())
        self.send_response(204)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the library's name)
        """Nothing to say."""


class Mailbox:
    """A mail server that counts."""

    def __init__(self) -> None:
        self.arrived: list[float] = []

    async def handle_DATA(self, server: object, session: object, envelope: object) -> str:  # noqa: N802 (aiosmtpd's)
        """Count a mail."""
        self.arrived.append(time.perf_counter())
        return "250 OK"


def posted(settings: dict[str, Any], text: str) -> None:
    connection = http.client.HTTPConnection(settings["url"].split("/")[2], timeout=10)
    connection.request("POST", "/", text.encode())
    connection.getresponse().read()
    connection.close()


_kept = threading.local()


def mailed(settings: dict[str, Any], text: str) -> None:
    if not hasattr(_kept, "line"):
        _kept.line = smtplib.SMTP("127.0.0.1", int(os.environ["GUIJU_EMAIL_URL"].rpartition(":")[2]), timeout=10)
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "guiju@localhost", settings["email"], text
    message.set_content(text)
    _kept.line.send_message(message)


def work() -> None:
    """The worker's process: what `guiju worker` does, with the words that this file declares."""
    from guiju.cli.serving import worker  # noqa: PLC0415  # lazy: django-setup

    worker(until_empty=False)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def installation() -> Iterator[tuple[Receiver, Mailbox]]:
    """Receivers, an empty store, and a worker."""
    from aiosmtpd.controller import Controller  # noqa: PLC0415  # lazy: optional

    home = tempfile.mkdtemp(prefix="guiju-bench-")
    receiver, mailbox = Receiver(), Mailbox()
    port = free_port()
    mail = Controller(mailbox, hostname="127.0.0.1", port=port)
    mail.start()
    os.environ |= {
        "GUIJU_HOME": home,
        "GUIJU_LOG_LEVEL": "ERROR",
        "GUIJU_EMAIL_URL": f"smtp://127.0.0.1:{port}",
        "GUIJU_WEBHOOK_ALLOW_PRIVATE": "127.0.0.0/8",
        "GUIJU_WATCH_MOST_ALERTS": "1000",  # else the rest of a day is gathered
        "DJANGO_SETTINGS_MODULE": "guiju.site.settings",
    }
    threading.Thread(target=receiver.serve_forever, daemon=True).start()
    subprocess.run([sys.executable, "-m", "guiju", "migrate"], check=True)
    worker = subprocess.Popen([sys.executable, __file__, "--worker"])
    try:
        set_up()
        yield receiver, mailbox
    finally:
        worker.kill()
        worker.wait()
        mail.stop()
        receiver.shutdown()
        shutil.rmtree(home, ignore_errors=True)


def set_up() -> None:
    import django  # noqa: PLC0415  # lazy: django-setup

    django.setup()
    from guiju.kernel.reasons import Text  # noqa: PLC0415  # lazy: django-setup
    from guiju.platform import reasons  # noqa: PLC0415  # lazy: django-setup

    reasons.declare({"bench.told": Text("%(number)s 有变化", "%(number)s has changed")})


def recipients(channel: str, settings: Sequence[dict[str, Any]]) -> list[int]:
    """Organisations with an address each."""
    from django.utils import timezone  # noqa: PLC0415  # lazy: django-setup

    from guiju.alerts.models import Address  # noqa: PLC0415  # lazy: django-setup
    from guiju.alerts.services.issuing import recipient_of  # noqa: PLC0415  # lazy: django-setup
    from guiju.organisations.models import Organisation  # noqa: PLC0415  # lazy: django-setup

    made = []
    for n, each in enumerate(settings):
        name = f"{channel} {n}"
        owner = recipient_of(organisation=Organisation.objects.create(name=name, folded_name=name).pk)
        Address.objects.create(recipient=owner, channel=channel, settings=each, verified_at=timezone.now())
        made.append(owner.pk)
    return made


def tell(subjects: Sequence[str], to: Sequence[int]) -> None:
    from guiju.alerts.rules import Concerned, Message  # noqa: PLC0415  # lazy: django-setup
    from guiju.alerts.services.issuing import issue  # noqa: PLC0415  # lazy: django-setup
    from guiju.kernel.reasons import Reason  # noqa: PLC0415  # lazy: django-setup

    headline = [Reason.of("bench.told", number=one) for one in subjects]
    concerned = [Concerned(one, ()) for one in to]
    issue([(Message(("standard", one), "e", said), concerned) for one, said in zip(subjects, headline, strict=True)])


def wait_for(arrived: Sequence[float], count: int, seconds: float = 120) -> None:
    ends = time.monotonic() + seconds
    while len(arrived) < count and time.monotonic() < ends:
        time.sleep(0.002)
    assert len(arrived) >= count, f"{len(arrived)} of {count} arrived in {seconds:g} s"


def latency(receiver: Receiver, to: Sequence[int]) -> dict[str, float]:
    """Seconds from before an import begins that corrects a watched standard, until the receiver has it."""
    keys = [f"GB/T {50000 + n}-2020" for n in range(FACTS + 1)]
    imported(dict.fromkeys(keys, "灯具 第1部分"))
    watched(keys, to[0])
    found = []
    for n, key in enumerate(keys):
        time.sleep(0.05 + (n % 7) * 0.03)  # no beat in common with the worker's
        began, before = time.perf_counter(), len(receiver.arrived)
        imported({key: "灯具 第1部分：一般要求"})
        wait_for(receiver.arrived, before + 1)
        found.append(receiver.arrived[before] - began)
    found = sorted(found[1:])  # at the first, this process still reads its modules
    return {"p50": found[len(found) // 2], "p95": found[int(len(found) * 0.95)], "most": found[-1]}


def imported(titles: Mapping[str, str]) -> None:
    """Import a list of standards, by number."""
    from guiju.catalogue.importers.table import SourceSpec, import_table  # noqa: PLC0415  # lazy: django-setup

    with tempfile.NamedTemporaryFile("w", suffix=".csv", encoding="utf-8") as file:
        file.write("标准号,标准名称,发布日期,实施日期\n")
        file.writelines(f"{key},{title},2020-03-01,2020-10-01\n" for key, title in titles.items())
        file.flush()
        summary = import_table(path=Path(file.name), source=SourceSpec(key="bench"))
    assert summary.rejected == 0


def watched(keys: Sequence[str], recipient: int) -> None:
    """A list of these that somebody hears of."""
    from guiju.alerts.models import Recipient  # noqa: PLC0415  # lazy: django-setup
    from guiju.watch.models import Follow, ListItem, WatchList  # noqa: PLC0415  # lazy: django-setup
    from guiju.watch.rules.items import number_of_key  # noqa: PLC0415  # lazy: django-setup
    from guiju.watch.services.telling import note_silently  # noqa: PLC0415  # lazy: django-setup

    owner = Recipient.objects.get(pk=recipient)
    parent = WatchList.objects.create(name="bench", organisation_id=owner.organisation_id)
    Follow.objects.create(parent=parent, recipient=owner)
    ListItem.objects.bulk_create(
        [
            ListItem(parent=parent, key=key, standard_key=key, undated_key=number_of_key(key), mode="freeze")
            for key in keys
        ]
    )
    note_silently(keys)


def a_second(arrived: list[float], subjects: int, to: Sequence[int], mark: str) -> float:
    """Letters a second, from the first told to the last arrived."""
    before, began = len(arrived), time.perf_counter()
    tell([f"{mark} {n}" for n in range(subjects)], to)
    wait_for(arrived, before + subjects * len(to))
    return subjects * len(to) / (arrived[-1] - began)


def bare(arrived: list[float], hand_over: Callable[[dict[str, Any], str], None], settings: dict[str, Any]) -> float:
    before, began = len(arrived), time.perf_counter()
    for n in range(LETTERS // 2):
        hand_over(settings, f"B {n} 有变化")
    wait_for(arrived, before + LETTERS // 2)
    return LETTERS / 2 / (time.perf_counter() - began)


def run() -> dict[str, Any]:
    with installation() as (receiver, mailbox):
        hook = {"url": f"http://127.0.0.1:{receiver.server_port}/", "secret": "for the benchmark only"}
        boxes = [{"email": f"p{n}@example.org"} for n in range(MAILBOXES)]
        hooks = recipients("webhook", [hook] * HOOKS)
        people = recipients("email", boxes)
        result: dict[str, Any] = {"latency": latency(receiver, hooks)}
        result["webhook"] = {
            "ours": a_second(receiver.arrived, LETTERS // HOOKS, hooks, "W"),
            "one": a_second(receiver.arrived, LETTERS // 4, hooks[:1], "O"),
            "limit": bare(receiver.arrived, posted, hook),
        }
        result["email"] = {
            "ours": a_second(mailbox.arrived, 5, people, "M"),
            "limit": bare(mailbox.arrived, mailed, boxes[0]),
        }
    return result | {"verdicts": judged(result, ALERTS)}


def table(result: dict[str, Any]) -> str:
    waits, hooks, mails = result["latency"], result["webhook"], result["email"]
    lines = (
        (
            "changed to received, worker idle, s",
            f"p50 {waits['p50']:.3f}, p95 {waits['p95']:.3f}, most {waits['most']:.3f}",
        ),
        (f"webhooks a second, {HOOKS} receivers", f"{hooks['ours']:.0f}"),
        ("webhooks a second, one receiver", f"{hooks['one']:.0f}"),
        ("limit: http.client in a loop", f"{hooks['limit']:.0f}"),
        (f"mails a second, {MAILBOXES} mailboxes", f"{mails['ours']:.0f}"),
        ("limit: smtplib in a loop", f"{mails['limit']:.0f}"),
    )
    return "\n".join([*(f"{what:<36}{figure}" for what, figure in lines), *map(told, result["verdicts"])])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--worker", action="store_true", help="the worker's part, begun by the other")
    options = parser.parse_args()
    if options.worker:
        set_up()
        work()
        return
    result = run()
    print(table(result), file=sys.stderr if options.json else sys.stdout)
    if options.json:
        print(json.dumps(result))
    sys.exit(not all(verdict["holds"] for verdict in result["verdicts"]))


if __name__ == "__main__":
    main()
