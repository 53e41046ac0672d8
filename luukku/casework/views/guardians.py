"""Who may decide for a child, and who is in charge of its care."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from luukku.casework import policies, services
from luukku.casework.forms import (
    BarForm,
    CountyCareForm,
    GuardianEndForm,
    GuardianForm,
    LastDayForm,
    OutsideGuardianForm,
    VerifyForm,
    carry_out,
)
from luukku.casework.models import Case, CountyCare, GuardianRelation, Person
from luukku.casework.views._scope import answered_case, member_of
from luukku.casework.views._step import Step, take_step
from luukku.core.forms import form_page
from luukku.core.http import Request, sent


@require_http_methods(["GET", "POST"])
def guardian_add(request: Request, case: UUID, person: UUID) -> HttpResponse:
    actor = request.actor
    found = answered_case(request, case)
    child = member_of(request, found, person, policies.editable_people(actor))
    people = policies.possible_guardians(actor, found).exclude(pk=child.pk).order_by("name", "pk")
    form = GuardianForm(sent(request), people=people)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        added = carry_out(
            form,
            lambda: services.add_guardian(
                actor,
                found.pk,
                child_id=child.pk,
                guardian_id=typed["guardian"].pk,
                kind=typed["kind"],
                from_on=typed["from_on"],
                source=typed["source"] or GuardianRelation.Source.TOLD,
                verified_on=typed["verified_on"],
            ),
        )
        if added:
            return redirect("casework:person", found.pk, child.pk)
    services.note_view(actor, "person.viewed", child, case=found)
    return form_page(request, "casework/guardian_add.html", {"form": form, "case": found, "person": child})


@require_http_methods(["GET", "POST"])
def guardian_outside(request: Request, case: UUID, person: UUID) -> HttpResponse:
    """A guardian or representative who belongs to no family known here."""
    found = answered_case(request, case)
    child = member_of(request, found, person, policies.editable_people(request.actor))
    initial = {"contact_language": "fi", "interpreter_need": "none", "reading": "well"}
    form = OutsideGuardianForm(sent(request), initial=initial)
    services.note_view(request.actor, "person.viewed", child, case=found)
    step = Step(
        title=_("Somebody outside the family decides for %(name)s") % {"name": child.short_name},
        button=_("Write down the guardian"),
        back=reverse("casework:person", args=[found.pk, child.pk]),
        back_label=child.short_name,
        explanation=(
            _("A representative of a child who came alone, or a guardian who lives elsewhere."),
            _("They do not become a member of the family, and see nothing but the child's own part of the plan."),
        ),
        done=_("Noted. They confirm the child's part of the plan."),
    )

    def save() -> GuardianRelation:
        return services.add_outside_guardian(
            request.actor, found.pk, child_id=child.pk, facts=form.facts(), right=form.right()
        )

    return take_step(request, found, step, form, save)


@require_http_methods(["GET", "POST"])
def guardian(request: Request, case: UUID, guardian: UUID) -> HttpResponse:
    """One guardianship: checking it, its last day, and a bar."""
    found = answered_case(request, case)
    relation = _relation(request, found, guardian)
    form = GuardianEndForm(sent(request), initial={"last_on": request.actor.day})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        ended = carry_out(
            form,
            lambda: services.end_guardian(
                request.actor, found.pk, relation.pk, last_on=typed["last_on"], reason=typed["reason"]
            ),
        )
        if ended:
            messages.success(request, _("Noted. The guardian no longer decides after that day."))
            return redirect("casework:person", found.pk, relation.child_id)
    services.note_view(request.actor, "person.viewed", relation.child, case=found)
    context = {"form": form, "case": found, "relation": relation, "bar_form": BarForm()}
    return form_page(request, "casework/guardian.html", context)


@require_http_methods(["GET", "POST"])
def guardian_verify(request: Request, case: UUID, guardian: UUID) -> HttpResponse:
    found = answered_case(request, case)
    relation = _relation(request, found, guardian)
    form = VerifyForm(sent(request), initial={"verified_on": request.actor.day})
    services.note_view(request.actor, "person.viewed", relation.child, case=found)
    step = Step(
        title=_("Checking the right of %(name)s") % {"name": relation.guardian.short_name},
        button=_("Note the checking"),
        back=reverse("casework:guardian", args=[found.pk, relation.pk]),
        back_label=relation.guardian.short_name,
        explanation=(_("What you looked at, and on which day. Your name stays beside it."),),
        done=_("Noted as checked."),
    )

    def save() -> GuardianRelation:
        return services.verify_guardian(request.actor, found.pk, relation.pk, **form.cleaned_data)

    return take_step(request, found, step, form, save)


@require_POST
def guardian_bar(request: Request, case: UUID, guardian: UUID) -> HttpResponse:
    """Bars at once with a reason, or takes the bar away."""
    found = answered_case(request, case)
    relation = _relation(request, found, guardian)
    if request.POST.get("bar") != "yes":
        services.bar_guardian(request.actor, found.pk, relation.pk, is_blocked=False)
        messages.success(request, _("The bar is taken away."))
        return redirect("casework:person", found.pk, relation.child_id)
    form = BarForm(request.POST)
    if not form.is_valid():
        services.note_view(request.actor, "person.viewed", relation.child, case=found)
        context = {"form": GuardianEndForm(), "case": found, "relation": relation, "bar_form": form}
        return form_page(request, "casework/guardian.html", context, is_refused=True)
    reason = form.cleaned_data["reason"]
    services.bar_guardian(request.actor, found.pk, relation.pk, is_blocked=True, reason=reason)
    messages.success(request, _("Barred at once: this guardian neither confirms nor reads anything here."))
    return redirect("casework:person", found.pk, relation.child_id)


@require_http_methods(["GET", "POST"])
def county_care_add(request: Request, case: UUID, person: UUID) -> HttpResponse:
    found = answered_case(request, case)
    child = member_of(request, found, person, policies.editable_people(request.actor))
    form = CountyCareForm(sent(request), counties=services.counties(request.actor.day))
    services.note_view(request.actor, "person.viewed", child, case=found)
    step = _care_step(found, child, _("Note the county"), _("Noted. The guardians' right to decide has not changed."))

    def save() -> CountyCare:
        typed = form.cleaned_data
        return services.note_county_care(
            request.actor,
            found.pk,
            child_id=child.pk,
            county_id=typed["county"].pk,
            from_on=typed["from_on"],
            verified_on=typed["verified_on"],
        )

    return take_step(request, found, step, form, save)


@require_http_methods(["GET", "POST"])
def county_care_end(request: Request, case: UUID, person: UUID, care: UUID) -> HttpResponse:
    found = answered_case(request, case)
    child = member_of(request, found, person, policies.editable_people(request.actor))
    row = get_object_or_404(policies.editable_county_cares(request.actor).filter(child=child), pk=care)
    form = LastDayForm(sent(request), initial={"last_on": request.actor.day})
    services.note_view(request.actor, "person.viewed", child, case=found)
    step = _care_step(found, child, _("Note the last day"), _("The last day is noted."))

    def save() -> CountyCare:
        return services.end_county_care(request.actor, found.pk, row.pk, last_on=form.cleaned_data["last_on"])

    return take_step(request, found, step, form, save)


def _care_step(case: Case, child: Person, button: str, done: str) -> Step:
    return Step(
        title=_("A county is in charge of the care of %(name)s") % {"name": child.short_name},
        button=button,
        back=reverse("casework:person", args=[case.pk, child.pk]),
        back_label=child.short_name,
        explanation=(
            _("Noted so that everybody knows whom to ask about the child's daily life. It signs no plan here."),
            _("Write nothing here about why: that belongs to the county's own register."),
        ),
        done=done,
    )


def _relation(request: Request, case: Case, pk: UUID) -> GuardianRelation:
    """A guardianship of a child of this very family."""
    here = policies.editable_guardian_relations(request.actor).filter(
        child__memberships__family=case.family_id, child__memberships__during__contains=request.actor.day
    )
    return get_object_or_404(here.select_related("child", "guardian", "verified_by").distinct(), pk=pk)
