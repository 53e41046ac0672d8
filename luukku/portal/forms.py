"""Forms of the public site."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from luukku.core.forms import Form


class AccessibilityFeedbackForm(Form):
    """What did not work, and how to answer if an answer is wished."""

    text = forms.CharField(
        label=pgettext_lazy("family", "What did not work?"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        error_messages={"required": pgettext_lazy("family", "Write here what did not work.")},
    )
    contact = forms.CharField(
        label=pgettext_lazy("family", "Your e-mail or phone, if you want an answer"), max_length=200, required=False
    )


class AnswerForm(Form):
    """What was answered."""

    answer = forms.CharField(
        label=_("What was answered"), max_length=5000, widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"})
    )
