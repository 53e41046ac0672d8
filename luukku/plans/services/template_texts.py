"""Sections, tellings and translations of an organisation's draft."""

from collections.abc import Mapping
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure, ensure_found
from luukku.plans.rules import template_editing as editing
from luukku.plans.rules import template_words as wording
from luukku.plans.services.template_drafts import ensure_unseen, lock_draft, store

PICTOGRAM = "question"
"""Of a section that an organisation adds."""


@transaction.atomic
def add_section(actor: Actor, draft_id: UUID, *, title: str) -> str:
    """Add an empty section before the last one. Returns its id.

    Raises:
        PermissionDenied: it is no draft of the actor's organisation.
    """
    draft = lock_draft(actor, draft_id)
    code = f"own_{uuid4().hex[:8]}"
    content = editing.with_section(draft.content, code, PICTOGRAM)
    content = wording.with_texts(content, f"section.{code}", editing.SOURCE, {"": title}, str(actor.user_id))
    store(actor, draft, content, "section_added")
    return code


@transaction.atomic
def move_section(actor: Actor, draft_id: UUID, code: str, *, step: int) -> None:
    """Move a section one place up (-1) or down (+1).

    Raises:
        PermissionDenied: it is no draft of the actor's organisation, or there is no such section.
    """
    draft = lock_draft(actor, draft_id)
    ensure(editing.section_of(draft.content, code) is not None)
    store(actor, draft, editing.moved_section(draft.content, code, 1 if step > 0 else -1), "section_moved")


@transaction.atomic
def remove_section(actor: Actor, draft_id: UUID, code: str) -> None:
    """Take an empty section away.

    Raises:
        PermissionDenied: it is no draft of the actor's organisation, or there is no such section.
        RuleViolation: it still has questions.
    """
    draft = lock_draft(actor, draft_id)
    section = ensure_found(editing.section_of(draft.content, code))
    if section["questions"]:
        raise RuleViolation(_("This section still has questions. Move them elsewhere first."))
    store(actor, draft, editing.without_section(draft.content, code), "section_removed")


@transaction.atomic
def change_texts(
    actor: Actor, draft_id: UUID, group: str, language: str, *, version: int, texts: Mapping[str, str]
) -> None:
    """Rewrite a section's title, a telling, or the translation of anything.

    A telling whose Finnish text changes becomes its next version: everybody is asked anew whether they understood.

    Args:
        group: as in `rules.template_words`: "question.goal", "section.wishes", "telling.aims".
        version: the fingerprint of the texts that the writer saw.

    Raises:
        PermissionDenied: it is no draft of the actor's organisation, or there is no such text.
        Conflict: somebody changed the same text meanwhile.
        RuleViolation: a telling's translation has another number of sentences than the Finnish text, or says nothing.
    """
    draft = lock_draft(actor, draft_id)
    ensure(wording.is_known(draft.content, group) and language in draft.content["words"])
    present = wording.texts_of(draft.content, group, language)
    told = {name: texts.get(name, "") for name in present}
    ensure_unseen(version, present, told)
    if group.startswith("telling."):
        _ensure_sentences(draft.content, group, language, told)
    content = wording.with_texts(draft.content, group, language, told, str(actor.user_id))
    if group.startswith("telling.") and language == editing.SOURCE:
        content = _retold(draft.content, content, group)
    store(actor, draft, content, "worded")


@transaction.atomic
def check_translation(actor: Actor, draft_id: UUID, group: str, language: str) -> None:
    """Note that somebody who knows the language has checked a translation; nobody checks what they wrote themselves.

    Raises:
        PermissionDenied: it is no draft of the actor's organisation, or there is no such text.
        RuleViolation: it is missing or left behind by the Finnish text, or the actor wrote it.
    """
    draft = lock_draft(actor, draft_id)
    ensure(wording.is_known(draft.content, group) and language in draft.content["words"])
    found = wording.group(draft.content, group, language)
    if found.state in (wording.MISSING, wording.STALE):
        raise RuleViolation(_("Write the translation first: it is missing or the Finnish text has changed."))
    if found.by and found.by == str(actor.user_id):
        raise RuleViolation(_("Somebody else than its writer checks a translation."))
    store(actor, draft, wording.checked(draft.content, group, language, str(actor.user_id)), "translation_checked")


def _ensure_sentences(content: editing.Content, group: str, language: str, told: Mapping[str, str]) -> None:
    lines = [line for line in told["sentences"].split("\n") if line.strip()]
    if not told["title"].strip() or not lines:
        raise RuleViolation(_("What must be told has a title and at least one sentence."), field="sentences")
    source = wording.texts_of(content, group, editing.SOURCE)["sentences"].split("\n")
    if language != editing.SOURCE and len(lines) != len(source):
        message = _("The Finnish text has %(count)d sentences, one on each line. Write as many, in the same order.")
        raise RuleViolation(message % {"count": len(source)}, field="sentences")


def _retold(before: editing.Content, content: editing.Content, group: str) -> editing.Content:
    """The content with the telling's next version, when its text really changed."""
    if wording.texts_of(before, group, editing.SOURCE) == wording.texts_of(content, group, editing.SOURCE):
        return content
    code = group.partition(".")[2]
    tellings = [
        {**one, "version": one["version"] + 1} if one["id"] == code else one for one in content["structure"]["tellings"]
    ]
    return {**content, "structure": {**content["structure"], "tellings": tellings}}
