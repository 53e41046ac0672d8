"""Asking about each child before a plan is offered, and noting that a place was applied for."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from luukku.casework.services import note_view
from luukku.core.http import Request, sent
from luukku.plans import policies
from luukku.plans.forms.children import AppliedForm, TopicsForm, started_from_topics
from luukku.plans.models import Topic
from luukku.plans.rules import childhood
from luukku.plans.services import topics
from luukku.plans.views.editing import Page, edit
from luukku.plans.views.texts import back_to


@require_http_methods(["GET", "POST"])
def part_topics(request: Request, pk: UUID) -> HttpResponse:
    """What was agreed about a child's days, or why something is left for later."""
    part = get_object_or_404(policies.childrens_parts(request.actor), pk=pk)
    note_view(request.actor, "plan.topics_viewed", part, case=part.plan.case)
    kept = {topic.kind: topic for topic in part.topics.all()}
    fitting = childhood.topics_for(part.person.birth_on if part.person else None, request.actor.day)
    asked = [kind for kind in childhood.Asked if kind in fitting or kind in kept]
    form = TopicsForm(sent(request), part=part, asked=asked, initial=started_from_topics(kept, part.topics_version))
    name = part.person.short_name if part.person else ""
    title = _("Asked about %(name)s") % {"name": name}
    has_words = any(words.person_id == part.person_id for words in part.words.all())
    context = {"part": part, "kept": kept, "has_words": has_words}
    back = back_to(part.plan, f"part-{part.pk}")
    page = Page(title, _("Save what was said"), back, "plans/part_topics.html", context)

    def save() -> None:
        version = form.cleaned_data["version"] or 0
        topics.note_topics(request.actor, part.pk, version=version, notes=form.notes(), translator=form.translator())

    return edit(request, form, page, save)


@require_http_methods(["GET", "POST"])
def place_applied(request: Request, pk: UUID) -> HttpResponse:
    """Noting the day on which a place in early education was applied for."""
    topic: Topic = get_object_or_404(policies.wished_places(request.actor), pk=pk)
    part = topic.part
    note_view(request.actor, "plan.topics_viewed", part, case=part.plan.case)
    form = AppliedForm(sent(request), initial={"applied_on": topic.applied_on or request.actor.day})
    title = _("A place in early education: %(name)s") % {"name": part.person.short_name if part.person else ""}
    page = Page(title, _("Note the day"), back_to(part.plan, f"part-{part.pk}"), "plans/short_form.html")

    def save() -> None:
        topics.note_applied(request.actor, topic.pk, applied_on=form.cleaned_data["applied_on"])
        messages.success(request, _("It is noted that the place was applied for."))

    return edit(request, form, page, save)
