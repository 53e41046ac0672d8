"""Telling that a section changed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from luukku.core.forms import Form
from luukku.core.law.provisions import with_law
from luukku.toolkit.models.items import law_reference


class LawChangeForm(Form):
    """Which section, and what changed."""

    reference = forms.CharField(
        label=_("Section"),
        max_length=40,
        validators=[law_reference],
        help_text=with_law(_("For example %(law)s"), "681/2023, 22 §"),
    )
    note = forms.CharField(
        label=_("What changed"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
