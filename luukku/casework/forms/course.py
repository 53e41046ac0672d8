"""Forms about a family's course in time: who is expected, comes back, is born or dies, and where each lives."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luukku.casework.forms.people import BriefPersonForm
from luukku.casework.models import FamilyMembership, Person, PersonQuerySet
from luukku.core.forms import ChoiceCards, DateField, Form

Residence = FamilyMembership.Residence

LIVES = ChoiceCards(
    hints={
        "turns": _("A child whose parents live apart. Neither home's page shows the other."),
        "elsewhere": _("For example a student, or somebody in care outside the home."),
    }
)


class LeaveForm(Form):
    """Somebody no longer belongs to the family."""

    last_on = DateField(label=_("Last day"), help_text=_("That day still counts. For example 21.11.2026"))
    reason = forms.ChoiceField(label=_("Why"), required=False, widget=ChoiceCards)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ends = FamilyMembership.End
        left = [ends.MOVED, ends.SEPARATED, ends.OWN_HOME, ends.CARE, ends.MISTAKE]
        self.fields["reason"].choices = [(one.value, one.label) for one in left]  # type: ignore[attr-defined]


class ResidenceForm(Form):
    """Where somebody of the family lives, from a day on."""

    residence = forms.ChoiceField(label=_("Where the person lives"), choices=Residence.choices, widget=LIVES)
    from_on = DateField(label=_("From"), required=False, help_text=_("Today, unless you write another day."))


class ReturnForm(ResidenceForm):
    """Somebody who had left belongs to the family again."""

    residence = forms.ChoiceField(
        label=_("Where the person lives"), choices=Residence.choices, initial=Residence.HERE, widget=LIVES
    )


class MonthForm(Form):
    """In which month somebody is expected."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    expected_on = DateField(
        label=_("Expected"),
        required=False,
        help_text=_("Any day of the month in which they may come. Leave this empty if nobody can tell yet."),
    )


class ExpectedForm(BriefPersonForm):
    """Somebody known who will come to the family later."""

    role = forms.ChoiceField(
        label=_("In the family"),
        choices=FamilyMembership.Role.choices,
        initial=FamilyMembership.Role.ADULT,
        widget=ChoiceCards(in_row=True),
    )
    expected_on = DateField(
        label=_("Expected"),
        required=False,
        help_text=_("Any day of the month in which they may come. Leave this empty if nobody can tell yet."),
    )

    field_order = ["role", "expected_on", "name", "called_name", "native_name", "birth_on"]


class ArrivalForm(Form):
    """Somebody expected has come."""

    arrived_on = DateField(label=_("Arrived on"), required=False, help_text=_("Today, unless you write another day."))
    is_guardian = forms.BooleanField(
        label=_("Guardian of the family's children"),
        help_text=_("Only for an adult. A guardian confirms the children's parts of the plan."),
        required=False,
    )


class BornForm(BriefPersonForm):
    """A child who was born into the family, who may not have a name yet."""

    guardians: "forms.ModelMultipleChoiceField[Person]" = forms.ModelMultipleChoiceField(
        label=_("Who decides for the child"),
        queryset=None,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Guardians from the day of birth. Check it from the register when you can."),
    )

    def __init__(self, *args: Any, people: PersonQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["name", "birth_on", "guardians"])
        self.fields["guardians"].queryset = people  # type: ignore[attr-defined]
        self.fields["birth_on"].required = True
        self.fields["name"].required = False
        self.fields["name"].help_text = _("Leave this empty if the child has no name yet.")


class DeathForm(Form):
    """The day on which somebody died."""

    died_on = DateField(label=_("Died on"), help_text=_("Example 21.11.2026"))


class NothingForm(Form):
    """A page that only asks whether to go on."""
