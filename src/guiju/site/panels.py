"""The site's own places in the main menu."""

from django.utils.translation import gettext_noop as _

from guiju.platform.registries import NavigationEntry, navigation

navigation.add("sources", NavigationEntry(_("Sources"), "sources", order=90))
navigation.add("about", NavigationEntry(_("Help"), "about", order=95))
