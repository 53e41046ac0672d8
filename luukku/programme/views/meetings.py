"""Meetings before and after: the list, calling one, its agenda and people, its minutes and what is added to them."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luukku.audit import trail
from luukku.core.exports import pdf_page
from luukku.core.forms import Form, Page, carry_out, edit
from luukku.core.http import Request, sent
from luukku.programme import minutes_paper, policies
from luukku.programme.forms.meetings import AddendumForm, AskForm, MeetingForm, OwnItemForm
from luukku.programme.labels import LANGUAGES
from luukku.programme.models import Meeting, Passage
from luukku.programme.services.meetings import agenda, attending, calling, candidates, minutes
from luukku.programme.views.around import around, asked_language, own, programme_of

STEPS = {"up": -1, "down": 1}


@require_GET
def meeting_list(request: Request, pk: UUID) -> HttpResponse:
    """The programme's meetings that the actor reads, those to come first."""
    programme = programme_of(request, pk)
    found = list(policies.visible_meetings(request.actor).filter(programme=pk))
    coming = [one for one in found if not one.is_told and one.state != Meeting.State.CLOSED]
    context = around(request, programme, "meetings") | {
        "coming": sorted(coming, key=lambda one: (one.held_on is None, one.held_on or request.actor.day)),
        "held": [one for one in found if one not in coming],
    }
    return render(request, "programme/meetings.html", context)


@require_http_methods(["GET", "POST"])
def meeting_new(request: Request, pk: UUID) -> HttpResponse:
    programme = own(request, pk)
    form = MeetingForm(sent(request))
    page = Page(
        _("A new meeting"), _("Call the meeting"), reverse("programme:meetings", args=[pk]), programme.name,
    )  # fmt: skip

    def save() -> str:
        made = calling.call(request.actor, programme.pk, facts=form.facts())
        return reverse("programme:meeting-prepare", args=[pk, made.pk])

    return edit(request, form, page, save)


@require_http_methods(["GET", "POST"])
def meeting_facts(request: Request, pk: UUID, meeting: UUID) -> HttpResponse:
    found = editable(request, pk, meeting)
    initial = {name: getattr(found, name) for name in MeetingForm.base_fields}
    form = MeetingForm(sent(request), initial=initial)
    page = Page(_("When and where"), _("Save the meeting"), found.get_absolute_url(), found.text)

    def save() -> None:
        calling.change(request.actor, found.pk, version=form.cleaned_data["version"] or 0, facts=form.facts())

    return edit(request, form, page, save)


@require_http_methods(["GET", "POST"])
def meeting_prepare(request: Request, pk: UUID, meeting: UUID) -> HttpResponse:
    """The agenda: what is open is offered, somebody picks, orders, and adds their own."""
    found = editable(request, pk, meeting)
    act, _colon, key = request.POST.get("act", "").partition(":")
    form = OwnItemForm(request.POST if act == "own" else None)
    if request.method == "POST" and _prepared(request, found, form, act, key):
        return HttpResponseRedirect(reverse("programme:meeting-prepare", args=[pk, meeting]))
    context = around(request, found.programme, "meetings") | {
        "meeting": found, "agenda": found.agenda.all(), "offers": candidates.find(request.actor, found), "form": form,
        "picked": request.POST.getlist("pick"),
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render(request, "programme/meeting_prepare.html", context, status=status)


def _prepared(request: Request, meeting: Meeting, form: Form, act: str, key: str) -> bool:
    """Whether what the button asked for is done; what can't be done stands in the form's errors."""
    actor = request.actor
    if act == "pick":
        count = agenda.pick(actor, meeting.pk, request.POST.getlist("pick"))
        told = ngettext("%(count)d item came on the agenda.", "%(count)d items came on the agenda.", count)
        messages.success(request, told % {"count": count})
        return True
    if act == "own":
        return form.is_valid() and bool(
            carry_out(form, lambda: agenda.add(actor, meeting.pk, text=form.cleaned_data["text"]))
        )
    if act in STEPS:
        agenda.move(actor, meeting.pk, _id_of(key), steps=STEPS[act])
        return True
    if act == "remove":
        agenda.remove(actor, meeting.pk, _id_of(key))
        return True
    raise PermissionDenied


@require_http_methods(["GET", "POST"])
def meeting_people(request: Request, pk: UUID, meeting: UUID) -> HttpResponse:
    """Who is asked to the meeting."""
    found = editable(request, pk, meeting)
    form = AskForm(sent(request), people=policies.people_to_ask(request.actor, found.programme))
    page = Page(
        _("Who is asked to the meeting"), _("Ask to the meeting"),
        reverse("programme:meeting-people", args=[pk, meeting]), found.text,
        template="programme/meeting_people.html",
        context={"meeting": found, "rows": list(found.attendances.select_related("user"))},
    )  # fmt: skip

    def save() -> None:
        attending.ask(request.actor, found.pk, **form.whom())

    return edit(request, form, page, save)


@require_POST
def meeting_leave_out(request: Request, pk: UUID, meeting: UUID, attendance: UUID) -> HttpResponse:
    found = editable(request, pk, meeting)
    row = get_object_or_404(found.attendances, pk=attendance)
    attending.leave_out(request.actor, found.pk, row.pk)
    return HttpResponseRedirect(reverse("programme:meeting-people", args=[pk, meeting]))


@require_GET
def meeting(request: Request, pk: UUID, meeting: UUID) -> HttpResponse:
    """A meeting: what is on its agenda, and when it is over its minutes and what became of them."""
    found = visible(request, pk, meeting)
    questions = found.passages.filter(kind__in=[Passage.Kind.QUESTION, Passage.Kind.EMPTY_HEADING])
    passages = list(questions)
    context = around(request, found.programme, "meetings") | {
        "meeting": found,
        "agenda": found.agenda.all(),
        "decisions": policies.visible_decisions(request.actor).filter(meeting=found) if found.is_told else (),
        "questions": [one for one in passages if one.kind == Passage.Kind.QUESTION],
        "empty": [one for one in passages if one.kind == Passage.Kind.EMPTY_HEADING],
        "minutes": None if found.is_told else minutes.of(found, request.actor.at),
        "chains": minutes.chains(request.actor, found) if found.state == Meeting.State.CLOSED else (),
        "addenda": list(found.addenda.select_related("author")),
        "may_hold": policies.editable_meetings(request.actor).filter(pk=found.pk).exists(),
        "may_add": policies.closed_meetings(request.actor).filter(pk=found.pk).exists(),
        "languages": LANGUAGES,
    }
    return render(request, "programme/meeting.html", context)


@require_GET
def meeting_pdf(request: Request, pk: UUID, meeting: UUID) -> HttpResponse:
    """The minutes as PDF; `?language=` says in which language its labels are."""
    found = visible(request, pk, meeting)
    language = asked_language(request)
    added = found.addenda.select_related("author")
    pdf = minutes_paper.print_minutes(
        found, minutes.of(found, request.actor.at), added, language=language, at=request.actor.at
    )
    trail.record(request.actor, "programme.minutes_printed", found, language=language)
    return pdf_page(pdf, f"minutes-{found.held_on or 'draft'}-{language}")


@require_http_methods(["GET", "POST"])
def meeting_addendum(request: Request, pk: UUID, meeting: UUID) -> HttpResponse:
    """Something is added to closed minutes, and nothing in them changes."""
    programme_of(request, pk)
    found = get_object_or_404(policies.closed_meetings(request.actor).filter(programme=pk), pk=meeting)
    form = AddendumForm(sent(request))
    page = Page(_("Add to the minutes"), _("Add to the minutes"), found.get_absolute_url(), found.text)

    def save() -> None:
        minutes.add(request.actor, found.pk, text=form.cleaned_data["text"])

    return edit(request, form, page, save)


def visible(request: Request, pk: UUID, meeting: UUID) -> Meeting:
    """A meeting that the actor reads; another is not found."""
    rows = policies.visible_meetings(request.actor).select_related("programme__organisation")
    found: Meeting = get_object_or_404(rows.filter(programme=pk), pk=meeting)
    return found


def editable(request: Request, pk: UUID, meeting: UUID) -> Meeting:
    """A meeting that the actor prepares or holds; another is not found."""
    rows = policies.editable_meetings(request.actor).select_related("programme__organisation")
    found: Meeting = get_object_or_404(rows.filter(programme=pk), pk=meeting)
    return found


def _id_of(key: str) -> UUID:
    try:
        return UUID(key)
    except ValueError as error:
        raise PermissionDenied from error
