"""Preparing a wave, asking people, and what is told back."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from luukku.core.forms import ChoiceCards, DateField, Form
from luukku.numbers.rules import LOWEST_THRESHOLD, THRESHOLD
from luukku.surveys.models import Finding, OpenAnswer, Wave
from luukku.surveys.wording import Tongue

FIRST = ("version", "name", "reach", "closes_on")


class WaveForm(Form):
    """Who is asked, until when, and how few answers are still shown."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(label=_("Name of this round"), max_length=120, help_text=_("For example: autumn 2026"))
    reach = forms.ChoiceField(label=_("Who answers?"), choices=Wave.Reach.choices, widget=forms.RadioSelect)
    analyst = forms.ChoiceField(
        label=_("Who reads the open answers?"), help_text=_("Nobody else sees them. This can't be changed later.")
    )
    threshold = forms.IntegerField(
        label=_("Smallest number of answers that is shown"),
        min_value=LOWEST_THRESHOLD,
        max_value=100,
        initial=THRESHOLD,
        help_text=_("At least 3. This can't be changed once the survey is open."),
    )
    target_size = forms.IntegerField(
        label=_("How many people are asked, if you know"), min_value=1, max_value=1_000_000, required=False
    )
    closes_on = DateField(label=_("Last day for answering"), required=False)
    group_label = forms.CharField(
        label=_("Question about groups"),
        max_length=200,
        required=False,
        help_text=_("For example: In which work are you? Results by group are shown only when no group is small."),
    )
    groups = forms.CharField(
        label=_("Groups, one a line"), required=False, widget=forms.Textarea(attrs={"rows": 4}), max_length=1000
    )
    is_public = forms.BooleanField(label=_("Everybody may read the results"), required=False)

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["analyst"].choices = people  # type: ignore[attr-defined]

    @property
    def first(self) -> list[forms.BoundField]:
        """What everybody who prepares a round chooses."""
        return [self[name] for name in FIRST]

    @property
    def more(self) -> list[forms.BoundField]:
        """What usually stays as it is."""
        return [field for field in self if field.name not in FIRST]

    @property
    def shows_more(self) -> bool:
        """Whether something there needs another look."""
        return any(field.errors for field in self.more)

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        lines = [line.strip() for line in told.get("groups", "").splitlines() if line.strip()]
        if lines and not told.get("group_label"):
            raise ValidationError({"group_label": _("Write the question, too.")})
        if told.get("group_label") and len(lines) < 2:
            raise ValidationError({"groups": _("Write at least two groups, one a line.")})
        if len(lines) > 12:
            raise ValidationError({"groups": _("At most 12 groups: small ones can't be shown.")})
        return told

    def facts(self, language: str) -> dict[str, Any]:
        typed = self.cleaned_data
        lines = [line.strip()[:100] for line in typed["groups"].splitlines() if line.strip()]
        groups = {
            "labels": {language: typed["group_label"]},
            "options": [{"code": f"g{place}", "labels": {language: line}} for place, line in enumerate(lines, start=1)],
        }
        names = ("name", "reach", "analyst", "threshold", "target_size", "closes_on", "is_public")
        return {name: typed[name] for name in names} | {"groups": groups if lines else {}}


class InviteForm(Form):
    """Whom to ask."""

    panel = forms.ChoiceField(label=_("Panel"), required=False)
    people = forms.MultipleChoiceField(label=_("People"), required=False, widget=forms.CheckboxSelectMultiple)
    codes = forms.IntegerField(
        label=_("Codes to hand out on paper"),
        min_value=0,
        max_value=500,
        required=False,
        help_text=_(
            "For people who have no account here. Each code can be used once. A survey with codes has nobody who is"
            " invited by name."
        ),
    )
    save_as = forms.CharField(label=_("Keep the chosen people as a panel named"), max_length=120, required=False)

    def __init__(self, *args: Any, people: list[tuple[str, str]], panels: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].choices = people  # type: ignore[attr-defined]
        self.fields["panel"].choices = [("", _("No panel")), *panels]  # type: ignore[attr-defined]


class DecideForm(Form):
    """How an open answer is shown, if it is."""

    decision = forms.ChoiceField(
        label=_("Is it shown?"),
        choices=[
            (OpenAnswer.Decision.SHOWN.value, _("Show it as below")),
            (OpenAnswer.Decision.WITHHELD.value, _("Do not show it")),
        ],
        widget=forms.RadioSelect,
    )
    redacted = forms.CharField(
        label=_("As it is shown"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("Take out names and whatever tells who wrote it or about whom it is."),
    )


class DiscussionForm(Form):
    """What was said together about the results."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    discussion = forms.CharField(
        label=_("What was said together"), max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )


class FindingForm(Form):
    """One thing that was understood, and what is done about it."""

    tone = forms.ChoiceField(
        label=_("What is it?"),
        choices=Finding.Tone.choices,
        widget=ChoiceCards(in_row=True),
        help_text=_("What needs to become better is suggested to the programme of your organisation."),
    )
    text = forms.CharField(label=_("What we heard"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    wording = forms.ChoiceField(label=_("About which question"), required=False)
    action = forms.CharField(
        label=_("What we do"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    owner = forms.CharField(label=_("Who does it"), max_length=120, required=False)
    due_on = DateField(label=_("By when"), required=False)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, questions: list[tuple[str, str]], is_taken: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wording"].choices = [("", _("The whole survey")), *questions]  # type: ignore[attr-defined]
        if is_taken:
            for name in ("action", "owner", "due_on"):
                del self.fields[name]  # the programme says what is done

    def facts(self) -> dict[str, Any]:
        names = ("tone", "text", "wording", "action", "owner", "due_on")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}


class FindingWordsForm(Form):
    """A finding and what is done, in one more language."""

    text = forms.CharField(
        label=_("What we heard and what we do"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, language: Tongue, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs |= {"lang": language.html_lang, "dir": language.direction}
