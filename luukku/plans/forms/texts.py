"""Forms of a draft's texts: each in the worker's and the family's language, side by side."""

from collections.abc import Iterable
from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from luukku.core.forms import DateField, Form
from luukku.language import languages as reference
from luukku.plans.models import Action, FamilyPlan, Goal, Need, PlanPart, TextTranslation, Words
from luukku.plans.services.actions import Doer
from luukku.plans.services.translations import Translator

NOBODY = ("", "—")


class PairForm(Form):
    """A form whose texts come in two languages; with one language in the plan, only the worker's is asked.

    `pairs` names the fields that belong together, the worker's first. `is_ours`: the worker chooses the words, so a
    check of plain language stands beside them; what somebody else said is written as they said it.
    """

    pairs: tuple[tuple[str, str], ...] = ()
    is_ours = True
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    translated_by = forms.ChoiceField(
        label=_("Who translated it"),
        required=False,
        help_text=_("What you or a machine translate is shown to the family as a draft until somebody checks it."),
    )
    translator_name = forms.CharField(label=_("Translator's name or number"), max_length=120, required=False)

    def __init__(self, *args: Any, plan: FamilyPlan, made: TextTranslation | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan
        self._ask_translator(made)
        for ours, theirs in self.pairs:
            self._speak(ours, plan.worker_language)
            self._speak(theirs, plan.family_language)
            if plan.worker_language == plan.family_language:
                self.fields.pop(theirs)

    def _ask_translator(self, made: TextTranslation | None) -> None:
        """In a plan of two languages; who is noted already stands chosen, and of an older text nobody may be known."""
        if self.plan.worker_language == self.plan.family_language:
            self.fields.pop("translated_by")
            self.fields.pop("translator_name")
            return
        maker = TextTranslation.Maker
        is_written = any(self.initial.get(theirs) for _ours, theirs in self.pairs)
        present = made.maker if made else maker.UNKNOWN if is_written else maker.WORKER
        offered = [one for one in maker if one not in (maker.READY, maker.UNKNOWN) or one == present]
        field = cast("forms.ChoiceField", self.fields["translated_by"])
        field.choices = [(one.value, one.label) for one in offered]
        self.initial.setdefault("translated_by", present)
        self.initial.setdefault("translator_name", made.maker_name if made else "")

    def translator(self) -> Translator | None:
        """Who was told to have translated; None when the form does not ask, or when still nobody knows."""
        chosen = self.cleaned_data.get("translated_by")
        if not chosen or chosen == TextTranslation.Maker.UNKNOWN:
            return None
        return Translator(chosen, self.cleaned_data.get("translator_name", ""))

    def _speak(self, name: str, language: str) -> None:
        found = reference.find(language)
        field = self.fields[name]
        field.widget.attrs |= {
            "lang": found.html_lang if found else language,
            "dir": reference.direction(language),
        }
        if found is not None:
            staff_language = get_language() or "en"
            field.label = _("%(label)s, in this language: %(language)s") % {
                "label": field.label,
                "language": found.name(staff_language),
            }

    @property
    def paired_fields(self) -> list[tuple[Any, Any]]:
        """Bound fields as they stand side by side; the second is None in a plan of one language."""
        return [(self[ours], self[theirs] if theirs in self.fields else None) for ours, theirs in self.pairs]

    def texts(self) -> dict[str, Any]:
        """What was written and by whom, with an empty text for a language that the plan does not have."""
        told: dict[str, Any] = {name: self.cleaned_data.get(name, "") for pair in self.pairs for name in pair}
        return told | {"translator": self.translator()}


def _text(label: Any, limit: int, *, required: bool = False, rows: int = 4, hint: Any = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=limit, required=required, help_text=hint, widget=widget)


class GreetingForm(PairForm):
    pairs = (("greeting", "greeting_family"),)
    greeting = _text(_("Greeting"), 2000)
    greeting_family = _text(_("Greeting"), 2000)


class ViewForm(PairForm):
    """What the worker thinks in one part."""

    pairs = (("view", "view_family"),)
    view = _text(_("What you think"), 3000)
    view_family = _text(_("What you think"), 3000)


class WordsForm(PairForm):
    pairs = (("text", "text_family"),)
    is_ours = False
    text = _text(_("What was said"), 2000)
    text_family = _text(_("What was said"), 2000)
    is_described = forms.BooleanField(
        label=_("They showed or drew it"), required=False, help_text=_("Tell in words what they showed or drew.")
    )
    person = forms.ChoiceField(label=_("Whose words"), required=False)

    def __init__(self, *args: Any, part: PlanPart, speakers: Iterable[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, plan=part.plan, **kwargs)
        if part.person_id is not None:
            self.fields.pop("person")
            return
        field = cast("forms.ChoiceField", self.fields["person"])
        field.choices = [NOBODY, *((str(person), name) for person, name in speakers)]
        field.required = True

    def clean(self) -> dict[str, Any] | None:
        if not any(self.cleaned_data.get(name) for pair in self.pairs for name in pair):
            self.add_error("text", _("Write what was said, in one language at least."))
        return self.cleaned_data

    @property
    def person_id(self) -> UUID | None:
        chosen = self.cleaned_data.get("person")
        return UUID(chosen) if chosen else None


class GoalForm(PairForm):
    pairs = (("title", "title_family"),)
    title = _text(_("Goal, as a whole sentence"), 300, required=True, rows=2)
    title_family = _text(_("Goal, as a whole sentence"), 300, rows=2)
    need = forms.ChoiceField(
        label=_("The need behind it"), required=False, help_text=_("A need is marked as planned when the plan holds.")
    )

    def __init__(self, *args: Any, part: PlanPart, needs: Iterable[Need], **kwargs: Any) -> None:
        super().__init__(*args, plan=part.plan, **kwargs)
        field = cast("forms.ChoiceField", self.fields["need"])
        field.choices = [NOBODY, *((str(need.pk), _told(need)) for need in needs)]

    @property
    def need_id(self) -> UUID | None:
        chosen = self.cleaned_data.get("need")
        return UUID(chosen) if chosen else None


def _told(need: Need) -> str:
    words = need.worker_words or need.own_words
    return f"{need.person.short_name}, {need.get_domain_display()}: {words[:80]}"


class ActionForm(PairForm):
    pairs = (("what", "what_family"),)
    what = _text(
        _("What they do"),
        300,
        required=True,
        rows=2,
        hint=_("Write so that it follows the name. For example: “signs up for the course”."),
    )
    what_family = _text(_("What they do"), 300, rows=2)
    doer = forms.ChoiceField(label=_("Who does it"), required=False)
    doer_other = forms.CharField(
        label=_("Somebody else who does it"),
        max_length=120,
        required=False,
        help_text=_("For example: the teacher Petri"),
    )
    due_on = DateField(label=_("By when"), required=False)
    service = forms.CharField(
        label=_("Service that is used"),
        max_length=200,
        required=False,
        help_text=_("If a service helps here, write its name. For example: “open early education of Tammela”."),
    )

    def __init__(
        self,
        *args: Any,
        plan: FamilyPlan,
        people: Iterable[tuple[UUID, str]],
        workers: Iterable[tuple[UUID, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, plan=plan, **kwargs)
        field = cast("forms.ChoiceField", self.fields["doer"])
        field.choices = [
            NOBODY,
            (_("The family"), [(f"person:{person}", name) for person, name in people]),
            (_("The workers"), [(f"worker:{worker}", name) for worker, name in workers]),
        ]

    def clean(self) -> dict[str, Any] | None:
        told = bool(self.cleaned_data.get("doer")) + bool(self.cleaned_data.get("doer_other"))
        if told != 1 and "doer" not in self.errors:
            self.add_error("doer", _("Choose who does it, or write it in the next field: one of the two."))
        return self.cleaned_data

    def made_by(self) -> Doer:
        """Who was chosen or written."""
        kind, _separator, chosen = self.cleaned_data.get("doer", "").partition(":")
        return Doer(
            person_id=UUID(chosen) if kind == "person" else None,
            worker_id=UUID(chosen) if kind == "worker" else None,
            other=self.cleaned_data.get("doer_other", ""),
        )


def started_from_goal(goal: Goal) -> dict[str, Any]:
    """What the form shows of a goal that is there already."""
    return {
        "title": goal.title,
        "title_family": goal.title_family,
        "need": str(goal.need_id or ""),
        "version": goal.version,
    }


def started_from_words(words: Words) -> dict[str, Any]:
    return {
        "text": words.text,
        "text_family": words.text_family,
        "is_described": words.is_described,
        "person": str(words.person_id),
        "version": words.version,
    }


def started_from_action(action: Action) -> dict[str, Any]:
    doer = ""
    if action.doer_person_id:
        doer = f"person:{action.doer_person_id}"
    elif action.doer_worker_id:
        doer = f"worker:{action.doer_worker_id}"
    return {
        "what": action.what,
        "what_family": action.what_family,
        "doer": doer,
        "doer_other": action.doer_other,
        "due_on": action.due_on,
        "service": action.service,
        "version": action.version,
    }
