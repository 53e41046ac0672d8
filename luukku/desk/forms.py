"""The forms of the desk: whom or what to look for."""

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


class FindForm(Form):
    """A question goes into the address, so that results can be sent on; names of people belong to the other form."""

    q = forms.CharField(
        label=_("What are you looking for?"),
        max_length=2_000,
        help_text=_("A word or a question, in any language. Do not write names of clients here."),
        error_messages={"required": _("Write what you are looking for.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "type": "search", "dir": "auto"}),
    )
