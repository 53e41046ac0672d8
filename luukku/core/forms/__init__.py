"""Forms as our pages draw them: cleaned text, errors that say what to do, dates as people here write them.

Every app's forms inherit `Form` or `ModelForm` from here; templates draw a field by `{{ form.title.as_field_group }}`.
"""

from luukku.core.forms.base import Form, ModelForm
from luukku.core.forms.fields import ChoiceCards, DateField, TimeField
from luukku.core.forms.outcome import carry_out, carry_out_or_conflict, form_page, show_conflict
from luukku.core.forms.pages import Page, edit
from luukku.core.forms.rendering import BoundField, Renderer

__all__ = [
    "BoundField",
    "ChoiceCards",
    "DateField",
    "Form",
    "ModelForm",
    "Page",
    "Renderer",
    "TimeField",
    "carry_out",
    "carry_out_or_conflict",
    "edit",
    "form_page",
    "show_conflict",
]
