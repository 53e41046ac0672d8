"""Forms of translators."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luukku.core.forms import Form
from luukku.language import languages
from luukku.toolkit.rules.blocks import LONGEST_TEXT


class BlockForm(Form):
    """One block in another language."""

    text = forms.CharField(label=_("Translation"), max_length=LONGEST_TEXT, required=False, widget=forms.Textarea)
    alt = forms.CharField(label=_("What the picture shows"), max_length=500, required=False)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def words(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("text", "alt") if self.cleaned_data[name]}


class SeenForm(Form):
    """Which saving, or which wording, somebody read."""

    seen = forms.IntegerField(min_value=0, max_value=1_000_000)


class XliffForm(Form):
    """The file that a translator sent back."""

    file = forms.FileField(label=_("XLIFF file"), widget=forms.FileInput(attrs={"accept": ".xlf,.xliff,.xml"}))


class TermForm(Form):
    """A word of the glossary."""

    term = forms.CharField(label=_("Word in Finnish"), max_length=120)
    language = forms.ChoiceField(label=_("Language"))
    translation = forms.CharField(label=_("In that language"), max_length=200)
    note = forms.CharField(label=_("When it is used"), max_length=300, required=False)

    def __init__(self, *args: Any, staff_language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(code, name) for code, name in languages.choices(staff_language) if code != "fi"]
        self.fields["language"].choices = named  # type: ignore[attr-defined]


class AddressForm(Form):
    """The new address of a link."""

    url = forms.CharField(label=_("New address"), max_length=500)
