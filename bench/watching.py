"""How long until everybody concerned is told: 1,000 changed standards, 1,000,000 watched items in 100,000 lists.

    python bench/watching.py --json

A generated catalogue of 60,000 editions (bench/generated_standards.py); each list belongs to one person and has ten
items, half of them drawn evenly, half from the 2,000 standards that everybody uses. Then 1,000 standards are withdrawn,
a tenth of them of those 2,000, and what the worker does with the event is measured: facts derived and compared, those
concerned found, alerts and notices written, all in one transaction. The limit is the bare join and the insertion of the
same number of bare rows, which explain nothing and know no fact that was told before. The store
is SQLite in a temporary folder.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import random
import sys
import tempfile
import time
import uuid
from pathlib import Path
from typing import Any, Final

ROOT = Path(__file__).resolve().parents[1]
LISTS: Final = 100_000
ITEMS: Final = 10
EDITIONS: Final = 60_000
POPULAR: Final = 2_000
CHANGED: Final = 1_000
SEED: Final = 20_260_101


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lists", type=int, default=LISTS)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--json", action="store_true", help="end with one JSON line")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="guiju-bench-") as folder:
        prepare(Path(folder))
        result = measure(asked.lists, asked.seed)
    for name, value in result.items():
        print(f"{name:16} {value}")
    from bench import bars  # noqa: PLC0415  # lazy: optional

    verdicts = bars.judged(result, bars.WATCHING)
    print("", *map(bars.told, verdicts), sep="\n")
    if asked.json:
        print(json.dumps({**result, "bars": verdicts}))
    sys.exit(not all(verdict["holds"] for verdict in verdicts))


def prepare(home: Path) -> None:
    """An empty installation of its own."""
    os.environ.update(GUIJU_HOME=str(home), DJANGO_SETTINGS_MODULE="guiju.site.settings", GUIJU_LOG_LEVEL="ERROR")
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
    import django  # noqa: PLC0415  # lazy: django-setup

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415  # lazy: django-setup

    call_command("migrate", verbosity=0)


def measure(lists: int, seed: int) -> dict[str, Any]:
    """Fill, withdraw, and time what follows."""
    from django.db import transaction  # noqa: PLC0415  # lazy: django-setup
    from django.urls import reverse  # noqa: PLC0415  # lazy: django-setup

    from guiju.alerts.models import Alert, Notice  # noqa: PLC0415  # lazy: django-setup
    from guiju.catalogue.models import Standard  # noqa: PLC0415  # lazy: django-setup
    from guiju.watch.services.telling import Changes, look_at_changes, note_silently  # noqa: PLC0415  # lazy: django-setup

    keys = fill_catalogue(seed)
    chance = random.Random(seed)
    popular, rest = keys[:POPULAR], keys[POPULAR:]
    with transaction.atomic():
        items = fill_lists(lists, popular, keys, chance)
    changed = [*chance.sample(popular, CHANGED // 10), *chance.sample(rest, CHANGED - CHANGED // 10)]
    note_silently(changed)
    Standard.objects.filter(key__in=changed).update(withdrawn_from=dt.date(2025, 12, 1), withdrawn_precision="day")
    reverse("lists_changes")  # a worker has read the addresses of the site long before
    begun = time.perf_counter()
    alerts = look_at_changes(Changes(updated={key: frozenset({"withdrawn_from"}) for key in changed}))
    ours = time.perf_counter() - begun
    told = Notice.objects.count()
    return {
        "lists": lists,
        "items": items,
        "changed": len(changed),
        "alerts": Alert.objects.count(),
        "notices": told,
        "returned": alerts,
        "ours_seconds": round(ours, 2),
        "limit_seconds": round(bare(changed), 2),
        "notices_per_s": round(told / ours),
    }


def fill_catalogue(seed: int) -> list[str]:
    """Editions that nothing replaces and that are in force: only what is changed later is news."""
    from django.conf import settings  # noqa: PLC0415  # lazy: django-setup
    from django.db import connection  # noqa: PLC0415  # lazy: django-setup

    from bench.generated_standards import fill_generated  # noqa: PLC0415  # lazy: optional
    from guiju.catalogue.models import Relation, Standard  # noqa: PLC0415  # lazy: django-setup

    connection.close()
    fill_generated(Path(settings.DATABASES["default"]["NAME"]), EDITIONS, seed)
    replaced = set(Relation.objects.values_list("object_key", flat=True))
    keys = [key for key in Standard.objects.order_by("pk").values_list("key", flat=True) if key not in replaced]
    random.Random(seed).shuffle(keys)
    return keys


def fill_lists(lists: int, popular: list[str], keys: list[str], chance: random.Random) -> int:
    """People, their lists, who hears of them, and the items."""
    from django.utils import timezone  # noqa: PLC0415  # lazy: django-setup

    from guiju.alerts.models import Recipient  # noqa: PLC0415  # lazy: django-setup
    from guiju.platform.inserting import insert  # noqa: PLC0415  # lazy: django-setup
    from guiju.platform.models import User  # noqa: PLC0415  # lazy: django-setup
    from guiju.watch.models import Follow, ListItem, WatchList  # noqa: PLC0415  # lazy: django-setup
    from guiju.watch.rules.items import number_of_key  # noqa: PLC0415  # lazy: django-setup

    now, numbers = timezone.now(), range(1, lists + 1)
    person = ("id", "uuid", "username", "password", "first_name", "last_name", "email", "date_joined")
    flags = ("is_superuser", "is_staff", "is_active")
    people = ((n, uuid.UUID(int=n), f"p{n}", "!", "", "", "", now, False, False, True) for n in numbers)
    insert(User, (*person, *flags), people)
    insert(Recipient, ("id", "user"), ((n, n) for n in numbers))
    columns = ("id", "uuid", "name", "note", "user", "created_at")
    insert(WatchList, columns, ((n, uuid.UUID(int=n), f"list {n % 50}", "", n, now) for n in numbers))
    insert(Follow, ("parent", "recipient"), ((n, n) for n in numbers))
    undated = {key: number_of_key(key) for key in keys}
    item = (
        "parent",
        "key",
        "standard_key",
        "undated_key",
        "mode",
        "note",
        "tags",
        "responsible",
        "place_of_use",
        "added_at",
    )
    count = 0
    for first in range(1, lists + 1, 10_000):
        rows: list[tuple[object, ...]] = []
        for parent in range(first, min(first + 10_000, lists + 1)):
            drawn = {*chance.sample(popular, ITEMS // 2), *chance.sample(keys, ITEMS // 2)}
            rows += [(parent, key, key, undated[key], "ask", "", [], "", "", now) for key in sorted(drawn)]
        insert(ListItem, item, rows)
        count += len(rows)
    return count


def bare(changed: list[str]) -> float:
    """Seconds of the join alone, and of as many rows of two numbers."""
    from django.db import connection, transaction  # noqa: PLC0415  # lazy: django-setup

    places = ", ".join(["%s"] * len(changed))
    begun = time.perf_counter()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bare_notice (id INTEGER PRIMARY KEY, alert TEXT, recipient INTEGER)")
        cursor.execute(
            "INSERT INTO bare_notice (alert, recipient) SELECT item.standard_key, follow.recipient_id"
            " FROM guiju_listitem item JOIN guiju_follow follow ON follow.parent_id = item.parent_id"
            f" WHERE item.removed_at IS NULL AND item.standard_key IN ({places})",
            changed,
        )
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
