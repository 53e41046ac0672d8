"""Operating models: their words, what belongs to them, who looks after them, and how they are taken into use."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import User
from luukku.core.forms import ChoiceCards, DateField, Form, ModelForm
from luukku.programme.models import Embedding, OperatingModelVersion, Output, Programme
from luukku.programme.rules.package_shapes import MODEL_BLOCKS, MODEL_LINES


class ModelBeginForm(ModelForm):
    """What a model is, in a line or two."""

    class Meta:
        model = OperatingModelVersion
        fields = ("title", "summary", "language")
        widgets = {"summary": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["summary"].required = True


class ModelTextForm(ModelForm):
    """A model in the parts in which Innokylä describes one. Everything but the name may wait in a draft."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = OperatingModelVersion
        fields = (
            "title", "summary", "language", *MODEL_LINES, *MODEL_BLOCKS, "contact_name", "contact_email", "licence",
        )  # fmt: skip
        widgets = {"summary": forms.Textarea(attrs={"rows": 2})} | {
            name: forms.Textarea(attrs={"rows": 5}) for name in MODEL_BLOCKS
        }
        help_texts = {
            "environment": _("Where and among whom the work was done."),
            "needs": _("What did not work before, and how it was noticed."),
            "target_group": _("For whom the model is, and how they have been heard."),
            "change": _("What should be different, for whom, and by when."),
            "measuring": _("By what you see whether it changes."),
            "idea": _("What is done, by whom, in which order."),
            "conditions": _("Time, money, skills, agreements: what another county has to have."),
            "evidence": _("What was seen, and how surely it is known."),
            "contact_name": _("The only name that travels with the model. Ask them first."),
        }

    def told(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


Choices = Iterable[tuple[str, str]]


class PartsForm(Form):
    """What belongs to a model."""

    items = forms.MultipleChoiceField(
        label=_("Items of the toolkit"), required=False, widget=forms.CheckboxSelectMultiple
    )
    sets = forms.MultipleChoiceField(label=_("Sets of criteria"), required=False, widget=forms.CheckboxSelectMultiple)
    indicators = forms.MultipleChoiceField(
        label=_("Indicators"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("How they are counted travels with the model. Their figures stay here."),
    )

    def __init__(self, *args: Any, items: Choices, sets: Choices, indicators: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("items", items), ("sets", sets), ("indicators", indicators)):
            self.fields[name].choices = list(choices)  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, list[UUID]]:
        return {name: [UUID(one) for one in values] for name, values in self.cleaned_data.items()}


class KeepingForm(Form):
    """Who looks after a model here, and which output of a programme it is."""

    owner = forms.ChoiceField(label=_("Owner"), required=False)
    owner_role = forms.CharField(label=_("Role that looks after it"), max_length=120, required=False)
    output = forms.ChoiceField(
        label=_("Output of a programme"),
        required=False,
        help_text=_("Then taking the model into use shows in how far the output has taken root."),
    )

    def __init__(self, *args: Any, people: Iterable[User], outputs: Iterable[Output], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(one.pk), one.name) for one in people]
        self.fields["owner"].choices = [("", _("Nobody named yet")), *named]  # type: ignore[attr-defined]
        told = [(str(one.pk), f"{one.programme.name[:60]}: {one.text[:80]}") for one in outputs]
        self.fields["output"].choices = [("", _("None")), *told]  # type: ignore[attr-defined]

    def keeping(self) -> dict[str, Any]:
        typed = self.cleaned_data
        owner, output = typed["owner"], typed["output"]
        return {
            "owner_id": UUID(owner) if owner else None,
            "owner_role": typed["owner_role"],
            "output_id": UUID(output) if output else None,
        }


class AdoptForm(Form):
    """How far the own organisation is with a model."""

    level = forms.TypedChoiceField(
        label=_("How far?"),
        choices=[one for one in Embedding.Level.choices if one[0]],
        coerce=int,
        widget=ChoiceCards(),
    )
    since_on = DateField(label=_("Since"))
    region = forms.CharField(label=_("Region"), max_length=200, required=False)
    adaptation = forms.CharField(
        label=_("What did you do in another way?"), required=False, max_length=8000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    outcome = forms.CharField(
        label=_("What came of it?"), required=False, max_length=8000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Write no names of people: whoever made the model may read this."),
    )  # fmt: skip


class PackageForm(Form):
    """A package to look at."""

    file = forms.FileField(
        label=_("Package"),
        max_length=255,
        help_text=_("A file that another county has shared, ending in .zip. At most 20 megabytes."),
        widget=forms.FileInput(attrs={"accept": ".zip"}),
    )


class FollowForm(Form):
    """Which indicator of a model is followed in which programme."""

    indicator = forms.ChoiceField(label=_("Indicator"), widget=ChoiceCards())
    programme = forms.ChoiceField(label=_("Programme"))

    def __init__(self, *args: Any, names: Iterable[str], programmes: Iterable[Programme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        numbered = [(str(place), name[:120]) for place, name in enumerate(names)]
        self.fields["indicator"].choices = numbered  # type: ignore[attr-defined]
        named = [(str(one.pk), one.name[:120]) for one in programmes]
        self.fields["programme"].choices = named  # type: ignore[attr-defined]
