"""The form of a meeting."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luukku.casework.forms.people import language_choices
from luukku.casework.models import InterpreterMode, Meeting
from luukku.casework.services import MeetingFacts
from luukku.core.clock import HELSINKI
from luukku.core.forms import ChoiceCards, DateField, Form, TimeField


class MeetingForm(Form):
    """When, about what, where, in which language and through whom."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    topic = forms.CharField(
        label=_("What about"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    on = DateField(label=_("Day"))
    at = TimeField(label=_("Begins"))
    minutes = forms.IntegerField(label=_("Length in minutes"), min_value=5, max_value=600, initial=60)
    place = forms.CharField(
        label=_("Place"), max_length=200, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    language = forms.ChoiceField(label=_("Language"), choices=language_choices)
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

    @classmethod
    def of(cls, meeting: Meeting, data: Any = None) -> "MeetingForm":
        """The form of a meeting that is already agreed."""
        at = meeting.starts_at.astimezone(HELSINKI)
        initial = {name: getattr(meeting, name) for name in cls.base_fields if hasattr(meeting, name)}
        form = cls(data, initial=initial | {"on": at.date(), "at": at.time()})
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
        )
