"""Calendars: a file that is brought, addresses that are followed, and the address of our own."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from luukku.core.forms import carry_out
from luukku.core.http import Request, sent
from luukku.core.links import absolute
from luukku.directory import policies, run_words
from luukku.directory.forms import FileForm, FollowForm, OutForm
from luukku.directory.services import calendars as services


@require_http_methods(["GET", "POST"])
def calendars(request: Request) -> HttpResponse:
    """The calendars that the organisation follows, one more, and the address of our own events."""
    may_write = policies.may_write(request.actor)
    form = FollowForm(sent(request), initial={"kind": "event", "language": "fi"})
    if request.method == "POST":
        if not may_write:
            raise Http404
        if form.is_valid() and _follow(request, form):
            messages.success(request, _("The calendar is read in a moment, and then every hour."))
            return redirect("directory:calendars")
    asked = {name: value for name, value in request.GET.items() if name.startswith("out_")}
    out = OutForm(asked or None)
    query = out.query() if out.is_bound and out.is_valid() else ""
    rows = policies.own_calendars(request.actor).order_by("created_at")
    context = {
        "form": form,
        "followed": [(row, run_words.told_of_calendar(row.counts)) for row in rows],
        "out": out,
        "address": absolute("/events.ics") + (f"?{query}" if query else ""),
        "may_write": may_write,
    }
    return render(request, "directory/calendars.html", context, status=422 if form.is_bound else 200)


def _follow(request: Request, form: FollowForm) -> bool:
    told = form.cleaned_data
    place = told["place"].pk if told["place"] else None
    made = carry_out(
        form,
        lambda: services.follow(
            request.actor,
            told["url"],
            kind=told["kind"],
            language=told["language"],
            municipality=told["town"],
            place=place,
        ),
        main_field="url",
    )
    return made is not None


@require_POST
def calendar_fetch(request: Request, pk: UUID) -> HttpResponse:
    row = get_object_or_404(policies.own_calendars(request.actor), pk=pk)
    services.fetch_now(request.actor, row.pk)
    messages.success(request, _("The calendar is read in a moment."))
    return redirect("directory:calendars")


@require_POST
def calendar_end(request: Request, pk: UUID) -> HttpResponse:
    row = get_object_or_404(policies.own_calendars(request.actor), pk=pk)
    services.end_following(request.actor, row.pk, keeps_events=request.POST.get("events") != "archive")
    messages.success(request, _("The calendar is followed no longer."))
    return redirect("directory:calendars")


@require_http_methods(["GET", "POST"])
def calendar_bring(request: Request) -> HttpResponse:
    """Events from a calendar file of the own organisation."""
    if not policies.may_write(request.actor):
        raise Http404
    form = FileForm(sent(request), request.FILES if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data["file"].read()
        counts = carry_out(form, lambda: services.bring_in(request.actor, content))
        if counts is not None:
            told = ", ".join(f"{count} {words}" for count, words in run_words.told_of_calendar(counts))
            messages.success(request, _("The calendar is here: %(told)s.") % {"told": told})
            return redirect("directory:activities")
    return render(request, "directory/calendar_form.html", {"form": form}, status=422 if form.is_bound else 200)
