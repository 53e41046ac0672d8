"""Forms around the interview: the county's part, grounds of 14 §, what is left out, strengths."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luukku.core.forms import ChoiceCards, DateField, Form
from luukku.plans import grounds_words
from luukku.plans.forms.own_words import OwnWordsForm, WhoseForm
from luukku.plans.rules.assessment_groups import GroupRules

KNOWN = (("yes", _("Yes")), ("no", _("No")), ("", _("Not known")))


class AskCountyForm(WhoseForm):
    whose = _("Whose assessment")

    organisation = forms.CharField(label=_("Wellbeing services county, and which service of it"), max_length=200)
    reason = forms.CharField(
        label=_("Which services must be fitted together?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only that a service is needed. Nothing about illnesses."),
    )
    asked_on = DateField(label=_("Day on which you asked"))


class CountyAnswerForm(Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    takes_part = forms.ChoiceField(
        label=_("What did the county answer?"),
        choices=[("yes", _("It takes part")), ("no", _("It does not take part"))],
        widget=forms.RadioSelect,
    )
    participant = forms.CharField(label=_("Who takes part, and in which task"), max_length=200, required=False)
    note = forms.CharField(label=_("What was answered"), max_length=300, required=False)
    on = DateField(label=_("Day of the answer"))


class SkipForm(Form):
    other_plan = forms.CharField(
        label=_("Which plan answers the needs?"),
        max_length=200,
        help_text=_("For example the client plan of child welfare or social services, and its date."),
    )
    reason = forms.CharField(
        label=_("How does it answer them?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class StrengthForm(OwnWordsForm):
    silence = _("Write what they are good at, in their words or in yours.")


class NewStrengthForm(WhoseForm, StrengthForm):
    whose = _("Whose strength")


class GroundForm(Form):
    """The facts, each known or not, and the worker's own decision. No group is ticked beforehand."""

    mark_required = True
    first_permit_on = DateField(
        label=_("First residence permit, card or registration began on"),
        required=False,
        help_text=_("For example 21.11.2026. Leave it empty if it is not known."),
    )

    def __init__(self, *args: Any, rules: GroupRules, hints: Mapping[str, str], **kwargs: Any) -> None:
        self.facts_asked = rules.facts()
        facts: dict[str, forms.Field] = {
            f"fact.{code}": forms.ChoiceField(
                label=grounds_words.FACTS.get(code, code),
                choices=KNOWN,
                required=False,
                widget=ChoiceCards(in_row=True),
                help_text=hints.get(code, ""),
            )
            for code in self.facts_asked
        }
        groups = forms.MultipleChoiceField(
            label=_("Your decision: the assessment is made on these grounds"),
            choices=[(one.code, grounds_words.GROUPS.get(one.code, one.code)) for one in rules.groups],
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        other = forms.CharField(label=_("Another ground"), max_length=300, required=False)
        reason = forms.CharField(
            label=_("Why, if your decision is another than the suggestion"),
            max_length=500,
            required=False,
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        own = {"groups": groups, "other_ground": other, "reason": reason}
        self.base_fields = {**type(self).base_fields, **facts, **own}  # type: ignore[misc]
        super().__init__(*args, **kwargs)

    def facts(self) -> dict[str, bool]:
        """What was said to be true or false; what is not known is not there."""
        told = {code: self.cleaned_data.get(f"fact.{code}", "") for code in self.facts_asked}
        return {code: value == "yes" for code, value in told.items() if value}

    @property
    def fact_fields(self) -> list[Any]:
        return [self[f"fact.{code}"] for code in self.facts_asked]
