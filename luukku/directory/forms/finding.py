"""Looking for services, writing words, bringing files."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from luukku.core.forms import Form
from luukku.directory.ptv.files import MOST_BYTES
from luukku.language import languages


class FindForm(Form):
    """What the list of services shows."""

    q = forms.CharField(label=_("What are you looking for?"), max_length=100, required=False)
    language = forms.ChoiceField(label=_("Service in this language"), required=False)
    place = forms.CharField(label=_("Postal code or place"), max_length=60, required=False)
    mine = forms.BooleanField(label=_("Only those that we keep up, also what is no longer offered"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = languages.choices(get_language() or "fi")
        self.fields["language"].choices = [("", _("Any language")), *known]  # type: ignore[attr-defined]


class WordsForm(Form):
    """Our words about a service, a place or a group in one language."""

    name = forms.CharField(label=_("name"), max_length=200, required=False)
    summary = forms.CharField(label=_("in short"), max_length=600, required=False, widget=forms.Textarea)
    how_to_get_in = forms.CharField(label=_("how to get in"), required=False, widget=forms.Textarea)
    description = forms.CharField(label=_("description"), required=False, widget=forms.Textarea)
    conditions = forms.CharField(label=_("for whom"), required=False, widget=forms.Textarea)
    costs = forms.CharField(label=_("what it costs"), required=False, widget=forms.Textarea)
    times = forms.CharField(label=_("how long it takes"), required=False, widget=forms.Textarea)
    accessibility = forms.CharField(label=_("accessibility"), required=False, widget=forms.Textarea)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if not isinstance(field.widget, forms.HiddenInput):
                field.widget.attrs |= {"lang": language, "dir": languages.direction(language)}

    @property
    def plain_fields(self) -> list[forms.BoundField]:
        """What families read as sentences: the check of plain language stands beside each."""
        return [self[name] for name in self.fields if name not in ("name", "version")]

    def said(self) -> dict[str, str]:
        return {name: told for name, told in self.cleaned_data.items() if name != "version"}


class FileForm(Form):
    """A file to bring in."""

    file = forms.FileField(label=_("The file"))

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        if getattr(upload, "is_too_large", False) or upload.size > MOST_BYTES:
            raise forms.ValidationError(_("This file is too large: at most 20 MB can be brought by this page."))
        return upload
