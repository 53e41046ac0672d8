"""Threads, what they lead through, and why."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from luukku.core.forms import ChoiceCards, Form
from luukku.programme.rules import threads as rules
from luukku.programme.services.linkable import Thing

BETWEEN = ":"
"""Between the kind and the key of what is chosen."""


class ThreadForm(Form):
    """What a thread is called, why it is followed, and by which words it is found."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(label=_("What is followed?"), max_length=200)
    why = forms.CharField(
        label=_("Why is it followed?"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    pattern = forms.CharField(
        label=_("Words by which it is found"),
        max_length=300,
        required=False,
        help_text=_("A comma between words. The beginning of a word is enough."),
    )

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("text", "why", "pattern")}

    def clean_pattern(self) -> str:
        told = str(self.cleaned_data["pattern"])
        if told and not any(rules.is_searchable(phrase) for phrase in rules.phrases(told)):
            raise ValidationError(_("Write a word of at least three letters."))
        return told


class WordsForm(Form):
    """Other words to look for than the thread's own."""

    words = forms.CharField(label=_("Look for words"), max_length=300, required=False)


class ThreadLinkForm(Form):
    """What the thread leads through, and why. Whatever was chosen is looked up again by who may see it."""

    thing = forms.CharField(
        label=_("What belongs to the thread?"),
        max_length=120,
        error_messages={"required": _("Choose what belongs to the thread.")},
        widget=ChoiceCards(),
    )
    reason = forms.CharField(
        label=_("Why does it belong to the thread?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For example: brings the toolkit to teachers."),
    )

    def __init__(self, *args: Any, things: Iterable[Thing], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = list(things)
        cards = ChoiceCards(hints={_value(one): _hint(one) for one in known})
        cards.choices = [(_value(one), one.text) for one in known]
        self.fields["thing"].widget = cards

    def chosen(self) -> tuple[str, str]:
        kind, _between, key = str(self.cleaned_data["thing"]).partition(BETWEEN)
        return kind, key


def _value(one: Thing) -> str:
    return f"{one.kind}{BETWEEN}{one.key}"


def _hint(one: Thing) -> str:
    return " · ".join(part for part in (str(one.kind_words), one.place, one.source) if part)


class ReasonForm(Form):
    """Why something belongs to a thread."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why does it belong to the thread?"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class EndLinkForm(Form):
    """Why something no longer belongs to a thread."""

    reason = forms.CharField(
        label=_("Why does it no longer belong to the thread?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The link and its reasons stay in the thread's history."),
    )
