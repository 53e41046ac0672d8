"""A corrective action: agreed, done, and whether it helped."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from luukku.core.forms import ChoiceCards, DateField, Form
from luukku.programme.forms.who import WhoForm


class AgreeForm(WhoForm):
    """Who does it and by when, or why nobody does."""

    decision = forms.ChoiceField(
        label=_("What do you decide?"),
        choices=[("agree", _("We do it")), ("drop", _("We do not do it"))],
        initial="agree",
        widget=ChoiceCards(),
    )
    due_on = DateField(label=_("By"), required=False)
    check_on = DateField(label=_("Effect looked at on"), required=False)
    cause = forms.CharField(
        label=_("Why is it so?"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    reason = forms.CharField(
        label=_("Why not?"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    field_order = ["decision", "party", "name", "person", "due_on", "check_on", "cause", "reason"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.data.get(self.add_prefix("decision")) == "drop":
            self.fields["party"].required = False  # nobody does it

    def clean(self) -> dict[str, Any]:
        if self.data.get(self.add_prefix("decision")) == "drop":
            return self.cleaned_data
        told = super().clean()
        if not told.get("due_on") and "due_on" not in self.errors:
            raise ValidationError({"due_on": _("Write the day by which it is done.")})
        return told


class EffectForm(Form):
    """Whether it helped."""

    effect = forms.CharField(
        label=_("Has it helped?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What has changed, and how do you see it?"),
    )


class LinkForm(Form):
    """Another measure that this one waits for or repeats."""

    kind = forms.ChoiceField(label=_("How do they belong together?"), widget=ChoiceCards(in_row=True))
    other = forms.ChoiceField(label=_("Which measure?"))

    def __init__(
        self, *args: Any, kinds: list[tuple[str, Any]], measures: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        self.fields["other"].choices = measures  # type: ignore[attr-defined]
