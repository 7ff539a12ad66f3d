"""The ways people are reached, one folder each; what a folder must offer is said in `port`."""

from guiju.alerts.channels.atom.sending import CHANNEL as ATOM
from guiju.alerts.channels.calendar.sending import CHANNEL as CALENDAR
from guiju.alerts.channels.dingtalk.sending import CHANNEL as DINGTALK
from guiju.alerts.channels.email.sending import CHANNEL as EMAIL
from guiju.alerts.channels.email.sending import close as hang_up
from guiju.alerts.channels.feishu.sending import CHANNEL as FEISHU
from guiju.alerts.channels.port import SECONDS, Channel, Later, Letter, Outcome, Refused, Sent, channels
from guiju.alerts.channels.sms.sending import CHANNEL as SMS
from guiju.alerts.channels.webhook.sending import CHANNEL as WEBHOOK
from guiju.alerts.channels.wecom.sending import CHANNEL as WECOM

__all__ = ["PULLED", "SECONDS", "Channel", "Later", "Letter", "Outcome", "Refused", "Sent", "channels", "hang_up"]

PULLED = frozenset({ATOM.name, CALENDAR.name})
"""Channels that nothing needs to be sent to."""

for _channel in (EMAIL, WECOM, DINGTALK, FEISHU, SMS, WEBHOOK, ATOM, CALENDAR):  # in the order people are offered them
    channels.add(_channel.name, _channel)
