"""Forms of needs: what came up, in the person's own words and the worker's."""

from django import forms
from django.utils.translation import gettext_lazy as _

from luukku.core.forms import Form
from luukku.plans.forms.own_words import OwnWordsForm, WhoseForm
from luukku.plans.models import Need


class NeedForm(OwnWordsForm):
    told_fields = (*OwnWordsForm.told_fields, "weight", "urgency")
    silence = _("Write what is needed, in their words or in yours.")

    weight = forms.ChoiceField(
        label=_("How hard does it weigh on everyday life?"), choices=Need.Weight.choices, required=False
    )
    urgency = forms.ChoiceField(
        label=_("How soon should something change?"), choices=Need.Urgency.choices, required=False
    )


class NewNeedForm(WhoseForm, NeedForm):
    whose = _("Whose need")


class DropForm(Form):
    reason = forms.CharField(
        label=_("Why is this need left out?"),
        max_length=200,
        help_text=_("It stays in the history with this reason."),
    )
