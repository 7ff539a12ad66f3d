"""What the pages of the organisations take from people, and the words its values have there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from guiju.kernel.reasons import Reason
from guiju.organisations.models import Organisation, Participation
from guiju.organisations.queries.listing import Filter
from guiju.organisations.queries.trees import is_known, list_steps
from guiju.organisations.rules.codes import CodeError, read_uscc
from guiju.organisations.rules.names import LONGEST, clean_name, fold_name
from guiju.organisations.rules.regions import INDUSTRY_TREE, REGION_TREE, Tree, deepest
from guiju.organisations.rules.standing import Role
from guiju.platform.language import own_words, page_language
from guiju.platform.reasons import render

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Kind = Organisation.Kind
KINDS: Final[dict[str, _StrPromise]] = {
    Kind.ENTERPRISE.value: _("Enterprise"),
    Kind.AUTHORITY.value: _("Authority"),
    Kind.ASSOCIATION.value: _("Association"),
    Kind.ALLIANCE.value: _("Alliance"),
    Kind.LABORATORY.value: _("Laboratory"),
    Kind.UNIVERSITY.value: _("University"),
    Kind.INSTITUTE.value: _("Institute"),
    Kind.COMMITTEE.value: _("Committee of standardisation"),
}
ROLES: Final[dict[str, _StrPromise]] = {
    Role.READER.value: _("Reader"),
    Role.EDITOR.value: _("Editor"),
    Role.MANAGER.value: _("Manager"),
}
ROLE_MEANINGS: Final[dict[str, _StrPromise]] = {
    Role.READER.value: _("sees what the organisation keeps"),
    Role.EDITOR.value: _("keeps lists and documents too"),
    Role.MANAGER.value: _("lets people in and keeps the profile too"),
}
PARTS: Final[dict[str, _StrPromise]] = {
    Participation.Role.MEMBER.value: _("Member"),
    Participation.Role.CHAIR.value: _("Chair"),
    Participation.Role.VICE_CHAIR.value: _("Vice-chair"),
    Participation.Role.SECRETARIAT.value: _("Secretariat"),
    Participation.Role.OBSERVER.value: _("Observer"),
}
SCHEMES: Final[dict[str, _StrPromise]] = {
    "uscc": _("Unified social credit code"),
    "customs": _("Customs registration code"),
}


def said(reason: Reason) -> str:
    """A reason in the page's language."""
    return render(reason, page_language())


class CodePicker(forms.Widget):
    """A code chosen step by step, from the widest; each step is a list, the next one shows once a choice was sent.

    Without a script a button sends it; where no table of codes is held, the code is typed.
    """

    template_name = "organisations/_picker.html"

    def __init__(self, tree: Tree, names: tuple[_StrPromise, ...]) -> None:
        super().__init__()
        self.tree, self.names = tree, names

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:  # noqa: ANN401 (Django's)
        """The lists of the steps made so far, and of the next."""
        context = super().get_context(name, value, attrs)
        steps = list_steps(self.tree, value or "")
        context["widget"]["steps"] = [
            {
                "label": self.names[min(place, len(self.names) - 1)],
                "chosen": step.chosen,
                "options": [(code, own_words(*titles)) for code, titles in step.options],
            }
            for place, step in enumerate(steps)
        ]
        context["widget"]["tree"] = "regions" if self.tree is REGION_TREE else "industries"
        return context

    def value_from_datadict(self, data: Mapping[str, Any], files: object, name: str) -> str:
        """The last choice that lies below those before it."""
        given = data.getlist(name) if hasattr(data, "getlist") else [data.get(name, "")]
        return deepest(self.tree, given) or next((text for text in given[:1] if text.strip()), "")

    def id_for_label(self, id_: str) -> str:
        """The first list."""
        return id_


class CodeField(forms.CharField):
    """A code of a tree; "" where none is chosen."""

    def __init__(self, tree: Tree, *, names: tuple[_StrPromise, ...], label: _StrPromise) -> None:
        super().__init__(required=False, label=label, widget=CodePicker(tree, names), max_length=10)
        self.tree = tree

    def clean(self, value: Any) -> str:  # noqa: ANN401 (Django's)
        """The code, if it is one."""
        text = super().clean(value)
        code = self.tree.read(text)
        if text and (not code or not is_known(self.tree, code)):
            told = "organisation.bad_region" if self.tree is REGION_TREE else "organisation.bad_industry"
            raise ValidationError(said(Reason.of(told, value=text)))
        return code


def region_field() -> CodeField:
    """Province, prefecture, county."""
    return CodeField(REGION_TREE, names=(_("Province"), _("Prefecture"), _("County")), label=_("Region"))


def industry_field() -> CodeField:
    """Section, division, group, class."""
    names = (_("Section"), _("Division"), _("Group"), _("Class"))
    return CodeField(INDUSTRY_TREE, names=names, label=_("Industry"))


class TextField(forms.CharField):
    """A text of one line or several, without signs that nobody sees."""

    def __init__(self, *, lines: int = 0, **options: Any) -> None:  # noqa: ANN401 (those of the field it extends)
        self.lines = lines
        if lines:
            options["widget"] = forms.Textarea(attrs={"rows": lines})
        super().__init__(**options)

    def to_python(self, value: Any) -> str:  # noqa: ANN401 (Django's)
        """Signs that nobody sees are left out, a line break only where the text has one line."""
        text: str = super().to_python(value) or ""
        return "".join(sign for sign in text if sign.isprintable() or (self.lines and sign in "\n\r"))


class FilterForm(forms.Form):
    """Which organisations are listed; lives in the address."""

    text = TextField(
        label=_("Name or code"), required=False, max_length=200, widget=forms.TextInput(attrs={"type": "search"})
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", ""), *KINDS.items()])
    region = region_field()
    industry = industry_field()

    @property
    def chosen(self) -> Filter:
        """What was understood of it; the rest is passed over."""
        self.is_valid()
        return Filter(**{name: self.cleaned_data.get(name, "") for name in self.fields})


class ProfileForm(forms.Form):
    """What managers say of their organisation."""

    name_en = TextField(label=_("Name in English"), required=False, max_length=LONGEST)
    kind = forms.ChoiceField(label=_("Kind"), choices=list(KINDS.items()))
    region = region_field()
    industry = industry_field()
    address = TextField(label=_("Address"), required=False, max_length=500)
    website = TextField(
        label=_("Website"), required=False, max_length=500, validators=[URLValidator(schemes=["http", "https"])]
    )
    four_eyes = forms.BooleanField(
        label=_("Two people for every report: who checks it is not who approves it"), required=False
    )


class IdentityForm(forms.Form):
    """Which organisation it is."""

    name = TextField(label=_("Name"), max_length=LONGEST)
    uscc = TextField(label=_("Unified social credit code"), required=False, max_length=50)

    def clean_name(self) -> str:
        """A name as it is shown."""
        name = clean_name(self.cleaned_data["name"])
        if not fold_name(name):
            raise ValidationError(said(Reason.of("organisation.no_letters", value=name)))
        return name

    def clean_uscc(self) -> str:
        """A code whose check sign holds, or none."""
        try:
            return read_uscc(self.cleaned_data["uscc"]) if self.cleaned_data["uscc"] else ""
        except CodeError as error:
            raise ValidationError(said(error.reason)) from error


class NewForm(IdentityForm):
    """An organisation that is not listed yet."""

    kind = forms.ChoiceField(label=_("Kind"), choices=list(KINDS.items()))
    region = region_field()
    message = TextField(label=_("What shows that you speak for it"), required=False, max_length=2000, lines=3)


class InviteForm(forms.Form):
    """Whom to invite, as what."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    role = forms.ChoiceField(label=_("Role"), choices=list(ROLES.items()), initial=Role.READER.value)


class AddressForm(forms.Form):
    """An e-mail address."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)


class RoleForm(forms.Form):
    """Another role."""

    role = forms.ChoiceField(label=_("Role"), choices=list(ROLES.items()))


class AskForm(forms.Form):
    """Why somebody wants in."""

    message = TextField(label=_("Message"), required=False, max_length=2000, lines=3)


class AnswerForm(forms.Form):
    """An answer to somebody who asked."""

    answer = forms.ChoiceField(choices=[("grant", "grant"), ("refuse", "refuse")])
    role = forms.ChoiceField(label=_("Role"), choices=list(ROLES.items()), required=False)
    why = TextField(label=_("Reason"), required=False, max_length=2000)


class ContactForm(forms.Form):
    """Whom to turn to."""

    name = TextField(label=_("Full name"), max_length=100)
    purpose = TextField(label=_("For what"), required=False, max_length=100)
    phone = TextField(label=_("Telephone"), required=False, max_length=50)
    email = forms.EmailField(label=_("E-mail address"), required=False, max_length=254)
    is_public = forms.BooleanField(label=_("Shown to everybody"), required=False)


class ParticipationForm(forms.Form):
    """Where an organisation takes part."""

    body = TextField(label=_("Name of the association, alliance or committee"), max_length=LONGEST)
    role = forms.ChoiceField(label=_("As"), choices=list(PARTS.items()))
    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"}))


class MergeForm(forms.Form):
    """Why two are one."""

    why = TextField(label=_("Reason"), required=False, max_length=2000)
