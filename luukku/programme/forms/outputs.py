"""How far a municipality is with an output."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import Organisation
from luukku.core.forms import ChoiceCards, DateField, Form
from luukku.programme.models import Embedding


class StepForm(Form):
    """How far a municipality is."""

    organisation = forms.ChoiceField(label=_("Whose step is it?"))
    area = forms.CharField(
        label=_("Family centre or area"), max_length=200, required=False, help_text=_("Empty: the whole municipality.")
    )
    level = forms.TypedChoiceField(
        label=_("How far?"), choices=Embedding.Level.choices, coerce=int, widget=ChoiceCards()
    )
    since_on = DateField(label=_("Since"))
    evidence = forms.CharField(
        label=_("How is it known?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For example: in the orientation of new workers since August."),
    )

    def __init__(self, *args: Any, places: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = [(str(one.pk), one.name) for one in places]  # type: ignore[attr-defined]
