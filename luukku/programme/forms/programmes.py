"""A programme itself, its day, its goals, and files that are brought in."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from luukku.core.forms import DateField, Form
from luukku.programme.models import Goal, Theme


class DayForm(Form):
    """The day at which a programme is looked."""

    day = DateField(label=_("How things stood, or will stand, on"))


class ProgrammeForm(Form):
    """What a programme is."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(label=_("Name"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    short_text = forms.CharField(label=_("Short name"), max_length=120, required=False)
    region = forms.CharField(label=_("Region"), max_length=200, required=False)
    funder = forms.CharField(label=_("Who pays"), max_length=200, required=False)
    starts_on = DateField(label=_("First day"), required=False)
    ends_on = DateField(label=_("Last day"), required=False)
    is_shared = forms.BooleanField(label=_("Everybody at work in the region reads it"), required=False, initial=True)

    def facts(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class GoalForm(Form):
    """A goal, under a theme that is there or a new one."""

    text = forms.CharField(
        label=_("What should be reached?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    theme_name = forms.CharField(label=_("Or a new theme"), max_length=200, required=False)
    level = forms.ChoiceField(label=_("Whose goal is it?"), choices=Goal.Level.choices, initial=Goal.Level.REGIONAL)

    def __init__(self, *args: Any, themes: Iterable[Theme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(one.pk), one.name[:120]) for one in themes]
        self.fields["theme"].choices = [("", _("None")), *named]  # type: ignore[attr-defined]

    def theme_id(self) -> UUID | None:
        chosen = self.cleaned_data["theme"]
        return UUID(chosen) if chosen else None


class CloseForm(Form):
    """The last day of a programme."""

    closed_on = DateField(label=_("Last day"))


class FileForm(Form):
    """A file to bring in."""

    file = forms.FileField(
        label=_("File"),
        max_length=255,
        help_text=_("A programme as JSON, or a table as CSV. At most 8 megabytes."),
        widget=forms.FileInput(attrs={"accept": ".json,.csv,.txt"}),
    )
    programme = forms.ChoiceField(
        label=_("Programme to which a table belongs"),
        required=False,
        help_text=_("A file of JSON names its own programme."),
    )

    def __init__(self, *args: Any, programmes: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["programme"].choices = [("", _("The file names it")), *programmes]  # type: ignore[attr-defined]

    def programme_id(self) -> UUID | None:
        chosen = self.cleaned_data["programme"]
        return UUID(chosen) if chosen else None


class PasteForm(Form):
    """A table copied from a document or a spreadsheet."""

    programme = forms.ChoiceField(label=_("Programme"))
    table = forms.CharField(
        label=_("The table"),
        max_length=400_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_(
            "Copy the rows of a table and paste them here. Several measures of one goal may stand on own lines."
        ),
    )

    def __init__(self, *args: Any, programmes: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["programme"].choices = list(programmes)  # type: ignore[attr-defined]

    def clean_table(self) -> str:
        text = str(self.cleaned_data["table"])
        if not text.strip():
            raise ValidationError(_("Paste the rows of a table here."))
        return text
