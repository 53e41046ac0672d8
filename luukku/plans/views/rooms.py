"""The interview in the room: one question a screen, in both languages, back and next, without JavaScript too."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from luukku.casework.services import note_view
from luukku.core.errors import Conflict, RuleViolation
from luukku.core.forms import carry_out
from luukku.core.http import Request
from luukku.core.templatetags.luukku import fi_time
from luukku.plans import interview_room, interviewing, policies
from luukku.plans.forms.interviews import InterviewForm
from luukku.plans.interview_room import Room
from luukku.plans.models import Interview
from luukku.plans.services import common_answers, interviews
from luukku.plans.services.interviews import InterviewConflict
from luukku.plans.views.interviews import ensure_same_writer


@require_http_methods(["GET", "POST"])
def interview_room_view(request: Request, pk: UUID) -> HttpResponse:
    """One screen of an interview under way; `?step=` says which."""
    editable = policies.editable_interviews(request.actor).select_related("case__family", "person")
    interview = get_object_or_404(editable, pk=pk)
    note_view(request.actor, "interview.viewed", interview, case=interview.case)
    room = interview_room.room_of(request.actor, interview, request.GET.get("step", ""))
    if request.method == "POST":
        return _save(request, interview, room)
    return _page(request, interview, room, _form(request, interview, room))


def _form(request: Request, interview: Interview, room: Room, data: Any = None, **initial: Any) -> InterviewForm:
    return interviewing.form_of(request.actor, interview, interview.answers, data, step=room.step, **initial)


def _save(request: Request, interview: Interview, room: Room) -> HttpResponse:
    """Write the one answer down, then go where the button said."""
    if room.step is None or room.code != request.GET.get("step"):
        raise Http404  # an answer without its question would be written into another one
    ensure_same_writer(request)
    is_autosave = "X-Autosave" in request.headers
    form = _form(request, interview, room, request.POST)
    if not form.is_valid():
        return HttpResponse(status=422) if is_autosave else _page(request, interview, room, form, status=422)
    told: dict[str, Any] = {
        "version": form.cleaned_data["version"] or 0,
        "answers": form.answers(),
        "seen": form.seen_marks(),
        "merges": True,
    }
    try:
        saved = interviews.save_interview(request.actor, interview.pk, **told)
    except InterviewConflict as conflict:
        return _conflict(request, interview, room, conflict, is_autosave=is_autosave)
    if is_autosave:
        return JsonResponse({"version": saved.version, "saved_at": fi_time(request.actor.at)})
    return _then(request, saved, room, form)


def _then(request: Request, interview: Interview, room: Room, form: InterviewForm) -> HttpResponse:
    verb, _colon, key = request.POST.get("then", "").partition(":")
    if verb == "same":
        common_answers.say_the_same(request.actor, interview.pk, key=key, version=interview.version)
    elif verb == "back":
        return HttpResponseRedirect(_place(interview, room.back or room.code))
    elif room.step and room.step.telling and form.checked(room.step.telling.id)[0]:
        change = carry_out(form, lambda: _check(request, interview, form, room))
        if change is None:
            return _page(request, interview, room, form, status=422)
    return HttpResponseRedirect(_place(interview, interview_room.step_after(request.actor, interview, room.code)))


def _check(request: Request, interview: Interview, form: InterviewForm, room: Room) -> bool:
    telling = room.code.partition(".")[2]
    method, result, shown = form.checked(telling)
    if not result:
        title = {"title": interviewing.title_of(interview, telling)}
        raise RuleViolation(_("Choose whether this was understood: %(title)s") % title, field=f"check.{telling}.result")
    interviews.record_telling(request.actor, interview.pk, telling=telling, method=method, result=result, shown=shown)
    return True


def _conflict(
    request: Request, interview: Interview, room: Room, conflict: InterviewConflict, *, is_autosave: bool
) -> HttpResponse:
    """Both texts; what was written stays in its field, and the next saving knows what the other one saved."""
    if is_autosave:
        html = render_to_string("plans/interview/conflict.html", {"fields": conflict.fields}, request)
        return HttpResponse(html, status=409, headers={"X-Notice": "1"})
    interview.refresh_from_db()
    form = interviewing.form_of(request.actor, interview, conflict.answers, step=room.step)
    form.remember(interview.answers)
    return _page(request, interview, room, form, status=409, conflict=conflict)


def _page(
    request: Request,
    interview: Interview,
    room: Room,
    form: InterviewForm,
    *,
    status: int = 200,
    conflict: Conflict | None = None,
) -> HttpResponse:
    ours = interview_room.words_of(get_language() or "fi")
    theirs = interview_room.words_of(interviewing.shown_language(interview))
    sections = []
    if room.step:
        sections = interviewing.sections_of(request.actor, interview, form, room.step.section, step=room.step)
    spoken, through = interviewing.speaking_words(interview)
    context = {
        "interview": interview,
        "room": room,
        "form": form,
        "section": sections[0] if sections else None,
        "words": ours,
        "theirs": theirs,
        "is_paired": ours.language != theirs.language and not room.is_own,
        "progress": interview_room.progress(ours, room),
        "their_progress": interview_room.progress(theirs, room),
        "spoken": spoken,
        "through": through,
        "their_speaking": interview_room.speaking(theirs, interview),
        "shown_language": theirs.language,
        "other_language": interviewing.other_language_note(interview),
        "is_draft": interviewing.is_draft(interview),
        "conflict": conflict,
        "desk_url": _desk(interview, room),
    }
    return render(request, "plans/interview_room.html", context, status=status)


def _place(interview: Interview, code: str) -> str:
    return f"{reverse('plans:interview-room', args=[interview.pk])}?{urlencode({'step': code})}"


def _desk(interview: Interview, room: Room) -> str:
    """The same place at the desk; at the end, where the interview is completed."""
    section = room.step.section if room.step else "closing"
    return f"{interview.get_absolute_url()}?{urlencode({'section': section})}"
