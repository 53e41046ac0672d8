"""Forms about telling others: by a permit, by law, and what was told."""

from collections.abc import Collection, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from luukku.accounts.models import Organisation
from luukku.casework.forms.people import asked_language_choices
from luukku.casework.law.disclosures import bases_on
from luukku.casework.models import (
    DataClass,
    ExternalContact,
    InformationPermit,
    InterpreterMode,
    Person,
    Section,
    UnderstandingCheck,
)
from luukku.casework.services.contacts import (
    ContactFacts,
)
from luukku.casework.services.disclosures import (
    Given,
    LawfulFacts,
)
from luukku.casework.services.permits import PermitFacts
from luukku.casework.services.understanding import Explained
from luukku.casework.sharing_words import basis_hint, law_line
from luukku.core.actor import Actor
from luukku.core.forms import ChoiceCards, DateField, Form, ModelForm

WE_TELL, THEY_TELL = "we", "they"


class _WhatForm(Form):
    """About whom and what; the choices come from the case."""

    people = forms.MultipleChoiceField(label=_("About whom"), widget=forms.CheckboxSelectMultiple)
    sections = forms.MultipleChoiceField(
        label=_("What helpers there may read in Luukku"),
        choices=Section.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    data_classes = forms.MultipleChoiceField(
        label=_("What may be told aloud, on paper or otherwise"),
        choices=DataClass.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, members: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = {str(person.pk): person for person in members}
        _choose(self, "people", [(key, person.short_name) for key, person in self.members.items()])

    def chosen_people(self) -> list[Person]:
        return [self.members[key] for key in self.cleaned_data["people"]]


class _ToForm(_WhatForm):
    """To which other organisation, and on which days."""

    organisation = forms.ChoiceField(label=_("The other organisation"))
    from_on = DateField(label=_("From"))
    last_on = DateField(label=_("Last day"), help_text=_("That day still counts. For example 21.11.2026"))

    def __init__(self, *args: Any, organisations: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisations = {str(one.pk): one for one in organisations}
        empty = ("", pgettext_lazy("an organisation", "Choose"))
        _choose(self, "organisation", [empty, *((key, one.name) for key, one in self.organisations.items())])

    def chosen_organisation(self) -> Organisation:
        return self.organisations[self.cleaned_data["organisation"]]


class PermitForm(_ToForm):
    """What somebody allows."""

    giver = forms.ChoiceField(
        label=_("Who gives the permit"),
        help_text=_("Everybody gives it for themselves; a guardian also for a child."),
    )
    direction = forms.ChoiceField(
        label=_("Who tells"),
        choices=[(WE_TELL, _("We tell them")), (THEY_TELL, _("They tell us"))],
        initial=WE_TELL,
        widget=ChoiceCards(in_row=True),
    )
    purpose = forms.CharField(
        label=_("Why"),
        max_length=300,
        help_text=_("One sentence that the family understands. It stands on the paper."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    purpose_family = forms.CharField(
        label=_("Why, in the family's language"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    language = forms.ChoiceField(label=_("In which language you explain it"), choices=asked_language_choices)
    alone_ground = forms.ChoiceField(
        label=_("Why one guardian decides this alone"),
        choices=[("", _("Every guardian is asked")), *InformationPermit.Alone.choices],
        required=False,
    )
    alone_reason = forms.CharField(
        label=_("What it is based on"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    field_order = [
        "giver", "people", "direction", "organisation", "sections", "data_classes", "purpose", "purpose_family",
        "from_on", "last_on", "alone_ground", "alone_reason", "language",
    ]  # fmt: skip

    def __init__(self, *args: Any, givers: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.givers = {str(person.pk): person for person in givers}
        empty = ("", pgettext_lazy("a person", "Choose"))
        _choose(self, "giver", [empty, *((key, one.short_name) for key, one in self.givers.items())])

    def facts(self, ours: Organisation) -> PermitFacts:
        typed, other = self.cleaned_data, self.chosen_organisation()
        we_tell = typed["direction"] == WE_TELL
        return PermitFacts(
            giver=self.givers[typed["giver"]],
            people=self.chosen_people(),
            from_organisation=ours if we_tell else other,
            to_organisation=other if we_tell else ours,
            purpose=typed["purpose"],
            purpose_family=typed["purpose_family"],
            from_on=typed["from_on"],
            last_on=typed["last_on"],
            sections=typed["sections"],
            data_classes=typed["data_classes"],
            alone_ground=typed["alone_ground"],
            alone_reason=typed["alone_reason"],
        )


class ExplainedForm(Form):
    """How the giver understood it."""

    interpreter_mode = forms.ChoiceField(label=_("Interpreter"), choices=InterpreterMode.choices)
    interpreter_name = forms.CharField(label=_("Interpreter's name or number"), max_length=120, required=False)
    method = forms.ChoiceField(label=_("How we checked"), choices=UnderstandingCheck.Method.choices, widget=ChoiceCards)
    result = forms.ChoiceField(
        label=_("Did we understand each other?"), choices=UnderstandingCheck.Result.choices, widget=ChoiceCards
    )

    def explained(self, language: str) -> Explained:
        return Explained(language=language, **self.cleaned_data)


class ByLawForm(_ToForm):
    """What a law lets us tell without asking."""

    basis = forms.ChoiceField(label=_("Section of the act"), widget=ChoiceCards)
    reason = forms.CharField(
        label=_("Why this is needed now"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    field_order = ["basis", "organisation", "people", "sections", "data_classes", "reason", "from_on", "last_on"]

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = {one.code: one for one in bases_on(actor.day)}
        self.fields["basis"].widget.hints = {code: basis_hint(one) for code, one in held.items()}
        _choose(self, "basis", [(code, law_line(one)) for code, one in held.items()])

    def facts(self) -> LawfulFacts:
        typed = self.cleaned_data
        return LawfulFacts(
            basis=typed["basis"],
            to_organisation=self.chosen_organisation(),
            people=self.chosen_people(),
            reason=typed["reason"],
            from_on=typed["from_on"],
            last_on=typed["last_on"],
            sections=typed["sections"],
            data_classes=typed["data_classes"],
        )


class ToldForm(_WhatForm):
    """What was told now, within what a permit or a law covers."""

    receiver = forms.CharField(label=_("Who received it"), max_length=200)
    purpose = forms.CharField(label=_("Why"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    field_order = ["people", "sections", "data_classes", "receiver", "purpose"]

    def __init__(self, *args: Any, sections: Collection[str], data_classes: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, covered in (("sections", sections), ("data_classes", data_classes)):
            if covered:
                _choose(self, name, [one for one in _choices(self, name) if one[0] in covered])
            else:
                del self.fields[name]

    def given(self) -> Given:
        typed = self.cleaned_data
        return Given(
            people=self.chosen_people(),
            purpose=typed["purpose"],
            receiver=typed["receiver"],
            sections=typed.get("sections", []),
            data_classes=typed.get("data_classes", []),
        )


class ContactForm(ModelForm):
    """Somebody who helps from outside Luukku."""

    class Meta:
        model = ExternalContact
        fields = ["name", "function", "workplace", "contact"]

    def facts(self) -> ContactFacts:
        typed = self.cleaned_data
        return ContactFacts(typed["name"], typed["function"], typed["workplace"], typed["contact"])


def _choose(form: Form, name: str, choices: list[tuple[str, Any]]) -> None:
    form.fields[name].choices = choices  # type: ignore[attr-defined]


def _choices(form: Form, name: str) -> list[tuple[str, Any]]:
    return list(form.fields[name].choices)  # type: ignore[attr-defined]
