"""By what it is seen that something goes the right way."""

from django import forms
from django.utils.translation import gettext_lazy as _

from luukku.core.forms import Form
from luukku.programme.models import Indicator


class IndicatorForm(Form):
    """An indicator of a measure."""

    text = forms.CharField(label=_("What is counted or asked?"), max_length=500)
    unit = forms.CharField(
        label=_("Unit"), max_length=40, required=False, help_text=_("For example: families, %, days")
    )
    direction = forms.ChoiceField(label=_("Which way should it go?"), choices=Indicator.Direction.choices)
    definition = forms.CharField(
        label=_("How is it counted?"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
