"""A person's address: shown only for a purpose, and kept from all other pages."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from luukku.casework import policies, services
from luukku.casework.forms import AddressForm, PurposeForm, carry_out
from luukku.casework.models import Case, Person
from luukku.casework.views._scope import answered_case, member_of, whole_case
from luukku.core.forms import form_page
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
        opened = carry_out(form, lambda: [services.reveal(request.actor, one, purpose)])
        if opened:
            municipality = _municipality(request, opened[0])
            context |= {"address": opened[0], "municipality": municipality, "purpose": purpose}
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
        fetched = PurposeForm({"purpose": services.Purpose.CHECK})
        known = carry_out(fetched, lambda: [services.reveal(actor, one, services.Purpose.CHECK)])
        form = AddressForm(municipalities=municipalities, initial=_initial(known[0] if known else None))
        refused = {"refused": fetched.non_field_errors()} if not known else {}
        context = _context(request, found, one) | {"form": form} | refused
        return render(request, "casework/address_edit.html", context, status=200 if known else 422)
    if request.method == "POST" and form.is_valid():
        saved = carry_out(form, lambda: services.save_address(actor, one.pk, form.address()) or True)
        if saved:
            messages.success(request, _("The address is saved. It is shown only to those who tell why they need it."))
            return redirect("casework:person", found.pk, one.pk)
    services.note_view(actor, "person.viewed", one, case=found)
    return form_page(request, "casework/address_edit.html", _context(request, found, one) | {"form": form})


def _context(request: Request, case: Case, person: Person) -> dict[str, object]:
    return {
        "case": case,
        "person": person,
        "is_protected": bool(policies.protected_among([person.pk], request.actor.day)),
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
