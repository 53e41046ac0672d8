"""Forms of the minimum criteria."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luukku.core.forms import ChoiceCards, DateField, Form
from luukku.surveys.models import Criterion
from luukku.surveys.models.criteria import EvidenceKind

NOT_OURS = "na"


class AssessmentForm(Form):
    """Which centre looks at itself, by which criteria, over which time."""

    unit = forms.ChoiceField(label=_("Family centre or unit"))
    criteria_set = forms.ChoiceField(label=_("Criteria"))
    starts_on = DateField(label=_("From"))
    ends_on = DateField(label=_("Until"))

    def __init__(self, *args: Any, units: list[tuple[str, str]], sets: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = units  # type: ignore[attr-defined]
        self.fields["criteria_set"].choices = sets  # type: ignore[attr-defined]


class CriterionForm(Form):
    """How one criterion stands."""

    level = forms.ChoiceField(label=_("Which of these is true today?"), required=False)
    na_reason = forms.CharField(
        label=_("If it does not concern you: why?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    note = forms.CharField(
        label=_("In your own words"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, criterion: Criterion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hints = {str(level): words for level, words in criterion.rubric}
        choices = [(str(level), str(_("Level %(number)d")) % {"number": level}) for level, _words in criterion.rubric]
        choices.append((NOT_OURS, str(_("It does not concern us"))))
        self.fields["level"].widget = ChoiceCards(hints=hints)
        self.fields["level"].choices = choices  # type: ignore[attr-defined]

    def told(self) -> dict[str, Any]:
        typed = self.cleaned_data
        level = int(typed["level"]) if typed["level"] not in ("", NOT_OURS) else None
        version = typed["version"] or 0
        return {"level": level, "na_reason": typed["na_reason"], "note": typed["note"], "version": version}


class EvidenceForm(Form):
    """What shows that a level is reached."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=EvidenceKind.choices)
    text = forms.CharField(label=_("What does it show?"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    url = forms.URLField(label=_("Where is it found?"), max_length=500, required=False, assume_scheme="https")
    dated_on = DateField(label=_("Of which day is it?"))


class ReviewForm(Form):
    """What a peer saw."""

    note = forms.CharField(label=_("What did you see?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, criteria: list[Criterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys = [one.key for one in criteria]
        for one in criteria:
            choices = [("", str(_("The same as they"))), *((str(level), str(level)) for level, _words in one.rubric)]
            self.fields[f"level-{one.key}"] = forms.ChoiceField(label=one.name, choices=choices, required=False)

    def seen(self) -> dict[str, int]:
        told = {key: self.cleaned_data.get(f"level-{key}", "") for key in self.keys}
        return {key: int(level) for key, level in told.items() if level}
