"""Forms about opening a family's data in an emergency."""

from django import forms
from django.core.validators import MinLengthValidator, RegexValidator
from django.utils.translation import gettext_lazy as _

from luukku.casework.services.emergency import SHORTEST_REASON
from luukku.core.forms import ChoiceCards, DateField, Form


class EmergencyForm(Form):
    """Whom, exactly, and why."""

    name = forms.CharField(
        label=_("Whole name"),
        max_length=300,
        help_text=_("Exactly the whole name of one member of the family."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    birth_on = DateField(label=_("Date of birth"))
    reason = forms.CharField(
        label=_("Why you must open the data now"),
        max_length=2000,
        help_text=_("The family's own worker reads this, and somebody reviews it."),
        validators=[MinLengthValidator(SHORTEST_REASON, _("Tell a little more: at least %(limit_value)d characters."))],
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ReviewForm(Form):
    """Was it right to open the data?"""

    was_justified = forms.TypedChoiceField(
        label=_("Was it right to open the data?"),
        choices=[("yes", _("Yes, it was needed")), ("no", _("No, it was not"))],
        coerce=lambda answer: answer == "yes",
        widget=ChoiceCards,
    )
    note = forms.CharField(
        label=_("What we found"),
        max_length=2000,
        required=False,
        help_text=_("Needed when it was not right: what was wrong, and what follows."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class CaseIdForm(Form):
    """The id of a case, as it stands on the page of who has looked: for who may know no more of the family."""

    case = forms.CharField(
        label=_("The case's id"),
        max_length=40,
        help_text=_("The family's worker sees it on the page of who has looked at the data."),
        validators=[
            RegexValidator(
                r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$",
                _("An id looks like this: 3f2c9a4e-0000-4000-8000-000000000000."),
            )
        ],
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
