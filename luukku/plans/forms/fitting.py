"""Forms of what a plan tells beside its texts: other plans, how long it lasts, its sources, who wrote it."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from luukku.core.forms import DateField, Form
from luukku.plans.forms.texts import NOBODY, PairForm
from luukku.plans.models import FamilyPlan, OtherPlan
from luukku.plans.services.particulars import AuthorFacts


def _short(label: Any, limit: int, *, required: bool = False, hint: Any = "", rows: int = 2) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=limit, required=required, help_text=hint, widget=widget)


class OtherPlanForm(PairForm):
    """Another plan that somebody has, and how this one fits with it."""

    pairs = (("says", "says_family"), ("fitted", "fitted_family"))
    kind = forms.ChoiceField(label=_("Which plan"), choices=OtherPlan.Kind.choices)
    name = forms.CharField(label=_("Name of the plan, if it is another one"), max_length=120, required=False)
    holder = forms.CharField(
        label=_("Who keeps it"), max_length=120, help_text=_("For example: the employment area, the day-care centre")
    )
    contact = forms.CharField(label=_("Whom to contact"), max_length=200, required=False)
    valid_from = DateField(label=_("Valid from"), required=False)
    valid_until = DateField(label=_("Valid until"), required=False)
    says = _short(_("What it says, briefly"), 600)
    says_family = _short(_("What it says, briefly"), 600)
    fitted = _short(
        _("How this plan fits with it"), 600, required=True, hint=_("For example: language course in the mornings.")
    )
    fitted_family = _short(_("How this plan fits with it"), 600)
    first_from = DateField(
        label=_("Their first integration plan began"), required=False, help_text=_("The law counts the time from it.")
    )
    ground = forms.ChoiceField(label=_("Ground for more time"), required=False)
    added_days = forms.IntegerField(
        label=_("Days added for illness or parental leave"), min_value=0, max_value=1500, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["ground"]).choices = [NOBODY, *OtherPlan.Ground.choices]

    def clean(self) -> dict[str, Any] | None:
        told = self.cleaned_data
        if told.get("kind") == OtherPlan.Kind.OTHER and not told.get("name"):
            self.add_error("name", _("Write what the plan is called."))
        if told.get("valid_from") and told.get("valid_until") and told["valid_until"] < told["valid_from"]:
            self.add_error("valid_until", _("The plan can't end before it begins."))
        return told

    def facts(self) -> dict[str, Any]:
        names = ("kind", "name", "holder", "contact", "valid_from", "valid_until", "first_from", "ground")
        return {
            **{name: self.cleaned_data[name] for name in names},
            "added_days": self.cleaned_data.get("added_days") or 0,
            **self.texts(),
        }


def started_from_other_plan(other: OtherPlan) -> dict[str, Any]:
    names = (
        "kind", "name", "holder", "contact", "valid_from", "valid_until", "says", "says_family", "fitted",
        "fitted_family", "first_from", "ground", "added_days", "version",
    )  # fmt: skip
    return {name: getattr(other, name) for name in names}


class ParticularsForm(PairForm):
    """How long the plan is meant to last, and where its contents come from."""

    pairs = (("sources", "sources_family"),)
    lasts_until = DateField(
        label=_("The plan is meant to last until"),
        required=False,
        help_text=_("The family plan is voluntary: this is your common wish, not a limit of the law."),
    )
    sources = _short(
        _("Where what is written here comes from"),
        500,
        hint=_("For example: from the family itself; from the day-care centre, with the parents' permission."),
    )
    sources_family = _short(_("Where what is written here comes from"), 500)


def started_from_particulars(plan: FamilyPlan) -> dict[str, Any]:
    return {
        "lasts_until": plan.lasts_until,
        "sources": plan.sources,
        "sources_family": plan.sources_family,
        "version": plan.version,
    }


class AuthorForm(Form):
    """Somebody who took part in writing the plan."""

    name = forms.CharField(label=_("Name"), max_length=150)
    function = forms.CharField(
        label=_("Task"), max_length=120, required=False, help_text=_("For example: the public health nurse")
    )
    organisation = forms.CharField(label=_("Organisation"), max_length=200, required=False)
    contact = forms.CharField(label=_("Phone or e-mail at work"), max_length=254, required=False)

    def facts(self) -> AuthorFacts:
        return AuthorFacts(**self.cleaned_data)


class SuggestionsForm(Form):
    """Goals that somebody at home with a child often has: the worker takes those that fit and adapts them."""

    goals = forms.MultipleChoiceField(
        label=_("Goals to begin with"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Each is added to the part as a draft. Change the words together with the person."),
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.MultipleChoiceField", self.fields["goals"]).choices = choices
