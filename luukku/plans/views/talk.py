"""What the family says about a plan: their words, the worker's answer, and what came of not agreeing."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from luukku.casework.services import note_view
from luukku.core.http import Request, sent
from luukku.plans import policies
from luukku.plans.forms import talk as forms
from luukku.plans.services import comments, objections, reading
from luukku.plans.views.editing import Page, edit
from luukku.plans.views.texts import back_to


@require_http_methods(["GET", "POST"])
def comment_add(request: Request, pk: UUID) -> HttpResponse:
    part = get_object_or_404(policies.commentable_parts(request.actor), pk=pk)
    note_view(request.actor, "plan.text_viewed", part, case=part.plan.case)
    people = reading.people_by_id(set(comments.commenters(request.actor, part)))
    form = forms.CommentForm(
        sent(request),
        people=[(one.pk, one.short_name) for one in people.values()],
        goals=list(part.goals.all()),
        initial={"language": part.plan.family_language},
    )
    name = part.person.short_name if part.person else _("The whole family")
    title = _("What somebody says about the plan: %(part)s") % {"part": name}
    page = Page(title, _("Write it down"), back_to(part.plan, "comments"), "plans/short_form.html")

    def save() -> None:
        comments.add_comment(request.actor, part.pk, said=form.said(), goal_id=form.goal_id)

    return edit(request, form, page, save)


@require_http_methods(["GET", "POST"])
def comment_answer(request: Request, pk: UUID) -> HttpResponse:
    comment = get_object_or_404(policies.answerable_comments(request.actor), pk=pk)
    plan = comment.part.plan
    note_view(request.actor, "plan.text_viewed", comment, case=plan.case)
    initial = {
        "text_worker": comment.text_worker, "answer": comment.answer, "answer_family": comment.answer_family,
        "version": comment.version,
    }  # fmt: skip
    form = forms.AnswerForm(sent(request), comment=comment, initial=initial)
    title = _("Answer to what %(name)s said") % {"name": comment.person.short_name}
    page = Page(
        title, _("Save the answer"), back_to(plan, "comments"), "plans/comment_answer.html", {"comment": comment}
    )

    def save() -> None:
        told = dict(form.cleaned_data)
        version = told.pop("version") or 0
        comments.answer_comment(request.actor, comment.pk, version=version, **told)

    return edit(request, form, page, save)


@require_http_methods(["GET", "POST"])
def objection_stays(request: Request, pk: UUID) -> HttpResponse:
    """It was talked about: the text stays as it is, and this person still does not agree."""
    objection = get_object_or_404(policies.open_objections(request.actor), pk=pk)
    plan = objection.plan
    note_view(request.actor, "plan.viewed", plan, case=plan.case)
    form = forms.StaysForm(sent(request))
    title = _("The text stays: %(name)s does not agree") % {"name": objection.person.short_name}
    page = Page(
        title, _("Note this"), back_to(plan, "understood"), "plans/objection_stays.html", {"objection": objection}
    )

    def save() -> None:
        objections.let_text_stay(request.actor, objection.pk, note=form.cleaned_data["note"])
        messages.info(request, _("It is noted. The plan is not in force as long as their yes is missing."))

    return edit(request, form, page, save)
