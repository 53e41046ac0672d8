"""The one form of the desk: what to look for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from luukku.core.forms import Form


class SearchForm(Form):
    q = forms.CharField(
        label=_("Name, or date of birth"),
        max_length=200,
        help_text=_(
            "The spelling need not be exact. For example: zahra karimi, 3.4.1992 or a whole personal identity code"
        ),
        error_messages={"required": _("Write a name or a date of birth.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "type": "search", "dir": "auto"}),
    )
