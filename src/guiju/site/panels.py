"""The site's own places in the account menu; sources and help stand at the foot of every page."""

from django.utils.translation import gettext_noop as _

from guiju.organisations.menus import AccountEntry, account_menu
from guiju.organisations.rules.administering import may_govern_people, may_read_trail, may_run_installation
from guiju.organisations.rules.tokens import may_hold_tokens

account_menu.add("account", AccountEntry(_("My account"), "account", order=10))
account_menu.add("tokens", AccountEntry(_("Tokens of programs"), "account_tokens", order=80, shown_to=may_hold_tokens))
account_menu.add("people", AccountEntry(_("People"), "administration_people", order=90, shown_to=may_govern_people))
account_menu.add(
    "installation",
    AccountEntry(_("Installation"), "administration_installation", order=90, shown_to=may_run_installation),
)
account_menu.add("audit", AccountEntry(_("Audit trail"), "audit", order=90, shown_to=may_read_trail))
