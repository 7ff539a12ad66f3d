"""What the organisations add to other people's pages, and to the kinds of list that can be imported."""

from django.utils.translation import gettext_noop as _

from guiju.organisations import importers
from guiju.platform.registries import NavigationEntry, navigation

__all__ = ["importers"]

navigation.add("organisations", NavigationEntry(_("Organisations"), "organisations", order=50))
