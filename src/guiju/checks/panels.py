"""What the standards check adds to other people's pages."""

from django.utils.translation import gettext_noop as _

from guiju.platform.registries import NavigationEntry, navigation

navigation.add("checks", NavigationEntry(_("Standards check"), "new_check", order=10))
