"""Who does what by when."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luukku.casework import policies, services
from luukku.casework.forms import TaskForm, carry_out
from luukku.casework.models import Task
from luukku.casework.views._scope import answered_case, seen_case
from luukku.core.forms import carry_out_or_conflict, form_page
from luukku.core.http import Request, sent

ON_PAGE = 50


@require_GET
def tasks(request: Request, case: UUID) -> HttpResponse:
    """What is to be done, the soonest first, and behind it what has been done."""
    actor = request.actor
    found = seen_case(request, case)
    rows = policies.visible_tasks(actor).filter(case=found).select_related("doer_user", "doer_person", "finished_by")
    finished = rows.exclude(state=Task.State.OPEN).order_by("-finished_at", "pk")
    page = Paginator(finished, ON_PAGE).get_page(request.GET.get("page"))
    services.note_view(actor, "task.listed", found, case=found)
    to_do = list(rows.open().order_by("due_on", "created_at", "pk")[: ON_PAGE * 4])
    may_edit = policies.may_answer_for(actor, found) and found.is_open
    mine = set(
        policies.own_tasks(actor).filter(case=found, pk__in=[one.pk for one in to_do]).values_list("pk", flat=True)
    )
    context = {"case": found, "to_do": to_do, "page": page, "may_edit": may_edit, "mine": mine, "today": actor.day}
    return render(request, "casework/tasks.html", context)


@require_http_methods(["GET", "POST"])
def task_add(request: Request, case: UUID) -> HttpResponse:
    actor = request.actor
    found = answered_case(request, case)
    services.note_view(actor, "case.viewed", found, case=found)
    form = TaskForm(sent(request), doers=services.possible_doers(actor, found))
    if request.method == "POST" and form.is_valid():
        added = carry_out(form, lambda: services.add_task(actor, found.pk, facts=form.facts()))
        if added:
            messages.success(request, _("The task is noted."))
            return redirect("casework:tasks", found.pk)
    return form_page(request, "casework/task_form.html", {"form": form, "case": found})


@require_http_methods(["GET", "POST"])
def task(request: Request, case: UUID, task: UUID) -> HttpResponse:
    """To whoever answers for the case an open task is a form; others read it."""
    actor = request.actor
    found = seen_case(request, case)
    rows = policies.visible_tasks(actor).filter(case=found).select_related("doer_user", "doer_person", "meeting")
    one = get_object_or_404(rows, pk=task)
    services.note_view(actor, "task.viewed", one, case=found)
    context = {"case": found, "task": one, "may_finish": policies.may_finish_task(actor, one), "today": actor.day}
    if one.state != Task.State.OPEN or not policies.may_edit_task(actor, one):
        return render(request, "casework/task.html", context)
    form = TaskForm.of(one, services.possible_doers(actor, found), sent(request))
    conflict = None
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        saved, conflict = carry_out_or_conflict(
            form, lambda: services.change_task(actor, one.pk, version=version, facts=form.facts())
        )
        if saved:
            messages.success(request, _("The task is changed."))
            return redirect("casework:tasks", found.pk)
    return form_page(request, "casework/task_form.html", context | {"form": form, "conflict": conflict})


@require_POST
def task_finish(request: Request, case: UUID, task: UUID) -> HttpResponse:
    """Done, unless the form says that it is no longer needed, or not done after all."""
    found = seen_case(request, case)
    one = get_object_or_404(policies.own_tasks(request.actor).filter(case=found), pk=task)
    wanted = request.POST.get("state", "")
    state = Task.State(wanted) if wanted in Task.State.values else Task.State.DONE
    services.finish_task(request.actor, one.pk, state=state)
    said = {
        Task.State.DONE: _("Noted as done."),
        Task.State.DROPPED: _("Noted as no longer needed."),
        Task.State.OPEN: _("The task is open again."),
    }
    messages.success(request, said[state])
    return redirect("desk:my-day") if "day" in request.POST else redirect("casework:tasks", found.pk)
