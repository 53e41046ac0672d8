"""Somebody who answers: a party that is known or a new name, and the person in it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import User
from luukku.core.forms import DateField, Form
from luukku.programme.models import Party
from luukku.programme.services.owners import Who
from luukku.programme.services.taking import Promise

SHORT_TEXT = 300
OTHER = "other"
"""Chosen for somebody who is not on the list."""


class WhoForm(Form):
    """Who it is."""

    party = forms.ChoiceField(label=_("Who?"), initial=OTHER)
    name = forms.CharField(
        label=_("Somebody who is not on the list"),
        max_length=SHORT_TEXT,
        required=False,
        help_text=_("A group, an organisation or a network."),
    )
    person = forms.ChoiceField(label=_("Person there"), required=False)

    def __init__(
        self, *args: Any, parties: Iterable[Party], people: Iterable[User], may_add: bool = True, **kwargs: Any
    ) -> None:
        """Args: may_add: whether somebody new may be named; otherwise only the own organisation is."""
        super().__init__(*args, **kwargs)
        known = [(str(one.pk), one.text[:120]) for one in parties]
        other = _("Somebody else") if may_add else _("Our own organisation")
        self.fields["party"].choices = [(OTHER, other), *known]  # type: ignore[attr-defined]
        if not may_add:
            del self.fields["name"]
        chosen = [(str(one.pk), one.name) for one in people]
        self.fields["person"].choices = [("", _("Nobody named yet")), *chosen]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        is_new = told.get("party") == OTHER and "name" in self.fields
        if is_new and not (told.get("name") or "").strip() and "name" not in self.errors:
            raise ValidationError({"name": _("Choose who, or write the name.")})
        return told

    def who(self) -> Who:
        typed = self.cleaned_data
        party, person = typed["party"], typed["person"]
        key = UUID(party) if party != OTHER else None
        is_own = key is None and "name" not in self.fields
        return Who(key, typed.get("name", ""), UUID(person) if person else None, is_own)


class OwnerForm(WhoForm):
    """Who answers for something, from when to when."""

    starts_on = DateField(label=_("From"))
    ends_on = DateField(label=_("Last day, if it is known"), required=False)


class TakeForm(WhoForm):
    """Who sees to a gap, and by when."""

    text = forms.CharField(
        label=_("What will be done about it?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
    due_on = DateField(label=_("By"))

    def promise(self) -> Promise:
        typed = self.cleaned_data
        return Promise(self.who(), typed["text"], typed["due_on"])


class TakeGoalForm(WhoForm):
    """Who takes a goal, and what will be done."""

    measure = forms.CharField(
        label=_("What will be done?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Becomes a measure of this goal. Leave it empty when you will propose one later."),
    )
    due_on = DateField(label=_("By"))
    field_order = ["party", "name", "person", "measure", "due_on"]

    def promise(self, text: str) -> Promise:
        """Args: text: what is promised when no measure was written."""
        return Promise(self.who(), text, self.cleaned_data["due_on"])


class DutyForm(Form):
    """What a party takes on."""

    text = forms.CharField(label=_("What do they take on?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    is_statutory = forms.BooleanField(label=_("The law says so"), required=False)
    starts_on = DateField(label=_("From"))


class PartyEndForm(Form):
    """When a party ends, and who goes on."""

    ends_on = DateField(label=_("Last day"))
    successor = forms.ChoiceField(label=_("Who goes on?"), required=False)

    def __init__(self, *args: Any, parties: Iterable[Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(str(one.pk), one.text[:120]) for one in parties]
        self.fields["successor"].choices = [("", _("Nobody yet")), *known]  # type: ignore[attr-defined]

    def successor_id(self) -> UUID | None:
        chosen = self.cleaned_data["successor"]
        return UUID(chosen) if chosen else None
