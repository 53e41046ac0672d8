"""A template's words as they are shown: questions and tellings in the languages of the two who talk."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from luukku.language import languages as reference
from luukku.plans.models import Interview, InterviewTemplate
from luukku.plans.rules import interview as rules
from luukku.plans.rules import template_words
from luukku.plans.rules.content import text_hash
from luukku.plans.rules.template_editing import SOURCE

DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class TellingText:
    """One telling in one language, as it is read out or shown."""

    language: str
    is_draft: bool
    title: str
    sentences: tuple[str, ...]

    @property
    def hash(self) -> str:
        return text_hash(self.title, *self.sentences)


@dataclass(frozen=True, slots=True)
class Content:
    """A published template: its structure, and its words by language."""

    structure: rules.Structure
    words: Mapping[str, Mapping[str, Any]]

    def shown_language(self, language: str) -> str:
        """The language whose words are shown to somebody spoken with in this one."""
        if language in self.words:
            return language
        stand_in = reference.interface_language(language)
        return stand_in if stand_in in self.words else "en"

    def text(self, key: str, language: str) -> str:
        """Words by key; what exists for workers only, or is not translated, is empty in a family's language.

        A worker's language falls back to Finnish: somebody has to be able to ask.
        """
        shown = self.shown_language(language)
        told = self.words[shown]["texts"].get(key, "") if self._is_shown(key, shown) else ""
        if not told and shown in reference.STAFF_LANGUAGES:
            told = self.words[SOURCE]["texts"].get(key, "")
        return str(told)

    def option(self, question: rules.Question, option: str, language: str) -> str:
        """The words of one option of a question."""
        prefix = {"yes_no": "answer", "language_level": "level"}.get(question.kind, f"question.{question.id}.option")
        return self.text(f"{prefix}.{option}", language)

    def is_draft(self, language: str) -> bool:
        return bool(self.words[self.shown_language(language)]["state"] == DRAFT)

    def telling(self, code: str, language: str) -> TellingText:
        shown = self.shown_language(language)
        if not self.words[shown]["tellings"].get(code) or not self._is_shown(f"telling.{code}", shown):
            shown = SOURCE
        told = self.words[shown]["tellings"][code]
        return TellingText(shown, self.is_draft(shown), told["title"], tuple(told["sentences"]))

    def _is_shown(self, key: str, language: str) -> bool:
        return template_words.is_shown({"words": self.words}, key, language)


def content_from(told: Mapping[str, Any]) -> Content:
    """The content of a template, a draft's too."""
    return Content(rules.structure(told["structure"]), told["words"])


def content_of(interview: Interview) -> Content:
    """The template that this interview follows, from memory when it has been read before: it never changes."""
    return _content(interview.template_id)


def text_code(content: Content, telling: str) -> str:
    """The code under which understanding of a telling is recorded."""
    return f"{content.structure.key}.{telling}"


@lru_cache(maxsize=8)
def _content(template_id: UUID) -> Content:
    return content_from(InterviewTemplate.objects.values_list("content", flat=True).get(pk=template_id))
