"""What an administrator fills in about the people of the organisation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luukku.accounts.forms.own import LANGUAGES
from luukku.accounts.models import Membership, Organisation, Unit
from luukku.core.actor import Role
from luukku.core.forms import ChoiceCards, DateField, Form

ROLE_HINTS: dict[str, Any] = {
    Role.CASEWORKER: _("Meets families and makes plans with them. Sees the families of their own."),
    Role.SUPERVISOR: _("Sees the families of the unit and divides the work."),
    Role.ADMINISTRATOR: _("Invites people and ends their roles. Sees no families."),
    Role.DATA_PROTECTION: _("Checks who has opened families' information, and why."),
}


class MembershipForm(Form):
    """A role, where it holds, and from which day to which."""

    role = forms.ChoiceField(label=_("Role"), choices=Role, widget=ChoiceCards(hints=ROLE_HINTS))
    unit: "forms.ModelChoiceField[Unit]" = forms.ModelChoiceField(
        None, label=_("Unit"), required=False, empty_label=_("The whole organisation")
    )
    starts_on = DateField(label=_("First day"))
    ends_on = DateField(label=_("Last day"), help_text=_("Empty if the end is not known."), required=False)

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = organisation.units.order_by("name_fi")  # type: ignore[attr-defined]

    def clean(self) -> None:
        starts_on, ends_on = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("The last day must not be before the first."))


class InvitationForm(MembershipForm):
    """A new person and their first role."""

    name = forms.CharField(label=_("Name"), help_text=_("As the person says it."), max_length=120)
    email = forms.EmailField(label=_("E-mail address at work"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    title = forms.CharField(label=_("Job title"), max_length=120, required=False)
    language = forms.ChoiceField(label=_("Language of the pages"), choices=LANGUAGES)
    field_order = ["name", "email", "title", "language", "role", "unit", "starts_on", "ends_on"]

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        return email.lower()


class EndMembershipForm(Form):
    """The last day of a role; empty lets it go on without an end."""

    ends_on = DateField(label=_("Last day"), required=False)

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        self.membership = membership
        kwargs.setdefault("initial", {"ends_on": membership.ends_on})
        super().__init__(*args, **kwargs)

    def clean_ends_on(self) -> Any:
        ends_on = self.cleaned_data["ends_on"]
        if ends_on and ends_on < self.membership.starts_on:
            raise forms.ValidationError(_("The last day must not be before the first."))
        return ends_on
