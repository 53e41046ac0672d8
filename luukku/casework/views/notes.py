"""Case notes: writing, reading, correcting."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luukku.casework import policies, services
from luukku.casework.forms import NoteForm, carry_out
from luukku.casework.models import Case, CaseNote, NoteDraft
from luukku.casework.views._scope import seen_case, to_family
from luukku.core.clock import HELSINKI
from luukku.core.forms import form_page
from luukku.core.http import Request, sent


@require_http_methods(["GET", "POST"])
def note_add(request: Request, case: UUID) -> HttpResponse:
    found = _to_note(request, case)
    services.note_view(request.actor, "case.viewed", found, case=found)
    return _write(request, found, None)


@require_GET
def note(request: Request, case: UUID, note: UUID) -> HttpResponse:
    """A correction is read beside what it corrects."""
    actor = request.actor
    found = seen_case(request, case)
    rows = policies.visible_notes(actor).filter(case=found)
    one = get_object_or_404(rows.select_related("author", "organisation", "corrects"), pk=note)
    first = one.corrects if one.corrects and rows.filter(pk=one.corrects.pk).exists() else one
    services.note_view(actor, "note.viewed", first, case=found)
    corrections = rows.filter(corrects=first).select_related("author", "organisation").prefetch_related("about")
    context = {
        "case": found,
        "note": first,
        "corrections": corrections.order_by("recorded_at"),
        "may_correct": policies.correctable_notes(actor).filter(pk=first.pk).exists(),
    }
    return render(request, "casework/note.html", context)


@require_http_methods(["GET", "POST"])
def note_correct(request: Request, case: UUID, note: UUID) -> HttpResponse:
    found = _to_note(request, case)
    one = get_object_or_404(policies.correctable_notes(request.actor).filter(case=found), pk=note)
    services.note_view(request.actor, "note.viewed", one, case=found)
    return _write(request, found, one)


@require_POST
def note_drop(request: Request, case: UUID) -> HttpResponse:
    """Throw away what is being written; `corrects` in the form tells that it was a correction."""
    found = _to_note(request, case)
    raw = request.POST.get("corrects", "")
    known = policies.correctable_notes(request.actor).filter(case=found).values_list("pk", flat=True)
    corrects = next((one for one in known if str(one) == raw), None) if raw else None
    services.throw_draft_away(request.actor, found.pk, corrects=corrects)
    messages.success(request, _("What you were writing is thrown away."))
    return to_family(found)


def _to_note(request: Request, pk: UUID) -> Case:
    return get_object_or_404(policies.cases_to_note(request.actor).select_related("family"), pk=pk)


def _write(request: Request, case: Case, corrects: CaseNote | None) -> HttpResponse:
    actor = request.actor
    draft = services.draft_of(actor, case.pk, corrects=corrects.pk if corrects else None)
    people = services.people_to_write_about(actor, case)
    form = NoteForm(sent(request), people=people, initial=_initial(request, draft, corrects))
    if "X-Autosave" in request.headers and request.method == "POST":
        return _keep(request, case, form, corrects)
    if request.method == "POST" and form.is_valid():
        written = carry_out(form, lambda: _record(request, case, form, corrects))
        if written:
            written_words = _("The note is written. It stays as it is; a correction goes beside it.")
            corrected_words = _("The correction is written beside the note. Both stay as they are.")
            messages.success(request, corrected_words if corrects else written_words)
            return redirect("casework:note", case.pk, (corrects or written).pk)
    url = reverse("casework:note-correct", args=[case.pk, corrects.pk]) if corrects else ""
    context = {
        "form": form,
        "case": case,
        "corrects": corrects,
        "draft": draft,
        "saved_at": draft.updated_at if draft else None,
        "autosave_url": url or reverse("casework:note-add", args=[case.pk]),
    }
    return form_page(request, "casework/note_form.html", context)


def _record(request: Request, case: Case, form: NoteForm, corrects: CaseNote | None) -> CaseNote:
    if corrects is None:
        return services.write_note(request.actor, case.pk, facts=form.facts())
    return services.correct_note(request.actor, corrects.pk, facts=form.facts())


def _keep(request: Request, case: Case, form: NoteForm, corrects: CaseNote | None) -> JsonResponse:
    draft = services.keep_draft(
        request.actor,
        case.pk,
        typed=form.typed(),
        version=form.seen_version,
        corrects=corrects.pk if corrects else None,
    )
    at = request.actor.at.astimezone(HELSINKI)
    return JsonResponse({"version": draft.version, "saved_at": f"{at.hour}.{at.minute:02}"})


def _initial(request: Request, draft: NoteDraft | None, corrects: CaseNote | None) -> dict[str, object]:
    """What was being written; otherwise now, or for a correction what it corrects."""
    if draft is not None:
        kept: dict[str, object] = dict(draft.typed)
        return kept | {"version": draft.version}
    at = request.actor.at.astimezone(HELSINKI)
    if corrects is None:
        return {"on": at.date(), "at": at.time(), "version": 0}
    then = corrects.occurred_at.astimezone(HELSINKI)
    return {
        "version": 0,
        "kind": corrects.kind,
        "topic": corrects.topic,
        "on": then.date(),
        "at": then.time(),
        "about": [str(one) for one in corrects.about.values_list("pk", flat=True)],
        "early_reason": corrects.early_reason,
    }
