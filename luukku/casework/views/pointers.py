"""Child-protection notices that were made: seen by their author and by child protection alone."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luukku.audit import trail
from luukku.casework import policies, services
from luukku.casework.forms import PointerForm, carry_out
from luukku.casework.labels import source_of, title_of
from luukku.casework.views._scope import answered_case, member_of
from luukku.core.forms import form_page
from luukku.core.http import Request, sent


@require_GET
def pointers(request: Request) -> HttpResponse:
    """Those that the reader may know of. The line in the trail names no case: nobody learns of one from it."""
    actor = request.actor
    if not (actor.has(policies.WORKERS) or actor.has(policies.CHILD_PROTECTION)):
        raise Http404
    rows = policies.visible_pointers(actor).select_related("child", "county", "author").prefetch_related("clocks")
    trail.record(actor, "pointer.listed")
    listed = [
        (row, [(clock, title_of(clock.rule), source_of(clock)) for clock in row.clocks.all()])
        for row in rows.order_by("-on", "pk")
    ]
    context = {"pointers": listed, "may_move": policies.may_note_moves(actor), "day": actor.day}
    return render(request, "casework/pointers.html", context)


@require_http_methods(["GET", "POST"])
def pointer_add(request: Request, case: UUID, person: UUID) -> HttpResponse:
    """The same page for every child, whether a notice was made or not."""
    actor = request.actor
    found = answered_case(request, case)
    child = member_of(request, found, person, policies.children_to_point_at(actor))
    form = PointerForm(sent(request), counties=services.counties(actor.day), initial={"on": actor.day})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        noted = carry_out(
            form,
            lambda: services.note_notice(
                actor,
                found.pk,
                child_id=child.pk,
                on=typed["on"],
                county_id=typed["county"].pk if typed["county"] else None,
                reference=typed["reference"],
            ),
        )
        if noted:
            messages.success(request, _("Noted. Only you and child protection see it."))
            return redirect("casework:pointers")
    services.note_view(actor, "person.viewed", child, case=found)
    return form_page(request, "casework/pointer_form.html", {"form": form, "case": found, "person": child})


@require_POST
def pointer_clock_done(request: Request, clock: UUID) -> HttpResponse:
    row = get_object_or_404(policies.visible_pointer_clocks(request.actor), pk=clock)
    services.note_pointer_clock_done(request.actor, row.pk, done_on=request.actor.day)
    return redirect("casework:pointers")


@require_POST
def pointer_move(request: Request, pointer: UUID) -> HttpResponse:
    row = get_object_or_404(policies.visible_pointers(request.actor), pk=pointer)
    if not policies.may_note_moves(request.actor):
        raise Http404
    services.note_move(request.actor, row.pk, on=request.actor.day)
    return redirect("casework:pointers")


@require_http_methods(["GET", "POST"])
def pointer_moved(request: Request, pointer: UUID) -> HttpResponse:
    """The new county was told of the move."""
    actor = request.actor
    row = get_object_or_404(policies.visible_pointers(actor).select_related("child"), pk=pointer)
    if not policies.may_note_moves(actor):
        raise Http404
    form = PointerForm(sent(request), counties=services.counties(actor.day), initial={"on": actor.day})
    form.fields["county"].required = True
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        told = carry_out(
            form,
            lambda: services.note_move_told(
                actor, row.pk, on=typed["on"], county_id=typed["county"].pk, reference=typed["reference"]
            ),
        )
        if told:
            return redirect("casework:pointers")
    trail.record(actor, "pointer.viewed", row)
    return form_page(request, "casework/pointer_form.html", {"form": form, "person": row.child, "moved": True})
