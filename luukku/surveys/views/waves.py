"""Waves: preparing, asking, closing, publishing."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luukku.core import qr_codes
from luukku.core.exports import pdf_page
from luukku.core.forms import Page, edit
from luukku.core.http import Request, sent
from luukku.core.links import absolute
from luukku.core.page_language import page_language
from luukku.surveys import paper_form, policies
from luukku.surveys.forms.waves import InviteForm, WaveForm
from luukku.surveys.models import Wave
from luukku.surveys.models.instruments import said
from luukku.surveys.rules.waves import FEEDBACK_DAYS
from luukku.surveys.services import answering, inviting, publishing, waves
from luukku.surveys.wording import spoken


@require_GET
def wave_list(request: Request) -> HttpResponse:
    """What is being asked, what waits for a next step, and what has been told."""
    keeps = policies.may_keep(request.actor)
    kept = list(_with_titles(policies.kept_waves(request.actor)).order_by("-created_at"))
    readable = _with_titles(policies.readable_waves(request.actor)).order_by("-published_at")
    context = {
        "keeps": keeps,
        "going": [one for one in kept if one.state != Wave.State.PUBLISHED],
        "published": list(readable[:100]),
    }
    return render(request, "surveys/waves.html", context)


def _with_titles(found: Any) -> Any:
    return found.select_related("version__instrument", "organisation")


@require_http_methods(["GET", "POST"])
def wave_new(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(policies.own_instruments(request.actor), pk=pk)
    form = WaveForm(
        sent(request), initial={"analyst": str(request.actor.user_id), "reach": "link"}, people=_analysts(request)
    )
    page = Page(
        _("A new round"),
        _("Prepare the round"),
        found.get_absolute_url(),
        found.title,
        template="surveys/wave_form.html",
    )

    def save() -> str:
        row = waves.create_wave(request.actor, found.pk, form.facts(page_language()))
        return row.get_absolute_url()

    return edit(request, form, page, save)


@require_http_methods(["GET", "POST"])
def wave_edit(request: Request, pk: UUID) -> HttpResponse:
    row = _kept(request, pk)
    if not row.is_draft:
        raise Http404
    initial = {
        "version": row.edits,
        "name": row.name,
        "reach": row.reach,
        "analyst": str(row.analyst_id),
        "threshold": row.threshold,
        "target_size": row.target_size,
        "closes_on": row.closes_on,
        "is_public": row.is_public,
        "group_label": said(row.groups.get("labels", {})),
        "groups": "\n".join(row.group_words.values()),
    }
    form = WaveForm(sent(request), initial=initial, people=_analysts(request))
    page = Page(
        _("Change the round"), _("Save the round"), row.get_absolute_url(), row.name,
        template="surveys/wave_form.html",
    )  # fmt: skip

    def save() -> None:
        waves.change_wave(
            request.actor, row.pk, form.facts(page_language()), version=form.cleaned_data["version"] or row.edits
        )

    return edit(request, form, page, save)


@require_GET
def wave(request: Request, pk: UUID) -> HttpResponse:
    """One round with its next step."""
    row = _kept(request, pk)
    placements = answering.placements_of(row)
    context = {
        "wave": row,
        "instrument": row.version.instrument,
        "placements": placements,
        "languages": spoken(placements),
        "address": absolute(inviting.public_path(row)),
        "path": inviting.public_path(row),
        "invited": row.invitations.count(),
        "sheaves": inviting.sheaves(request.actor, row),
        "answered": waves.answered(row) if row.state == Wave.State.OPEN else None,
        "is_analyst": row.analyst_id == request.actor.user_id,
        "feedback_days": FEEDBACK_DAYS,
        "is_invited": row.reach == Wave.Reach.INVITED,
    }
    return render(request, "surveys/wave.html", context)


@require_http_methods(["GET", "POST"])
def wave_invite(request: Request, pk: UUID) -> HttpResponse:
    row = _kept(request, pk)
    people = [(str(one.pk), one.name) for one in policies.people_to_ask(request.actor)]
    panels = [(str(one.pk), one.name) for one in policies.own_panels(request.actor).order_by("name")]
    form = InviteForm(sent(request), people=people, panels=panels)
    page = Page(
        _("Whom do you ask?"), _("Invite them"), row.get_absolute_url(), row.name,
        _("Everybody gets a link of their own, which counts once. Nobody sees who has answered."),
    )  # fmt: skip

    def save() -> None:
        typed = form.cleaned_data
        chosen = [UUID(one) for one in typed["people"]]
        panel = UUID(typed["panel"]) if typed["panel"] else None
        inviting.invite(request.actor, row.pk, people=chosen, panel_id=panel, codes=typed["codes"] or 0)
        if typed["save_as"] and chosen:
            inviting.keep_panel(request.actor, name=typed["save_as"], people=chosen)

    return edit(request, form, page, save)


@require_POST
def wave_open(request: Request, pk: UUID) -> HttpResponse:
    row = _kept(request, pk)
    return redirect(waves.open_wave(request.actor, row.pk))


@require_POST
def wave_remind(request: Request, pk: UUID) -> HttpResponse:
    row = _kept(request, pk)
    inviting.remind(request.actor, row.pk)
    messages.success(request, _("Those whose link has not been used were reminded. Who they are is shown to nobody."))
    return redirect(row)


@require_POST
def wave_close(request: Request, pk: UUID) -> HttpResponse:
    row = _kept(request, pk)
    return redirect(waves.close_wave(request.actor, row.pk))


@require_POST
def wave_publish(request: Request, pk: UUID) -> HttpResponse:
    row = _kept(request, pk)
    publishing.publish_wave(request.actor, row.pk)
    return redirect("surveys:results", pk=row.pk)


@require_POST
def wave_remove(request: Request, pk: UUID) -> HttpResponse:
    row = _kept(request, pk)
    waves.remove_draft(request.actor, row.pk)
    return redirect("surveys:waves")


@require_GET
def wave_paper(request: Request, pk: UUID) -> HttpResponse:
    """The questionnaire on paper, in a language; where people are invited a sheaf of them, each with its own code."""
    row = _kept(request, pk)
    language = request.GET.get("language", "")
    known = {one.code for one in spoken(answering.placements_of(row))}
    code = language if language in known else "fi"
    sheaves = {str(first): first for first, _last in inviting.sheaves(request.actor, row)}
    codes = inviting.codes_from(request.actor, row, sheaves.get(request.GET.get("from", ""), 1))
    return pdf_page(paper_form.print_sheets(request.actor, row, code, codes), "kysely")


@require_GET
def wave_qr(request: Request, pk: UUID) -> HttpResponse:
    """The public address as a picture that a phone reads."""
    row = _kept(request, pk)
    return HttpResponse(qr_codes.picture(absolute(inviting.public_path(row))), content_type="image/svg+xml")


def _kept(request: Request, pk: UUID) -> Wave:
    found: Wave = get_object_or_404(_with_titles(policies.kept_waves(request.actor)), pk=pk)
    return found


def _analysts(request: Request) -> list[tuple[str, str]]:
    return [(str(one.pk), one.name) for one in policies.possible_analysts(request.actor)]
