"""Going through a text with somebody: in which language, through whom, and what checking showed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from luukku.casework.forms.people import language_choices
from luukku.casework.models import InterpreterMode, UnderstandingCheck
from luukku.casework.services import Explained
from luukku.core.forms import ChoiceCards, Form


class UnderstoodForm(Form):
    """How a text was gone through with somebody, and whether they understood it."""

    language = forms.ChoiceField(label=_("Language in which you went through it"), choices=language_choices)
    interpreter_mode = forms.ChoiceField(label=_("Interpreter"), choices=InterpreterMode.choices)
    interpreter_name = forms.CharField(
        label=_("Interpreter's name or number"),
        max_length=120,
        required=False,
        help_text=_("A child or a relative never interprets."),
    )
    method = forms.ChoiceField(
        label=_("How did you check that it was understood?"),
        choices=UnderstandingCheck.Method.choices,
        widget=forms.RadioSelect,
    )
    result = forms.ChoiceField(
        label=_("Did they understand it?"), choices=UnderstandingCheck.Result.choices, widget=ChoiceCards
    )

    def explained(self) -> Explained:
        names = ("language", "method", "result", "interpreter_mode", "interpreter_name")
        return Explained(**{name: self.cleaned_data[name] for name in names})
