"""By what it is seen that something goes the right way."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luukku.core.forms import ChoiceCards, DateField, Form
from luukku.insight.definitions import counted
from luukku.insight.figure_words import WORDS
from luukku.programme.models import Indicator
from luukku.programme.rules import observed
from luukku.programme.rules.observed import Seen


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


class FigureForm(Form):
    """Which figure the product works out by itself."""

    figure = forms.ChoiceField(label=_("Where do the numbers come from?"), required=False, widget=ChoiceCards())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        by_hand = [("", _("We write them down ourselves"))]
        self.fields["figure"].choices = by_hand + [(code, WORDS[code].name) for code in counted()]  # type: ignore[attr-defined]


class TargetForm(Form):
    """What should be seen by a day."""

    by_on = DateField(label=_("By"))
    value = forms.DecimalField(label=_("Target"), max_digits=14, decimal_places=4, localize=True)


class ObservationForm(Form):
    """What was seen on a day."""

    on = DateField(label=_("Day"))
    value = forms.DecimalField(label=_("Value"), max_digits=14, decimal_places=4, localize=True)
    note = forms.CharField(label=_("Note"), max_length=500, required=False)


class LinesForm(Form):
    """Many observations at once, as lines of a table. `seen`: what was read."""

    seen: list[Seen]

    lines = forms.CharField(
        label=_("Lines of the table"),
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("A day, a value and a note if you like on each line, with semicolons between: 31.10.2026; 62,5"),
    )

    def clean_lines(self) -> str:
        """Every line has to be readable; the ones that are not are told by their numbers."""
        written: str = self.cleaned_data["lines"]
        self.seen, wrong = observed.read(written)
        if wrong:
            raise forms.ValidationError([_UNREAD[one.what] % {"line": one.line} for one in wrong[:20]])
        if not self.seen:
            raise forms.ValidationError(_("There is no line with a day and a value."))
        return written


_UNREAD = {
    "day": _("Line %(line)s: we could not read the day. Write it like 31.10.2026."),
    "value": _("Line %(line)s: we could not read the value. Write a number like 62,5."),
    "twice": _("Line %(line)s: the same day stands here twice. Leave one of them."),
    "many": _("Line %(line)s: there are too many lines. Bring in at most 500 at once."),
}
