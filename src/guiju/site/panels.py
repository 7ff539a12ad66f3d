"""The site's own places in the main menu and in the account menu."""

from django.utils.translation import gettext_noop as _

from guiju.organisations.menus import AccountEntry, account_menu
from guiju.platform.registries import NavigationEntry, navigation

navigation.add("sources", NavigationEntry(_("Sources"), "sources", order=90))
navigation.add("about", NavigationEntry(_("Help"), "about", order=95))
account_menu.add("account", AccountEntry(_("My account"), "account", order=10))
