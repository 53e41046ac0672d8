"""Facts of a person in rows: one page to write one down, one to correct or end it, one to open an identity code."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from luukku.casework import policies, services
from luukku.casework.forms import FACT_FORMS, FactForm, carry_out
from luukku.casework.models import Case, Person, PersonFact
from luukku.casework.person_sheet import SheetGroup, sheet_of
from luukku.casework.views._scope import answered_case, member_of, whole_case
from luukku.core.forms import carry_out_or_conflict, form_page
from luukku.core.http import Request, sent


@require_http_methods(["GET", "POST"])
def fact_add(request: Request, case: UUID, person: UUID, kind: str) -> HttpResponse:
    found, one = _scope(request, case, person)
    form = _form_of(kind)(sent(request))
    if request.method == "POST" and form.is_valid():
        added = carry_out(
            form,
            lambda: services.add_fact(
                request.actor, one.pk, kind, values=form.values(), days=form.days(), told=form.told()
            ),
            main_field=form.main_field,
        )
        if added:
            return _back(request, found, one)
    return _page(request, found, one, kind, form)


@require_http_methods(["GET", "POST"])
def fact(request: Request, case: UUID, person: UUID, kind: str, row: UUID) -> HttpResponse:
    found, one = _scope(request, case, person)
    held = get_object_or_404(policies.facts_of(one, _known(kind)), pk=row)
    form = _form_of(kind)(sent(request), row=held)
    conflict = None
    if request.method == "POST" and form.is_valid():
        saved, conflict = carry_out_or_conflict(
            form, lambda: _change(request, one, kind, held, form), main_field=form.main_field
        )
        if saved:
            return _back(request, found, one)
    return _page(request, found, one, kind, form, row=held, conflict=conflict)


@require_POST
def identifier(request: Request, case: UUID, person: UUID, row: UUID) -> HttpResponse:
    """Shows an identity code once, because somebody asked: it never stands in a GET, so no history keeps it."""
    found = whole_case(request, case)
    one = member_of(request, found, person, policies.visible_people(request.actor))
    held = get_object_or_404(policies.readable_identifiers(request.actor), pk=row, person=one)
    value = services.reveal_identifier(request.actor, one, held.pk)
    context = {"case": found, "person": one, "row": held, "value": value}
    return render(request, "casework/identifier_shown.html", context)


def _change(request: Request, person: Person, kind: str, row: PersonFact, form: FactForm) -> PersonFact:
    return services.change_fact(
        request.actor,
        person.pk,
        kind,
        row.pk,
        version=form.cleaned_data["version"] or 0,
        values=form.values(),
        days=form.days(),
        told=form.told(),
    )


def _scope(request: Request, case: UUID, person: UUID) -> tuple[Case, Person]:
    found = answered_case(request, case)
    return found, member_of(request, found, person, policies.editable_people(request.actor))


def _known(kind: str) -> str:
    if kind not in FACT_FORMS:
        raise Http404
    return kind


def _form_of(kind: str) -> type[FactForm]:
    return FACT_FORMS[_known(kind)]


def _back(request: Request, case: Case, person: Person) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect("casework:person", case.pk, person.pk)


def _page(request: Request, case: Case, person: Person, kind: str, form: FactForm, **more: Any) -> HttpResponse:
    services.note_view(request.actor, "person.viewed", person, case=case)
    group: SheetGroup = next(one for one in sheet_of(person, request.actor.day) if one.kind == kind)
    context = {"form": form, "case": case, "person": person, "group": group, **more}
    return form_page(request, "casework/fact.html", context)
