"""What is told of an item beside its text: what it is, for whom, who answers for it, files, roll-out."""

from datetime import datetime, time
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from luukku.core.clock import HELSINKI
from luukku.core.forms import DateField, Form, TimeField
from luukku.core.law.provisions import with_law
from luukku.files.fields import FileField
from luukku.language import languages
from luukku.toolkit.models import Adoption
from luukku.toolkit.models.items import AgeGroup, Audience, Kind, Sector, Theme, law_reference
from luukku.toolkit.services.items import Owner


class LawReferences(forms.CharField):
    """Sections of acts, one a line."""

    widget = forms.Textarea(attrs={"rows": 2})

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        found = [" ".join(line.split()) for line in str(text).splitlines() if line.strip()]
        for one in found:
            law_reference(one)
        return list(dict.fromkeys(found))[:20]


class FactsForm(Form):
    """What an item is."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("What is it?"), choices=Kind.choices)
    audience = forms.ChoiceField(label=_("For whom is it?"), choices=Audience.choices)
    themes = forms.MultipleChoiceField(
        label=_("Themes"), choices=Theme.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    sectors = forms.MultipleChoiceField(
        label=_("In which work is it used?"),
        choices=Sector.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    age_groups = forms.MultipleChoiceField(
        label=_("About whom?"), choices=AgeGroup.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    law_references = LawReferences(
        label=_("Sections of the law that it rests on"),
        required=False,
        help_text=with_law(
            _("One a line, like this: %(law)s. When a section changes, the item comes up for review."), "681/2023, 22 §"
        ),
    )
    review_months = forms.IntegerField(
        label=_("Months between reviews"), min_value=1, max_value=36, help_text=_("12 months unless it changes faster.")
    )
    origin = forms.CharField(label=_("Where it comes from"), max_length=200, required=False)
    origin_url = forms.URLField(
        label=_("Address of the original"), max_length=500, required=False, assume_scheme="https"
    )

    def facts(self) -> dict[str, Any]:
        names = (
            "kind", "audience", "themes", "sectors", "age_groups", "law_references", "review_months", "origin",
            "origin_url",
        )  # fmt: skip
        return {name: self.cleaned_data[name] for name in names}


class OwnerForm(Form):
    """Who answers for an item."""

    role = forms.CharField(
        label=_("Role"), max_length=120, help_text=_("For example: coordinator of immigrant services")
    )
    person = forms.ChoiceField(label=_("Person in the role"))
    ends_on = DateField(label=_("Last day, if it is known"), required=False)
    successor = forms.ChoiceField(label=_("Who comes after"), required=False)

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = people  # type: ignore[attr-defined]
        self.fields["successor"].choices = [("", _("Nobody yet")), *people]  # type: ignore[attr-defined]

    def owner(self) -> Owner:
        typed = self.cleaned_data
        successor = UUID(typed["successor"]) if typed["successor"] else None
        return Owner(typed["role"], UUID(typed["person"]), typed["ends_on"], successor)


class NewItemForm(OwnerForm):
    """The beginning of an item."""

    title = forms.CharField(label=_("Title"), max_length=200)
    summary = forms.CharField(
        label=_("In one or two sentences"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    kind = forms.ChoiceField(label=_("What is it?"), choices=Kind.choices)
    audience = forms.ChoiceField(label=_("For whom is it?"), choices=Audience.choices)
    field_order = ["title", "summary", "kind", "audience", "role", "person", "ends_on", "successor"]


class FileForm(Form):
    """A file that belongs to an item."""

    file = FileField(label=_("File"))
    title = forms.CharField(label=_("Title"), max_length=200)
    alt = forms.CharField(
        label=_("What the picture shows"),
        max_length=500,
        required=False,
        help_text=_("For a picture: what somebody who does not see it should know."),
    )
    language = forms.ChoiceField(label=_("Language of the file"), required=False)

    def __init__(self, *args: Any, staff_language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [("", _("No words in it")), *languages.choices(staff_language)]
        self.fields["language"].choices = named  # type: ignore[attr-defined]


class NoteForm(Form):
    """One short reason."""

    note = forms.CharField(label=_("Why?"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class SubmitForm(Form):
    """What the writer says to whoever reviews."""

    change_note = forms.CharField(label=_("What changed, in a few words"), max_length=300, required=False)


class ApproveForm(Form):
    """Publishing now or on a day."""

    edits = forms.IntegerField(widget=forms.HiddenInput)
    publish_on = DateField(label=_("Publish on a later day"), required=False)
    publish_time = TimeField(label=_("At"), required=False)

    def publish_at(self) -> datetime | None:
        day = self.cleaned_data["publish_on"]
        at = self.cleaned_data["publish_time"] or time(8)
        return datetime.combine(day, at, tzinfo=HELSINKI) if day else None

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        if told.get("publish_time") and not told.get("publish_on") and "publish_on" not in self.errors:
            raise ValidationError({"publish_on": _("Write the day, too.")})
        return told


class CommentForm(Form):
    """A comment on a draft."""

    text = forms.CharField(label=_("Comment"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
    block = forms.ChoiceField(label=_("About"), required=False)

    def __init__(self, *args: Any, places: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["block"].choices = [("", _("The whole text")), *places]  # type: ignore[attr-defined]


class AdoptionForm(Form):
    """How far the own organisation is with an item."""

    stage = forms.ChoiceField(label=_("How far are you?"), choices=Adoption.Stage.choices)
    since_on = DateField(label=_("Since"))
    note = forms.CharField(label=_("What did you adapt?"), max_length=500, required=False)


class FeedbackForm(Form):
    """Did it help?"""

    helped = forms.ChoiceField(choices=[("yes", _("Yes")), ("no", _("No"))])
    comment = forms.CharField(max_length=1000, required=False)
