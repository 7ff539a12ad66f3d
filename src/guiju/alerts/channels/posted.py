"""What the channels that post have in common: their words are the address's, and an answer is read as an outcome."""

from __future__ import annotations

import datetime as dt
import email.utils
from collections.abc import Sequence
from typing import Final

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from guiju.alerts.channels.port import Later, Letter, Outcome, Refused, Sent
from guiju.alerts.channels.posting import Answer, Guard, NotAllowed, Unanswered
from guiju.alerts.models import Address

PASSING: Final = frozenset({408, 409, 421, 423, 425, 429})
"""Answers that say "not now", beside those from 500 on."""
ALLOWED: Final = "GUIJU_WEBHOOK_ALLOW_PRIVATE"
"""Read by name: the type checker comes by here before it has read the settings."""
LONGEST_WAIT: Final = 24 * 3600.0


class PostedChannel:
    """A channel whose receiver answers at once; `post` does the work of one and may raise what `posting` raises."""

    def send(self, address: Address, letters: Sequence[Letter]) -> Outcome:
        """Take the letters to the address; what went wrong is said in its language."""
        with translation.override(address.language):
            try:
                return self.post(address, letters)
            except NotAllowed as problem:
                return Refused(str(problem))
            except Unanswered as problem:
                return Later(0.0, str(problem))

    def post(self, address: Address, letters: Sequence[Letter]) -> Outcome:
        """Send, and say how it went."""
        raise NotImplementedError


def guard() -> Guard:
    """What addresses that people give may lead to."""
    return Guard(getattr(settings, ALLOWED))


def outcome_of(answer: Answer) -> Outcome:
    """What a status means: taken, to be tried again, or wrong in a way that trying again does not mend."""
    if 200 <= answer.status < 300:
        return Sent(f"{answer.status} {answer.said}".strip())
    why = _("answered %(status)s") % {"status": f"{answer.status} {answer.said}".strip()}
    if 300 <= answer.status < 400:
        return Refused(_("%(why)s; redirects are not followed") % {"why": why})
    if answer.status >= 500 or answer.status in PASSING:
        return Later(retry_after(answer.headers.get("retry-after", ""), timezone.now()), why)
    return Refused(why)


def retry_after(text: str, now: dt.datetime) -> float:
    """The seconds that a Retry-After header asks for (RFC 9110, 10.2.3), at most a day; 0 where it says nothing."""
    if text.strip().isascii() and text.strip().isdigit():
        return min(float(text.strip()[:9]), LONGEST_WAIT)
    try:
        moment = email.utils.parsedate_to_datetime(text)
    except ValueError:
        return 0.0
    aware = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    return min(max((aware - now).total_seconds(), 0.0), LONGEST_WAIT)
