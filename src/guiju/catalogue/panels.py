"""What the catalogue adds to other people's pages."""

from django.utils.translation import gettext_noop as _

from guiju.platform.registries import Action, NavigationEntry, actions, navigation

navigation.add("catalogue", NavigationEntry(_("Catalogue"), "standards", order=20))
navigation.add("statistics", NavigationEntry(_("Statistics"), "statistics", order=40))
navigation.add("browse", NavigationEntry(_("Browse"), "browse", order=22))
navigation.add("news", NavigationEntry(_("News"), "news", order=24))
actions.add("wrong", Action("standard", "catalogue/_wrong.html", lambda _request, key: {"key": key}, order=90))
