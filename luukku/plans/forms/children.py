"""What is asked about each child before a plan is offered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luukku.core.forms import DateField, Form
from luukku.plans.forms.texts import PairForm
from luukku.plans.models import PlanPart, Topic
from luukku.plans.rules.childhood import Asked
from luukku.plans.services.topics import Note

HINTS: dict[str, Any] = {
    Asked.EARLY_EDUCATION: _("For example: in the open group twice a week; a place is wished for from August."),
    Asked.SCHOOL: _("For example: preparatory teaching, own mother tongue at school, who helps with homework."),
    Asked.HEALTH: _("For example: the next visit at the clinic, vaccinations, what worries the parents."),
    Asked.HOBBIES: _("For example: what the child likes, the club at the library, what it costs."),
    Asked.OPINION: _("What the child says, shows or draws about all this."),
}


@dataclass(frozen=True, slots=True)
class TopicFields:
    """The bound fields of one topic, as they stand together on the page."""

    kind: str
    label: Any
    text: forms.BoundField
    text_family: forms.BoundField | None
    later: forms.BoundField
    more: tuple[forms.BoundField, ...]


class TopicsForm(PairForm):
    """One short section for each topic; what is left empty has not been asked yet."""

    def __init__(self, *args: Any, part: PlanPart, asked: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, plan=part.plan, **kwargs)
        self.asked = [Topic.Kind(kind) for kind in asked]
        for kind in self.asked:
            self._ask(kind)

    def _ask(self, kind: Topic.Kind) -> None:
        texts = {f"{kind}_text": self.plan.worker_language, f"{kind}_text_family": self.plan.family_language}
        for name, language in texts.items():
            label = _("What was agreed, or why not now")
            widget = forms.Textarea(attrs={"rows": 3})
            hint = HINTS[kind] if name.endswith("_text") else ""
            self.fields[name] = forms.CharField(
                label=label, max_length=1000, required=False, help_text=hint, widget=widget
            )
            self._speak(name, language)
        if self.plan.worker_language == self.plan.family_language:
            self.fields.pop(f"{kind}_text_family")
        self.fields[f"{kind}_later"] = forms.BooleanField(label=_("Not now. I have written why."), required=False)
        if kind == Topic.Kind.EARLY_EDUCATION:
            self.fields["place_from"] = DateField(
                label=_("A place is wished from"), required=False, help_text=_("Leave empty if no place is wished.")
            )
            self.fields["is_sudden"] = forms.BooleanField(
                label=_("A job or studies came at short notice"), required=False
            )

    def clean(self) -> dict[str, Any] | None:
        told = self.cleaned_data
        for kind in self.asked:
            if told.get(f"{kind}_later") and not told.get(f"{kind}_text"):
                self.add_error(f"{kind}_text", _("Write why this is left for later."))
            if told.get(f"{kind}_text_family") and not told.get(f"{kind}_text"):
                self.add_error(f"{kind}_text", _("Write it in your own language too."))
        if told.get("place_from") and not told.get("early_education_text"):
            self.add_error("early_education_text", _("Write what was agreed about early education too."))
        return told

    @property
    def sections(self) -> list[TopicFields]:
        return [
            TopicFields(
                kind=kind.value,
                label=kind.label,
                text=self[f"{kind}_text"],
                text_family=self[f"{kind}_text_family"] if f"{kind}_text_family" in self.fields else None,
                later=self[f"{kind}_later"],
                more=(self["place_from"], self["is_sudden"]) if kind == Topic.Kind.EARLY_EDUCATION else (),
            )
            for kind in self.asked
        ]

    def notes(self) -> dict[str, Note]:
        """What was written, by topic."""
        told = self.cleaned_data
        return {
            kind.value: Note(
                text=told.get(f"{kind}_text", ""),
                text_family=told.get(f"{kind}_text_family", ""),
                is_not_now=told.get(f"{kind}_later", False),
                place_from=told.get("place_from") if kind == Topic.Kind.EARLY_EDUCATION else None,
                is_sudden=bool(told.get("is_sudden")) if kind == Topic.Kind.EARLY_EDUCATION else False,
            )
            for kind in self.asked
        }


def started_from_topics(topics: Mapping[str, Topic], version: int) -> dict[str, Any]:
    """What the form shows of topics that are there already."""
    initial: dict[str, Any] = {"version": version}
    for kind, topic in topics.items():
        initial |= {
            f"{kind}_text": topic.text,
            f"{kind}_text_family": topic.text_family,
            f"{kind}_later": topic.is_not_now,
        }
        if kind == Topic.Kind.EARLY_EDUCATION:
            initial |= {"place_from": topic.place_from, "is_sudden": topic.is_sudden}
    return initial


class AppliedForm(Form):
    """The day on which a place in early education was applied for."""

    applied_on = DateField(label=_("Applied on"))
