"""What a maker tells a board, and the look through a report before everybody reads it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luukku.core.forms import Form
from luukku.programme.models import DECISIONS

LABELS = (_("First decision"), _("Second decision"), _("Third decision"))
"""One for each of `DECISIONS`."""


class ReportForm(Form):
    """What stands on the board's page beside the figures."""

    summary = forms.CharField(
        label=_("In a few words"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What the board should know first. Write no names of people."),
    )  # fmt: skip

    def __init__(self, *args: Any, suggested: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [*suggested, *[""] * DECISIONS]
        for place, label in enumerate(LABELS):
            self.fields[f"decision_{place + 1}"] = forms.CharField(
                label=label, max_length=200, required=False, initial=found[place],
                widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip

    def decisions(self) -> list[str]:
        return [self.cleaned_data[f"decision_{place + 1}"] for place in range(DECISIONS)]


class PublishForm(Form):
    """Somebody has looked before everybody reads."""

    is_read = forms.BooleanField(label=_("I have read the public page below through: no names of people stand in it."))
