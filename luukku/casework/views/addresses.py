"""A person's address: shown only for a purpose, and protected from all other pages."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from luukku.casework import policies, services
from luukku.casework.forms import AddressForm, LastDayForm, ProtectionForm, PurposeForm, carry_out
from luukku.casework.models import Case, Person
from luukku.casework.views._scope import answered_case, form_page, member_of, whole_case
from luukku.core.http import Request, sent


@require_http_methods(["GET", "POST"])
def address(request: Request, case: UUID, person: UUID) -> HttpResponse:
    """Asks why, then shows the address once: it never stands in a GET, so no history or cache keeps it."""
    found = whole_case(request, case)
    one = member_of(request, found, person, policies.people_whose_address_may_be_revealed(request.actor))
    form = PurposeForm(sent(request))
    context = _context(request, found, one)
    if request.method == "POST" and form.is_valid():
        purpose = services.Purpose(form.cleaned_data["purpose"])
        shown = services.reveal(request.actor, one, purpose)
        municipality = _municipality(request, shown)
        context |= {"address": shown, "municipality": municipality, "purpose": purpose}
        return render(request, "casework/address_shown.html", context)
    services.note_view(request.actor, "person.viewed", one, case=found)
    return form_page(request, "casework/address.html", context | {"form": form})


@require_http_methods(["GET", "POST"])
def address_edit(request: Request, case: UUID, person: UUID) -> HttpResponse:
    """Writing an address needs no reading of the old one: the form begins empty unless it is asked for."""
    actor = request.actor
    found = answered_case(request, case)
    one = member_of(request, found, person, policies.people_whose_address_may_be_revealed(actor))
    municipalities = services.home_municipalities(actor.day)
    form = AddressForm(_sent(request), municipalities=municipalities)
    if request.method == "POST" and "fetch" in request.POST:
        known = services.reveal(actor, one, services.Purpose.CHECK)
        form = AddressForm(municipalities=municipalities, initial=_initial(known))
        return render(request, "casework/address_edit.html", _context(request, found, one) | {"form": form})
    if request.method == "POST" and form.is_valid():
        saved = carry_out(form, lambda: services.save_address(actor, one.pk, form.address()) or True)
        if saved:
            messages.success(request, _("The address is saved. It is shown only to those who tell why they need it."))
            return redirect("casework:person", found.pk, one.pk)
    services.note_view(actor, "person.viewed", one, case=found)
    return form_page(request, "casework/address_edit.html", _context(request, found, one) | {"form": form})


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
            return redirect("casework:person", found.pk, one.pk)
    services.note_view(actor, "person.viewed", one, case=found)
    return form_page(request, "casework/protection_start.html", _context(request, found, one) | {"form": form})


@require_http_methods(["GET", "POST"])
def protection_end(request: Request, case: UUID, person: UUID, protection: UUID) -> HttpResponse:
    actor = request.actor
    found = answered_case(request, case)
    one = member_of(request, found, person, policies.people_whose_address_may_be_revealed(actor))
    row = get_object_or_404(policies.protections_of(actor, one), pk=protection)
    form = LastDayForm(sent(request), initial={"last_on": actor.day})
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


def _context(request: Request, case: Case, person: Person) -> dict[str, object]:
    return {
        "case": case,
        "person": person,
        "is_protected": policies.protections_of(request.actor, person)
        .filter(during__contains=request.actor.day)
        .exists(),
        "may_edit": policies.may_answer_for(request.actor, case) and policies.may_edit_person(request.actor, person),
    }


def _sent(request: Request) -> object:
    return request.POST if request.method == "POST" and "fetch" not in request.POST else None


def _initial(known: services.Address | None) -> dict[str, str]:
    if known is None:
        return {}
    return {name: getattr(known, name) for name in ("street", "postcode", "post_office", "municipality")}


def _municipality(request: Request, shown: services.Address | None) -> str:
    if shown is None or not shown.municipality:
        return ""
    named = {one.official_code: one.name for one in services.home_municipalities(request.actor.day)}
    return named.get(shown.municipality, shown.municipality)
