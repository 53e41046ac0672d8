"""Whom a family waits for."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from luukku.casework import policies, services
from luukku.casework.forms import ArrivalForm, ExpectedForm, MonthForm
from luukku.casework.models import Case, ExpectedMember, FamilyMembership
from luukku.casework.views._scope import answered_case, family_url, to_family
from luukku.casework.views._step import Step, take_step
from luukku.core.http import Request, sent


@require_http_methods(["GET", "POST"])
def expected_add(request: Request, case: UUID) -> HttpResponse:
    found = answered_case(request, case)
    form = ExpectedForm(sent(request), initial={"contact_language": found.family.language})
    services.note_view(request.actor, "case.viewed", found, case=found)
    step = Step(
        title=_("Somebody is expected"),
        button=_("Note who is expected"),
        back=family_url(found),
        back_label=found.family.name,
        explanation=(
            _("Somebody of the family who comes later, for example a parent whose permit is being decided."),
            _("They belong to the family only from the day on which they arrive."),
        ),
        done=_("Noted. The family's page tells whom the family waits for."),
    )

    def save() -> ExpectedMember:
        typed = form.cleaned_data
        return services.expect_member(
            request.actor,
            found.pk,
            facts=form.facts(),
            role=FamilyMembership.Role(typed["role"]),
            expected_on=typed["expected_on"],
        )

    return take_step(request, found, step, form, save)


@require_http_methods(["GET", "POST"])
def expected_arrived(request: Request, case: UUID, expected: UUID) -> HttpResponse:
    found = answered_case(request, case)
    row = _expected(request, found, expected)
    form = ArrivalForm(sent(request))
    services.note_view(request.actor, "person.viewed", row.person, case=found)
    step = Step(
        title=_("%(name)s has arrived") % {"name": row.person.short_name},
        button=_("Note the arrival"),
        back=family_url(found),
        back_label=found.family.name,
        explanation=(_("From that day on they belong to the family. A plan is then brought up to date with them."),),
        done=_("Noted. They belong to the family now."),
    )

    def save() -> FamilyMembership:
        typed = form.cleaned_data
        return services.note_arrival(
            request.actor, found.pk, row.pk, arrived_on=typed["arrived_on"], is_guardian=typed["is_guardian"]
        )

    return take_step(request, found, step, form, save, expected=row)


@require_http_methods(["GET", "POST"])
def expected_month(request: Request, case: UUID, expected: UUID) -> HttpResponse:
    found = answered_case(request, case)
    row = _expected(request, found, expected)
    form = MonthForm(sent(request), initial={"expected_on": row.expected_on, "version": row.version})
    services.note_view(request.actor, "person.viewed", row.person, case=found)
    step = Step(
        title=_("When %(name)s is expected") % {"name": row.person.short_name},
        button=_("Save the month"),
        back=reverse("casework:family-history", args=[found.pk]),
        back_label=_("The family's history"),
        done=_("Saved."),
    )

    def save() -> ExpectedMember:
        typed = form.cleaned_data
        return services.change_expected(
            request.actor, found.pk, row.pk, version=typed["version"] or 0, expected_on=typed["expected_on"]
        )

    return take_step(request, found, step, form, save)


@require_POST
def expected_give_up(request: Request, case: UUID, expected: UUID) -> HttpResponse:
    found = answered_case(request, case)
    row = _expected(request, found, expected)
    services.give_up_expecting(request.actor, found.pk, row.pk)
    messages.success(request, _("Noted. What was expected stays in the history."))
    return to_family(found)


def _expected(request: Request, case: Case, pk: UUID) -> ExpectedMember:
    rows = policies.editable_expected_members(request.actor).filter(family=case.family_id)
    return get_object_or_404(rows.select_related("person"), pk=pk)
