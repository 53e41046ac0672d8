"""Forms of needs: what came up, in the person's own words and the worker's."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from luukku.casework.models import Person
from luukku.core.forms import Form
from luukku.plans.forms.plans import language_choices
from luukku.plans.models import Need

NO_LANGUAGE = ("", "—")
NEED_FIELDS = ("domain", "own_words", "own_words_language", "worker_words", "weight", "urgency")


class NeedForm(Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    domain = forms.ChoiceField(label=_("What it is about"), choices=Need.Domain.choices)
    own_words = forms.CharField(
        label=_("In their own words"),
        max_length=2000,
        required=False,
        help_text=_("As they said it, in the language they said it in, if you can write it down."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    own_words_language = forms.ChoiceField(label=_("Language of those words"), required=False)
    worker_words = forms.CharField(
        label=_("In your words"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    weight = forms.ChoiceField(
        label=_("How hard does it weigh on everyday life?"), choices=Need.Weight.choices, required=False
    )
    urgency = forms.ChoiceField(
        label=_("How soon should something change?"), choices=Need.Urgency.choices, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        languages = cast("forms.ChoiceField", self.fields["own_words_language"])
        languages.choices = [NO_LANGUAGE, *language_choices()]

    def clean(self) -> dict[str, Any] | None:
        told = self.cleaned_data
        if not told.get("own_words") and not told.get("worker_words"):
            self.add_error("worker_words", _("Write what is needed, in their words or in yours."))
        return told

    def told(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in NEED_FIELDS}


class NewNeedForm(NeedForm):
    person = forms.ChoiceField(label=_("Whose need"), widget=forms.RadioSelect)
    field_order = ("person",)

    def __init__(self, *args: Any, people: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["person"]).choices = [
            (str(person.pk), person.short_name) for person in people
        ]


class DropForm(Form):
    reason = forms.CharField(
        label=_("Why is this need left out?"),
        max_length=200,
        help_text=_("It stays in the history with this reason."),
    )
