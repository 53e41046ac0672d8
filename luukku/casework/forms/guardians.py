"""Forms about guardians: who, of which kind, checked how, barred why, and the county's part."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from luukku.accounts.models import Organisation, OrganisationQuerySet
from luukku.casework.forms.people import BriefPersonForm
from luukku.casework.models import GuardianRelation, Person, PersonQuerySet
from luukku.casework.services import Right
from luukku.core.forms import ChoiceCards, DateField, Form
from luukku.core.law.provisions import with_law

Kind, Source = GuardianRelation.Kind, GuardianRelation.Source

KINDS = ChoiceCards(
    hints={
        "guardian": _("Decides for the child, alone or with another guardian."),
        "sole_guardian": _("Decides for the child alone. The other guardians' right ends the day before."),
        "representative": with_law(_("Speaks for a child who came without a guardian (%(law)s)."), "681/2023, 35 §"),
        "foster_carer": _("The child lives with this person, who neither confirms nor decides."),
    }
)
CHECKED = [(one.value, one.label) for one in (Source.REGISTER, Source.COURT, Source.PAPER)]


class RightForm(Form):
    """What is noted of a guardian's right."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices, initial=Kind.GUARDIAN, widget=KINDS)
    from_on = DateField(label=_("From"), required=False, help_text=_("Today, unless you write another day."))
    source = forms.ChoiceField(label=_("Checked from"), choices=Source.choices, initial=Source.TOLD, widget=ChoiceCards)
    verified_on = DateField(
        label=_("Checked from the register or a paper on"),
        required=False,
        help_text=_("Leave this empty if it was only told."),
    )

    def right(self) -> Right:
        return Right(**{name: self.cleaned_data[name] for name in ("kind", "from_on", "source", "verified_on")})


class GuardianForm(RightForm):
    """Who may decide for a child, of the people known here."""

    guardian: "forms.ModelChoiceField[Person]" = forms.ModelChoiceField(
        label=_("Guardian"), queryset=None, empty_label=pgettext_lazy("a guardian", "Choose")
    )
    field_order = ["guardian", "kind", "from_on", "source", "verified_on"]

    def __init__(self, *args: Any, people: PersonQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["guardian"].queryset = people  # type: ignore[attr-defined]
        self.fields["source"].required = False


class OutsideGuardianForm(BriefPersonForm, RightForm):
    """A guardian or representative who belongs to no family known here."""

    field_order = ["kind", "name", "called_name", "native_name", "birth_on", "contact_language", "interpreter_need"]

    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices, initial=Kind.REPRESENTATIVE, widget=KINDS)


class VerifyForm(Form):
    """From what a guardian's right was checked, and when."""

    source = forms.ChoiceField(label=_("Checked from"), choices=CHECKED, widget=ChoiceCards)
    verified_on = DateField(label=_("Checked on"), help_text=_("Example 21.11.2026"))


class GuardianEndForm(Form):
    """The last day of a guardian's right."""

    last_on = DateField(label=_("Last day"), help_text=_("That day still counts. For example 21.11.2026"))
    reason = forms.ChoiceField(label=_("Why"), choices=GuardianRelation.End.choices, required=False, widget=ChoiceCards)


class BarForm(Form):
    """Why a guardian is barred."""

    reason = forms.ChoiceField(label=_("Why barred"), choices=GuardianRelation.Block.choices, widget=ChoiceCards)


class CountyCareForm(Form):
    """Which county is in charge of a child's care."""

    county: "forms.ModelChoiceField[Organisation]" = forms.ModelChoiceField(
        label=_("Wellbeing services county"), queryset=None, empty_label=pgettext_lazy("a county", "Choose")
    )
    from_on = DateField(label=_("From"), required=False, help_text=_("Today, unless you write another day."))
    verified_on = DateField(label=_("Checked on"), required=False, help_text=_("Leave this empty if it was only told."))

    def __init__(self, *args: Any, counties: OrganisationQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["county"].queryset = counties  # type: ignore[attr-defined]
