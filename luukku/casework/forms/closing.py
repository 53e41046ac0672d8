"""Forms about ending the work with a family, and taking it up again."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from luukku.accounts.models import User
from luukku.casework.forms.team import WorkerChoice
from luukku.casework.models import CaseTransition
from luukku.core.forms import ChoiceCards, Form


class ClosingForm(Form):
    """Why the case is closed."""

    ground = forms.ChoiceField(
        label=_("Why the case is closed"),
        choices=CaseTransition.Ground.choices,
        widget=ChoiceCards(hints={CaseTransition.Ground.MOVED: _("Do not write where to, not even in the note.")}),
    )
    note = forms.CharField(
        label=_("In a few words"),
        max_length=4000,
        help_text=_("What was reached, and what was said to the family about coming back."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    despite = forms.CharField(
        label=_("Why it is closed though something is still open"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )

    def __init__(self, *args: Any, has_open: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["despite"].required = has_open
        if not has_open:
            self.fields["despite"].widget = forms.HiddenInput()


class ReopeningForm(Form):
    """Who answers from now on, and why the work goes on."""

    user = WorkerChoice(
        label=_("Who answers for the family from today on"),
        queryset=None,
        empty_label=pgettext_lazy("a worker", "Choose"),
    )
    reason = forms.CharField(
        label=_("Why the case is opened again"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, workers: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = workers  # type: ignore[attr-defined]
