"""The alerts' places in the account menu."""

from django.utils.translation import gettext_noop as _

from guiju.alerts.rules.permissions import may_see_counts
from guiju.organisations.menus import AccountEntry, account_menu

account_menu.add("inbox", AccountEntry(_("Inbox"), "inbox", order=5))
account_menu.add("channels", AccountEntry(_("Channels"), "channels", order=10))
account_menu.add("outbox", AccountEntry(_("Outbox"), "outbox", order=80, shown_to=may_see_counts))
