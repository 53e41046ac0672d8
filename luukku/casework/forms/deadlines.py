"""What a worker writes about a date: that it is done, stands still, began on another day, or why it takes longer."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luukku.casework.labels import length_of, title_of
from luukku.casework.models import ClockPause
from luukku.casework.rules.clocks import ClockRule
from luukku.core.forms import ChoiceCards, DateField, Form


class DoneForm(Form):
    done_on = DateField(label=_("The day on which it was done"))


class ReasonForm(Form):
    """Why it takes longer."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(
        label=_("Why it takes longer"),
        max_length=1000,
        help_text=_("Tell shortly what it waits for. Do not write about anybody's health."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class CorrectionForm(Form):
    """From which day it is counted, and how we know."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    started_on = DateField(label=_("Counted from"))
    reason = forms.CharField(
        label=_("How we know"),
        max_length=500,
        help_text=_("Both days stay to be seen."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PauseForm(Form):
    """Why and on which days it stands still."""

    reason = forms.ChoiceField(label=_("Why it stands still"), widget=ChoiceCards)
    from_on = DateField(label=_("First day"))
    last_on = DateField(label=_("Last day"), required=False, help_text=_("Leave empty when it goes on."))

    def __init__(self, *args: Any, reasons: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = dict(ClockPause.Reason.choices)
        self.fields["reason"].choices = [(code, words[code]) for code in reasons]  # type: ignore[attr-defined]


class ResumeForm(Form):
    last_on = DateField(label=_("The last day on which it stood still"))


class NewDeadlineForm(Form):
    """A date that starts with something only the worker knows."""

    rule = forms.ChoiceField(label=_("What is due"), widget=ChoiceCards)
    started_on = DateField(
        label=_("Counted from"), help_text=_("The day that starts it, or the day on which a place is needed.")
    )

    def __init__(self, *args: Any, rules: list[ClockRule], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rule"].choices = [(rule.code, title_of(rule.code)) for rule in rules]  # type: ignore[attr-defined]


class TargetForm(Form):
    """How many days we give ourselves, and from when."""

    rule = forms.ChoiceField(label=_("For what"), widget=ChoiceCards)
    length = forms.IntegerField(
        label=_("Days"), min_value=1, max_value=365, help_text=_("The law says “without delay”: keep it short.")
    )
    from_on = DateField(label=_("From"), help_text=_("Dates that run already keep their number."))

    def __init__(self, *args: Any, rules: list[ClockRule], today: date, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"from_on": today})
        super().__init__(*args, **kwargs)
        hints = {rule.code: _("Proposed: %(length)s.") % {"length": length_of(rule)} for rule in rules}
        self.fields["rule"].widget.hints = hints
        self.fields["rule"].choices = [(rule.code, title_of(rule.code)) for rule in rules]  # type: ignore[attr-defined]
