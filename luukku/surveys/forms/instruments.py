"""Writing questionnaires."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from luukku.core.forms import Form
from luukku.surveys.models.instruments import ItemKind, ItemVersion, said
from luukku.surveys.rules.questions import CHOSEN, Kind, option_line
from luukku.surveys.services.instruments import Wording
from luukku.surveys.wording import Tongue

LONGEST_WORDS: Final = 2000


class InstrumentForm(Form):
    """The beginning of a questionnaire."""

    title = forms.CharField(label=_("Title"), max_length=200)
    intro = forms.CharField(
        label=_("What is said first"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Who asks, why, and what happens with the answers."),
    )


class OptionLines(forms.CharField):
    """Options, one a line; a number before "=" counts in the mean, "-" marks an answer that counts in none."""

    widget = forms.Textarea(attrs={"rows": 6})

    def clean(self, value: Any) -> Any:
        lines = [line.strip() for line in str(super().clean(value)).splitlines() if line.strip()]
        if len(lines) > 30:
            raise ValidationError(_("At most 30 things to choose from."))
        return [_option(line) for line in lines]


def _option(line: str) -> tuple[int | None, bool, str]:
    head, equals, words = line.partition("=")
    number = head.strip()
    if equals and number == "-":
        return None, True, words.strip()[:200]
    if equals and number.lstrip("-").isascii() and number.lstrip("-").isdigit() and len(number) < 5:
        return int(number), False, words.strip()[:200]
    return None, False, line[:200]


class QuestionForm(Form):
    """One question."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("How is it answered?"), choices=ItemKind.choices)
    text = forms.CharField(label=_("Question or statement"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    help = forms.CharField(label=_("Explanation"), max_length=500, required=False)
    options = OptionLines(
        label=_("What can be chosen"),
        required=False,
        help_text=_(
            "One a line. For a scale write the number first: 1 = Not at all. An answer that is left out of means: - ="
            " I can't say."
        ),
    )
    lowest = forms.DecimalField(label=_("Smallest number"), required=False, max_digits=12, decimal_places=2)
    highest = forms.DecimalField(label=_("Largest number"), required=False, max_digits=12, decimal_places=2)
    heading = forms.CharField(label=_("Heading above it"), max_length=200, required=False)
    is_required = forms.BooleanField(label=_("Must be answered"), required=False)
    depends_on = forms.ChoiceField(label=_("Ask only after"), required=False)

    def __init__(
        self, *args: Any, earlier: list[ItemVersion], wording: ItemVersion | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.wording = wording
        self.fields["depends_on"].choices = [  # type: ignore[attr-defined]
            ("", _("It is always asked")),
            *(
                (f"{one.item.key}={option['code']}", f"{said(one.texts)}: {said(option['labels'])}")
                for one in earlier
                if Kind(one.kind) in CHOSEN - {Kind.RANK}
                for option in one.options
            ),
        ]

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        if (
            told.get("kind") in {one.value for one in CHOSEN}
            and not told.get("options")
            and "options" not in self.errors
        ):
            raise ValidationError({"options": _("Write what can be chosen, one a line.")})
        return told

    def told(self, language: str) -> Wording:
        typed = self.cleaned_data
        known = [one["code"] for one in self.wording.options] if self.wording else []
        codes = [*known, *[""] * 30]
        key, _equals, code = typed["depends_on"].partition("=")
        return Wording(
            kind=typed["kind"],
            text=typed["text"],
            help=typed["help"],
            options=tuple(
                (codes[index], value, is_na, words)
                for index, (value, is_na, words) in enumerate(typed["options"] or [])
            ),
            lowest=typed["lowest"],
            highest=typed["highest"],
            heading=typed["heading"],
            is_required=typed["is_required"],
            condition={"question": key, "is": [code]} if key else {},
            language=language,
        )


def lines_of(wording: ItemVersion, language: str) -> str:
    """A wording's options as they are written in the form."""
    return "\n".join(
        option_line(one.get("value"), said(one["labels"], language), is_na=bool(one.get("is_na")))
        for one in wording.options
    )


class ComparableForm(Form):
    """May two wordings stand on one line?"""

    is_comparable = forms.ChoiceField(
        label=_("Can the results be compared?"),
        choices=[("yes", _("Yes, they ask the same thing")), ("no", _("No, the line breaks here"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=_("Why?"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


@dataclass(frozen=True, slots=True)
class Text:
    """One text of a questionnaire that is said in another language.

    Attributes:
        name: its place, as `services.instruments.save_words` calls it.
        written: what it is in that language; empty until somebody has said it.
    """

    name: str
    original: str
    written: str
    is_long: bool = False


class WordsForm(Form):
    """A questionnaire's texts in one language, each labelled by its original."""

    mark_required = True
    """None is; the word "optional" behind each would only be noise."""

    def __init__(self, *args: Any, texts: Iterable[Text], language: Tongue, **options: Any) -> None:
        super().__init__(*args, **options)
        attrs = {"lang": language.html_lang, "dir": language.direction}
        for one in texts:
            self.fields[one.name] = forms.CharField(
                label=one.original,
                initial=one.written,
                required=False,
                max_length=LONGEST_WORDS,
                widget=forms.Textarea(attrs | {"rows": 2}) if one.is_long else forms.TextInput(attrs),
            )
