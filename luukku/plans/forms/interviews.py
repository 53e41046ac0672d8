"""Forms of the interview: who talks through whom, and the questions of its template."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from luukku.casework.models import InterpreterMode, UnderstandingCheck
from luukku.core.forms import ChoiceCards, DateField, Form
from luukku.plans.forms.own_words import WhoseForm
from luukku.plans.forms.plans import language_choices
from luukku.plans.rules import interview as rules
from luukku.plans.rules import merging
from luukku.plans.services import completing
from luukku.plans.services.interviews import Speaking
from luukku.plans.services.tellings import Content
from luukku.plans.services.templates import ADULTS, ALONE, CHILDRENS

ANSWER_LENGTH = 4000
REASON_LENGTH = 300
IN_ROW = ("yes_no",)
SPEAKING = ("language", "interpreter_mode", "interpreter_name", "no_interpreter_reason", "relative_reason")


class SpeakingForm(Form):
    """The language spoken and the interpreter: settled before the first question."""

    mark_required = True  # the name is needed whenever somebody interprets: "optional" would mislead

    language = forms.ChoiceField(label=_("Language in which you talk"))
    interpreter_mode = forms.ChoiceField(
        label=_("Interpreter"), choices=InterpreterMode.choices, widget=forms.RadioSelect
    )
    interpreter_name = forms.CharField(
        label=_("Interpreter's name or number, when somebody interprets"),
        max_length=120,
        required=False,
        help_text=_("Not a child or a relative, not even when the family offers it."),
    )
    relative_reason = forms.CharField(
        label=_("Only in an emergency: why does a child or a relative interpret?"),
        max_length=300,
        required=False,
        help_text=_("Your supervisor is told. This is good practice, not a section of law."),
    )
    no_interpreter_reason = forms.CharField(
        label=_("Why without an interpreter, when nobody interprets?"),
        max_length=200,
        required=False,
        help_text=_("For example: you both speak the language well."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["language"]).choices = language_choices()

    def clean(self) -> dict[str, Any] | None:
        told = self.cleaned_data
        if told.get("interpreter_mode") not in (None, InterpreterMode.NONE) and not told.get("interpreter_name"):
            self.add_error("interpreter_name", _("Write the interpreter's name or number."))
        return told

    def speaking(self) -> Speaking:
        told = self.cleaned_data
        return Speaking(**{name: told[name] for name in SPEAKING})


class StartInterviewForm(WhoseForm, SpeakingForm):
    whose = _("Whose interview")
    field_order = ("person", "held_on", "variant")

    held_on = DateField(label=_("Day of the interview"))
    variant = forms.ChoiceField(
        label=_("Which questions"),
        required=False,
        choices=[
            ("", _("Those that fit this person")),
            (ADULTS, _("An adult's questions")),
            (CHILDRENS, _("A child's questions")),
            (ALONE, _("Questions for who came alone as a minor")),
        ],
    )


class InterviewForm(Form):
    """The questions of one interview; each field bears the key under which its answer is stored.

    Args:
        told: the tellings whose checks can be noted.
        asked: the questions in order.
        answers: what is stored now.
    """

    mark_required = True
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=50_000)

    def __init__(
        self,
        *args: Any,
        content: Content,
        told: Iterable[str],
        asked: Iterable[rules.Asked],
        answers: Mapping[str, Any],
        language: str,
        **kwargs: Any,
    ) -> None:
        self.content, self.language = content, language
        answerable = {one.key: self._field(one.question) for one in asked}
        checks: dict[str, forms.Field] = {}
        for telling in told:
            answerable |= _reasons(telling)
            checks |= dict(self._checks(telling))
        self.base_fields = {  # type: ignore[misc]
            **type(self).base_fields,
            **answerable,
            **checks,
        }
        super().__init__(*args, **kwargs)
        self.keys = list(answerable)
        for key, field in answerable.items():
            if answers.get(key):
                self.initial.setdefault(key, _shown(answers[key], field))
        self.remember(answers)

    def remember(self, answers: Mapping[str, Any]) -> None:
        """Note in the page which answers its writer has in front of them."""
        self.initial["seen"] = json.dumps(merging.marks({key: answers.get(key, "") for key in self.keys}))

    def answers(self) -> dict[str, Any]:
        """What was written, as it is stored: days as 2026-11-21, several choices as a list."""
        return {key: _stored(self.cleaned_data.get(key)) for key in self.keys}

    def seen_marks(self) -> dict[str, str]:
        """The marks of the answers that the writer had in front of them; none when they came garbled."""
        try:
            told = json.loads(self.cleaned_data.get("seen") or "{}")
        except ValueError:
            return {}
        return {str(key): str(mark) for key, mark in told.items()} if isinstance(told, dict) else {}

    def checked(self, telling: str) -> tuple[str, str, str]:
        """Method and result of the check of a telling, empty when not chosen, and the hash of the text shown."""
        told = self.cleaned_data
        names = ("method", "result", "shown")
        method, result, shown = (told.get(f"check.{telling}.{name}", "") for name in names)
        return method, result, shown

    def _checks(self, telling: str) -> Iterator[tuple[str, forms.Field]]:
        methods = [(value, self._text(f"check.method.{value}")) for value in UnderstandingCheck.Method.values]
        results = [(value, self._text(f"check.result.{value}")) for value in UnderstandingCheck.Result.values]
        for name, label, choices in (
            ("method", _("How did you check it?"), methods),
            ("result", _("Was it understood?"), results),
        ):
            field = forms.ChoiceField(label=label, choices=choices, required=False, widget=forms.RadioSelect)
            yield f"check.{telling}.{name}", field
        yield f"check.{telling}.shown", forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def _field(self, question: rules.Question) -> forms.Field:
        label = self._text(f"question.{question.id}")
        if question.kind == "text":
            widget = forms.Textarea(attrs={"rows": 3, "dir": "auto"})
            return forms.CharField(label=label, max_length=ANSWER_LENGTH, required=False, widget=widget)
        if question.kind == "date":
            return DateField(label=label, required=False)
        choices = [
            (option, self.content.option(question, option, self.language))
            for option in rules.options_of(question, self.content.structure)
        ]
        if question.kind == "multichoice":
            return forms.MultipleChoiceField(
                label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple
            )
        widget_in_row = ChoiceCards(in_row=question.kind in IN_ROW)
        return forms.ChoiceField(label=label, choices=choices, required=False, widget=widget_in_row)

    def _text(self, key: str) -> str:
        return self.content.text(key, self.language)


def _reasons(telling: str) -> dict[str, forms.Field]:
    """What is written about a telling that was not fully understood, or is left for later."""
    then = forms.CharField(
        label=_("If not everything was clear: what do you do next?"), max_length=REASON_LENGTH, required=False
    )
    later = forms.CharField(
        label=_("If you leave this for another day: why?"), max_length=REASON_LENGTH, required=False
    )
    return {completing.next_key(telling): then, completing.later_key(telling): later}


def _stored(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value or ""


def _shown(value: Any, field: forms.Field) -> Any:
    if isinstance(field, DateField) and isinstance(value, str):
        return date.fromisoformat(value)
    return value
