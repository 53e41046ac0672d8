"""The initial interview: begun, held on one page, completed, and read afterwards."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from luukku.casework.services import note_view
from luukku.core.errors import Conflict, RuleViolation, ensure
from luukku.core.forms import carry_out
from luukku.core.http import Request, sent
from luukku.core.templatetags.luukku import fi_time
from luukku.plans import interview_contents, interviewing, policies
from luukku.plans.forms.interviews import SPEAKING, InterviewForm, SpeakingForm, StartInterviewForm
from luukku.plans.models import Interview
from luukku.plans.services import common_answers, interviews, reading
from luukku.plans.services.interviews import InterviewConflict
from luukku.plans.views.editing import Page, edit


@require_http_methods(["GET", "POST"])
def interview_start(request: Request, pk: UUID) -> HttpResponse:
    """Before the first question: whose interview, in which language and through whom."""
    actor = request.actor
    case = get_object_or_404(policies.startable_cases(actor).select_related("family"), pk=pk)
    note_view(actor, "interview.start_viewed", case, case=case)
    people = reading.family_of(actor, case)
    under_way = list(policies.editable_interviews(actor).filter(case=case).select_related("person"))
    initial = {"held_on": actor.day, "language": case.family.language, "person": request.GET.get("person", "")}
    form = StartInterviewForm(sent(request), people=people, initial=initial)
    context = {"case": case, "under_way": under_way}
    title, back = _("The initial interview"), reverse("desk:family", args=[case.pk])
    page = Page(title, _("Start the interview"), back, "plans/interview_start.html", context)

    def save() -> str:
        told = {name: form.cleaned_data[name] for name in ("held_on", "variant")}
        begun = interviews.start_interview(actor, case.pk, person_id=form.person_id, speaking=form.speaking(), **told)
        return begun.get_absolute_url()

    return edit(request, form, page, save)


@require_http_methods(["GET", "POST"])
def interview_speaking(request: Request, pk: UUID) -> HttpResponse:
    """The language or the interpreter changed in the middle."""
    interview = get_object_or_404(_editable(request), pk=pk)
    note_view(request.actor, "interview.viewed", interview, case=interview.case)
    form = SpeakingForm(sent(request), initial={name: getattr(interview, name) for name in SPEAKING})
    title = _("Language and interpreter")
    page = Page(title, _("Save the language and the interpreter"), interview.get_absolute_url(), "plans/speaking.html")

    def save() -> None:
        interviews.change_speaking(request.actor, interview.pk, speaking=form.speaking())

    return edit(request, form, page, save)


@require_http_methods(["GET", "POST"])
def interview(request: Request, pk: UUID) -> HttpResponse:
    """An interview by its sections or whole (`?section=`); a completed one is only read. `then` says what follows."""
    actor = request.actor
    found = get_object_or_404(policies.visible_interviews(actor).select_related("case__family", "person"), pk=pk)
    note_view(actor, "interview.viewed", found, case=found.case)
    may_edit = policies.may_edit_interview(actor, found)
    if request.method == "POST":
        return _save(request, get_object_or_404(_editable(request), pk=pk))
    if not may_edit:
        return _read(request, found)
    form = _form(request, found, found.answers)
    return _page(request, found, form)


def _section(request: Request, interview: Interview) -> str:
    """The section that the page shows; empty for all of them.

    What is sent without a section is a whole interview. A section that is not there is no page to save from: taking
    it for another would empty that one's answers.
    """
    wanted = request.GET.get("section", "")
    if request.method == "POST":
        wanted = wanted or interview_contents.WHOLE
    contents = interview_contents.contents_of(request.actor, interview, wanted)
    if request.method == "POST" and wanted != contents.place:
        raise Http404
    return contents.current


def _form(request: Request, interview: Interview, answers: Any, data: Any = None, **initial: Any) -> InterviewForm:
    section = _section(request, interview)
    return interviewing.form_of(request.actor, interview, answers, data, section=section, **initial)


def _save(request: Request, interview: Interview) -> HttpResponse:
    actor, is_autosave = request.actor, "X-Autosave" in request.headers
    ensure_same_writer(request)
    form = _form(request, interview, interview.answers, request.POST)
    if not form.is_valid():
        return HttpResponse(status=422) if is_autosave else _page(request, interview, form, status=422)
    told: dict[str, Any] = {
        "version": form.cleaned_data["version"] or 0,
        "answers": form.answers(),
        "seen": form.seen_marks(),
    }
    try:
        saved = interviews.save_interview(actor, interview.pk, **told, merges=not is_autosave)
    except InterviewConflict as conflict:
        return _conflict(request, interview, conflict, is_autosave=is_autosave)
    if is_autosave:
        return JsonResponse({"version": saved.version, "saved_at": fi_time(actor.at)})
    return _then(request, saved, form)


def ensure_same_writer(request: Request) -> None:
    """A page that wakes up under somebody else's name on a shared machine saves nothing.

    Raises:
        PermissionDenied: the page was opened by another worker than the one who is signed in now.
    """
    writer = request.POST.get("writer", "")
    ensure(writer in ("", str(request.actor.user_id)))


def _then(request: Request, interview: Interview, form: InterviewForm) -> HttpResponse:
    """What the button said beside saving: a check, a need, or that the interview is complete."""
    verb, _separator, about = request.POST.get("then", "").partition(":")
    place: str | None = _place(request, interview)
    if verb == "go":
        query = f"?{urlencode({'section': about})}" if about else ""
        place = interview.get_absolute_url() + query
    elif verb in ("need", "strength"):
        place = f"{reverse(f'plans:{verb}-add', args=[interview.case_id])}?interview={interview.pk}"
    elif verb == "same":
        return _say_the_same(request, interview, about)
    elif verb in ("check", "complete"):
        answered = request.POST.copy()
        answered["version"] = str(interview.version)
        form = _form(request, interview, interview.answers, answered)
        form.is_valid()
        change = _check if verb == "check" else _complete
        place = carry_out(form, lambda: change(request, interview, form, about))
    if place is None:
        return _page(request, interview, form, status=422, show_missing=verb == "complete")
    return HttpResponseRedirect(place)


def _say_the_same(request: Request, interview: Interview, key: str) -> HttpResponse:
    common_answers.say_the_same(request.actor, interview.pk, key=key, version=interview.version)
    return HttpResponseRedirect(f"{_place(request, interview)}#q-{key.replace('.', '-', 1)}")


def _complete(request: Request, interview: Interview, form: InterviewForm, _about: str) -> str:
    return interviews.complete_interview(request.actor, interview.pk).get_absolute_url()


def _check(request: Request, interview: Interview, form: InterviewForm, telling: str) -> str:
    method, result, shown = form.checked(telling)
    title = {"title": interviewing.title_of(interview, telling)}
    if not method:
        message = _("Choose how you checked that this was understood: %(title)s") % title
        raise RuleViolation(message, field=f"check.{telling}.method")
    if not result:
        raise RuleViolation(_("Choose whether this was understood: %(title)s") % title, field=f"check.{telling}.result")
    interviews.record_telling(request.actor, interview.pk, telling=telling, method=method, result=result, shown=shown)
    return f"{_place(request, interview)}#telling-{telling}"


def _place(request: Request, interview: Interview) -> str:
    """The page that was sent, once more."""
    return f"{interview.get_absolute_url()}?section={_section(request, interview) or interview_contents.WHOLE}"


def _conflict(
    request: Request, interview: Interview, conflict: InterviewConflict, *, is_autosave: bool
) -> HttpResponse:
    """Both texts. The page comes back with everything that was written in it, and knows what the other one saved."""
    if is_autosave:
        html = render_to_string("plans/interview/conflict.html", {"fields": conflict.fields}, request)
        return HttpResponse(html, status=409, headers={"X-Notice": "1"})
    interview.refresh_from_db()
    checks = {name: value for name, value in request.POST.items() if name.startswith("check.")}
    form = _form(request, interview, conflict.answers, **checks)
    form.remember(interview.answers)
    return _page(request, interview, form, status=409, conflict=conflict)


def _page(
    request: Request,
    interview: Interview,
    form: InterviewForm,
    *,
    status: int = 200,
    conflict: Conflict | None = None,
    show_missing: bool = False,
) -> HttpResponse:
    actor = request.actor
    section = _section(request, interview)
    contents = interview_contents.contents_of(actor, interview, section or interview_contents.WHOLE)
    context, said = _shown(request, interview, form, section), common_answers.said_by_others(actor, interview)
    context |= {
        "contents": contents,
        "arrives": request.method == "GET" and not request.GET.get("section"),
        "suggestions": interviewing.suggestions_of(actor, interview, context["needs"]),
        "shown_language": interviewing.shown_language(interview),
        "other_language": interviewing.other_language_note(interview),
        "conflict": conflict,
        "missing": interview_contents.places_missing(actor, interview, contents),
        "show_missing": show_missing,
        "common_elsewhere": next((one.interview_id for one in said.values()), None),
        "may_ask_county": interview_contents.may_ask_county(interview),
    }
    return render(request, "plans/interview.html", context, status=status)


def _read(request: Request, interview: Interview) -> HttpResponse:
    """What was said, and what can follow."""
    context = _shown(request, interview, interviewing.form_of(request.actor, interview, interview.answers))
    if interview.state == Interview.State.COMPLETED:
        context["next_steps"] = interview_contents.next_steps(request.actor, interview.case_id)
    return render(request, "plans/interview_done.html", context)


def _shown(request: Request, interview: Interview, form: InterviewForm, section: str = "") -> dict[str, Any]:
    """What both pages show."""
    needs = list(policies.visible_needs(request.actor).filter(interview=interview).select_related("person"))
    spoken, through = interviewing.speaking_words(interview)
    return {
        "interview": interview,
        "form": form,
        "sections": interviewing.sections_of(request.actor, interview, form, section),
        "needs": needs,
        "spoken": spoken,
        "through": through,
    }


def _editable(request: Request) -> Any:
    return policies.editable_interviews(request.actor).select_related("case__family", "person")
