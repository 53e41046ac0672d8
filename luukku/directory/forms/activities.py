"""A meeting place, group or event."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luukku.core.clock import HELSINKI
from luukku.core.forms import ChoiceCards, DateField, Form, TimeField
from luukku.directory.forms.choices import PlaceField, family_languages
from luukku.directory.models import Activity, Charge
from luukku.directory.rules.recurrence import repeated


class ActivityForm(Form):
    """A meeting place, group or event."""

    kind = forms.ChoiceField(
        label=_("kind"),
        choices=[one for one in Activity.Kind.choices if one[0] != Activity.Kind.COUNSELLING],  # has its own form
        widget=ChoiceCards,
    )
    name = forms.CharField(label=_("name"), max_length=200)
    summary = forms.CharField(label=_("in short"), max_length=600, widget=forms.Textarea)
    how_to_get_in = forms.CharField(label=_("how to get in"), widget=forms.Textarea)
    place = PlaceField()
    day = DateField(label=_("First day"), required=False)
    begins = TimeField(label=_("begins"), required=False)
    ends = TimeField(label=_("ends"), required=False)
    repeats = forms.ChoiceField(
        label=_("repeats"),
        required=False,
        choices=[
            ("", _("Once")),
            ("weekly", _("Every week")),
            ("biweekly", _("Every second week")),
            ("monthly", _("Every month on the same weekday")),
            ("same", _("As it was")),
        ],
    )
    spoken = forms.MultipleChoiceField(
        label=_("Languages"), required=False, choices=family_languages, widget=forms.CheckboxSelectMultiple
    )
    audience = forms.MultipleChoiceField(
        label=_("for whom"), required=False, choices=Activity.Audience.choices, widget=forms.CheckboxSelectMultiple
    )
    registration = forms.ChoiceField(label=_("registration"), choices=Activity.Registration.choices, widget=ChoiceCards)
    charge = forms.ChoiceField(label=_("charge"), choices=Charge.choices, widget=ChoiceCards(in_row=True))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if (told.get("begins") or told.get("repeats")) and not told.get("day"):
            self.add_error("day", _("Tell the first day."))
        if told.get("day") and not told.get("begins"):
            self.add_error("begins", _("Tell when it begins."))
        if told.get("begins") and told.get("ends") and told["ends"] < told["begins"]:
            self.add_error("ends", _("The end must not be before the beginning."))
        return told

    def columns(self) -> dict[str, Any]:
        """Columns of the activity; a repetition that the list does not have stays as it was."""
        told = self.cleaned_data
        place, day = told["place"], told["day"]
        found: dict[str, Any] = {
            "kind": told["kind"],
            "place": place,
            "municipalities": [place.municipality] if place and place.municipality else [],
            "languages": told["spoken"],
            "audience": told["audience"],
            "registration": told["registration"],
            "charge": told["charge"],
            "starts_at": datetime.combine(day, told["begins"], tzinfo=HELSINKI) if day else None,
            "ends_at": datetime.combine(day, told["ends"], tzinfo=HELSINKI) if day and told["ends"] else None,
        }
        if told["repeats"] != "same":
            found["rrule"] = repeated(told["repeats"], day) if day else ""
        return found

    def said(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("name", "summary", "how_to_get_in")}
