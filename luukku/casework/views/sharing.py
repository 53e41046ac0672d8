"""What is shared with whom: permits, what a law opens, what was told, helpers from outside."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luukku.casework import policies, services, sharing_words
from luukku.casework.forms import ByLawForm, ContactForm, ExplainedForm, PermitForm, ToldForm, carry_out
from luukku.casework.models import Case, DisclosureEntry, ExternalContact, InformationPermit
from luukku.casework.permit_paper import print_permit
from luukku.casework.services import contacts, disclosures, permit_guardians, permits
from luukku.casework.services import sharing as reading
from luukku.casework.views._scope import answered_case, whole_case
from luukku.core.days import add_months
from luukku.core.exports import pdf_page
from luukku.core.forms import form_page
from luukku.core.http import Request, sent


@require_GET
def sharing(request: Request, case: UUID) -> HttpResponse:
    """One page for the question of a family: who is told what about us, and on what ground."""
    actor = request.actor
    found = whole_case(request, case)
    services.note_view(actor, "sharing.viewed", found, case=found)
    shared = reading.sharing_of(actor, found)
    context = {
        "case": found,
        "sharing": shared,
        "laws": [(row, sharing_words.law_of(row.disclosure)) for row in shared.laws],
        "by_law": sharing_words.BY_LAW,
        "may_change": policies.may_answer_for(actor, found) and found.is_open,
        "may_revoke": policies.may_answer_for(actor, found),
    }
    return render(request, "casework/sharing.html", context)


@require_http_methods(["GET", "POST"])
def permit_give(request: Request, case: UUID) -> HttpResponse:
    """First what is allowed; then its words are read together, and how they were understood is noted."""
    actor = request.actor
    found = answered_case(request, case)
    form = _permit_form(request, found)
    explained = ExplainedForm(sent(request) if "give" in request.POST else None, prefix="how")
    lines, seen = None, ""
    if request.method == "POST" and form.is_valid():
        facts = form.facts(found.organisation)
        language = form.cleaned_data["language"]
        lines, seen = sharing_words.read_lines(facts, language), permits.text_hash(facts, language)
        if explained.is_valid() and request.POST.get("read") != seen:
            explained.add_error(None, _("The permit was changed after it was read. Read it together once more."))
        elif explained.is_valid():
            how = explained.explained(language)
            given = carry_out(form, lambda: permits.give_permit(actor, found.pk, facts, how), explained)
            if given:
                messages.success(request, _("The permit holds. Print it for the family to keep."))
                return redirect("casework:permit", found.pk, given.pk)
    services.note_view(actor, "sharing.viewed", found, case=found)
    context: dict[str, object] = {"case": found, "lines": lines, "read": seen}
    return _permit_page(request, form, explained, context)


def _permit_page(
    request: Request, form: PermitForm, explained: ExplainedForm, context: dict[str, object]
) -> HttpResponse:
    """The first step answers 200 with the words to read; whatever could not be carried out, 422."""
    went_wrong = bool(form.errors or explained.errors)
    forms = {"form": form, "explained": explained, "forms": [form, explained], "went_wrong": went_wrong}
    return render(request, "casework/permit_give.html", context | forms, status=422 if went_wrong else 200)


def _permit_form(request: Request, case: Case) -> PermitForm:
    actor = request.actor
    return PermitForm(
        sent(request),
        members=reading.people_to_share(actor, case),
        givers=permits.possible_givers(actor, case),
        organisations=reading.other_organisations(actor, case),
        initial={
            "from_on": actor.day,
            "last_on": add_months(actor.day, 12),
            "language": case.family.language,
        },
    )


@require_GET
def permit(request: Request, case: UUID, permit: UUID) -> HttpResponse:
    actor = request.actor
    found, row = _permit(request, case, permit)
    services.note_view(actor, "permit.viewed", row, case=found)
    facts = permits.facts_of(row)
    language = row.understanding.language if row.understanding else found.family.language
    context = {
        "case": found,
        "permit": row,
        "lines": sharing_words.read_lines(facts, language),
        "subjects": row.subjects.select_related("person").order_by("person__birth_on"),
        "standing": permit_guardians.standing_of(row, actor.day),
        "may_agree": found.is_open and policies.changeable_permits(actor).open_on(actor.day).filter(pk=row.pk).exists(),
        "may_revoke": policies.changeable_permits(actor).filter(pk=row.pk).exists(),
        "may_note": found.is_open and policies.may_answer_for(actor, found) and actor.day in row.during,
    }
    return render(request, "casework/permit.html", context)


@require_http_methods(["GET", "POST"])
def permit_agree(request: Request, case: UUID, permit: UUID, person: UUID) -> HttpResponse:
    """Another guardian's yes: the words in their language, and how they were understood."""
    actor = request.actor
    found = answered_case(request, case)
    rows = policies.changeable_permits(actor).open_on(actor.day).select_related("from_organisation", "to_organisation")
    row = get_object_or_404(rows.select_related("giver"), pk=permit, case=found)
    asked = permit_guardians.standing_of(row, actor.day).waiting
    waiting = next((one for one in asked if one.guardian.pk == person), None)
    if waiting is None:
        raise Http404
    language = waiting.guardian.contact_language
    form = ExplainedForm(sent(request))
    if request.method == "POST" and form.is_valid():
        how = form.explained(language)
        agreed = carry_out(form, lambda: permit_guardians.agree_to_permit(actor, row.pk, waiting.guardian.pk, how))
        if agreed:
            messages.success(request, _("Noted. The permit holds for this guardian's part too."))
            return redirect("casework:permit", found.pk, row.pk)
    services.note_view(actor, "permit.viewed", row, case=found)
    lines = sharing_words.read_lines(permit_guardians.as_asked(row, waiting), language)
    context = {"form": form, "case": found, "permit": row, "waiting": waiting, "lines": lines}
    return form_page(request, "casework/permit_agree.html", context)


@require_POST
def permit_revoke(request: Request, case: UUID, permit: UUID) -> HttpResponse:
    row = get_object_or_404(policies.changeable_permits(request.actor), pk=permit, case_id=case)
    permits.revoke_permit(request.actor, row.pk)
    messages.success(request, _("Taken back. From this moment nothing more is shown or told by it."))
    return redirect("casework:sharing", case)


@require_GET
def permit_print(request: Request, case: UUID, permit: UUID) -> HttpResponse:
    found, row = _permit(request, case, permit)
    services.note_view(request.actor, "permit.printed", row, case=found)
    pdf = print_permit(request.actor, row, family_language=found.family.language)
    return pdf_page(pdf, str(row.pk))


@require_http_methods(["GET", "POST"])
def disclose(request: Request, case: UUID) -> HttpResponse:
    """What a law lets us tell without asking; kept apart from permits."""
    actor = request.actor
    found = answered_case(request, case)
    form = ByLawForm(
        sent(request),
        actor=actor,
        members=reading.people_to_share(actor, found),
        organisations=reading.other_organisations(actor, found),
        initial={"from_on": actor.day, "last_on": add_months(actor.day, 1)},
    )
    if request.method == "POST" and form.is_valid():
        done = carry_out(form, lambda: disclosures.disclose_by_law(actor, found.pk, form.facts()))
        if done:
            messages.success(request, _("Noted as told by law, not by consent. Tell the family about it."))
            return redirect("casework:sharing", found.pk)
    services.note_view(actor, "sharing.viewed", found, case=found)
    return form_page(request, "casework/disclose.html", {"form": form, "case": found})


@require_POST
def disclosure_end(request: Request, case: UUID, disclosure: UUID) -> HttpResponse:
    row = get_object_or_404(policies.changeable_disclosures(request.actor), pk=disclosure, case_id=case)
    disclosures.end_disclosure(request.actor, row.pk)
    messages.success(request, _("Closed. What was told stays in the log."))
    return redirect("casework:sharing", case)


@require_http_methods(["GET", "POST"])
def told_by_permit(request: Request, case: UUID, permit: UUID) -> HttpResponse:
    actor = request.actor
    found = answered_case(request, case)
    row = get_object_or_404(policies.changeable_permits(actor), pk=permit, case=found, during__contains=actor.day)
    people = [one.person for one in row.subjects.select_related("person")]
    form = ToldForm(sent(request), members=people, sections=row.sections, data_classes=row.data_classes)
    shown = {"to": row.to_organisation, "teller": row.from_organisation, "law": None}
    note = disclosures.note_told_by_permit
    return _note_telling(request, found, form, lambda: note(actor, row.pk, form.given()), **shown)


@require_http_methods(["GET", "POST"])
def told_by_law(request: Request, case: UUID, disclosure: UUID) -> HttpResponse:
    actor = request.actor
    found = answered_case(request, case)
    rows = policies.changeable_disclosures(actor).filter(during__contains=actor.day)
    row = get_object_or_404(rows, pk=disclosure, case=found)
    people = [one.person for one in row.people.select_related("person")]
    form = ToldForm(sent(request), members=people, sections=row.sections, data_classes=row.data_classes)
    law = {"law": sharing_words.law_of(row), "by_law": sharing_words.BY_LAW}
    shown = {"to": row.to_organisation, "teller": found.organisation, **law}
    note = disclosures.note_told_by_law
    return _note_telling(request, found, form, lambda: note(actor, row.pk, form.given()), **shown)


def _note_telling(
    request: Request, case: Case, form: ToldForm, note: Callable[[], DisclosureEntry], **shown: Any
) -> HttpResponse:
    """What is told now goes into the log; what is refused comes back with all that was typed."""
    if request.method == "POST" and form.is_valid():
        noted = carry_out(form, note)
        if noted:
            messages.success(request, _("Written into the log of what has been told."))
            return redirect("casework:sharing", case.pk)
    services.note_view(request.actor, "sharing.viewed", case, case=case)
    return form_page(request, "casework/told.html", {"form": form, "case": case, **shown})


@require_http_methods(["GET", "POST"])
def contact_add(request: Request, case: UUID) -> HttpResponse:
    found = answered_case(request, case)
    form = ContactForm(sent(request))
    if request.method == "POST" and form.is_valid():
        added = carry_out(form, lambda: contacts.add_contact(request.actor, found.pk, form.facts()))
        if added:
            return redirect("casework:sharing", found.pk)
    services.note_view(request.actor, "team.viewed", found, case=found)
    return form_page(request, "casework/contact.html", {"form": form, "case": found, "contact": None})


@require_http_methods(["GET", "POST"])
def contact(request: Request, case: UUID, contact: UUID) -> HttpResponse:
    found, row = _contact(request, case, contact)
    form = ContactForm(sent(request), instance=row)
    if request.method == "POST" and form.is_valid():
        saved = carry_out(form, lambda: contacts.change_contact(request.actor, row.pk, form.facts()))
        if saved:
            return redirect("casework:sharing", found.pk)
    services.note_view(request.actor, "team.viewed", found, case=found)
    return form_page(request, "casework/contact.html", {"form": form, "case": found, "contact": row})


@require_POST
def contact_end(request: Request, case: UUID, contact: UUID) -> HttpResponse:
    found, row = _contact(request, case, contact)
    contacts.end_contact(request.actor, row.pk)
    return redirect("casework:sharing", found.pk)


def _contact(request: Request, case: UUID, pk: UUID) -> tuple[Case, ExternalContact]:
    found = answered_case(request, case)
    return found, get_object_or_404(policies.own_contacts(request.actor), pk=pk, case=found)


def _permit(request: Request, case: UUID, pk: UUID) -> tuple[Case, InformationPermit]:
    found = whole_case(request, case)
    related = ("giver", "from_organisation", "to_organisation", "understanding", "recorded_by")
    return found, get_object_or_404(policies.visible_permits(request.actor).select_related(*related), pk=pk, case=found)
