"""Forms about documents."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from luukku.casework.labels import day_and_topic
from luukku.casework.models import Document, Meeting, MeetingQuerySet, Person, PersonQuerySet, RetentionClass
from luukku.casework.services.documents import DocumentFacts
from luukku.core.forms import ChoiceCards, Form
from luukku.files.fields import FileField


class PersonChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Person) -> str:
        return obj.short_name


class _MeetingChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Meeting) -> str:
        return day_and_topic(obj)


class DocumentForm(Form):
    """What a document is, about whom, who sees it and how long it is kept."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(
        label=_("What it is"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Document.Kind.choices, initial=Document.Kind.OTHER)
    about = PersonChoice(
        label=_("About whom"),
        queryset=None,
        required=False,
        empty_label=pgettext_lazy("a document", "The whole family"),
    )
    meeting = _MeetingChoice(
        label=_("Belongs to a meeting"),
        queryset=None,
        required=False,
        empty_label=pgettext_lazy("a document", "To no meeting"),
    )
    is_shared = forms.BooleanField(
        label=_("Helpers who may read documents see this one"),
        help_text=_("Leave this empty for what only you and the family need."),
        required=False,
    )
    secrecy = forms.ChoiceField(
        label=_("Why it is secret"),
        choices=Document.Secrecy.choices,
        initial=Document.Secrecy.CLIENT_OF_AUTHORITY,
        widget=ChoiceCards,
    )
    retention_class = forms.ChoiceField(
        label=_("How long it is kept"),
        choices=RetentionClass.choices,
        initial=RetentionClass.CHILD_FAMILY,
        widget=ChoiceCards(
            hints={
                "integration": _("4 years after the case closed."),
                "child_family": _("30 years after the case closed."),
                "working_age": _("10 years after the case closed."),
                "child_protection": _("2 years after the client's death."),
                "family_law": _("120 years after the child's birth."),
            }
        ),
    )

    def __init__(self, *args: Any, people: PersonQuerySet, meetings: MeetingQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].queryset = people  # type: ignore[attr-defined]
        self.fields["meeting"].queryset = meetings  # type: ignore[attr-defined]

    def facts(self) -> DocumentFacts:
        typed = {name: value for name, value in self.cleaned_data.items() if name not in ("version", "file", "note")}
        return DocumentFacts(**typed)


class NewDocumentForm(DocumentForm):
    file = FileField(label=_("File"))

    field_order = ("file", "title", "kind", "about", "meeting", "is_shared", "secrecy", "retention_class")


class VersionForm(Form):
    """A newer version of a document."""

    file = FileField(label=_("File"))
    note = forms.CharField(
        label=_("What changed"), max_length=300, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


class RemovalForm(Form):
    """Taking away what does not belong here."""

    reason = forms.CharField(
        label=_("Why the document does not belong here"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )
