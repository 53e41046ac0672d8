"""Following a calendar, and the address at which others follow ours."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from luukku.core.forms import Form
from luukku.directory.forms.choices import PlaceField, family_languages, municipality_codes
from luukku.directory.models import Activity


def _town(told: str) -> str:
    """The official code of one municipality; empty for none."""
    return next(iter(municipality_codes(told, is_one=True)), "")


class FollowForm(Form):
    """The address of a calendar that somebody else keeps."""

    url = forms.CharField(
        label=_("Address of the calendar"),
        max_length=500,
        widget=forms.TextInput(attrs={"dir": "ltr", "inputmode": "url"}),
        help_text=_("It begins with https:// or webcal:// and often ends with .ics."),
    )
    kind = forms.ChoiceField(label=_("What its events are"), choices=Activity.Kind.choices, initial="event")
    language = forms.ChoiceField(label=_("In which language it is written"), choices=family_languages)
    town = forms.CharField(label=_("Municipality"), max_length=60, required=False)
    place = PlaceField()

    def clean_town(self) -> str:
        return _town(self.cleaned_data["town"])


class OutForm(Form):
    """Which of our events somebody's calendar shows."""

    out_kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All")), *Activity.Kind.choices])
    out_town = forms.CharField(label=_("Municipality"), max_length=60, required=False)
    out_spoken = forms.ChoiceField(label=_("Held in this language"), required=False)
    out_lang = forms.ChoiceField(label=_("Words in this language"), required=False, choices=family_languages)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["out_spoken"].choices = [("", _("Any language")), *family_languages()]  # type: ignore[attr-defined]

    def clean_out_town(self) -> str:
        return _town(self.cleaned_data["out_town"])

    def query(self) -> str:
        """The end of the address: what was chosen, in a fixed order."""
        names = {"out_town": "place", "out_kind": "kind", "out_spoken": "spoken", "out_lang": "lang"}
        told = [(name, self.cleaned_data.get(field, "")) for field, name in names.items()]
        return urlencode([(name, value) for name, value in told if value])
