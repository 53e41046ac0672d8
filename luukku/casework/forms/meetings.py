"""Forms around a meeting: agreeing on it, noting what was agreed in it, calling it off."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from luukku.casework.forms.people import language_choices
from luukku.casework.forms.tasks import TaskForm
from luukku.casework.forms.understanding import UnderstoodForm
from luukku.casework.models import InterpreterMode, Meeting, MeetingParticipant
from luukku.casework.services import Agreed, Candidate, Doer, Invited, MeetingFacts
from luukku.core.clock import HELSINKI
from luukku.core.forms import ChoiceCards, DateField, Form, TimeField

NEW_PROMISES = 3


class MeetingForm(Form):
    """When, about what, where, with whom, in which language and through whom."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    topic = forms.CharField(
        label=_("What about"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    on = DateField(label=_("Day"))
    at = TimeField(label=_("Begins"))
    minutes = forms.IntegerField(label=_("Length in minutes"), min_value=5, max_value=600, initial=60)
    mode = forms.ChoiceField(
        label=_("How you meet"),
        choices=Meeting.Mode.choices,
        initial=Meeting.Mode.ON_SITE,
        required=False,
        widget=ChoiceCards(in_row=True),
    )
    place = forms.CharField(
        label=_("Place"), max_length=200, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    people = forms.MultipleChoiceField(label=_("Who takes part"), required=False, widget=forms.CheckboxSelectMultiple)
    others = forms.CharField(
        label=_("Others who take part"),
        max_length=1000,
        required=False,
        help_text=_("One on each line: name, then a comma and in which role. For example: Maija Malli, school nurse"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    agenda = forms.CharField(
        label=_("What you talk about"),
        max_length=2000,
        required=False,
        help_text=_("One thing on each line."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    language = forms.ChoiceField(label=_("Language"), choices=language_choices)
    dialect = forms.CharField(
        label=_("Dialect"),
        max_length=80,
        required=False,
        help_text=_("When it matters for the interpreter, for example Sorani, or Arabic of Iraq."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    interpreter_state = forms.ChoiceField(
        label=_("Interpreter"), choices=Meeting.InterpreterState.choices, widget=ChoiceCards
    )
    interpreter_mode = forms.ChoiceField(
        label=_("How the interpreter takes part"),
        choices=[choice for choice in InterpreterMode.choices if choice[0] != InterpreterMode.NONE],
        initial=InterpreterMode.ON_SITE,
        required=False,
        widget=ChoiceCards(in_row=True),
    )
    interpreter_name = forms.CharField(
        label=_("Interpreter's name or number"),
        max_length=120,
        required=False,
        help_text=_("A child or a relative is not an interpreter."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    is_held = forms.BooleanField(label=_("The meeting has been held"), required=False)

    def __init__(self, *args: Any, candidates: Iterable[Candidate] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.candidates = {one.invited.key: one for one in candidates}
        choices = cast("forms.MultipleChoiceField", self.fields["people"])
        choices.choices = [(key, one.name) for key, one in self.candidates.items()]
        if not self.is_bound and "people" not in self.initial:
            self.initial["people"] = [key for key, one in self.candidates.items() if one.is_usual]

    @classmethod
    def of(cls, meeting: Meeting, candidates: Iterable[Candidate], data: Any = None) -> "MeetingForm":
        """The form of a meeting that is already agreed; whoever was asked can be chosen, also who has left since."""
        rows = list(meeting.participants.select_related("person", "user"))
        known = {one.invited.key: one for one in candidates}
        for row in rows:
            if not row.name:
                one = _invited(row)
                known.setdefault(one.key, Candidate(one, row.shown_name))
        at = meeting.starts_at.astimezone(HELSINKI)
        initial = {name: getattr(meeting, name) for name in cls.base_fields if hasattr(meeting, name)}
        initial |= {"on": at.date(), "at": at.time(), "people": [_invited(row).key for row in rows if not row.name]}
        initial["others"] = "\n".join(", ".join(filter(None, (row.name, row.function))) for row in rows if row.name)
        form = cls(data, initial=initial, candidates=known.values())
        del form.fields["is_held"]
        return form

    def remind_of_protection(self) -> None:
        """Beside the field where a place is written freely: this family's place must not be told."""
        self.fields["place"].help_text = _(
            "This family's address is protected: do not write the place so that it tells where they live."
        )

    def facts(self) -> MeetingFacts:
        typed = self.cleaned_data
        return MeetingFacts(
            starts_at=datetime.combine(typed["on"], typed["at"], tzinfo=HELSINKI),
            topic=typed["topic"],
            minutes=typed["minutes"],
            place=typed["place"],
            language=typed["language"],
            interpreter_state=typed["interpreter_state"],
            interpreter_mode=typed["interpreter_mode"] or InterpreterMode.NONE,
            interpreter_name=typed["interpreter_name"],
            mode=typed["mode"] or Meeting.Mode.ON_SITE,
            dialect=typed["dialect"],
            agenda=typed["agenda"],
        )

    def invited(self) -> list[Invited]:
        """Who was chosen, and the others by their lines; the same name twice is one."""
        chosen = [self.candidates[key].invited for key in self.cleaned_data["people"]]
        for line in self.cleaned_data["others"].splitlines():
            name, _comma, function = line.partition(",")
            if name.strip():
                told = function.strip()[:120]
                capacity = MeetingParticipant.Capacity.AUTHORITY if told else MeetingParticipant.Capacity.OTHER
                chosen.append(Invited(name=name.strip()[:200], capacity=capacity, function=told))
        return list({one.key: one for one in reversed(chosen)}.values())


def _invited(row: MeetingParticipant) -> Invited:
    return Invited(row.person_id, row.user_id, row.name, row.capacity, row.function)


class AgreedForm(Form):
    """Who was there and what was agreed, in plain words for the family."""

    mark_required = True  # nothing is: to say so after each label would only make noise

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    present = forms.MultipleChoiceField(label=_("Who was there"), required=False, widget=forms.CheckboxSelectMultiple)
    agreed = forms.CharField(
        label=_("What was agreed"),
        max_length=6000,
        required=False,
        help_text=_("Short and plain, as you would say it to the family. They get this on paper."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    agreed_family = forms.CharField(
        label=_("The same in the family's language"),
        max_length=6000,
        required=False,
        help_text=_("If you have a translation. Without it the text is interpreted aloud."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, *args: Any, meeting: Meeting, participants: Iterable[MeetingParticipant], **kwargs: Any) -> None:
        rows = list(participants)
        present = [str(row.pk) for row in rows if row.was_present is not False]
        initial = {"agreed": meeting.agreed, "agreed_family": meeting.agreed_family, "present": present}
        super().__init__(*args, initial=initial | {"version": meeting.version}, **kwargs)
        choices = cast("forms.MultipleChoiceField", self.fields["present"])
        choices.choices = [(str(row.pk), row.shown_name) for row in rows]
        self.fields["agreed_family"].widget.attrs["dir"] = "auto"

    def told(self, language: str) -> Agreed:
        return Agreed(self.cleaned_data["agreed"], language, self.cleaned_data["agreed_family"])

    def those_present(self) -> list[UUID]:
        return [UUID(one) for one in self.cleaned_data["present"]]


def promise_forms(data: Any, doers: list[Doer]) -> list["PromiseForm"]:
    """A few empty lines for who does what by when; those left empty are passed over."""
    return [PromiseForm(data, doers=doers, prefix=f"p{number}") for number in range(NEW_PROMISES)]


class PromiseForm(TaskForm):
    """One line of who does what by when; may stay empty."""

    mark_required = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"].required = self.fields["doer"].required = False
        del self.fields["version"]

    @property
    def is_told(self) -> bool:
        return bool(self.cleaned_data.get("what"))


class CallOffForm(Form):
    """Why a meeting will not be."""

    reason = forms.CharField(
        label=_("Why the meeting is called off"),
        max_length=300,
        help_text=_("For example: the family is ill. This is kept with the meeting."),
    )


class MeetingUnderstoodForm(UnderstoodForm):
    """How it was made sure that somebody understood what was agreed; `seal` is of the text that was gone through."""

    seal = forms.CharField(widget=forms.HiddenInput, max_length=64)
