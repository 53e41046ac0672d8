"""The form of a task."""

from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from luukku.casework.models import Task
from luukku.casework.services import Doer, TaskFacts
from luukku.core.forms import DateField, Form


class TaskForm(Form):
    """Who does what by when."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    what = forms.CharField(
        label=_("What is done"), max_length=300, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    doer = forms.ChoiceField(label=_("Who does it"))
    doer_other = forms.CharField(
        label=_("Who else"),
        max_length=120,
        required=False,
        help_text=_("Only when it is somebody else, for example the school."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    due_on = DateField(label=_("By when"), required=False)

    def __init__(self, *args: Any, doers: list[Doer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["doer"]).choices = [(one.code, one.name) for one in doers]

    @classmethod
    def of(cls, task: Task, doers: list[Doer], data: Any = None) -> "TaskForm":
        """The form of a task; whoever has it can be chosen, also when they no longer help."""
        code = doer_code(task)
        if code not in {one.code for one in doers}:
            name = task.doer_user.name if task.doer_user else task.doer_person.short_name if task.doer_person else ""
            doers = [*doers, Doer(code, name)]
        initial = {"version": task.version, "what": task.what, "doer": code}
        return cls(data, initial=initial | {"doer_other": task.doer_other, "due_on": task.due_on}, doers=doers)

    def facts(self) -> TaskFacts:
        typed = self.cleaned_data
        kind, _colon, who = (typed["doer"] or Task.Doer.RESPONSIBLE).partition(":")
        return TaskFacts(
            what=typed["what"],
            doer=kind,
            doer_user_id=UUID(who) if kind == Task.Doer.HELPER else None,
            doer_person_id=UUID(who) if kind == Task.Doer.PERSON else None,
            doer_other=typed["doer_other"] if kind == Task.Doer.OTHER else "",
            due_on=typed["due_on"],
        )


def doer_code(task: Task) -> str:
    who = task.doer_user_id or task.doer_person_id
    return f"{task.doer}:{who}" if who else task.doer
