"""Interview questions of an organisation: what is in use, a draft with its parts, publishing, going out of use."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luukku.core.errors import RuleViolation
from luukku.core.http import Request
from luukku.plans import policies
from luukku.plans import template_words_page as words
from luukku.plans.models import InterviewTemplate
from luukku.plans.services import template_drafts
from luukku.plans.services.templates import KEYS, current_template

State = InterviewTemplate.State


@require_GET
def template_list(request: Request) -> HttpResponse:
    """Each kind of interview: the questions in use, the draft, and earlier versions."""
    actor = request.actor
    if not actor.has(policies.QUESTION_READERS):
        raise Http404
    found = policies.visible_templates(actor).defer("content").order_by("key", "-version")
    own = [one for one in found if one.organisation_id is not None]
    rows = [
        {
            "key": key,
            "name": words.INTERVIEWS[key],
            "current": current_template(key, actor.day, actor.organisation_id),
            "draft": next((one for one in own if one.key == key and one.state == State.DRAFT), None),
            "earlier": [one for one in own if one.key == key and one.state == State.SUPERSEDED],
        }
        for key in KEYS
    ]
    context = {"rows": rows, "may_write": policies.may_write_questions(actor)}
    return render(request, "plans/templates/list.html", context)


@require_GET
def template(request: Request, pk: UUID) -> HttpResponse:
    """One version: its sections, questions, tellings and languages."""
    found = get_object_or_404(policies.visible_templates(request.actor), pk=pk)
    is_draft = found.state == State.DRAFT
    context = {
        "template": found,
        "name": words.INTERVIEWS.get(found.key, found.key),
        "is_draft": is_draft,
        "sections": words.sections(found.content),
        "tellings": words.tellings(found.content),
        "languages": words.languages(found.content),
        "problems": words.problems(found, template_drafts.newest_default(found.key)) if is_draft else [],
        "may_retire": found.state == State.PUBLISHED and policies.own_templates(request.actor).filter(pk=pk).exists(),
    }
    return render(request, "plans/templates/template.html", context)


@require_POST
def template_start(request: Request, key: str) -> HttpResponse:
    if key not in KEYS or not policies.may_write_questions(request.actor):
        raise Http404
    draft = template_drafts.start_draft(request.actor, key)
    return HttpResponseRedirect(reverse("plans:template", args=[draft.pk]))


@require_http_methods(["GET", "POST"])
def template_publish(request: Request, pk: UUID) -> HttpResponse:
    """Ask once more, then take the draft into use."""
    draft = get_object_or_404(policies.editable_templates(request.actor), pk=pk)
    problems = words.problems(draft, template_drafts.newest_default(draft.key))
    status = 200
    if request.method == "POST":
        try:
            template_drafts.publish(request.actor, draft.pk)
        except RuleViolation as refusal:
            messages.error(request, str(refusal.message))
            status = 422
        else:
            messages.success(request, _("The questions are in use from today. Interviews under way keep theirs."))
            return HttpResponseRedirect(reverse("plans:templates"))
    context = {
        "template": draft,
        "name": words.INTERVIEWS.get(draft.key, draft.key),
        "problems": problems,
        "languages": words.languages(draft.content),
    }
    return render(request, "plans/templates/publish.html", context, status=status)


@require_POST
def template_retire(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(policies.own_templates(request.actor).filter(state=State.PUBLISHED), pk=pk)
    template_drafts.retire(request.actor, found.pk)
    messages.success(request, _("New interviews follow the questions of the product again."))
    return HttpResponseRedirect(reverse("plans:templates"))


@require_POST
def template_discard(request: Request, pk: UUID) -> HttpResponse:
    draft = get_object_or_404(policies.editable_templates(request.actor), pk=pk)
    template_drafts.discard(request.actor, draft.pk)
    messages.success(request, _("The draft was thrown away. Nothing in use has changed."))
    return HttpResponseRedirect(reverse("plans:templates"))
