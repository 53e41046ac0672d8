"""Forms of the public site."""

from typing import Any

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


class HelpedForm(Form):
    """Did the page help?"""

    helped = forms.ChoiceField(
        choices=[("yes", ""), ("no", "")],
        error_messages={
            "required": pgettext_lazy("family", "Choose yes or no."),
            "invalid_choice": pgettext_lazy("family", "Choose yes or no."),
        },
    )
    comment = forms.CharField(
        label=pgettext_lazy("family", "What was good? What was missing?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto", "aria-describedby": "id_comment_help"}),
        error_messages={"max_length": pgettext_lazy("family", "This is too long. Write it shorter.")},
    )
    too_often = pgettext_lazy("family", "Many messages came from here. Try again in an hour.")

    def told(self) -> dict[str, Any]:
        return {"helped": self.cleaned_data["helped"] == "yes", "comment": self.cleaned_data["comment"]}


class AnswerForm(Form):
    """What was answered."""

    answer = forms.CharField(
        label=_("What was answered"), max_length=5000, widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"})
    )
