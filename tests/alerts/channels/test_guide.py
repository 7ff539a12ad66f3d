"""What the guide shows a receiver to do is run as it stands there."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

from guiju.alerts.channels.webhook.sending import sign

GUIDE = Path(__file__).resolve().parents[3] / "docs" / "alerts.md"


def _shown() -> Any:
    found = re.search(r"```python\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    names: dict[str, Any] = {}
    exec(found[1], names)  # noqa: S102 (the guide's own lines)
    return names["is_genuine"]


def _headers(moment: int, body: bytes) -> dict[str, str]:
    return {"Guiju-Timestamp": str(moment), "Guiju-Signature": sign("s3cret", str(moment), body)}


def test_guide_takes_what_is_sent_and_refuses_what_is_altered_or_old() -> None:
    is_genuine, now = _shown(), int(time.time())
    headers = _headers(now, b"{}")
    told = [
        is_genuine("s3cret", headers, b"{}"),
        is_genuine("s3cret", headers, b"{ }"),
        is_genuine("another", headers, b"{}"),
        is_genuine("s3cret", _headers(now - 400, b"{}"), b"{}"),
        is_genuine("s3cret", {**headers, "Guiju-Timestamp": str(now + 1)}, b"{}"),
    ]
    assert told == [True, False, False, False, False]
