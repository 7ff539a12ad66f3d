"""What the server stands: the search page and the search of the API at 50 clients at once, against Django bare.

    python bench/load.py --json
    python bench/load.py --records 20000 --seconds 5

A catalogue of generated standards is served by `guiju serve` with two workers (two blocking threads each), as it comes:
logging, security headers, rate limit (counted, but set so high that it refuses nobody). The limit is a Django without
any middleware that looks one standard up by its key, served the same way on the same database. wrk asks from the same
machine, so it takes its share of the processors from each of the three alike. They take turns, round after round, so
that whatever else the machine does is everybody's burden; the best round of each counts. The questions are numbers as
people type them, words of Chinese titles, words of English titles, a third of each: 300, asked again and again as the
limit's 300 keys are, so the search of the API answers most from memory. What it does without is told beside: `new`,
where every question is written as none before it.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, urlencode
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.bars import LOAD, judged, told  # noqa: E402 (found by the line above)
from bench.generated_standards import (  # noqa: E402
    ASPECTS,
    ASPECTS_EN,
    THINGS,
    THINGS_EN,
    editions,
    fill_generated,
)

WORKERS: Final = 2
QUESTIONS: Final = 300
NEW: Final = "search API, new"
GET_WRK: Final = "bench/load.py needs wrk, a load tool: sudo apt-get install -y wrk"
Served = Mapping[str, str]


def questions(count: int, seed: int) -> tuple[list[str], list[str]]:
    """What is asked, and keys of standards that there are."""
    chance = random.Random(seed)
    keys = [made.key for made in chance.sample(list(islice(editions(count, seed), count)), QUESTIONS)]
    asked = [key.lower().replace(" ", "") for key in keys[: QUESTIONS // 3]]
    for things, aspects in ((THINGS, ASPECTS), (THINGS_EN, ASPECTS_EN)):
        asked += [f"{chance.choice(things)} {chance.choice(aspects)}" for _ in range(QUESTIONS // 3)]
    chance.shuffle(asked)
    return asked, keys


def addresses(folder: Path, count: int, seed: int) -> dict[str, Path]:
    """A file of addresses for each of the three."""
    asked, keys = questions(count, seed)
    lines = {
        "search page": [f"/standards?{urlencode({'text': text})}" for text in asked],
        "search API": [f"/api/v1/standards?{urlencode({'q': text})}" for text in asked],
        "limit": [f"/one?key={quote(key)}" for key in keys],
    }
    lines[NEW] = lines["search API"]
    for name, several in lines.items():
        (folder / f"{name}.txt").write_text("\n".join(several) + "\n", encoding="ascii")
    return {name: folder / f"{name}.txt" for name in lines}


def filled(home: Path, count: int, seed: int, environment: Served) -> None:
    """A catalogue of so many generated standards, and its index."""
    guiju = [sys.executable, "-m", "guiju"]
    subprocess.run([*guiju, "migrate"], env=environment, check=True)
    fill_generated(home / "guiju.sqlite3", count, seed)
    with sqlite3.connect(home / "guiju.sqlite3") as connection:
        connection.execute("DELETE FROM guiju_event")
    connection.close()
    subprocess.run([*guiju, "reindex"], env=environment, check=True, stderr=subprocess.DEVNULL)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(command: list[str], environment: Served, address: str, probe: str, log: Path) -> Iterator[None]:
    """The server, once it answers."""
    with log.open("wb") as out:
        server = subprocess.Popen(command, env=environment, stdout=out, stderr=out, cwd=ROOT, start_new_session=True)
        try:
            _wait(f"http://{address}{probe}", server)
            yield
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait(timeout=30)


def _wait(url: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(150):
        try:
            with urlopen(url, timeout=5) as answer:  # noqa: S310 (an address of our own)
                answer.read()
                return
        except OSError:
            if server.poll() is not None:
                break
            time.sleep(0.2)
    raise SystemExit(f"nothing answers at {url}")


def ask(address: str, paths: Path, clients: int, seconds: float, seed: int) -> dict[str, Any]:
    """One run of wrk."""
    command = ["wrk", "-t1", f"-c{clients}", f"-d{seconds:g}s", "--timeout", "10s", "-s", str(ROOT / "bench/load.lua")]
    told = [str(paths), str(seed), "new" if paths.stem == NEW else "again"]
    run = subprocess.run([*command, f"http://{address}", "--", *told], capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    errors = found["failed"] + found["not_2xx"]
    rate = round(found["requests"] / found["microseconds"] * 1e6, 1)
    times = {name: found[name] for name in ("p50_ms", "p95_ms", "p99_ms")}
    size = round(found["bytes"] / max(found["requests"], 1))
    return {"requests_a_second": rate, **times, "bytes_an_answer": size, "errors": errors}


def run(options: argparse.Namespace) -> dict[str, Any]:
    ours, bare = (f"127.0.0.1:{free_port()}" for _ in range(2))
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        environment = {
            **os.environ,
            "GUIJU_HOME": name,
            "GUIJU_BIND": ours,
            "GUIJU_WEB_WORKERS": str(WORKERS),
            "GUIJU_API_RATE": str(10**9),
            "PYTHONPATH": str(ROOT),
        }
        filled(home, options.records, options.seed, environment)
        files = addresses(home, options.records, options.seed)
        for left_out in options.without:
            del files[left_out]
        site = [sys.executable, "-m", "guiju", "serve"]
        limit = [sys.executable, "bench/bare_server.py", *bare.split(":"), str(WORKERS)]
        probe = files["limit"].read_text(encoding="ascii").splitlines()[0]
        with (
            serving(site, environment, ours, "/api/v1/standards?q=1", home / "site.log"),
            serving(limit, environment, bare, probe, home / "limit.log"),
        ):
            rounds = _rounds(files, {name: bare if name == "limit" else ours for name in files}, options)
    result: dict[str, Any] = {"records": options.records, "clients": options.clients, "workers": WORKERS}
    result["served"] = {name: _best(found) for name, found in rounds.items()}
    served = result["served"]
    result["errors"] = sum(one["errors"] for one in served.values())
    result["share"] = round(served["search API"]["requests_a_second"] / served["limit"]["requests_a_second"], 3)
    result["share_of_new"] = round(served[NEW]["requests_a_second"] / served["limit"]["requests_a_second"], 3)
    result["verdicts"] = judged(result, LOAD)
    return result


def _rounds(
    files: Mapping[str, Path], where: Mapping[str, str], options: argparse.Namespace
) -> dict[str, list[dict[str, Any]]]:
    """Each in turn; the first second of each, in which connections and caches are made, is thrown away."""
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in files}
    for name, paths in files.items():
        ask(where[name], paths, options.clients, 1, options.seed)
    for turn in range(options.rounds):
        for name, paths in files.items():
            found[name].append(ask(where[name], paths, options.clients, options.seconds, options.seed + turn))
            _drain(where[name])
    return found


def _drain(address: str) -> None:
    """What wrk no longer waits for may still be worked at; the next in turn must not pay for it."""
    for _ in range(8 * WORKERS):
        with suppress(OSError), urlopen(f"http://{address}/", timeout=60) as answer:
            answer.read()


def _best(found: list[dict[str, Any]]) -> dict[str, Any]:
    best = max(found, key=lambda one: float(one["requests_a_second"]))
    return {**best, "errors": sum(one["errors"] for one in found)}


def table(result: Mapping[str, Any]) -> str:
    lines = [f"{result['records']:,} standards, {result['clients']} clients, {result['workers']} workers"]
    lines += [
        f"{name:15} {one['requests_a_second']:8.1f} requests/s   p50 {one['p50_ms']:7.1f}  p95 {one['p95_ms']:7.1f} "
        f" p99 {one['p99_ms']:7.1f} ms   {one['bytes_an_answer']:6,} bytes an answer   {one['errors']} errors"
        for name, one in result["served"].items()
    ]
    shares = f"the search API serves {result['share']:.0%} of the limit, new questions {result['share_of_new']:.0%}"
    lines.append(f"errors {result['errors']}; {shares}")
    return "\n".join([*lines, *map(told, result["verdicts"])])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=10, help="of one turn")
    parser.add_argument("--without", nargs="*", default=[], help="leave out: 'search page'")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=20260101)
    options = parser.parse_args()
    if shutil.which("wrk") is None:
        raise SystemExit(GET_WRK)
    result = run(options)
    print(table(result), file=sys.stderr if options.json else sys.stdout)
    if options.json:
        print(json.dumps(result))
    sys.exit(not all(verdict["holds"] for verdict in result["verdicts"]))


if __name__ == "__main__":
    main()
