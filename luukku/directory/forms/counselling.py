"""The form of one counsellor's times."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from luukku.core.forms import DateField, Form
from luukku.directory.forms.choices import PlaceField, family_languages, municipalities
from luukku.directory.forms.hours import UNREADABLE, HoursField
from luukku.directory.models import Activity, OpeningHours
from luukku.directory.reading import words_of
from luukku.directory.rules.hours_text import ALL_DAY, written
from luukku.directory.services.counselling import Otherwise

MOST_OTHERWISE: Final = 6
EMPTY_ROWS: Final = 2


class TimesField(HoursField):
    """The times of one day; empty for none. Nobody counsels day and night."""

    def clean(self, value: Any) -> Any:
        spans = super().clean(value) or ()
        if ALL_DAY in spans:
            raise forms.ValidationError(UNREADABLE)
        return spans


class CounsellingForm(Form):
    """In which language, how, when."""

    spoken = forms.MultipleChoiceField(
        label=_("Languages"), choices=family_languages, widget=forms.CheckboxSelectMultiple
    )
    municipality = forms.ChoiceField(label=_("For whom: people of"), required=False)
    place = PlaceField(empty_label=_("No place: by phone or on the web"))
    phone = forms.RegexField(
        r"[+\d][\d ()-]{4,24}", label=_("Phone"), max_length=25, required=False,
        error_messages={"invalid": _("Write the number in digits, for example 03 000 0142.")},
    )  # fmt: skip
    online_url = forms.URLField(
        label=_("Address of the remote meeting or chat"), max_length=500, required=False, assume_scheme="https"
    )
    by_appointment = forms.BooleanField(label=_("By appointment only"), required=False)
    how_to_get_in = forms.CharField(
        label=_("What else to know, in Finnish"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args: Any, rows: int = EMPTY_ROWS, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality"].choices = [("", _("The whole county")), *municipalities()]  # type: ignore[attr-defined]
        for day, name in WEEKDAYS.items():
            self.fields[f"day_{day}"] = TimesField(label=capfirst(str(name)))
        self.rows = max(1, min(rows, MOST_OTHERWISE))
        for row in range(self.rows):
            self.fields[f"first_{row}"] = DateField(label=_("First day"), required=False)
            self.fields[f"last_{row}"] = DateField(label=_("Last day"), required=False)
            self.fields[f"times_{row}"] = TimesField(label=_("Times that day; empty means none"))

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        for row in range(self.rows):
            first, last = told.get(f"first_{row}"), told.get(f"last_{row}")
            if not first and (last or told.get(f"times_{row}")):
                self.add_error(f"first_{row}", _("Tell the first day."))
            if first and last and last < first:
                self.add_error(f"last_{row}", _("The last day must not be before the first."))
        return told

    def week_fields(self) -> Iterator[Any]:
        return (self[f"day_{day}"] for day in range(7))

    def otherwise_fields(self) -> Iterator[tuple[Any, Any, Any]]:
        return ((self[f"first_{row}"], self[f"last_{row}"], self[f"times_{row}"]) for row in range(self.rows))

    def columns(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {
            "languages": told["spoken"],
            "municipalities": [told["municipality"]] if told["municipality"] else [],
            "place": told["place"],
            "phones": [{"number": told["phone"], "kind": "phone"}] if told["phone"] else [],
            "online_url": told["online_url"],
            "registration": "needed" if told["by_appointment"] else "not_needed",
        }

    def times(self) -> dict[str, Any]:
        told = self.cleaned_data
        rows = [(told[f"first_{row}"], told[f"last_{row}"], told[f"times_{row}"]) for row in range(self.rows)]
        return {
            "week": {day: told[f"day_{day}"] for day in range(7) if told[f"day_{day}"]},
            "otherwise": [Otherwise(first, last or first, spans) for first, last, spans in rows if first],
            "by_appointment": told["by_appointment"],
            "how_to_get_in": told["how_to_get_in"],
        }


def initial_counselling(row: Activity, today: date) -> tuple[dict[str, Any], int]:
    """What the form shows of a counsellor, and how many rows it needs; days that are over are left out."""
    hours = list(row.hours.all())
    usual = [line for line in hours if line.kind == OpeningHours.Kind.USUAL]
    told: dict[str, Any] = {
        "spoken": row.languages,
        "municipality": next(iter(row.municipalities), ""),
        "place": row.place_id,
        "phone": next((one["number"] for one in row.phones if one.get("number")), ""),
        "online_url": row.online_url,
        "by_appointment": any(line.by_appointment for line in usual),
        "how_to_get_in": words_of(row, "fi")["how_to_get_in"],
        "version": row.version,
    }
    for day in range(7):
        told[f"day_{day}"] = written((one.opens, one.closes) for one in usual if day in one.weekdays)
    others: dict[tuple[date, date], list[Any]] = {}
    for line in hours:
        if line.kind == OpeningHours.Kind.EXCEPTION and line.valid_from and line.valid_to and line.valid_to >= today:
            others.setdefault((line.valid_from, line.valid_to), []).append((line.opens, line.closes))
    for row_number, ((first, last), spans) in enumerate(sorted(others.items())[:MOST_OTHERWISE]):
        told |= {f"first_{row_number}": first, f"last_{row_number}": last}
        told[f"times_{row_number}"] = written(spans)
    return told, len(others) + EMPTY_ROWS
