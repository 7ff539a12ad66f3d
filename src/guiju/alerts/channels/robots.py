"""What the robots of WeCom, DingTalk and Feishu have in common.

Each is an address with a secret in it, takes a limited number of messages, answers 200 whatever happens and says in the
body how it went. What waits while the limit is reached goes out together, as one message.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Final
from urllib.parse import urlsplit

import orjson
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guiju.alerts.channels.form import SettingsForm, check_reach, masked
from guiju.alerts.channels.pacing import wait_for_turn
from guiju.alerts.channels.port import Later, Letter, Outcome, Refused, Sent
from guiju.alerts.channels.posted import PostedChannel, guard, outcome_of
from guiju.alerts.channels.posting import Answer, NotAllowed, post, split
from guiju.alerts.channels.telling import shortened
from guiju.alerts.models import Address
from guiju.alerts.rules.pacing import Limit

MOST_LETTERS: Final = 50


class RobotChannel(PostedChannel):
    """A robot: `limits` and `most_bytes` are its receiver's; `code_names` are where its answer says how it went.

    `slow_codes` say that too much was sent, with the seconds to wait; `wrong_codes` that the robot's own settings must
    be mended first. Any other code but 0 is tried again.
    """

    name: str
    most = MOST_LETTERS
    limits: tuple[Limit, ...]
    most_bytes: int
    code_names: tuple[str, ...] = ("errcode",)
    slow_codes: ClassVar[Mapping[int, float]] = {}
    wrong_codes: ClassVar[frozenset[int]] = frozenset()

    def post(self, address: Address, letters: Sequence[Letter]) -> Outcome:
        """Send all letters in one message, if the robot may be sent to now."""
        url = address.settings["url"]
        _check_host(url)
        wait = wait_for_turn(self.name, url, self.limits)
        if wait:
            return Later(wait, _("The robot takes no more messages for the moment."), is_fault=False)
        body = self.body(shortened(letters, self.most_bytes), address.settings.get("secret", ""))
        target = self.address(url, address.settings.get("secret", ""))
        answer = post(target, orjson.dumps(body), {"Content-Type": "application/json; charset=utf-8"}, guard())
        return self.read(answer)

    def body(self, text: str, secret: str) -> dict[str, Any]:
        """The message as the robot takes it, signed where the signature stands in the body."""
        raise NotImplementedError

    def address(self, url: str, secret: str) -> str:
        """Where to post, signed where the signature stands in the address."""
        return url

    def read(self, answer: Answer) -> Outcome:
        """What the robot said; its status alone says nothing."""
        outcome = outcome_of(answer)
        if not isinstance(outcome, Sent):
            return outcome
        code = _code(answer.body, self.code_names)
        if code is None:
            return Later(0.0, _("The answer is not that of a robot: %(said)s") % {"said": answer.said})
        why = _("answered %(status)s") % {"status": answer.said}
        if code in self.slow_codes:
            return Later(self.slow_codes[code], why)
        if code in self.wrong_codes:
            return Refused(why)
        return Later(0.0, why) if code else outcome


def _code(body: bytes, names: Sequence[str]) -> int | None:
    """The number in the first of these members; None for what is no such answer."""
    try:
        told = orjson.loads(body)
    except orjson.JSONDecodeError:
        return None
    if not isinstance(told, dict):
        return None
    return next((told[name] for name in names if type(told.get(name)) is int), None)


def _check_host(url: str) -> None:
    """Raise `NotAllowed` for a host that no robot lives on."""
    if (split(url).hostname or "") not in settings.GUIJU_ROBOT_HOSTS:
        raise NotAllowed(_("There are no robots at %(host)s.") % {"host": split(url).hostname})


class RobotForm(SettingsForm):
    """The address that the group's settings show, which holds the robot's secret."""

    secrets: ClassVar[tuple[str, ...]] = ("url",)
    path: ClassVar[str] = ""
    example: ClassVar[str] = ""

    url = forms.CharField(
        label=gettext_lazy("Address of the robot"),
        max_length=1000,
        widget=forms.TextInput(attrs={"type": "url", "autocomplete": "off"}),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, kept: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, kept=kept)
        self.fields["url"].help_text = _("As the group's settings show it, beginning with %(example)s") % {
            "example": self.example
        }

    def clean_url(self) -> str:
        """Refuse at the door what is not the address of such a robot."""
        url: str = self.cleaned_data["url"]
        if not url and self.kept.get("url"):
            return url
        try:
            _check_host(url)
        except NotAllowed as problem:
            raise ValidationError(str(problem)) from problem
        if not urlsplit(url).path.startswith(self.path):
            raise ValidationError(_("This is not the address of such a robot; it begins with %s") % self.example)
        return check_reach(url)

    @classmethod
    def where(cls, settings: Mapping[str, Any]) -> str:
        """The host, and the end of the secret."""
        url = settings.get("url", "")
        return f"{urlsplit(url).hostname or ''} {masked(url)}".strip()


class SignedRobotForm(RobotForm):
    """A robot that may ask for a signature."""

    secrets = ("url", "secret")
    secret = forms.CharField(
        label=gettext_lazy("Signing secret"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("If the robot's security settings ask for a signature. It is never shown again."),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
