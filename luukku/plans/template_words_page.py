"""Words around the editor of questions: kinds of interviews and answers, states of translations, what is missing."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from luukku.language import languages as reference
from luukku.plans.models import InterviewTemplate, Need
from luukku.plans.rules import template_editing as editing
from luukku.plans.rules import template_words as wording
from luukku.plans.services.templates import ADULTS, ALONE, CHILDRENS

INTERVIEWS: dict[str, Any] = {
    ADULTS: gettext_lazy("An adult's interview"),
    CHILDRENS: gettext_lazy("A child's interview"),
    ALONE: gettext_lazy("Interview of who came alone as a minor"),
}
KINDS: dict[str, Any] = {
    "text": gettext_lazy("In own words"),
    "yes_no": gettext_lazy("Yes or no"),
    "choice": gettext_lazy("One of several options"),
    "multichoice": gettext_lazy("Several of the options"),
    "date": gettext_lazy("A day"),
    "language_level": gettext_lazy("How well a language is spoken"),
}
SCOPES: dict[str, Any] = {
    "person": gettext_lazy("Whoever is interviewed"),
    "adult": gettext_lazy("The adult who is interviewed"),
    "child": gettext_lazy("Each child, or the child who is interviewed"),
    "family": gettext_lazy("The whole family"),
}
STATES: dict[str, Any] = {
    wording.MISSING: gettext_lazy("Missing"),
    wording.STALE: gettext_lazy("The Finnish text has changed"),
    wording.DRAFT: gettext_lazy("Draft"),
    wording.CHECKED: gettext_lazy("Checked"),
}
PROBLEMS: dict[str, Any] = {
    "condition": gettext_lazy("The condition of this question looks at nothing: %(about)s"),
    "demanded": gettext_lazy("Law asks for this, but it is not here: %(about)s"),
    "unworded": gettext_lazy("This question or an option of it has no words: %(about)s"),
    "options": gettext_lazy("This question needs at least two options: %(about)s"),
    "conditional": gettext_lazy("The decree asks for this question, so it can't have a condition: %(about)s"),
    "empty": gettext_lazy("This section has no questions: %(about)s"),
}


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """One question in the editor's list."""

    code: str
    text: str
    kind: str
    scope: str
    condition: str
    demanded_by: tuple[str, ...]
    is_own: bool
    is_workers: bool


@dataclass(frozen=True, slots=True)
class SectionLine:
    code: str
    title: str
    is_own: bool
    questions: list[QuestionLine]


@dataclass(frozen=True, slots=True)
class LanguageLine:
    """One language with how many of its texts stand where."""

    code: str
    name: str
    missing: int
    stale: int
    drafts: int
    all: int

    @property
    def is_whole(self) -> bool:
        return not (self.missing or self.stale or self.drafts)


def sections(content: editing.Content) -> list[SectionLine]:
    texts = content["words"][editing.SOURCE]["texts"]
    return [
        SectionLine(
            one["id"],
            texts.get(f"section.{one['id']}", ""),
            one.get("own", False),
            [_line(content, question) for question in one["questions"]],
        )
        for one in editing.sections_of(content)
    ]


def _line(content: editing.Content, question: dict[str, Any]) -> QuestionLine:
    return QuestionLine(
        code=question["id"],
        text=text_of(content, question["id"]),
        kind=str(KINDS[question["kind"]]),
        scope=str(SCOPES[question["scope"]]),
        condition=condition(content, question),
        demanded_by=editing.demanding_sections(question),
        is_own=question.get("own", False),
        is_workers=question["asked_of"] == "worker",
    )


def text_of(content: editing.Content, code: str) -> str:
    """A question's Finnish text, or a telling's or section's title; its id when it has none."""
    words = content["words"][editing.SOURCE]
    telling = words["tellings"].get(code, {}).get("title", "")
    return str(words["texts"].get(f"question.{code}") or words["texts"].get(f"section.{code}") or telling or code)


def condition(content: editing.Content, question: dict[str, Any]) -> str:
    """When a question is asked, in words; empty when always."""
    told = question.get("condition")
    if not told or editing.question_of(content, told["question"]) is None:
        return ""
    words = ", ".join(answer_text(content, told["question"], one) for one in told["answers"])
    about = {"question": text_of(content, told["question"]), "answers": words}
    return _("Asked when the answer to “%(question)s” is: %(answers)s") % about


def answer_text(content: editing.Content, question: str, answer: str) -> str:
    """The Finnish words of one possible answer."""
    found = editing.question_of(content, question)
    kind = found["kind"] if found else ""
    prefix = {"yes_no": "answer", "language_level": "level"}.get(kind, f"question.{question}.option")
    return str(content["words"][editing.SOURCE]["texts"].get(f"{prefix}.{answer}", answer))


def tellings(content: editing.Content) -> list[tuple[str, str, tuple[str, ...]]]:
    """Each telling: its id, its title, the sections that ask for it."""
    told = content["structure"]["tellings"]
    return [(one["id"], text_of(content, one["id"]), editing.demanding_sections(one)) for one in told]


def languages(content: editing.Content) -> list[LanguageLine]:
    """Every language but Finnish with the state of its texts."""
    lines = []
    for code in content["structure"]["languages"]:
        if code == editing.SOURCE:
            continue
        counts = wording.counts(content, code)
        found = (counts.get(state, 0) for state in (wording.MISSING, wording.STALE, wording.DRAFT))
        missing, stale, drafts = found
        lines.append(LanguageLine(code, language(code), missing, stale, drafts, sum(counts.values())))
    return lines


def language(code: str) -> str:
    return reference.get(code).name(get_language() or "fi")


def problems(template: InterviewTemplate, demanded: InterviewTemplate) -> list[tuple[str, str]]:
    """What keeps a draft from being published: the words, and where it is put right."""
    content = template.content
    return [
        (str(PROBLEMS[one.code]) % {"about": _about(content, demanded.content, one.about)}, _place(template, one))
        for one in editing.problems(content, demanded.content)
    ]


def _about(content: editing.Content, demanded: editing.Content, code: str) -> str:
    found = text_of(content, code)
    return found if found != code else text_of(demanded, code)


def _place(template: InterviewTemplate, problem: editing.Problem) -> str:
    if problem.code in ("demanded", "empty"):
        return reverse("plans:template", args=[template.pk])
    name = "plans:template-condition" if problem.code in ("condition", "conditional") else "plans:template-question"
    return reverse(name, args=[template.pk, problem.about])


def domains() -> list[tuple[str, Any]]:
    return [("", _("No need")), *Need.Domain.choices]
