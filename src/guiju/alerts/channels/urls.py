"""Addresses of the channels' pages, and of what programs fetch."""

from django.urls import path, re_path

from guiju.alerts.views import agreeing, changing, feeds, listing

urlpatterns = [
    path("channels", listing.list_channels, name="channels"),
    re_path(r"^channels\.(?P<kind>xlsx|csv)\Z", listing.table, name="channels_table"),
    path("channels/new/<slug:kind>", changing.add, name="channel_add"),
    path("channels/<uuid:uuid>", changing.channel, name="channel"),
    path("channels/<uuid:uuid>/change", changing.change, name="channel_change"),
    path("channels/<uuid:uuid>/test", changing.send_test, name="channel_test"),
    path("channels/<uuid:uuid>/prove", changing.prove, name="channel_prove"),
    path("channels/<uuid:uuid>/code", changing.type_code, name="channel_code"),
    path("channels/<uuid:uuid>/pause", changing.switch, {"what": "pause"}, name="channel_pause"),
    path("channels/<uuid:uuid>/resume", changing.switch, {"what": "resume"}, name="channel_resume"),
    path("channels/<uuid:uuid>/delete", changing.delete, name="channel_delete"),
    path("alerts/agree/<str:token>", agreeing.agree, name="channel_agree"),
    path("alerts/unsubscribe/<str:secret>", agreeing.unsubscribe, name="unsubscribe"),
    path("alerts/<str:secret>/atom", feeds.atom, name="alerts_atom"),
    path("alerts/<str:secret>/calendar.ics", feeds.calendar, name="alerts_calendar"),
]
