"""One form for each kind of fact that a person has in rows."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luukku.casework.forms.people import asked_language_choices
from luukku.casework.forms.told import ToldForm
from luukku.casework.models import (
    ContactPoint,
    Literacy,
    Person,
    PersonFact,
    PersonIdentifier,
    PersonName,
    ResidenceRight,
    Script,
)
from luukku.casework.services import Days
from luukku.core.forms import ChoiceCards, DateField
from luukku.core.law.provisions import with_law

QUIET = {"autocomplete": "off", "dir": "auto"}


class FactForm(ToldForm):
    """What every fact has besides itself: its days and how we know it."""

    own: tuple[str, ...] = ()
    main_field = ""
    """Where it is told that the same fact is already noted."""
    field_order: Any = None

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    from_on = DateField(label=_("From"), required=False, help_text=_("Leave this empty if you do not know."))
    last_on = DateField(
        label=_("Last day"), required=False, help_text=_("Leave this empty if it holds until further notice.")
    )

    def __init__(self, *args: Any, row: PersonFact | None = None, **kwargs: Any) -> None:
        if row is not None:
            told = {name: getattr(row, name) for name in self.own if hasattr(row, name)}
            kwargs["initial"] = told | {"version": row.version, "from_on": row.from_on, "last_on": row.last_on}
        super().__init__(*args, **kwargs)
        self.row = row

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.own}

    def days(self) -> Days:
        return Days(self.cleaned_data["from_on"], self.cleaned_data["last_on"])

    @property
    def own_fields(self) -> list[Any]:
        """The fields of this very kind, for the template."""
        return [self[name] for name in self.own]


class NameForm(FactForm):
    own = ("kind", "text")
    main_field = "text"
    text = forms.CharField(label=_("Whole name"), max_length=300, widget=forms.TextInput(attrs=QUIET))
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=PersonName.Kind.choices,
        initial=PersonName.Kind.EARLIER,
        widget=ChoiceCards(
            hints={
                "official": _("A new official name. The one before stays among the earlier days."),
                "earlier": _("Before a marriage or a move, or in another country."),
                "spelling": _("As it stands in some paper. It helps to find the person."),
            }
        ),
    )


class IdentifierForm(FactForm):
    own = ("kind", "value", "issuer")
    main_field = "value"
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=PersonIdentifier.Kind.choices,
        initial=PersonIdentifier.Kind.IDENTITY_CODE,
        widget=ChoiceCards,
    )
    value = forms.CharField(
        label=_("Number or code"),
        max_length=60,
        help_text=_("With all its signs. It is kept encrypted and shown only when somebody asks for it."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    issuer = forms.CharField(
        label=_("Given by"), max_length=120, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    def __init__(self, *args: Any, row: PersonFact | None = None, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        if row is not None:
            self.fields["value"].required = False
            self.fields["value"].help_text = _("Leave this empty to keep the one that is noted.")


class PermitForm(FactForm):
    own = ("kind", "granted_on", "ground")
    main_field = "granted_on"
    kind = forms.ChoiceField(label=_("Kind"), choices=ResidenceRight.Kind.choices, widget=ChoiceCards)
    granted_on = DateField(
        label=_("Granted or registered on"),
        help_text=with_law(
            _("The first of these days starts the three years (%(law)s). For example 21.11.2026"), "681/2023, 14 §"
        ),
    )
    ground = forms.ChoiceField(
        label=_("Ground"),
        choices=[("", _("Not known")), *ResidenceRight.Ground.choices],
        required=False,
        help_text=_("Only as far as it changes rights."),
    )


class ContactForm(FactForm):
    own = ("kind", "value", "use")
    main_field = "value"
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=ContactPoint.Kind.choices,
        initial=ContactPoint.Kind.PHONE,
        widget=ChoiceCards(in_row=True),
    )
    value = forms.CharField(
        label=_("Number or address"),
        max_length=200,
        help_text=_("Never where the person lives: the address has a page of its own."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    use = forms.ChoiceField(
        label=_("What does the person wish?"),
        choices=ContactPoint.Use.choices,
        initial=ContactPoint.Use.FREELY,
        widget=ChoiceCards,
    )


class LiteracyForm(FactForm):
    own = ("language", "script", "reading", "writing")
    main_field = "language"
    language = forms.ChoiceField(label=_("Language"), choices=asked_language_choices)
    script = forms.ChoiceField(label=_("Script"), choices=Script.choices, required=False)
    reading = forms.ChoiceField(label=_("Reading"), choices=Person.Reading.choices, widget=ChoiceCards(in_row=True))
    writing = forms.ChoiceField(
        label=_("Writing"),
        choices=Literacy.Writing.choices,
        initial=Literacy.Writing.UNKNOWN,
        widget=ChoiceCards(in_row=True),
    )


class ExclusionForm(FactForm):
    own = ("name",)
    main_field = "name"
    name = forms.CharField(
        label=_("Interpreter's name or number"),
        max_length=120,
        help_text=_("The person need not tell why."),
        widget=forms.TextInput(attrs=QUIET),
    )


FORMS: dict[str, type[FactForm]] = {
    "names": NameForm,
    "identifiers": IdentifierForm,
    "permits": PermitForm,
    "contacts": ContactForm,
    "languages": LiteracyForm,
    "interpreters": ExclusionForm,
}
"""By the word in the page's address, as `services.facts.KINDS`."""
