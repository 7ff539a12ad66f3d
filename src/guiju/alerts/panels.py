"""The alerts' places in the account menu."""

from django.utils.translation import gettext_noop as _

from guiju.organisations.menus import AccountEntry, account_menu

account_menu.add("channels", AccountEntry(_("Channels"), "channels", order=10))
