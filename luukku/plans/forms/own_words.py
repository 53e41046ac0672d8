"""What forms about somebody share: whose it is, and what is said in their own words and the worker's."""

from collections.abc import Iterable
from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from luukku.casework.models import Person
from luukku.core.forms import Form
from luukku.plans.forms.plans import language_choices
from luukku.plans.models import Need, Strength


def spoken_languages() -> list[tuple[str, str]]:
    """The languages of somebody's words; none is suggested while nothing is written."""
    return [("", "—"), *language_choices()]


class OwnWordsForm(Form):
    """Something about somebody, in their own words, the worker's, or both.

    Attributes:
        told_fields: what the saving service is told.
        silence: what is said when nothing is written.
    """

    told_fields: tuple[str, ...] = ("domain", "own_words", "own_words_language", "worker_words")
    silence: Any = ""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    domain = forms.ChoiceField(label=_("What it is about"), choices=Need.Domain.choices)
    own_words = forms.CharField(
        label=_("In their own words"),
        max_length=2000,
        required=False,
        help_text=_("As they said it, in the language they said it in, if you can write it down."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    own_words_language = forms.ChoiceField(label=_("Language of those words"), choices=spoken_languages, required=False)
    worker_words = forms.CharField(
        label=_("In your words"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    @classmethod
    def shown(cls, row: Need | Strength) -> dict[str, Any]:
        """What the form shows of what is written already."""
        return {name: getattr(row, name) for name in ("version", *cls.told_fields)}

    def clean(self) -> dict[str, Any] | None:
        told = self.cleaned_data
        if not told.get("own_words") and not told.get("worker_words"):
            self.add_error("worker_words", self.silence)
        return told

    def told(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in self.told_fields}


class WhoseForm(Form):
    """Asks first whom of some people it is about, in the words of `whose`."""

    whose: Any = ""
    field_order: tuple[str, ...] = ("person",)

    person = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(self, *args: Any, people: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ChoiceField", self.fields["person"])
        field.label, field.choices = self.whose, [(str(person.pk), person.short_name) for person in people]

    @property
    def person_id(self) -> UUID:
        return UUID(self.cleaned_data["person"])
