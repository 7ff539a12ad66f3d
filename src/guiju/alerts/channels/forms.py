"""The form of every channel."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.conf import settings

from guiju.alerts.channels.dingtalk.form import DingtalkForm
from guiju.alerts.channels.email.form import EmailForm
from guiju.alerts.channels.feishu.form import FeishuForm
from guiju.alerts.channels.form import SettingsForm
from guiju.alerts.channels.pulled import PulledForm
from guiju.alerts.channels.sms.form import SmsForm
from guiju.alerts.channels.webhook.form import WebhookForm
from guiju.alerts.channels.wecom.form import WecomForm

FORMS: Final[Mapping[str, type[SettingsForm]]] = {
    "email": EmailForm,
    "wecom": WecomForm,
    "dingtalk": DingtalkForm,
    "feishu": FeishuForm,
    "sms": SmsForm,
    "webhook": WebhookForm,
    "atom": PulledForm,
    "calendar": PulledForm,
}


def is_offered(channel: str) -> bool:
    """Whether a channel can be used here; text messages need a gateway."""
    return channel in FORMS and (channel != "sms" or bool(settings.GUIJU_SMS_URL))
