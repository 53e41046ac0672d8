"""Forms about where people live, and its protection."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from luukku.accounts.models import Organisation
from luukku.casework.models import AddressProtection
from luukku.casework.services import Address, Purpose
from luukku.core.forms import ChoiceCards, DateField, Form


class PurposeForm(Form):
    """Why the address is opened. The family can read this afterwards."""

    purpose = forms.ChoiceField(label=_("Why do you need the address?"), choices=Purpose.choices, widget=ChoiceCards)


class AddressForm(Form):
    """Where a person lives."""

    street = forms.CharField(
        label=_("Street address"), max_length=200, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    postcode = forms.CharField(
        label=_("Postcode"),
        required=False,
        validators=[RegexValidator(r"^\d{5}$", _("A postcode has five digits."))],
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric", "data-kind": "code"}),
    )
    post_office = forms.CharField(
        label=_("Post office"), max_length=60, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    municipality = forms.ChoiceField(label=_("Home municipality"), required=False)

    def __init__(self, *args: Any, municipalities: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = sorted(((one.official_code, one.name) for one in municipalities), key=lambda pair: pair[1])
        choices = [("", pgettext_lazy("a municipality", "Not known")), *named]
        self.fields["municipality"].choices = choices  # type: ignore[attr-defined]

    def address(self) -> Address:
        return Address(
            **{name: self.cleaned_data[name] for name in ("street", "postcode", "post_office", "municipality")}
        )


class ProtectionForm(Form):
    """When the protection of an address begins, and how we know."""

    source = forms.ChoiceField(label=_("How we know"), choices=AddressProtection.Source.choices, widget=ChoiceCards)
    from_on = DateField(label=_("From"), required=False, help_text=_("Today, unless you write another day."))
    last_on = DateField(
        label=_("Last day"), required=False, help_text=_("Leave this empty if it holds until further notice.")
    )


class RenewalForm(Form):
    """How long a protection goes on, and how we know."""

    source = forms.ChoiceField(label=_("How we know"), choices=AddressProtection.Source.choices, widget=ChoiceCards)
    last_on = DateField(
        label=_("New last day"), required=False, help_text=_("Leave this empty if it holds until further notice.")
    )
