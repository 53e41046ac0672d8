"""An organisation's own interview questions: a draft is begun, changed, published, and goes out of use.

What is published never changes; a changed mind is the next version. Questions that the decree asks for can be reworded
and moved, never left out. Interviews that have begun keep the version they began with.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from luukku.audit import trail
from luukku.core.actor import Actor
from luukku.core.errors import Conflict, FieldConflict, RuleViolation, ensure, ensure_found
from luukku.plans import policies
from luukku.plans.models import InterviewTemplate
from luukku.plans.rules import merging
from luukku.plans.rules import template_editing as editing
from luukku.plans.rules import template_words as wording
from luukku.plans.services.templates import KEYS, current_template, template_hash

State = InterviewTemplate.State


@dataclass(frozen=True, slots=True)
class QuestionTold:
    """A question as its writer tells it, in Finnish.

    Attributes:
        options: words of the options there are, by id; an own option without words is taken away.
        new_options: words of further options.
        domain: the area of life in which an answer suggests a need; empty: none.
    """

    text: str
    help: str = ""
    kind: str = "text"
    scope: str = "person"
    is_workers: bool = False
    in_private: bool = False
    options: Mapping[str, str] = field(default_factory=dict)
    new_options: Sequence[str] = ()
    domain: str = ""


def fingerprint(value: Any) -> int:
    """A number that stands for what a page showed, so that a late writer is noticed."""
    return int(merging.mark(value), 16)


def newest_default(key: str) -> InterviewTemplate:
    """The newest questions that come with the product: they hold what the decree asks for."""
    return ensure_found(InterviewTemplate.objects.filter(organisation=None, key=key).order_by("-version").first())


@transaction.atomic
def start_draft(actor: Actor, key: str) -> InterviewTemplate:
    """Begin a draft from the questions that are in use now: the organisation's own, else those of the product.

    Raises:
        PermissionDenied: the actor does not write questions here, or there is no interview of that kind.
        RuleViolation: a draft is already being written.
    """
    ensure(policies.may_write_questions(actor) and key in KEYS)
    own = InterviewTemplate.objects.filter(organisation_id=actor.organisation_key, key=key)
    if own.filter(state=State.DRAFT).exists():
        raise RuleViolation(_("A draft of these questions is already being written."))
    base = ensure_found(current_template(key, actor.day, actor.organisation_id))
    version = (own.aggregate(last=Max("version"))["last"] or 0) + 1
    content = {**base.content, "structure": {**base.content["structure"], "version": version}}
    draft = InterviewTemplate(
        organisation_id=actor.organisation_id,
        key=key,
        version=version,
        state=State.DRAFT,
        content=content,
        based_on=base,
        written_by_id=ensure_found(actor.user_id),
    )
    draft.full_clean()
    draft.save()
    trail.record(actor, "questions.draft_started", draft, key=key)
    return draft


@transaction.atomic
def add_question(actor: Actor, draft_id: UUID, *, section: str, told: QuestionTold) -> str:
    """Add an own question at the end of a section. Returns its id.

    Raises:
        PermissionDenied: it is no draft of the actor's organisation, or there is no such section.
    """
    draft = lock_draft(actor, draft_id)
    ensure(editing.section_of(draft.content, section) is not None)
    code = f"own_{uuid4().hex[:8]}"
    question = {
        "id": code,
        "kind": told.kind,
        "scope": told.scope,
        "asked_of": "worker" if told.is_workers else "family",
        "in_private": told.in_private,
        "covers": [],
        "raises": _raises(told.domain, told.kind),
        "has_help": bool(told.help.strip()),
        "own": True,
    }
    content = editing.with_question(draft.content, section, question)
    _store(actor, draft, _with_words(content, code, told, str(actor.user_id)), "added")
    return code


@transaction.atomic
def change_question(actor: Actor, draft_id: UUID, code: str, *, version: int, told: QuestionTold) -> None:
    """Rewrite a question. What the decree asks for keeps its kind, its options and whom it is about.

    Args:
        version: the fingerprint of what the writer saw (`question_told`).

    Raises:
        PermissionDenied: it is no draft of the actor's organisation, or there is no such question.
        Conflict: somebody changed the same question meanwhile.
    """
    draft = lock_draft(actor, draft_id)
    question = ensure_found(editing.question_of(draft.content, code))
    ensure_unseen(version, question_told(draft.content, code), _comparable(told))
    changes: dict[str, Any] = {"has_help": bool(told.help.strip())}
    content: editing.Content = draft.content
    if question.get("own"):
        changes |= {
            "kind": told.kind,
            "scope": told.scope,
            "asked_of": "worker" if told.is_workers else "family",
            "in_private": told.in_private,
            "raises": _raises(told.domain, told.kind),
        }
        kept = [one for one in question.get("options", ()) if told.options.get(one, "").strip()]
        changes["options"] = kept if told.kind in editing.WITH_OPTIONS else None
    content = editing.with_changes(content, code, changes)
    _store(actor, draft, _with_words(content, code, told, str(actor.user_id)), "changed")


def question_told(content: editing.Content, code: str) -> dict[str, Any]:
    """A question as its form shows it: what a version number of the page stands for."""
    question = ensure_found(editing.question_of(content, code))
    texts = wording.texts_of(content, f"question.{code}", editing.SOURCE)
    return {
        "text": texts.get("", ""),
        "help": texts.get("help", ""),
        "kind": question["kind"],
        "scope": question["scope"],
        "is_workers": question["asked_of"] == "worker",
        "in_private": question["in_private"],
        "options": {one: texts.get(f"option.{one}", "") for one in question.get("options", ())},
        "domain": question["raises"][0]["domain"] if question["raises"] else "",
    }


@transaction.atomic
def set_condition(actor: Actor, draft_id: UUID, code: str, *, question: str, answers: Sequence[str]) -> None:
    """Ask a question only when an earlier one has one of these answers; without answers, always.

    Raises:
        PermissionDenied: it is no draft of the actor's organisation, or there is no such question.
        RuleViolation: the decree asks for the question, or the other one does not come before it with these answers.
    """
    draft = lock_draft(actor, draft_id)
    own = ensure_found(editing.question_of(draft.content, code))
    if editing.is_demanded(own) and answers:
        raise RuleViolation(_("The decree asks for this question, so it is asked always."))
    earlier = {one["id"]: one for one in editing.earlier_choices(draft.content, code)}
    if answers and (
        question not in earlier or not set(answers) <= set(editing.answers_of(draft.content, earlier[question]))
    ):
        raise RuleViolation(_("Choose a question that comes before this one, and its answers."))
    condition = {"question": question, "answers": list(answers)} if answers else None
    _store(actor, draft, editing.with_changes(draft.content, code, {"condition": condition}), "changed")


@transaction.atomic
def move_question(actor: Actor, draft_id: UUID, code: str, *, step: int) -> None:
    """Move a question one place up (-1) or down (+1).

    Raises:
        PermissionDenied: it is no draft of the actor's organisation, or there is no such question.
    """
    draft = lock_draft(actor, draft_id)
    ensure_found(editing.question_of(draft.content, code))
    _store(actor, draft, editing.moved_question(draft.content, code, 1 if step > 0 else -1), "moved")


@transaction.atomic
def remove_question(actor: Actor, draft_id: UUID, code: str) -> None:
    """Take a question away from the draft.

    Raises:
        PermissionDenied: it is no draft of the actor's organisation, or there is no such question.
        RuleViolation: the decree asks for it.
    """
    draft = lock_draft(actor, draft_id)
    question = ensure_found(editing.question_of(draft.content, code))
    if editing.is_demanded(question):
        sections = ", ".join(editing.demanding_sections(question))
        raise RuleViolation(_("This question can't be left out: %(sections)s asks for it.") % {"sections": sections})
    _store(actor, draft, editing.without_question(draft.content, code), "removed")


@transaction.atomic
def publish(actor: Actor, draft_id: UUID) -> InterviewTemplate:
    """Freeze a draft and take it into use today; the version before it goes out of use for new interviews.

    Raises:
        PermissionDenied: it is no draft of the actor's organisation.
        RuleViolation: something keeps it from being published (`rules.template_editing.problems`).
    """
    draft = lock_draft(actor, draft_id)
    if editing.problems(draft.content, newest_default(draft.key).content):
        raise RuleViolation(_("Something must be put right before these questions are taken into use. It is listed."))
    before = InterviewTemplate.objects.select_for_update().filter(
        organisation_id=actor.organisation_key, key=draft.key, state=State.PUBLISHED
    )
    for old in before:
        old.state, old.valid_to = State.SUPERSEDED, actor.day
        old.save()
    draft.state, draft.valid_from = State.PUBLISHED, actor.day
    draft.content_hash = template_hash(draft.content)
    draft.published_by_id = actor.user_id
    draft.full_clean()
    draft.save()
    trail.record(actor, "questions.published", draft, key=draft.key, version=draft.version)
    return draft


@transaction.atomic
def retire(actor: Actor, template_id: UUID) -> InterviewTemplate:
    """Take the organisation's own questions out of use: new interviews follow those of the product again.

    Raises:
        PermissionDenied: they are not the organisation's own questions in use.
    """
    rows = policies.own_templates(actor).select_for_update(no_key=True, of=("self",))
    row = ensure_found(rows.filter(pk=template_id, state=State.PUBLISHED).first())
    row.state, row.valid_to = State.SUPERSEDED, actor.day - timedelta(days=1)
    row.save()
    trail.record(actor, "questions.retired", row, key=row.key, version=row.version)
    return row


@transaction.atomic
def discard(actor: Actor, draft_id: UUID) -> None:
    """Throw a draft away; nothing that was in use is lost.

    Raises:
        PermissionDenied: it is no draft of the actor's organisation.
    """
    draft = lock_draft(actor, draft_id)
    trail.record(actor, "questions.draft_discarded", draft, key=draft.key)
    draft.delete()


def lock_draft(actor: Actor, draft_id: UUID) -> InterviewTemplate:
    rows = policies.editable_templates(actor).select_for_update(no_key=True, of=("self",))
    return ensure_found(rows.filter(pk=draft_id).first())


def ensure_unseen(version: int, present: Mapping[str, Any], written: Mapping[str, Any]) -> None:
    """Refuse to overwrite what somebody changed meanwhile.

    Raises:
        Conflict: with both texts of everything that differs.
    """
    now = fingerprint(present)
    if now == version or fingerprint(written) == now:
        return
    differing = [
        FieldConflict(NAMES.get(name, name), theirs=_shown(present.get(name)), yours=_shown(written.get(name)))
        for name in written
        if written[name] != present.get(name)
    ]
    raise Conflict(now, differing)


NAMES: dict[str, Any] = {
    "": _("Text"),
    "text": _("Question"),
    "help": _("Help in plain Finnish"),
    "kind": _("Kind of answer"),
    "scope": _("About whom"),
    "is_workers": _("The worker answers"),
    "in_private": _("Asked alone"),
    "options": _("Options"),
    "domain": _("Suggests a need in"),
    "title": _("Title"),
    "sentences": _("Sentences"),
}


def store(actor: Actor, draft: InterviewTemplate, content: editing.Content, what: str) -> None:
    _store(actor, draft, content, what)


def _store(actor: Actor, draft: InterviewTemplate, content: editing.Content, what: str) -> None:
    draft.content = dict(content)
    draft.save()
    trail.record(actor, f"questions.{what}", draft, key=draft.key)


def _with_words(content: editing.Content, code: str, told: QuestionTold, by: str) -> editing.Content:
    """The content with the Finnish words of a question, new options among its options."""
    added = {f"o{uuid4().hex[:6]}": text.strip() for text in told.new_options if text.strip()}
    question = ensure_found(editing.question_of(content, code))
    if added and question["kind"] in editing.WITH_OPTIONS:
        options = [*question.get("options", ()), *added]
        content = editing.with_changes(content, code, {"options": options})
    words = {"": told.text, "help": told.help}
    for one in ensure_found(editing.question_of(content, code)).get("options", ()):
        words[f"option.{one}"] = added.get(one) or told.options.get(one, "")
    return wording.with_texts(content, f"question.{code}", editing.SOURCE, words, by)


def _raises(domain: str, kind: str) -> list[dict[str, Any]]:
    """In which area of life an answer suggests a need: "yes", or any answer."""
    return [{"domain": domain, "when": ["yes"] if kind == "yes_no" else ["*"]}] if domain else []


def _comparable(told: QuestionTold) -> dict[str, Any]:
    names = ("text", "help", "kind", "scope", "is_workers", "in_private", "domain")
    return {name: getattr(told, name) for name in names} | {"options": dict(told.options)}


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return str(_("Yes") if value else _("No"))
    return "\n".join(value.values()) if isinstance(value, dict) else str(value or "")
