"""Forms of the editor of interview questions. Everything is written in plain Finnish first."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luukku.core.forms import Form
from luukku.plans import template_words_page as words
from luukku.plans.rules import template_editing as editing
from luukku.plans.services.template_drafts import QuestionTold

TEXT_LENGTH = 300
OWN_SCOPES = ("person", "family", "child")


class QuestionForm(Form):
    """A question. What the decree asks for has only its words here; kind and whom it is about stay as they are.

    Args:
        options: ids of the options there are, in order.
        is_own: whether the organisation added it.
    """

    plain_fields = ("text", "help")

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(
        label=_("Question"),
        max_length=TEXT_LENGTH,
        help_text=_("Short everyday words, one thing at a time, as you would say it."),
    )
    help = forms.CharField(
        label=_("Help in plain Finnish"),
        max_length=TEXT_LENGTH,
        required=False,
        help_text=_("What the question means, or that it need not be answered."),
    )
    kind = forms.ChoiceField(
        label=_("Kind of answer"), choices=[(one, words.KINDS[one]) for one in editing.KINDS], widget=forms.RadioSelect
    )
    scope = forms.ChoiceField(
        label=_("About whom"), choices=[(one, words.SCOPES[one]) for one in OWN_SCOPES], widget=forms.RadioSelect
    )
    new_options = forms.CharField(
        label=_("New options, one on each line"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only when the answer is chosen from options."),
    )
    domain = forms.ChoiceField(label=_("Suggests a need in"), choices=words.domains, required=False)
    is_workers = forms.BooleanField(label=_("The worker answers, not the family"), required=False)
    in_private = forms.BooleanField(label=_("Asked alone, with nobody else of the family in the room"), required=False)

    def __init__(self, *args: Any, options: Sequence[tuple[str, str]] = (), is_own: bool = True, **kwargs: Any) -> None:
        self.options = list(options)
        own = {
            f"option.{code}": forms.CharField(
                label=_("Option: %(words)s") % {"words": text or code},
                max_length=TEXT_LENGTH,
                required=not is_own,
                help_text=_("Empty takes it away.") if is_own else "",
            )
            for code, text in self.options
        }
        fields = dict(type(self).base_fields)
        if not is_own:
            for name in ("kind", "scope", "domain", "is_workers", "in_private"):
                del fields[name]
            if not self.options:
                del fields["new_options"]
        self.base_fields = {**fields, **own}  # type: ignore[misc]
        super().__init__(*args, **kwargs)
        first = ["version", "text", "help", *own]
        self.order_fields([*first, *[name for name in self.fields if name not in first]])

    def told(self, present: Mapping[str, Any]) -> QuestionTold:
        """What was written; what the form does not ask stays as it is."""
        told = {**present, **self.cleaned_data}
        lines = str(told.get("new_options") or "").split("\n")
        return QuestionTold(
            text=told["text"],
            help=told["help"],
            kind=told["kind"],
            scope=told["scope"],
            is_workers=told["is_workers"],
            in_private=told["in_private"],
            options={code: self.cleaned_data[f"option.{code}"] for code, _text in self.options},
            new_options=[line.strip()[:TEXT_LENGTH] for line in lines if line.strip()],
            domain=told["domain"],
        )


class ConditionForm(Form):
    """Which answers to one earlier question let this one be asked."""

    answers = forms.MultipleChoiceField(
        label=_("Ask when the answer is one of these"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, answers: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answers"].choices = list(answers)  # type: ignore[attr-defined]


class SectionForm(Form):
    title = forms.CharField(label=_("Title of the section"), max_length=TEXT_LENGTH)


class TextsForm(Form):
    """The texts of one group in one language, each with the Finnish beside it as help when it is a translation."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, names: Sequence[str], labels: Mapping[str, str], source: Mapping[str, str], direction: str,
        language: str, **kwargs: Any,
    ) -> None:  # fmt: skip
        self.names = list(names)
        self.plain_fields = [f"text.{name}" for name in self.names]
        attrs = {"lang": language, "dir": direction}
        fields = {
            f"text.{name}": forms.CharField(
                label=labels[name],
                required=False,
                max_length=5000 if name == "sentences" else TEXT_LENGTH,
                widget=forms.Textarea(attrs={**attrs, "rows": 6 if name == "sentences" else 2}),
                help_text=source.get(name, ""),
            )
            for name in self.names
        }
        self.base_fields = {**type(self).base_fields, **fields}  # type: ignore[misc]
        super().__init__(*args, **kwargs)

    def texts(self) -> dict[str, str]:
        return {name: self.cleaned_data[f"text.{name}"] for name in self.names}
