"""The form of a case note."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from luukku.casework.models import CaseNote, Person
from luukku.casework.services import NoteFacts
from luukku.core.clock import HELSINKI
from luukku.core.forms import DateField, Form, TimeField

LISTS = frozenset({"about"})


class NoteForm(Form):
    """What happened, when and about whom. Everything typed is kept as a draft, whole or not."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(
        label=_("What happened"), choices=[("", _("Choose what happened")), *CaseNote.Kind.choices]
    )
    on = DateField(label=_("Which day"))
    at = TimeField(label=_("What time"))
    topic = forms.CharField(
        label=_("What about"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    text = forms.CharField(
        label=_("Note"),
        help_text=_("What is needed for the work, so that the family can read it too."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    about = forms.MultipleChoiceField(
        label=_("About whom"), required=False, widget=forms.CheckboxSelectMultiple, help_text=_("None: all the family.")
    )
    early_reason = forms.CharField(
        label=_("Why so early a day"),
        max_length=300,
        required=False,
        help_text=_("Only when the day is before the case, a birth or somebody's coming."),
    )

    def __init__(self, *args: Any, people: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = cast("forms.MultipleChoiceField", self.fields["about"])
        choices.choices = [(str(person.pk), person.short_name) for person in people]

    def facts(self) -> NoteFacts:
        told = self.cleaned_data
        return NoteFacts(
            kind=told["kind"],
            topic=told["topic"],
            text=told["text"],
            occurred_at=datetime.combine(told["on"], told["at"], tzinfo=HELSINKI),
            about=[UUID(one) for one in told["about"]],
            early_reason=told["early_reason"],
        )

    def typed(self) -> dict[str, str | list[str]]:
        """What stands in the boxes now, cleaned of what cannot be seen, whether it could be recorded or not."""
        kept: dict[str, str | list[str]] = {}
        for name in self.fields:
            if name == "version":
                continue
            raw = self[name].data
            kept[name] = [str(one)[:36] for one in raw or []][:50] if name in LISTS else str(raw or "")[:20_000]
        return kept

    @property
    def seen_version(self) -> int:
        """The version of the draft that the writer has; 0 for anything that is no number."""
        raw = str(self["version"].data or "")
        return int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 9 else 0
