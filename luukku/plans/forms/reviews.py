"""The form of looking at a plan together again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from luukku.casework.models import InterpreterMode
from luukku.core.forms import ChoiceCards, DateField, Form
from luukku.plans.forms.plans import language_choices
from luukku.plans.models import Goal, GoalProgress, Review
from luukku.plans.services.reviews import Held, Step


@dataclass(frozen=True, slots=True)
class GoalFields:
    """The fields of one goal, as they stand under it."""

    goal: Goal
    progress: forms.BoundField
    note: forms.BoundField


def _long(label: Any, limit: int = 2000, rows: int = 3, hint: Any = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=limit, required=False, help_text=hint, widget=widget)


class ReviewForm(Form):
    """What was seen when the plan was looked at together, and what follows."""

    present = forms.MultipleChoiceField(
        label=_("Who of the family took part"), required=False, widget=forms.CheckboxSelectMultiple
    )
    others_present = forms.CharField(label=_("Who else took part"), max_length=300, required=False)
    language = forms.ChoiceField(label=_("Language spoken"), required=False)
    interpreter_mode = forms.ChoiceField(
        label=_("Interpreter"), choices=InterpreterMode.choices, required=False, initial=InterpreterMode.NONE
    )
    went_well = _long(_("What has gone well, and what came of it"))
    was_hard = _long(_("What has been hard or stood in the way"))
    changes = _long(_("What has changed in the family's life, and what changes in the plan"))
    sources = _long(_("Where this comes from"), 500, 2, _("For example: from the family itself."))
    outcome = forms.ChoiceField(
        label=_("What happens now"),
        choices=Review.Outcome.choices,
        widget=ChoiceCards(
            hints={
                Review.Outcome.CONTINUE: _("The next review is in six months at the latest."),
                Review.Outcome.REVISE: _("The plan holds until everybody has confirmed the next version."),
                Review.Outcome.END: _("The plan is kept for reading. Services go on."),
            }
        ),
    )
    next_on = DateField(
        label=_("Look at the plan next on"), required=False, help_text=_("Leave empty for the latest day of the law.")
    )

    def __init__(self, *args: Any, people: Iterable[tuple[UUID, str]], goals: Sequence[Goal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.goals = goals
        cast("forms.MultipleChoiceField", self.fields["present"]).choices = [
            (str(person), name) for person, name in people
        ]
        cast("forms.ChoiceField", self.fields["language"]).choices = [("", "—"), *language_choices()]
        for goal in goals:
            self.fields[f"progress_{goal.pk}"] = forms.ChoiceField(
                label=_("How far"), choices=[("", "—"), *GoalProgress.Progress.choices], required=False
            )
            self.fields[f"note_{goal.pk}"] = forms.CharField(
                label=_("Results, or what stands in the way"), max_length=500, required=False
            )

    def clean(self) -> dict[str, Any] | None:
        for goal in self.goals:
            told = self.cleaned_data
            if told.get(f"note_{goal.pk}") and not told.get(f"progress_{goal.pk}"):
                self.add_error(f"progress_{goal.pk}", _("Choose how far this goal has come."))
        return self.cleaned_data

    @property
    def goal_fields(self) -> list[GoalFields]:
        return [GoalFields(goal, self[f"progress_{goal.pk}"], self[f"note_{goal.pk}"]) for goal in self.goals]

    def held(self) -> Held:
        told = self.cleaned_data
        return Held(
            present=tuple(UUID(one) for one in told["present"]),
            others_present=told["others_present"],
            language=told["language"],
            interpreter_mode=told["interpreter_mode"] or InterpreterMode.NONE,
            changes=told["changes"],
            sources=told["sources"],
            progress={
                goal.pk: Step(told[f"progress_{goal.pk}"], told[f"note_{goal.pk}"])
                for goal in self.goals
                if told.get(f"progress_{goal.pk}")
            },
            next_on=told["next_on"],
        )
