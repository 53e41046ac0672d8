"""Registering a family on one page, and what it is called."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from luukku.accounts.models import Unit
from luukku.casework.forms.people import MemberForm, asked_language_choices
from luukku.casework.models import Case, FamilyMembership
from luukku.casework.rules.births import Birth
from luukku.casework.rules.names import name_inside, read_query
from luukku.casework.services import NewMember
from luukku.core.forms import ChoiceCards, DateField, Form
from luukku.core.law.provisions import with_law

MOST_MEMBERS = 20
ROLES = FamilyMembership.Role.values


class FamilyNameForm(Form):
    """What the family is called, and the language of its plan and letters."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(
        label=_("What you call the family"),
        max_length=120,
        help_text=_("The name that you and the family use of it."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    language = forms.ChoiceField(
        label=_("Language of the plan and letters"),
        choices=asked_language_choices,
        help_text=_("The language in which the family reads or hears its plan beside yours."),
    )


class FamilyForm(FamilyNameForm):
    """The family and why the work begins."""

    language = forms.ChoiceField(
        label=_("Language of the plan and letters"),
        choices=asked_language_choices,
        help_text=_("If you choose nothing, it is the language that you speak with the first adult."),
    )

    ground = forms.ChoiceField(
        label=_("Why the work begins"),
        choices=Case.Ground.choices,
        widget=ChoiceCards(
            hints={
                "assessment": with_law(_("Act %(law)s."), "681/2023, 14 §"),
                "contact": with_law(_("Act %(law)s."), "681/2023, 9 §"),
                "guidance": with_law(_("Act %(law)s."), "681/2023, 10 §"),
                "reception": _("The family lives in a reception centre or gets its services."),
            }
        ),
    )
    unit: "forms.ModelChoiceField[Unit]" = forms.ModelChoiceField(
        label=_("Unit"), queryset=None, empty_label=pgettext_lazy("a unit", "Choose")
    )
    is_intake = forms.BooleanField(
        label=_("We do not know yet whether the work begins"),
        required=False,
        help_text=_("The family is being taken in. You note on its page when the work begins."),
    )
    is_another = forms.BooleanField(label=_("This is another family"), required=False)

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        if len(units) < 2:
            del self.fields["unit"]


class Registration:
    """The page where a family is registered: the family's form and one form for each person.

    Rows are added and removed by buttons that send the page, so it works without script; what was typed stays.
    """

    def __init__(self, data: Any, *, units: QuerySet[Unit]) -> None:
        self.is_sent = data is not None and "rows" in data and not {"add", "remove"} & set(data)
        self.roles = _roles(data)
        raw = _with_language(data) if self.is_sent else None
        self.form = FamilyForm(raw, units=units, initial=_typed(data, "", FamilyForm.base_fields))
        self.members = [_member_form(index, role, raw, data) for index, role in enumerate(self.roles)]
        if data is not None and "add" in data and self.members:
            self.members[-1].fields["name"].widget.attrs["autofocus"] = True

    @property
    def rows(self) -> str:
        """The hidden field that tells how many persons there are, and as what."""
        return ",".join(self.roles)

    @property
    def all_forms(self) -> list[forms.BaseForm]:
        """In the order of the page."""
        return [*self.members, self.form]

    def is_valid(self) -> bool:
        """Whether everything can be read; an empty page says what is missing."""
        if not self.is_sent:
            return False
        answers = [form.is_valid() for form in self.all_forms]
        if not self.members:
            self.form.add_error(None, _now("Write at least one person who belongs to the family."))
        return all(answers) and bool(self.members)

    def new_members(self) -> list[NewMember]:
        return [form.member() for form in self.members]


def _member_form(index: int, role: str, raw: Any, data: Any) -> MemberForm:
    prefix = f"m{index}"
    spoken = {"contact_language": data["m0-contact_language"]} if data and "m0-contact_language" in data else {}
    initial = spoken | _typed(data, f"{prefix}-", MemberForm.base_fields) | {"role": role}
    form = MemberForm(raw, prefix=prefix, initial=initial)
    form.whose = _now("Person %(number)s") % {"number": index + 1}
    form.fields["role"].widget = forms.HiddenInput()
    if role == FamilyMembership.Role.CHILD:
        del form.fields["is_guardian"]
    return form


def _with_language(data: Any) -> Any:
    """Where no language was chosen for the family's plan, the first adult's own is meant."""
    roles = _roles(data)
    if data.get("language") or FamilyMembership.Role.ADULT not in roles:
        return data
    spoken = data.get(f"m{roles.index(FamilyMembership.Role.ADULT)}-contact_language", "")
    return {**data.dict(), "language": spoken}


def _roles(data: Any) -> list[str]:
    """The persons' roles in order, after the button that was pressed."""
    if data is None or "rows" not in data:
        return [FamilyMembership.Role.ADULT.value]
    roles = [role for role in data["rows"].split(",") if role in ROLES][:MOST_MEMBERS]
    if data.get("add") in ROLES and len(roles) < MOST_MEMBERS:
        roles.append(data["add"])
    removed = data.get("remove", "")
    if removed.isdigit() and int(removed) < len(roles):
        del roles[int(removed)]
    return roles


def _typed(data: Any, prefix: str, fields: Any) -> dict[str, Any]:
    """What stood in the fields when a row was added or removed, or what search brought along."""
    if data is None:
        return {}
    if "from_search" in data:
        return _from_search(data["from_search"], prefix)
    return {name: data[f"{_source(data, prefix)}{name}"] for name in fields if f"{_source(data, prefix)}{name}" in data}


def _source(data: Any, prefix: str) -> str:
    """The prefix under which a row was sent: after a removal the later rows move up by one."""
    removed = data.get("remove", "")
    if not prefix or not removed.isdigit():
        return prefix
    index = int(prefix[1:-1])
    return f"m{index + (index >= int(removed))}-"


def _from_search(text: str, prefix: str) -> dict[str, Any]:
    """The name that was looked for becomes the first person's; a day in it their birth, a code in it their code."""
    if prefix != "m0-":
        return {}
    query = read_query(text)
    birth = query.birth or (Birth(query.code.birth_on) if query.code else None)
    return {"name": name_inside(text), "birth_on": birth, "identity_code": query.code.value if query.code else ""}


class LastDayForm(Form):
    """The last day on which something held."""

    last_on = DateField(label=_("Last day"), help_text=_("That day still counts. For example 21.11.2026"))
