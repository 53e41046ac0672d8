"""Measures: what is done, when, for which goals, and what becomes of it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from luukku.core.forms import ChoiceCards, Form
from luukku.programme.models import Goal, Measure, StatusReport
from luukku.programme.models.base import LONGEST
from luukku.programme.models.goals import REPORT_MONTHS

WHEN_HELP = _("As you know it: 15.5.2027, autumn 2027 or by the end of 2027.")


class Words(forms.CharField):
    """Several short texts, separated by commas."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        found = [" ".join(one.split()) for one in str(text).replace("\n", ",").split(",") if one.strip()]
        too_long = next((one for one in found if len(one) > 80), None)
        if too_long:
            raise ValidationError(_("“%(text)s…” is too long. 80 characters fit.") % {"text": too_long[:40]})
        return found[:40]

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value


class MeasureForm(Form):
    """What is done."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(label=_("What is done?"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}))
    due_text = forms.CharField(label=_("When?"), max_length=120, required=False, help_text=WHEN_HELP)
    start_text = forms.CharField(label=_("Begins"), max_length=120, required=False)
    places = Words(label=_("Where?"), max_length=1000, required=False, help_text=_("Places separated by commas."))
    partners = Words(label=_("With whom?"), max_length=1000, required=False, help_text=_("Separated by commas."))
    report_months = forms.IntegerField(
        label=_("Months between status reports"), min_value=1, max_value=24, initial=REPORT_MONTHS
    )
    is_private = forms.BooleanField(
        label=_("Only for our own organisation"),
        required=False,
        help_text=_("Other organisations do not see it, and it is not in their figures."),
    )

    def written(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("text", "places", "partners", "report_months", "is_private")}


class NewMeasureForm(MeasureForm):
    """A new measure, decided or only proposed."""

    is_proposal = forms.BooleanField(label=_("It is only a proposal so far"), required=False)
    goals = forms.MultipleChoiceField(label=_("For which goals?"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, goals: Iterable[Goal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["goals"].choices = goal_choices(goals)  # type: ignore[attr-defined]
        del self.fields["version"]

    def goal_ids(self) -> list[UUID]:
        return [UUID(one) for one in self.cleaned_data["goals"]]


class GoalsForm(Form):
    """To which goals a measure leads."""

    goals = forms.MultipleChoiceField(label=_("Goals"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, goals: Iterable[Goal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["goals"].choices = goal_choices(goals)  # type: ignore[attr-defined]

    def goal_ids(self) -> list[UUID]:
        return [UUID(one) for one in self.cleaned_data["goals"]]


class DecideForm(Form):
    """What becomes of a proposal."""

    decision = forms.ChoiceField(
        label=_("What do you decide?"),
        choices=[("planned", _("We do it")), ("interrupted", _("We do not do it"))],
        widget=ChoiceCards(hints={"planned": _("It counts as a planned measure from now on.")}),
    )
    reason = forms.CharField(
        label=_("Why not?"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class MoveForm(Form):
    """The next state of a measure."""

    state = forms.ChoiceField(label=_("How far is it?"), widget=ChoiceCards())
    reason = forms.CharField(
        label=_("Why, in a sentence"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Needed when it is interrupted."),
    )
    replaced_by = forms.ChoiceField(label=_("What goes on instead?"), required=False)

    def __init__(self, *args: Any, states: Iterable[tuple[str, Any]], others: Iterable[Measure], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = list(states)  # type: ignore[attr-defined]
        named = [(str(one.pk), one.text[:120]) for one in others]
        self.fields["replaced_by"].choices = [("", _("Nothing")), *named]  # type: ignore[attr-defined]

    def replacement(self) -> UUID | None:
        chosen = self.cleaned_data["replaced_by"]
        return UUID(chosen) if chosen else None


class RemarkForm(Form):
    """What becomes of a remark that proposes something."""

    decision = forms.ChoiceField(
        label=_("What do you decide?"),
        choices=[("measure", _("It becomes a measure")), ("aside", _("It becomes no measure"))],
        widget=ChoiceCards(),
    )
    text = forms.CharField(
        label=_("The measure in words"), max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    due = forms.CharField(label=_("When?"), max_length=120, required=False, help_text=WHEN_HELP)
    reason = forms.CharField(
        label=_("Why not?"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        if told.get("decision") == "measure" and not (told.get("text") or "").strip() and "text" not in self.errors:
            raise ValidationError({"text": _("Write what is done.")})
        return told


class SettleForm(Form):
    """Which of two tellings holds."""

    settled_as = forms.CharField(
        label=_("Which holds, and why?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


def goal_choices(goals: Iterable[Goal]) -> list[tuple[Any, Any]]:
    """Goals under the names of their themes."""
    groups: dict[Any, list[tuple[str, str]]] = {}
    for goal in goals:
        name = goal.theme.name[:120] if goal.theme else _("Without a theme")
        groups.setdefault(name, []).append((str(goal.pk), goal.text[:240]))
    return list(groups.items())


class StatusReportForm(Form):
    """How a measure goes."""

    standing = forms.ChoiceField(
        label=_("How does it go?"), choices=StatusReport.Standing.choices, widget=ChoiceCards()
    )
    text = forms.CharField(
        label=_("What has happened since last time?"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
