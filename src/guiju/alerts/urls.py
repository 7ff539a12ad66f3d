"""Addresses of the inbox."""

from django.urls import path, re_path

from guiju.alerts.views import handing_on, inbox, keeping, live

urlpatterns = [
    path("inbox", inbox.inbox, name="inbox"),
    re_path(r"^inbox\.(?P<kind>xlsx|csv)\Z", inbox.table, name="inbox_table"),
    path("inbox/seen", inbox.see_all, name="inbox_seen"),
    path("inbox/stream", live.stream, name="inbox_stream"),
    path("inbox/unread", live.unread, name="inbox_unread"),
    path("inbox/muted", keeping.mutes, name="inbox_mutes"),
    path("inbox/muted/<int:number>/end", keeping.unmute, name="inbox_unmute"),
    path("inbox/handing-on", handing_on.organisations, name="handing_on"),
    path("inbox/handing-on/<uuid:key>", handing_on.steps, name="handing_on_steps"),
    path("inbox/undelivered", keeping.undelivered, name="undelivered"),
    path("inbox/undelivered/<int:number>", keeping.send_again, name="send_again"),
    path("inbox/<int:number>", inbox.notice, name="notice"),
    path("inbox/<int:number>/seen", inbox.see, name="notice_seen"),
    path("inbox/<int:number>/acknowledge", inbox.acknowledge, name="notice_acknowledge"),
    path("inbox/<int:number>/mute", inbox.mute, name="notice_mute"),
    path("outbox", keeping.outbox, name="outbox"),
]
