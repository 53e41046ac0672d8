"""Forms about who answers for a family and who helps it."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from luukku.accounts.models import Membership, User
from luukku.casework.forms.team import WorkerChoice
from luukku.casework.models import Section
from luukku.core.forms import DateField, Form


class ReassignForm(Form):
    """Who answers for the family next."""

    user = WorkerChoice(
        label=_("New responsible worker"), queryset=None, empty_label=pgettext_lazy("a worker", "Choose")
    )
    from_on = DateField(label=_("From"), required=False, help_text=_("Today, unless you write a later day."))

    def __init__(self, *args: Any, workers: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = workers  # type: ignore[attr-defined]


class HelperForm(Form):
    """What a helper does and may read."""

    function = forms.CharField(
        label=_("What they do for the family"), max_length=120, help_text=_("For example class teacher, or nurse.")
    )
    sections = forms.MultipleChoiceField(
        label=_("What they may read"),
        choices=Section.choices,
        required=False,
        help_text=_("Only what the family has allowed. Addresses are never shown to helpers."),
        widget=forms.CheckboxSelectMultiple,
    )


class NewHelperForm(HelperForm):
    """Somebody who is asked to help."""

    email = forms.EmailField(
        label=_("Work e-mail address"),
        help_text=_("Exactly the address with which the person signs in."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    organisation = forms.CharField(label=_("For which organisation"), required=False, widget=forms.HiddenInput)
    last_on = DateField(
        label=_("Last day"), required=False, help_text=_("Leave this empty if it holds until further notice.")
    )
    field_order = ["email", "organisation", "function", "sections", "last_on"]

    def offer(self, workplaces: list[Membership]) -> None:
        """Ask for which organisation somebody helps who works for several."""
        choices = [(str(one.organisation_id), one.organisation.name) for one in workplaces]
        empty = ("", pgettext_lazy("an organisation", "Choose"))
        self.fields["organisation"].widget = forms.Select(choices=[empty, *choices])
