"""The question that goes with every fact: how do we know it?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luukku.casework.models import FactSource
from luukku.casework.services import Told
from luukku.core.forms import DateField, Form
from luukku.core.law.provisions import with_law


class ToldForm(Form):
    """From whom a fact came (681/2023, 73 §). What the person told needs no more words."""

    origin = forms.ChoiceField(
        label=_("How do we know?"),
        choices=FactSource.Origin.choices,
        initial=FactSource.Origin.PERSON,
        required=False,
        help_text=with_law(
            _("When somebody else told it, the law asks us to keep from whom (%(law)s)."), "681/2023, 73 §"
        ),
    )
    told_by = forms.CharField(
        label=_("Who told it"),
        max_length=120,
        required=False,
        help_text=_("Only when it was not the person: a name or an office."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    told_on = DateField(
        label=_("When it was told"), required=False, help_text=_("Today, unless you write another day.")
    )

    def told(self) -> Told:
        told = self.cleaned_data
        return Told(told["origin"] or FactSource.Origin.PERSON, told["told_by"], told["told_on"])

    def clean(self) -> dict[str, Any]:
        """A helper's name without an origin would be lost: what the person told has no teller."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("told_by") and data.get("origin") in ("", FactSource.Origin.PERSON):
            self.add_error("origin", _("Choose where it came from, as you wrote who told it."))
        return data
