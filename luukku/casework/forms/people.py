"""Forms about persons."""

from typing import Any

from django import forms
from django.utils.translation import get_language, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from luukku.casework.forms.births import BirthField
from luukku.casework.forms.told import ToldForm
from luukku.casework.models import FamilyMembership, Person, PersonIdentifier, PersonQuerySet
from luukku.casework.services import NewMember, PersonFacts, identifiers
from luukku.casework.services.people import FIELDS
from luukku.core.errors import RuleViolation
from luukku.core.forms import ChoiceCards, Form, ModelForm
from luukku.language import dialects, languages

TYPED = tuple(field for field in FIELDS if not field.startswith("birth_"))
"""The columns that the model's own fields read; a birth has a field of its own."""


def language_choices() -> list[tuple[str, str]]:
    return languages.choices(get_language() or "fi")


def asked_language_choices() -> list[tuple[str, str]]:
    """No language is suggested for somebody who has not been asked."""
    return [("", pgettext("a person", "Choose")), *language_choices()]


def optional_language_choices() -> list[tuple[str, str]]:
    return [("", _("Not asked yet")), *language_choices()]  # type: ignore[list-item]


def dialect_choices() -> list[Any]:
    return [("", pgettext("a dialect", "Not asked yet")), *dialects.choices(get_language() or "fi")]


class PersonForm(ModelForm):
    """What is known about a person. Names are whole, as the person says them."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    birth_on = BirthField(label=_("Date of birth"), required=False)
    dialect = forms.ChoiceField(
        label=_("Dialect"),
        choices=dialect_choices,
        required=False,
        help_text=_("An interpreter is ordered by it, for example Sorani or Syrian Arabic."),
    )
    mother_tongue = forms.ChoiceField(label=_("Mother tongue"), choices=optional_language_choices, required=False)
    contact_language = forms.ChoiceField(label=_("Language we speak with them"), choices=asked_language_choices)

    class Meta:
        model = Person
        fields = TYPED
        labels = {
            "name": _("Whole name"),
            "native_name": _("Name in own script"),
            "called_name": _("What they are called"),
            "has_single_name": _("This is the person's only name"),
            "interpreter_gender": _("Interpreter's gender"),
            "interpreter_need": _("Interpreter"),
            "reading": _("Reading in own language"),
        }
        help_texts = {
            "name": _("The way the person says it, in Latin letters."),
            "native_name": _("For example زهرا کریمی or Олена Бондаренко."),
            "has_single_name": _("Many people have one name. Nobody asks for a surname then."),
            "called_name": _("Only if others call them something else than the whole name."),
        }
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
            "native_name": forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
            "called_name": forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
            "interpreter_need": ChoiceCards,
            "interpreter_gender": ChoiceCards(in_row=True),
            "reading": ChoiceCards(in_row=True),
        }

    def __init__(self, *args: Any, instance: Person | None = None, initial: Any = None, **kwargs: Any) -> None:
        told = {"birth_on": instance.birth.told()} if instance is not None and instance.birth else {}
        super().__init__(*args, instance=instance, initial=told | (initial or {}), **kwargs)

    def facts(self) -> PersonFacts:
        birth = self.cleaned_data["birth_on"]
        told = {"birth_on": birth.on, "birth_precision": birth.precision.value} if birth else {}
        return PersonFacts(**{field: self.cleaned_data[field] for field in TYPED}, **told)


class BriefPersonForm(PersonForm):
    """Only what must be known at once of somebody who is not met yet; the rest keeps what nobody has asked."""

    LEFT_OUT = ("has_single_name", "mother_tongue", "dialect", "interpreter_gender", "reading")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.LEFT_OUT:
            del self.fields[name]

    def facts(self) -> PersonFacts:
        unasked = {name: Person._meta.get_field(name).get_default() for name in self.LEFT_OUT}  # type: ignore[union-attr]
        self.cleaned_data = unasked | self.cleaned_data
        return super().facts()


class PersonEditForm(ToldForm, PersonForm):
    """The same with the question how we know it."""


class MemberForm(PersonForm):
    """A person who is taken into a family. `whose` says in the list of errors which of many persons it is."""

    whose = ""
    role = forms.ChoiceField(
        label=_("In the family"),
        choices=FamilyMembership.Role.choices,
        initial=FamilyMembership.Role.ADULT,
        widget=ChoiceCards(in_row=True),
    )
    is_guardian = forms.BooleanField(
        label=_("Guardian of the family's children"),
        help_text=_("Only for an adult. A guardian confirms the children's parts of the plan."),
        required=False,
    )

    identity_code = forms.CharField(
        label=_("Personal identity code"),
        max_length=20,
        required=False,
        help_text=_("If the person has one and it is needed to tell them from others. It is kept hidden."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "ltr", "spellcheck": "false"}),
    )

    def clean_identity_code(self) -> str:
        """In the one form in which it is kept, or empty."""
        written: str = self.cleaned_data["identity_code"]
        if not written:
            return ""
        try:
            return identifiers.plain_value(PersonIdentifier.Kind.IDENTITY_CODE, written)
        except RuleViolation as refusal:
            raise forms.ValidationError(str(refusal.message)) from None

    def member(self) -> NewMember:
        role = FamilyMembership.Role(self.cleaned_data["role"])
        is_guardian = bool(self.cleaned_data.get("is_guardian")) and role == FamilyMembership.Role.ADULT
        return NewMember(self.facts(), role, is_guardian, self.cleaned_data["identity_code"])


class KnownPersonForm(Form):
    """Somebody whom the worker sees in another family, taken into this one too."""

    person: "forms.ModelChoiceField[Person]" = forms.ModelChoiceField(
        label=_("Person"), queryset=None, empty_label=pgettext_lazy("a person", "Choose")
    )
    role = forms.ChoiceField(
        label=_("In the family"),
        choices=FamilyMembership.Role.choices,
        initial=FamilyMembership.Role.CHILD,
        widget=ChoiceCards(in_row=True),
    )
    residence = forms.ChoiceField(
        label=_("Where the person lives"),
        choices=FamilyMembership.Residence.choices,
        initial=FamilyMembership.Residence.TURNS,
        required=False,
        widget=ChoiceCards,
    )

    def __init__(self, *args: Any, people: PersonQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
