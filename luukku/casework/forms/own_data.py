"""Forms about what a person asks on the data about them."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from luukku.casework.forms.documents import PersonChoice
from luukku.casework.models import Correction, PersonQuerySet, Prohibition, RetentionClass
from luukku.casework.services.corrections import Demand
from luukku.core.forms import ChoiceCards, DateField, Form


class _AskedForm(Form):
    """Who asks, and when. Only who may ask is a choice."""

    asked_by = PersonChoice(label=_("Who asks"), queryset=None, empty_label=pgettext_lazy("a person", "Choose"))
    received_on = DateField(label=_("Asked on"))

    def __init__(self, *args: Any, people: PersonQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["asked_by"].queryset = people  # type: ignore[attr-defined]


class ExportForm(_AskedForm):
    language = forms.ChoiceField(
        label=_("Language of the copy"),
        choices=settings.LANGUAGES,
        help_text=_("What was written stays in the language in which it was written."),
        widget=ChoiceCards(in_row=True),
    )


class DemandForm(_AskedForm):
    """What is wrong, what stands there, what should stand there."""

    target = forms.ChoiceField(label=_("What is wrong"), choices=Correction.Target.choices, widget=ChoiceCards)
    place = forms.CharField(
        label=_("Where it stands"),
        max_length=200,
        required=False,
        help_text=_("For example: the note of 3.3.2026."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    old_text = forms.CharField(
        label=_("What stands there now"),
        max_length=3000,
        required=False,
        help_text=_("Not needed for a name: it is read from the person's data."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    new_text = forms.CharField(
        label=_("What should stand there"), max_length=3000, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    )
    grounds = forms.CharField(
        label=_("Why, in the person's words"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def demand(self) -> Demand:
        return Demand(**{name: value for name, value in self.cleaned_data.items() if name != "asked_by"})


class DecisionForm(Form):
    """Put right, or refused."""

    is_accepted = forms.TypedChoiceField(
        label=_("What is decided?"),
        choices=[("yes", _("It is put right")), ("no", _("It stays as it is"))],
        coerce=lambda answer: answer == "yes",
        widget=ChoiceCards,
    )
    reason = forms.CharField(
        label=_("Why"),
        max_length=2000,
        required=False,
        help_text=_("Needed when it stays as it is. The person reads this."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ProhibitionForm(Form):
    """What a young person forbids, and to whom."""

    guardian = PersonChoice(
        label=_("To whom the data are not given"),
        queryset=None,
        required=False,
        empty_label=pgettext_lazy("a prohibition", "To no guardian"),
    )
    extent = forms.ChoiceField(
        label=_("What is not given"), choices=Prohibition.Extent.choices, initial="all", widget=ChoiceCards
    )
    reason = forms.CharField(
        label=_("The weighty reason, in the young person's words"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )
    told_on = DateField(label=_("Told on"))

    def __init__(self, *args: Any, people: PersonQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["guardian"].queryset = people  # type: ignore[attr-defined]


class HoldForm(Form):
    """Why something is stopped, or goes on."""

    reason = forms.CharField(label=_("Why"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class KeepingForm(Form):
    """Another retention class for a case."""

    retention_class = forms.ChoiceField(
        label=_("How long it is kept"), choices=RetentionClass.choices, widget=ChoiceCards
    )
    reason = forms.CharField(
        label=_("Why this time is right"), max_length=300, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
