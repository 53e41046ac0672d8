"""Protection of an address from its beginning over renewals to its confirmed end."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from luukku.casework import policies, services
from luukku.casework.forms import LastDayForm, ProtectionForm, RenewalForm, carry_out
from luukku.casework.law.protection import protection_rule
from luukku.casework.models import AddressProtection, Case, Person
from luukku.casework.rules.protection import longest_last_day
from luukku.casework.views._scope import answered_case, member_of
from luukku.casework.views._step import Step, take_step
from luukku.core.forms import form_page
from luukku.core.http import Request, sent
from luukku.core.law.provisions import law_text


@require_http_methods(["GET", "POST"])
def protection_start(request: Request, case: UUID, person: UUID) -> HttpResponse:
    actor = request.actor
    found = answered_case(request, case)
    one = member_of(request, found, person, policies.editable_people(actor))
    form = ProtectionForm(sent(request))
    if request.method == "POST" and form.is_valid():
        started = carry_out(form, lambda: services.start_protection(actor, one.pk, **form.cleaned_data))
        if started:
            messages.success(request, _("The address is marked as protected. A lock shows it on the family's page."))
            if is_longer_than_usual(started, is_renewal=False):
                messages.info(request, _longer())
            return redirect("casework:person", found.pk, one.pk)
    services.note_view(actor, "person.viewed", one, case=found)
    context = _context(request, found, one) | {"form": form, "usual": protection_rule(actor.day)}
    return form_page(request, "casework/protection_start.html", context)


@require_http_methods(["GET", "POST"])
def protection_renew(request: Request, case: UUID, person: UUID, protection: UUID) -> HttpResponse:
    actor = request.actor
    found = answered_case(request, case)
    one = member_of(request, found, person, policies.editable_people(actor))
    row = get_object_or_404(policies.protections_of(actor, one).filter(during__endswith__isnull=False), pk=protection)
    usual = longest_last_day(row.during.upper, protection_rule(row.during.upper), is_renewal=True)
    form = RenewalForm(sent(request), initial={"source": row.source, "last_on": usual})
    services.note_view(actor, "person.viewed", one, case=found)
    step = Step(
        title=_("The protection of %(name)s goes on") % {"name": one.short_name},
        button=_("Note the renewal"),
        back=reverse("casework:person", args=[found.pk, one.pk]),
        back_label=one.short_name,
        explanation=(
            _("The digital and population data services agency renews the protection. Writing it here does not apply."),
            _("It goes on from the day after the old last day, without a gap. Usually a renewal holds two years."),
        ),
        done=_("The protection goes on."),
    )

    def save() -> AddressProtection:
        return services.renew_protection(actor, one.pk, row.pk, **form.cleaned_data)

    return take_step(request, found, step, form, save)


@require_http_methods(["GET", "POST"])
def protection_end(request: Request, case: UUID, person: UUID, protection: UUID) -> HttpResponse:
    actor = request.actor
    found = answered_case(request, case)
    one = member_of(request, found, person, policies.people_whose_address_may_be_revealed(actor))
    row = get_object_or_404(policies.protections_of(actor, one), pk=protection)
    told = row.end_told_on or row.last_on
    last_on = min(told, actor.day) if told else actor.day
    form = LastDayForm(sent(request), initial={"last_on": last_on})
    if request.method == "POST" and form.is_valid():
        ended = carry_out(
            form, lambda: services.end_protection(actor, one.pk, row.pk, last_on=form.cleaned_data["last_on"])
        )
        if ended:
            messages.success(request, _("The last day of the protection is noted."))
            return redirect("casework:person", found.pk, one.pk)
    services.note_view(actor, "person.viewed", one, case=found)
    context = _context(request, found, one) | {"form": form, "protection": row}
    return form_page(request, "casework/protection_end.html", context)


def is_longer_than_usual(protection: AddressProtection, *, is_renewal: bool) -> bool:
    last_on, first_on = protection.last_on, protection.first_on
    longest = longest_last_day(first_on, protection_rule(first_on), is_renewal=is_renewal)
    return last_on is not None and last_on > longest


def _longer() -> str:
    words = _("That is longer than a first protection usually holds (%(law)s). Check the last day once more.")
    return words % {"law": law_text("661/2009, 36 §")}


def _context(request: Request, case: Case, person: Person) -> dict[str, object]:
    return {
        "case": case,
        "person": person,
        "is_protected": bool(policies.protected_among([person.pk], request.actor.day)),
        "may_edit": policies.may_answer_for(request.actor, case) and policies.may_edit_person(request.actor, person),
    }
