"""What the organisation was told, and its channels, which a manager added."""

from __future__ import annotations

import datetime as dt

from django.core import signing
from django.utils import timezone

from guiju.alerts.models import Address, Delivery, Notice
from guiju.alerts.services.addresses import SALT, Wanted, add_address
from guiju.alerts.services.issuing import issue, recipient_of
from guiju.alerts.services.muting import mute
from tests.alerts.given import concerns, told
from tests.factories_people import Cast
from tests.roles.place import Place, Places, fixed

TIMING = {"language": "zh-hans", "cadence": "immediate", "hour": "8", "weekday": "0", "time_zone": "Asia/Shanghai"}
STEPS = {"step-TOTAL_FORMS": "0", "step-INITIAL_FORMS": "0"}


def places_of_inbox(cast: Cast) -> Places:
    """A notice to the organisation, a subject it muted, and a letter that was given up."""
    recipient = recipient_of(organisation=cast.organisation.pk)
    issue([(told(), concerns(recipient))])
    notice = Notice.objects.get(recipient=recipient)
    today = timezone.localdate()
    muted = mute(recipient=recipient, subject_type="standard", subject_key="GB 2", until=today + dt.timedelta(days=9))
    dead = Delivery.objects.create(
        notice=notice, address=_channel(cast, "webhook", url="http://127.0.0.1:9/"), state=Delivery.State.DEAD
    )
    return {
        "inbox_table": fixed(kind="csv"),
        "handing_on_steps": Place({"key": cast.organisation.uuid}, sent=STEPS),
        "inbox_unmute": fixed(number=muted.pk),
        "send_again": fixed(number=dead.pk),
        "notice": fixed(number=notice.pk),
        "notice_seen": fixed(number=notice.pk),
        "notice_acknowledge": fixed(number=notice.pk),
        "notice_mute": Place({"number": notice.pk}, sent={"until": str(today)}),
    }


def places_of_channels(cast: Cast) -> Places:
    """Channels of the organisation; what receivers and programs open needs no account, only the secret."""
    post = Place({"uuid": _channel(cast, "webhook", url="http://127.0.0.1:9/", secret="s").uuid})
    mail = _channel(cast, "email", email="x@example.org")
    return {
        "channels_table": fixed(kind="csv"),
        "channel_add": Place({"kind": "atom"}, sent=TIMING),
        "channel_add (of the organisation)": Place({"kind": "atom"}, sent={**TIMING, "whose": cast.organisation.pk}),
        "channel": post,
        "channel_change": Place({"uuid": _channel(cast, "atom").uuid}, sent=TIMING),
        "channel_code": Place(post.at, sent={"code": "000000"}),
        "channel_delete": post,
        "channel_pause": post,
        "channel_resume": post,
        "channel_prove": post,
        "channel_test": post,
        "channel_agree": fixed(token=signing.dumps([str(mail.uuid), "x@example.org"], salt=SALT)),
        "unsubscribe": fixed(secret=mail.secret),
        "alerts_atom": fixed(secret=_channel(cast, "atom").secret),
        "alerts_calendar": fixed(secret=_channel(cast, "calendar").secret),
    }


def _channel(cast: Cast, kind: str, **settings: str) -> Address:
    wanted = Wanted(settings=settings, timing={"label": kind})
    return add_address(actor=cast.manager, organisation=cast.organisation.pk, channel=kind, wanted=wanted)
