"""Receivers that a test may send to."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest
from django.conf import LazySettings

from guiju.alerts.channels.posting import kept
from tests.alerts.channels.given import LOOPBACK, Receiver, receiving


@pytest.fixture
def receiver(settings: LazySettings) -> Iterator[Receiver]:
    """A receiver on loopback, which the operator allows."""
    settings.GUIJU_WEBHOOK_ALLOW_PRIVATE = LOOPBACK
    settings.GUIJU_ROBOT_HOSTS = ["127.0.0.1"]
    with receiving() as found:
        yield found
        kept.clear()


@pytest.fixture
def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
