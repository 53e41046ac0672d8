"""Changing a draft of interview questions: questions, conditions, sections, tellings, translations."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luukku.core.errors import RuleViolation
from luukku.core.http import Request, sent
from luukku.language import languages as reference
from luukku.plans import policies
from luukku.plans import template_words_page as words
from luukku.plans.forms.templates import ConditionForm, QuestionForm, SectionForm, TextsForm
from luukku.plans.models import InterviewTemplate
from luukku.plans.rules import template_editing as editing
from luukku.plans.rules import template_words as wording
from luukku.plans.services import template_drafts, template_texts
from luukku.plans.services.template_drafts import fingerprint
from luukku.plans.views.editing import Page, edit

NEW: dict[str, Any] = {"kind": "text", "scope": "person", "is_workers": False, "in_private": False, "domain": ""}


@require_http_methods(["GET", "POST"])
def question_add(request: Request, pk: UUID, section: str) -> HttpResponse:
    draft = _draft(request, pk)
    if editing.section_of(draft.content, section) is None:
        raise Http404
    form = QuestionForm(sent(request), initial=NEW)
    page = _page(draft, _("A new question"), _("Add the question"), f"section-{section}")

    def save() -> None:
        template_drafts.add_question(request.actor, draft.pk, section=section, told=form.told(NEW))

    return edit(request, form, page, save)


@require_http_methods(["GET", "POST"])
def question_edit(request: Request, pk: UUID, code: str) -> HttpResponse:
    draft = _draft(request, pk)
    question = _question(draft, code)
    present = template_drafts.question_told(draft.content, code)
    initial = {**present, "version": fingerprint(present)}
    initial |= {f"option.{one}": text for one, text in present["options"].items()}
    options = list(present["options"].items())
    form = QuestionForm(sent(request), options=options, is_own=bool(question.get("own")), initial=initial)
    context = {"demanded_by": ", ".join(editing.demanding_sections(question))}
    page = _page(draft, _("Question"), _("Save the question"), f"question-{code}", context)

    def save() -> None:
        version = form.cleaned_data["version"] or 0
        template_drafts.change_question(request.actor, draft.pk, code, version=version, told=form.told(present))

    return edit(request, form, page, save)


@require_http_methods(["GET", "POST"])
def question_condition(request: Request, pk: UUID, code: str) -> HttpResponse:
    """Choose the earlier question (`?on=`), then its answers."""
    draft = _draft(request, pk)
    question = _question(draft, code)
    now = question.get("condition") or {"question": "", "answers": []}
    wanted = request.GET.get("on", now["question"])
    earlier = [
        (one["id"], words.text_of(draft.content, one["id"])) for one in editing.earlier_choices(draft.content, code)
    ]
    chosen = editing.question_of(draft.content, wanted) if wanted in dict(earlier) else None
    codes = editing.answers_of(draft.content, chosen) if chosen else ()
    answers = [(one, words.answer_text(draft.content, wanted, one)) for one in codes]
    initial = {"answers": now["answers"] if wanted == now["question"] else []}
    form = ConditionForm(sent(request), answers=answers, initial=initial)
    context = {
        "question": words.text_of(draft.content, code),
        "earlier": earlier,
        "wanted": wanted if chosen else "",
        "is_demanded": editing.is_demanded(question),
        "condition": words.condition(draft.content, question),
    }
    page = _page(draft, _("When is this asked?"), _("Save the condition"), f"question-{code}", context)
    page = Page(page.title, page.button, page.back, "plans/templates/condition.html", page.context)

    def save() -> None:
        told = form.cleaned_data["answers"]
        template_drafts.set_condition(request.actor, draft.pk, code, question=wanted, answers=told)

    return edit(request, form, page, save)


@require_POST
def question_move(request: Request, pk: UUID, code: str) -> HttpResponse:
    draft = _draft(request, pk)
    _question(draft, code)
    template_drafts.move_question(request.actor, draft.pk, code, step=_step(request))
    return _back(draft, f"question-{code}")


@require_POST
def question_remove(request: Request, pk: UUID, code: str) -> HttpResponse:
    draft = _draft(request, pk)
    _question(draft, code)
    return _try(request, draft, lambda: template_drafts.remove_question(request.actor, draft.pk, code))


@require_http_methods(["GET", "POST"])
def section_add(request: Request, pk: UUID) -> HttpResponse:
    draft = _draft(request, pk)
    form = SectionForm(sent(request))

    def save() -> str:
        code = template_texts.add_section(request.actor, draft.pk, title=form.cleaned_data["title"])
        return f"{reverse('plans:template', args=[draft.pk])}#section-{code}"

    return edit(request, form, _page(draft, _("A new section"), _("Add the section")), save)


@require_POST
def section_move(request: Request, pk: UUID, code: str) -> HttpResponse:
    draft = _draft(request, pk)
    _ensure_section(draft, code)
    template_texts.move_section(request.actor, draft.pk, code, step=_step(request))
    return _back(draft, f"section-{code}")


@require_POST
def section_remove(request: Request, pk: UUID, code: str) -> HttpResponse:
    draft = _draft(request, pk)
    _ensure_section(draft, code)
    return _try(request, draft, lambda: template_texts.remove_section(request.actor, draft.pk, code))


@require_GET
def template_language(request: Request, pk: UUID, language: str) -> HttpResponse:
    """Every text in one language with its state, those that need somebody first."""
    found = get_object_or_404(policies.visible_templates(request.actor), pk=pk)
    _ensure_language(found, language)
    order = [wording.MISSING, wording.STALE, wording.DRAFT, wording.CHECKED]
    groups = sorted(wording.groups(found.content, language), key=lambda one: order.index(one.state))
    rows = [(one, words.STATES[one.state], _first(one.source), _first(one.texts)) for one in groups]
    context = {
        "template": found,
        "is_draft": found.state == InterviewTemplate.State.DRAFT,
        "language": language,
        "name": words.language(language),
        "rows": rows,
        "user_id": str(request.actor.user_id),
    }
    return render(request, "plans/templates/language.html", context)


@require_http_methods(["GET", "POST"])
def template_text(request: Request, pk: UUID, language: str, group: str) -> HttpResponse:
    """The texts of one question, section or telling in one language, the Finnish beside."""
    draft = _draft(request, pk)
    _ensure_language(draft, language)
    if not wording.is_known(draft.content, group):
        raise Http404
    present = wording.texts_of(draft.content, group, language)
    source = wording.texts_of(draft.content, group, editing.SOURCE) if language != editing.SOURCE else {}
    form = TextsForm(
        sent(request),
        names=list(present),
        labels={name: _label(name) for name in present},
        source=source,
        language=language,
        direction=reference.direction(language),
        initial={"version": fingerprint(present), **{f"text.{name}": text for name, text in present.items()}},
    )
    title = _("Text in this language: %(language)s") % {"language": words.language(language)}
    page = _page(draft, title, _("Save the text"))
    if language != editing.SOURCE:
        back = reverse("plans:template-language", args=[draft.pk, language])
        page = Page(page.title, page.button, back, page.template, page.context)

    def save() -> None:
        version = form.cleaned_data["version"] or 0
        template_texts.change_texts(request.actor, draft.pk, group, language, version=version, texts=form.texts())

    return edit(request, form, page, save)


@require_POST
def template_check(request: Request, pk: UUID, language: str, group: str) -> HttpResponse:
    """Somebody else than its writer has checked a translation."""
    draft = _draft(request, pk)
    _ensure_language(draft, language)
    if not wording.is_known(draft.content, group):
        raise Http404
    try:
        template_texts.check_translation(request.actor, draft.pk, group, language)
    except RuleViolation as refusal:
        messages.error(request, str(refusal.message))
    return HttpResponseRedirect(reverse("plans:template-language", args=[draft.pk, language]))


def _draft(request: Request, pk: UUID) -> InterviewTemplate:
    return get_object_or_404(policies.editable_templates(request.actor), pk=pk)


def _question(draft: InterviewTemplate, code: str) -> dict[str, Any]:
    found = editing.question_of(draft.content, code)
    if found is None:
        raise Http404
    return found


def _ensure_section(draft: InterviewTemplate, code: str) -> None:
    if editing.section_of(draft.content, code) is None:
        raise Http404


def _ensure_language(found: InterviewTemplate, language: str) -> None:
    if language not in found.content["words"]:
        raise Http404


def _step(request: Request) -> int:
    return -1 if request.POST.get("step") == "up" else 1


def _first(texts: Mapping[str, str]) -> str:
    """The text that a group is known by: a question, or a title."""
    return texts.get("") or texts.get("title", "")


def _label(name: str) -> str:
    if name.startswith("option."):
        return _("Option")
    return str(template_drafts.NAMES[name])


def _page(
    draft: InterviewTemplate, title: str, button: str, place: str = "", context: dict[str, Any] | None = None
) -> Page:
    back = reverse("plans:template", args=[draft.pk]) + (f"#{place}" if place else "")
    return Page(title, button, back, "plans/templates/part.html", {"draft": draft, **(context or {})})


def _back(draft: InterviewTemplate, place: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('plans:template', args=[draft.pk])}#{place}")


def _try(request: Request, draft: InterviewTemplate, change: Any) -> HttpResponse:
    """Do it, or say at the top of the list why it can't be done."""
    try:
        change()
    except RuleViolation as refusal:
        messages.error(request, str(refusal.message))
    return HttpResponseRedirect(reverse("plans:template", args=[draft.pk]))
