"""The form that joins two rows of one person: for each fact that differs, whose holds."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from luukku.casework.services import FactPair
from luukku.core.forms import ChoiceCards, Form

PREFIX = "fact_"


class MergeForm(Form):
    """One choice for each fact that differs; what stands in one row only is suggested from there."""

    def __init__(self, *args: Any, pairs: list[FactPair], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for pair in pairs:
            if not pair.differs:
                continue
            self.fields[f"{PREFIX}{pair.name}"] = forms.ChoiceField(
                label=capfirst(pair.label),
                choices=[("kept", pair.kept or _("Nothing")), ("other", pair.other or _("Nothing"))],
                initial="kept" if pair.kept else "other",
                widget=ChoiceCards,
            )

    def chosen(self) -> dict[str, str]:
        return {name.removeprefix(PREFIX): str(value) for name, value in self.cleaned_data.items()}
