"""A meeting: when and where, who, what is on the agenda, and what is written while it goes on."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import User
from luukku.core.forms import ChoiceCards, DateField, Form
from luukku.programme.forms.who import OTHER
from luukku.programme.models import AgendaItem, Attendance, CorrectiveAction, Party
from luukku.programme.services.meetings.holding import Action, Notes, Told
from luukku.programme.services.owners import Who

State = CorrectiveAction.State
NOTES = 10_000


class MeetingForm(Form):
    """When, where and why people meet."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(label=_("What is the meeting called?"), max_length=300)
    body = forms.CharField(
        label=_("Who meets?"), max_length=300, required=False, help_text=_("For example the steering group.")
    )
    held_on = DateField(label=_("Day"))
    time_text = forms.CharField(label=_("Time"), max_length=80, required=False, help_text=_("For example 13.00–15.00"))
    place = forms.CharField(label=_("Place"), max_length=200, required=False, help_text=_("A room, or “from afar”."))

    def facts(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class AskForm(Form):
    """Who is asked to the meeting."""

    person = forms.ChoiceField(label=_("Somebody who works with the programme"), required=False)
    name = forms.CharField(
        label=_("Or somebody else, by name"), max_length=120, required=False,
        help_text=_("They come to the meeting, and do not read it here."),
    )  # fmt: skip
    represents = forms.CharField(label=_("For whom do they come?"), max_length=200, required=False)
    role = forms.ChoiceField(
        label=_("What do they do there?"), choices=Attendance.Role.choices, initial=Attendance.Role.MEMBER
    )

    def __init__(self, *args: Any, people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = [(str(one.pk), one.name) for one in people]
        self.fields["person"].choices = [("", _("Choose a person")), *chosen]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        has_name = bool((told.get("name") or "").strip())
        if not told.get("person") and not has_name and not {"name", "person"} & set(self.errors):
            raise ValidationError({"name": _("Choose who, or write the name.")})
        if told.get("person") and has_name:
            raise ValidationError({"name": _("Choose a person or write a name, one at a time.")})
        return told

    def whom(self) -> dict[str, Any]:
        typed = self.cleaned_data
        person = UUID(typed["person"]) if typed["person"] else None
        return {"person_id": person, "name": typed["name"], "represents": typed["represents"], "role": typed["role"]}


class PresenceForm(Form):
    """Who is here: one question for each person on the list."""

    mark_required = True

    def __init__(self, *args: Any, rows: Iterable[Attendance], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in rows:
            self.fields[f"here-{row.pk}"] = forms.ChoiceField(
                label=row.shown_name, choices=Attendance.Presence.choices, required=False, initial=row.presence,
                widget=ChoiceCards(in_row=True),
            )  # fmt: skip

    def told(self) -> dict[UUID, str]:
        return {UUID(name.removeprefix("here-")): value for name, value in self.cleaned_data.items() if value}


class OwnItemForm(Form):
    """An item of one's own."""

    text = forms.CharField(label=_("What is it about?"), max_length=1000)


class AddendumForm(Form):
    """What is added to closed minutes."""

    text = forms.CharField(
        label=_("What is added or corrected?"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("It stands below the minutes with your name and the day. The minutes themselves stay as they are."),
    )  # fmt: skip


class NotesForm(Form):
    """The notes and the outcome of an item: what is saved while it is written."""

    mark_required = True

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, max_length=NOTES, strip=False, widget=forms.HiddenInput)
    seen_outcome = forms.CharField(required=False, max_length=11, widget=forms.HiddenInput)
    notes = forms.CharField(
        label=_("Notes"), max_length=NOTES, required=False, widget=forms.Textarea(attrs={"rows": 6})
    )
    outcome = forms.ChoiceField(
        label=_("What came of it?"), choices=AgendaItem.Outcome.choices, required=False,
        widget=ChoiceCards(in_row=True),
    )  # fmt: skip

    def as_notes(self) -> Notes:
        typed = self.cleaned_data
        return Notes(typed["version"] or 0, typed["notes"], typed["outcome"], typed["seen"], typed["seen_outcome"])


class ItemForm(NotesForm):
    """Everything that is written at one item: a button saves all of it."""

    decision = forms.CharField(
        label=_("What is decided?"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    becomes_measure = forms.BooleanField(label=_("This is a new measure of the programme"), required=False)
    promise = forms.CharField(
        label=_("What is done about it?"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    party = forms.ChoiceField(label=_("Who?"), required=False)
    name = forms.CharField(
        label=_("Somebody who is not on the list"), max_length=300, required=False,
        help_text=_("A group, an organisation or a network."),
    )  # fmt: skip
    person = forms.ChoiceField(label=_("Person there"), required=False)
    due_on = DateField(label=_("By"), required=False)
    check_on = DateField(label=_("Effect looked at on"), required=False)
    is_done = forms.BooleanField(label=_("It is done"), required=False)
    effect = forms.CharField(
        label=_("Has it helped?"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What has changed, and how do you see it?"),
    )  # fmt: skip

    def __init__(
        self, *args: Any, item: AgendaItem, parties: Iterable[Party], people: Iterable[User], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        known = [(str(one.pk), one.text[:120]) for one in parties]
        self.fields["party"].choices = [  # type: ignore[attr-defined]
            ("", _("Choose who")), *known, (OTHER, _("Somebody else")),
        ]  # fmt: skip
        chosen = [(str(one.pk), one.name) for one in people]
        self.fields["person"].choices = [("", _("Nobody named yet")), *chosen]  # type: ignore[attr-defined]
        state = item.correction.state if item.correction else ""
        for field, needed in (("is_done", State.AGREED), ("effect", State.DONE)):
            if state != needed:
                del self.fields[field]

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        text = (told.get("promise") or "").strip()
        named = bool(told.get("party") or (told.get("name") or "").strip() or told.get("person"))
        if not text and (named or told.get("due_on") or told.get("check_on")) and "promise" not in self.errors:
            self.add_error("promise", _("Write what is done."))
        if text:
            self._whole_promise(told)
        if told.get("becomes_measure") and not (told.get("decision") or "").strip() and "decision" not in self.errors:
            self.add_error("decision", _("Write the decision that becomes a measure."))
        return told

    def _whole_promise(self, told: dict[str, Any]) -> None:
        if not told.get("party") and not (told.get("name") or "").strip() and not {"party", "name"} & set(self.errors):
            self.add_error("party", _("Choose who, or write the name."))
        if told.get("party") == OTHER and not (told.get("name") or "").strip() and "name" not in self.errors:
            self.add_error("name", _("Choose who, or write the name."))
        if not told.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", _("Write the day by which it is done."))

    def told(self) -> Told:
        typed = self.cleaned_data
        action = None
        if typed["promise"].strip():
            party, person = typed["party"], typed["person"]
            is_known = party not in ("", OTHER)
            who = Who(UUID(party) if is_known else None, typed["name"], UUID(person) if person else None)
            action = Action(typed["promise"], who, typed["due_on"], typed["check_on"])
        return Told(
            self.as_notes(), typed["decision"], typed["becomes_measure"], action, typed.get("is_done", False),
            typed.get("effect", ""),
        )  # fmt: skip
