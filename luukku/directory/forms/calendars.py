"""Following a calendar, and the address at which others follow ours."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from luukku.core.forms import Form
from luukku.directory import policies
from luukku.directory.models import Activity, Channel
from luukku.directory.reading import words_of
from luukku.directory.towns import codes_named
from luukku.language import languages

UNKNOWN_TOWN = _("We do not know this municipality: %(name)s. Check how it is written.")


def _town(told: str) -> str:
    """The official code of one municipality; empty for none."""
    found, unknown = codes_named(told)
    if unknown or len(found) > 1:
        raise forms.ValidationError(UNKNOWN_TOWN, params={"name": told[:60]})
    return found[0] if found else ""


class FollowForm(Form):
    """The address of a calendar that somebody else keeps."""

    url = forms.CharField(
        label=_("address of the calendar"),
        max_length=500,
        widget=forms.TextInput(attrs={"dir": "ltr", "inputmode": "url"}),
        help_text=_("It begins with https:// or webcal:// and often ends with .ics."),
    )
    kind = forms.ChoiceField(label=_("What its events are"), choices=Activity.Kind.choices, initial="event")
    language = forms.ChoiceField(label=_("In which language it is written"))
    town = forms.CharField(label=_("Municipality"), max_length=60, required=False)
    place: "forms.ModelChoiceField[Channel]" = forms.ModelChoiceField(
        label=_("Place"), queryset=None, required=False, empty_label=pgettext_lazy("a place", "No place")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = policies.public_channels().places().with_texts()
        self.fields["place"].queryset = places  # type: ignore[attr-defined]
        self.fields["place"].label_from_instance = lambda row: words_of(row, "fi")["name"]  # type: ignore[attr-defined]
        self.fields["language"].choices = _family()  # type: ignore[attr-defined]

    def clean_town(self) -> str:
        return _town(self.cleaned_data["town"])


class OutForm(Form):
    """Which of our events somebody's calendar shows."""

    out_kind = forms.ChoiceField(label=_("kind"), required=False)
    out_town = forms.CharField(label=_("Municipality"), max_length=60, required=False)
    out_spoken = forms.ChoiceField(label=_("Held in this language"), required=False)
    out_lang = forms.ChoiceField(label=_("Words in this language"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["out_kind"].choices = [("", _("All")), *Activity.Kind.choices]  # type: ignore[attr-defined]
        self.fields["out_spoken"].choices = [("", _("Any language")), *_family()]  # type: ignore[attr-defined]
        self.fields["out_lang"].choices = _family()  # type: ignore[attr-defined]

    def clean_out_town(self) -> str:
        return _town(self.cleaned_data["out_town"])

    def query(self) -> str:
        """The end of the address: what was chosen, in a fixed order."""
        names = {"out_town": "place", "out_kind": "kind", "out_spoken": "spoken", "out_lang": "lang"}
        told = [(name, self.cleaned_data.get(field, "")) for field, name in names.items()]
        return urlencode([(name, value) for name, value in told if value])


def _family() -> list[tuple[str, str]]:
    shown_in = get_language() or "fi"
    return [(code, languages.get(code).name(shown_in)) for code in languages.FAMILY_LANGUAGES]
