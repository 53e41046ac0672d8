"""Who does how much, who is away, and handing families on."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luukku.audit import trail
from luukku.casework import policies, services
from luukku.casework.forms import AbsenceForm, HandOnForm, TakeOnForm, carry_out, worker_choices
from luukku.casework.models import ResponsibleWorker
from luukku.casework.services import workload
from luukku.casework.views._scope import answered_case, to_family
from luukku.core.forms import form_page
from luukku.core.http import Request, sent


@require_GET
def team(request: Request) -> HttpResponse:
    """The workers whom the supervisor leads, with how many families each has."""
    actor = request.actor
    if not actor.has(policies.SUPERVISORS):
        raise Http404
    trail.record(actor, "team.load_viewed")
    loads = workload.loads(actor)
    context = {"loads": [(load, load.leaves_soon(actor.day)) for load in loads], "day": actor.day}
    return render(request, "casework/team.html", context)


@require_http_methods(["GET", "POST"])
def hand_on(request: Request, user: UUID) -> HttpResponse:
    """The families of one worker, to be handed on one by one or all at once."""
    actor = request.actor
    worker = get_object_or_404(policies.led_workers(actor), pk=user)
    cases = list(policies.families_led(actor, worker).select_related("family").order_by("family__name", "pk"))
    others = [one for one in services.workers_here(actor, actor.day) if one.pk != worker.pk]
    families = workload.families_answered(actor, [one.pk for one in others] + [worker.pk])
    form = HandOnForm(sent(request), cases=cases, choices=worker_choices(others, families))
    if request.method == "POST" and form.is_valid():
        done = carry_out(
            form,
            lambda: _hand_on(request, worker.pk, form),
        )
        if done:
            told = ngettext("One family was handed on.", "%(number)d families were handed on.", len(done))
            messages.success(request, told % {"number": len(done)})
            return redirect("casework:hand-on", worker.pk) if len(done) < len(cases) else redirect("casework:team")
    trail.record(actor, "families.listed", cases=[str(case.pk) for case in cases])
    cards = dict(zip((case.pk for case in cases), services.cards_of(actor, cases), strict=True))
    context = {
        "form": form,
        "worker": worker,
        "rows": [(cards[case.pk], field) for case, field in form.rows],
        "families": families.get(worker.pk, 0),
        "absences": policies.changeable_absences(actor).filter(user=worker),
    }
    return form_page(request, "casework/hand_on.html", context)


@require_http_methods(["GET", "POST"])
def absences(request: Request, user: UUID | None = None) -> HttpResponse:
    """Days away: one's own, or those of a worker whom one leads."""
    actor = request.actor
    whose = user or actor.user_key
    if not policies.may_note_absence(actor, whose):
        raise Http404
    form = AbsenceForm(
        sent(request),
        workers=services.possible_substitutes(actor, whose, actor.day),
        initial={"from_on": actor.day},
    )
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        noted = carry_out(
            form,
            lambda: services.note_absence(
                actor,
                user_id=whose,
                substitute_id=typed["substitute"].pk,
                from_on=typed["from_on"],
                last_on=typed["last_on"],
            ),
        )
        if noted:
            messages.success(request, _("Noted. %(name)s has been told.") % {"name": noted.substitute.name})
            return redirect("casework:absences-of", user) if user else redirect("casework:absences")
    context = {
        "form": form,
        "worker": get_object_or_404(policies.led_workers(actor), pk=user) if user else None,
        "absences": policies.changeable_absences(actor).filter(user_id=whose),
        "day": actor.day,
    }
    return form_page(request, "casework/absences.html", context)


@require_POST
def absence_end(request: Request, absence: UUID) -> HttpResponse:
    row = get_object_or_404(policies.changeable_absences(request.actor), pk=absence)
    services.end_absence(request.actor, row.pk)
    messages.success(request, _("Ended. From now on the substitute may do no more than before."))
    if row.user_id == request.actor.user_id:
        return redirect("casework:absences")
    return redirect("casework:absences-of", row.user_id)


@require_http_methods(["GET", "POST"])
def take_on(request: Request, case: UUID) -> HttpResponse:
    """The new worker says to have taken the family on, and when the family was told."""
    actor = request.actor
    found = answered_case(request, case)
    span = get_object_or_404(policies.own_spans(actor), case=found)
    form = TakeOnForm(sent(request), initial={"told_on": span.told_on})
    if request.method == "POST" and form.is_valid():
        taken = carry_out(form, lambda: services.take_on(actor, found.pk, told_on=form.cleaned_data["told_on"]))
        if taken:
            return to_family(found)
    services.note_view(actor, "case.viewed", found, case=found)
    context = {"form": form, "case": found, "span": span, "before": services.answered_before(found, span.first_on)}
    return form_page(request, "casework/take_on.html", context)


def _hand_on(request: Request, worker_id: UUID, form: HandOnForm) -> list[ResponsibleWorker]:
    """A family that is not this worker's, or not the supervisor's to divide, does not exist: nothing is changed."""
    try:
        return services.reassign_many(request.actor, worker_id, to=form.chosen(), from_on=form.cleaned_data["from_on"])
    except PermissionDenied as refusal:
        raise Http404 from refusal
