"""Forms around a plan as a whole: beginning, offering, confirming, reviewing."""

from typing import Any, cast

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from luukku.casework.forms.understanding import UnderstoodForm
from luukku.casework.models import InterpreterMode, UnderstandingCheck
from luukku.core.forms import ChoiceCards, Form
from luukku.language import languages as reference
from luukku.plans.models import FamilyPlan
from luukku.plans.services.confirmations import Talk


def language_choices() -> list[tuple[str, str]]:
    return reference.choices(get_language() or "en")


def own_language() -> str:
    """The language in which the worker most likely writes: that of the interface they chose."""
    spoken = (get_language() or "").partition("-")[0]
    return spoken if spoken in reference.STAFF_LANGUAGES else "fi"


class StartForm(Form):
    """In which two languages the plan is written."""

    worker_language = forms.ChoiceField(label=_("Your language in the plan"))
    family_language = forms.ChoiceField(
        label=_("The family's language in the plan"),
        help_text=_("The language that the family reads, or hears, best. It can be the same as yours."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        staff = [(code, reference.get(code).name(get_language() or "en")) for code in reference.STAFF_LANGUAGES]
        _choose_from(self.fields["worker_language"], staff)
        _choose_from(self.fields["family_language"], language_choices())


class ConfirmForm(UnderstoodForm):
    """How the plan was gone through with somebody, and what that showed."""

    content_hash = forms.CharField(widget=forms.HiddenInput, max_length=64)
    result = forms.ChoiceField(
        label=_("Did they understand it?"),
        choices=UnderstandingCheck.Result.choices,
        widget=ChoiceCards(
            hints={
                UnderstandingCheck.Result.UNDERSTOOD: _("Their yes is recorded."),
                UnderstandingCheck.Result.PARTLY: _("Nothing is confirmed yet. You go through it again."),
                UnderstandingCheck.Result.NOT_YET: _("Nothing is confirmed yet. You go through it again."),
            }
        ),
    )
    says_yes = forms.BooleanField(
        label=_("They said that they agree with the plan"),
        required=False,
        help_text=_("Nobody has to. Saying no takes no services away."),
    )
    disagrees_with = forms.CharField(
        label=_("They understood it but do not agree: with what?"),
        max_length=2000,
        required=False,
        help_text=_("It is written down as it is. Then the plan is changed, or it stays: you decide together."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def __init__(self, *args: Any, plan: FamilyPlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan

    def clean(self) -> dict[str, Any] | None:
        told = self.cleaned_data
        if told.get("interpreter_mode") not in (None, InterpreterMode.NONE) and not told.get("interpreter_name"):
            self.add_error("interpreter_name", _("Write the interpreter's name or number."))
        if told.get("disagrees_with"):
            if told.get("says_yes"):
                self.add_error("disagrees_with", _("Choose one of the two: they agree, or they do not."))
            elif told.get("result") not in (None, UnderstandingCheck.Result.UNDERSTOOD):
                self.add_error("disagrees_with", _("Disagreeing is noted once the plan has been understood."))
        return told

    def talk(self) -> Talk:
        told = self.cleaned_data
        return Talk(told["language"], told["method"], told["interpreter_mode"], told["interpreter_name"])


def _choose_from(field: forms.Field, choices: list[tuple[str, str]]) -> None:
    cast("forms.ChoiceField", field).choices = choices
