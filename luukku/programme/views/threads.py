"""The red thread: all threads as one picture, one thread with its links, and how a link is made and ended."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from luukku.core import exports
from luukku.core.forms import Page, edit
from luukku.core.http import Request, sent
from luukku.programme import labels, policies, thread_drawing, thread_paper
from luukku.programme.forms.threads import EndLinkForm, ReasonForm, ThreadForm, ThreadLinkForm, WordsForm
from luukku.programme.models import Thread, ThreadLink
from luukku.programme.rules.threads import Stage
from luukku.programme.services import linkable, strands, threads
from luukku.programme.services.strands import Strand

TEMPLATE: Final = "programme/mend.html"
ON_A_WALL: Final = 6
"""So many threads are read from across a room."""


@dataclass(frozen=True, slots=True)
class Break:
    """Where a thread breaks: the question that stands there, what is ready, and one way to mend it."""

    thread: Thread
    question: str | Promise
    ready: str
    url: str
    button: str | Promise


@require_GET
def wall(request: Request) -> HttpResponse:
    """All threads that the actor sees, as a picture to stand in front of."""
    rows = policies.visible_threads(request.actor).select_related("organisation").order_by("position", "created_at")
    page = Paginator(rows, ON_A_WALL).get_page(request.GET.get("page"))
    found = strands.strands(request.actor, page.object_list, request.actor.day)
    context = {
        "strands": found, "page": page, "breaks": _breaks(request, found), "day": request.actor.day,
        "may_write": policies.may_write(request.actor),
        "drawing": thread_drawing.svg(thread_drawing.wall(found), is_file=False) if found else "",
    }  # fmt: skip
    return render(request, "programme/threads.html", context)


@require_GET
def thread(request: Request, pk: UUID) -> HttpResponse:
    """One thread: its picture, the same as a table, and what it led through once."""
    found = _seen(request, pk)
    context = {
        "thread": found.thread, "strand": found, "breaks": _breaks(request, [found]), "day": request.actor.day,
        "may_edit": _may_edit(request, found.thread),
        "rows": [(labels.STAGES[one.thing.stage], one, labels.reason_of(one.link)) for one in found.led],
        "following": [(labels.STAGES[one.stage], one) for one in found.following],
        "past": [(one, labels.reason_of(one.link)) for one in strands.ended(request.actor, found.thread)],
        "drawing": thread_drawing.svg(thread_drawing.one(found), is_file=False),
    }  # fmt: skip
    return render(request, "programme/thread.html", context)


@require_GET
def thread_svg(request: Request, pk: UUID) -> HttpResponse:
    found = _seen(request, pk)
    drawn = thread_drawing.svg(thread_drawing.one(found))
    return exports.download(str(drawn), found.thread.text, "svg", "image/svg+xml")


@require_GET
def thread_pdf(request: Request, pk: UUID) -> HttpResponse:
    found = _seen(request, pk)
    pdf = thread_paper.print_thread(request.actor, found)
    return exports.download(pdf, found.thread.text, "pdf", "application/pdf")


@require_GET
def thread_csv(request: Request, pk: UUID) -> HttpResponse:
    """Every link with its source line and its reason."""
    found = _seen(request, pk)
    return exports.csv_download(found.thread.text, thread_paper.LINK_COLUMNS, thread_paper.link_rows(found))


@require_http_methods(["GET", "POST"])
def thread_new(request: Request) -> HttpResponse:
    if not policies.may_write(request.actor):
        raise Http404
    form = ThreadForm(sent(request))
    page = Page(
        _("A new thread"), _("Begin the thread"), reverse("programme:threads"), _("Red thread"),
        _("A thread follows one matter through all programmes. Next you link what belongs to it."), TEMPLATE,
    )  # fmt: skip

    def save() -> str:
        made = threads.begin(request.actor, facts=form.facts())
        return reverse("programme:thread-link", args=[made.pk])

    return edit(request, form, page, save)


@require_http_methods(["GET", "POST"])
def thread_edit(request: Request, pk: UUID) -> HttpResponse:
    found = _own(request, pk)
    names = [name for name in ThreadForm.base_fields if name != "version"]
    initial = {name: getattr(found, name) for name in names} | {"version": found.version}
    form = ThreadForm(sent(request), initial=initial)
    page = Page(
        _("Change the thread"), _("Save the thread"), found.get_absolute_url(), _("The thread"), template=TEMPLATE
    )

    def save() -> None:
        threads.change(request.actor, found.pk, version=form.cleaned_data["version"] or 0, facts=form.facts())

    return edit(request, form, page, save)


@require_http_methods(["GET", "POST"])
def thread_link(request: Request, pk: UUID) -> HttpResponse:
    """Look for what speaks of the thread's words, or others; choose one thing and tell why it belongs here."""
    found = _own(request, pk)
    asked = WordsForm(request.GET if "words" in request.GET else None, initial={"words": found.pattern})
    words = asked.cleaned_data["words"] if asked.is_bound and asked.is_valid() else found.pattern or found.text
    known = strands.strand(request.actor, found, request.actor.day).things
    things = linkable.search(request.actor, words, without=known)
    form = ThreadLinkForm(sent(request), things=things)
    page = Page(
        _("What belongs to the thread?"), _("Link to the thread"), found.get_absolute_url(), _("The thread"),
        template="programme/thread_link.html",
        context={"row": found, "words_form": asked, "words": words, "things": things},
    )  # fmt: skip

    def save() -> None:
        kind, key = form.chosen()
        try:
            threads.link(request.actor, found.pk, kind=kind, key=key, reason=form.cleaned_data["reason"])
        except PermissionDenied as refusal:
            raise Http404 from refusal
        messages.success(request, _("The thread leads through it now."))

    return edit(request, form, page, save)


@require_http_methods(["GET", "POST"])
def link_reason(request: Request, pk: UUID, link: UUID) -> HttpResponse:
    """Tell better why something belongs to the thread, or go on to end the link."""
    found, row, text = _link(request, pk, link)
    told = "" if row.is_derived else row.reason
    form = ReasonForm(sent(request), initial={"reason": told, "version": row.version})
    page = Page(
        _("Why does it belong to the thread?"), _("Save the reason"), found.get_absolute_url(), _("The thread"),
        template="programme/thread_reason.html", context={"thing": text, "thread": found, "link": row},
    )  # fmt: skip

    def save() -> None:
        seen = form.cleaned_data["version"] or 0
        threads.tell_reason(request.actor, found.pk, row.pk, version=seen, reason=form.cleaned_data["reason"])

    return edit(request, form, page, save)


@require_http_methods(["GET", "POST"])
def link_end(request: Request, pk: UUID, link: UUID) -> HttpResponse:
    found, row, text = _link(request, pk, link)
    form = EndLinkForm(sent(request))
    page = Page(
        _("End the link"), _("End the link"), found.get_absolute_url(), _("The thread"),
        template="programme/thread_reason.html", context={"thing": text, "thread": found},
    )  # fmt: skip

    def save() -> None:
        threads.end_link(request.actor, found.pk, row.pk, reason=form.cleaned_data["reason"])
        messages.info(request, _("The thread no longer leads there. It stands among its earlier links."))

    return edit(request, form, page, save)


def _seen(request: Request, pk: UUID) -> Strand:
    rows = policies.visible_threads(request.actor).select_related("organisation")
    return strands.strand(request.actor, get_object_or_404(rows, pk=pk), request.actor.day)


def _own(request: Request, pk: UUID) -> Thread:
    return get_object_or_404(policies.editable_threads(request.actor), pk=pk)


def _may_edit(request: Request, found: Thread) -> bool:
    return policies.editable_threads(request.actor).filter(pk=found.pk).exists()


def _link(request: Request, pk: UUID, link: UUID) -> tuple[Thread, ThreadLink, linkable.Thing]:
    """A link of an own thread that holds, and what it leads to; what the actor does not see is not found."""
    found = _own(request, pk)
    row = get_object_or_404(policies.visible_links(request.actor).open().filter(thread=found), pk=link)
    told = linkable.of_links(request.actor, [row]).get(row.pk)
    if told is None:
        raise Http404
    return found, row, told


def _breaks(request: Request, found: Iterable[Strand]) -> list[Break]:
    """Where these threads break, each with one way to mend it for those who may."""
    broken = [(one, stage) for one in found if (stage := one.breaks_at) is not None]
    rows = [led.thing.row for one, _stage in broken for led in one.led if led.thing.kind == "measure"]
    actor = request.actor
    named = policies.editable_measures(actor).filter(pk__in=[row.pk for row in rows])
    measured = named.filter(programme__in=policies.editable_programmes(actor))
    may = {Stage.OWNER: set(named.values_list("pk", flat=True)), Stage.SIGN: set(measured.values_list("pk", flat=True))}
    own = set(policies.editable_threads(actor).values_list("pk", flat=True)) if broken else set()
    return [_break(one, stage, may.get(stage, set()), one.thread.pk in own) for one, stage in broken]


def _break(one: Strand, stage: Stage, measures: set[Any], may_edit: bool) -> Break:
    ready = ", ".join(texts[0].rstrip(".") for part in Stage if (texts := _texts(one, part)))
    doors = {Stage.OWNER: "programme:measure-owner", Stage.SIGN: "programme:indicator-add"}
    target = next(
        (led.thing.row for led in one.led if led.thing.kind == "measure" and led.thing.row.pk in measures), None
    )
    if target is not None:
        url = reverse(doors[stage], args=[target.programme_id, target.pk])
        return Break(one.thread, labels.QUESTIONS[stage], ready, url, labels.MENDS[stage])
    url = reverse("programme:thread-link", args=[one.thread.pk]) if may_edit else ""
    return Break(one.thread, labels.QUESTIONS[stage], ready, url, _("Add to the thread"))


def _texts(one: Strand, stage: Stage) -> list[str]:
    if stage not in one.filled:
        return []
    linked = [led.thing.text for led in one.at(stage) if not led.lacks_owner]
    return linked + [follow.text for follow in one.following if follow.stage is stage]
