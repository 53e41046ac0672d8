"""Opening hours: a box for each day, and a box for each holiday."""

from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from luukku.core.forms import DateField, Form
from luukku.directory.holiday_words import HOLIDAYS
from luukku.directory.models import OpeningHours
from luukku.directory.rules.hours_text import HoursError, Span, read, written
from luukku.directory.services.opening import Week

EXAMPLE = _("For example 9–12, 13–16.30. Write closed when it is closed, and 24 when it is always open.")
UNREADABLE = _("We could not read these hours. Write them like this: 9–12, 13–16.30.")


class HoursField(forms.CharField):
    """The hours of a day as typed; its value is the spans, or None when nothing was typed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=120, required=kwargs.pop("required", False), **kwargs)

    def clean(self, value: Any) -> Any:
        told = super().clean(value)
        try:
            return read(told)
        except HoursError as error:
            raise forms.ValidationError(UNREADABLE) from error


class WeekForm(Form):
    """The usual week and the holidays. An empty day of a week that has hours is closed."""

    by_appointment = forms.BooleanField(label=_("Only by appointment"), required=False)
    note = forms.CharField(label=_("A note for everybody"), max_length=200, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = {f"day_{number}": HoursField(label=capfirst(str(WEEKDAYS[number]))) for number in range(7)}
        holidays = {f"holiday_{code}": HoursField(label=label) for code, label in HOLIDAYS.items()}
        days["day_0"].help_text = EXAMPLE
        self.fields = days | self.fields | holidays

    @property
    def days(self) -> list[Any]:
        return [self[f"day_{number}"] for number in range(7)]

    @property
    def holidays(self) -> list[Any]:
        return [self[f"holiday_{code}"] for code in HOLIDAYS]

    @property
    def has_holidays(self) -> bool:
        """Whether a holiday has hours or an error, so that the list must be open."""
        return any(field.errors or field.value() for field in self.holidays)

    def week(self) -> Week:
        told = self.cleaned_data
        days = {number: told[f"day_{number}"] for number in range(7) if told[f"day_{number}"] is not None}
        holidays = {code: told[f"holiday_{code}"] for code in HOLIDAYS if told[f"holiday_{code}"] is not None}
        return Week(days, holidays, by_appointment=told["by_appointment"], note=told["note"])


class ExceptionForm(Form):
    """Other hours for some days."""

    first = DateField(label=_("First day"))
    last = DateField(label=_("Last day"), required=False)
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Only on these weekdays"),
        required=False,
        coerce=int,
        choices=[(number, capfirst(str(name))) for number, name in WEEKDAYS.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    hours = HoursField(label=_("Hours on those days"), required=True, help_text=EXAMPLE)
    note = forms.CharField(label=_("A note for everybody"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["weekdays"].choices = [(number, capfirst(name)) for number, name in WEEKDAYS.items()]  # type: ignore[attr-defined]


def initial_week(lines: list[OpeningHours]) -> dict[str, Any]:
    """What the boxes show of the lines in force."""
    spans: dict[str, list[Span]] = {}
    for line in lines:
        names = [f"holiday_{line.holiday}"] if line.holiday else [f"day_{day}" for day in line.weekdays or range(7)]
        for name in names:
            spans.setdefault(name, [])
            if not line.is_closed:
                spans[name].append((line.opens, line.closes))
    usual = [line for line in lines if not line.holiday]
    return {name: written(sorted(told, key=str)) or str(_("closed")) for name, told in spans.items()} | {
        "by_appointment": bool(usual) and all(line.by_appointment or line.is_closed for line in usual),
        "note": next((line.note["fi"] for line in usual if line.note.get("fi")), ""),
    }
