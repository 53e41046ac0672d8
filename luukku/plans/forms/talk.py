"""Forms of what the family says about a plan, and of what is answered."""

from collections.abc import Iterable
from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from luukku.core.forms import Form
from luukku.language import languages as reference
from luukku.plans.forms.plans import language_choices
from luukku.plans.models import Comment, Goal
from luukku.plans.services.comments import Said


def _long(label: Any, *, required: bool = False, hint: Any = "", limit: int = 2000) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 4, "dir": "auto"})
    return forms.CharField(label=label, max_length=limit, required=required, help_text=hint, widget=widget)


class CommentForm(Form):
    """What somebody says about a part or one of its goals."""

    person = forms.ChoiceField(label=_("Who says it"))
    text = _long(_("In their own words"), required=True, hint=_("Write it in the language in which it was said."))
    language = forms.ChoiceField(label=_("Language of those words"))
    text_worker = _long(_("The same in your language"))
    goal = forms.ChoiceField(label=_("About which goal"), required=False)

    def __init__(self, *args: Any, people: Iterable[tuple[UUID, str]], goals: Iterable[Goal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self.fields["person"], [(str(person), name) for person, name in people])
        _choose(self.fields["language"], language_choices())
        _choose(
            self.fields["goal"], [("", _("The part as a whole")), *((str(goal.pk), goal.title[:90]) for goal in goals)]
        )

    def said(self) -> Said:
        told = self.cleaned_data
        return Said(UUID(told["person"]), told["text"], told["language"], told["text_worker"])

    @property
    def goal_id(self) -> UUID | None:
        chosen = self.cleaned_data.get("goal")
        return UUID(chosen) if chosen else None


class AnswerForm(Form):
    """The worker's answer, in both languages."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text_worker = _long(_("Their words in your language"))
    answer = _long(_("Your answer"), required=True)
    answer_family = _long(_("Your answer in their language"))

    def __init__(self, *args: Any, comment: Comment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer_family"].widget.attrs |= {
            "lang": comment.language,
            "dir": reference.direction(comment.language),
        }


class StaysForm(Form):
    """What came of talking with somebody who does not agree, when the text stays as it is."""

    note = _long(
        _("What you agreed about it"),
        limit=1000,
        hint=_("For example: this goal is left to rest, and we look at it again in spring."),
    )


class CheckForm(Form):
    """Somebody has read translations beside their sources and found them right."""

    checker_name = forms.CharField(
        label=_("Who checked them"), max_length=120, help_text=_("For example: interpreter 4711, or your own name")
    )


def _choose(field: forms.Field, choices: list[Any]) -> None:
    cast("forms.ChoiceField", field).choices = choices
