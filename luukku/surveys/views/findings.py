"""From results to deeds: own words, the feedback discussion, findings, telling back."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luukku.core.forms import Page, edit
from luukku.core.http import Request, sent
from luukku.surveys import policies
from luukku.surveys.forms.waves import DecideForm, DiscussionForm, FindingForm, FindingWordsForm
from luukku.surveys.models import Finding, Wave
from luukku.surveys.services import findings, inviting
from luukku.surveys.wording import LANGUAGES, tongue


@require_GET
def own_words(request: Request, pk: UUID) -> HttpResponse:
    """What people wrote, for the analyst named at the opening and nobody else."""
    row = get_object_or_404(policies.analysed_waves(request.actor), pk=pk)
    context = {"wave": row, "answers": findings.read_open_answers(request.actor, row.pk)}
    return render(request, "surveys/own_words.html", context)


@require_http_methods(["GET", "POST"])
def own_words_decide(request: Request, pk: UUID, answer: UUID) -> HttpResponse:
    get_object_or_404(policies.readable_open_answers(request.actor), pk=answer, wave=pk)
    row = findings.open_to_decide(request.actor, pk, answer)
    initial = {"decision": row.decision if row.decision != "unread" else "", "redacted": row.redacted or row.text}
    form = DecideForm(sent(request), initial=initial)
    page = Page(
        _("Own words"), _("Save the decision"), reverse("surveys:own-words", args=[pk]), _("Own words"),
        template="surveys/decide.html", context={"answer": row},
    )  # fmt: skip

    def save() -> None:
        findings.decide_open_answer(request.actor, row.pk, **form.cleaned_data)

    return edit(request, form, page, save)


@require_http_methods(["GET", "POST"])
def discussion(request: Request, pk: UUID) -> HttpResponse:
    """The feedback discussion: what was said together about the results."""
    row = _published(request, pk)
    form = DiscussionForm(sent(request), initial={"version": row.edits, "discussion": row.discussion})
    page = _page(row, _("What was said together"), _("Save the discussion"))

    def save() -> None:
        findings.save_discussion(request.actor, row.pk, **form.cleaned_data)

    return edit(request, form, page, save)


@require_http_methods(["GET", "POST"])
def finding_new(request: Request, pk: UUID) -> HttpResponse:
    row = _published(request, pk)
    form = FindingForm(sent(request), questions=_questions(row))
    page = _page(row, _("What did you hear?"), _("Save what was heard"))

    def save() -> None:
        findings.add_finding(request.actor, row.pk, form.facts())

    return edit(request, form, page, save)


@require_http_methods(["GET", "POST"])
def finding(request: Request, pk: UUID) -> HttpResponse:
    row = _finding(request, pk)
    names = ("tone", "text", "action", "owner", "due_on")
    initial = {name: getattr(row, name) for name in names}
    initial |= {"wording": str(row.wording_id or ""), "version": row.edits}
    is_taken = row.action_ref is not None
    form = FindingForm(sent(request), initial=initial, questions=_questions(row.wave), is_taken=is_taken)
    lead = _("The programme has taken this: what is done, by whom and by when is said there.") if is_taken else ""
    page = _page(row.wave, _("What did you hear?"), _("Save what was heard"), lead)

    def save() -> None:
        findings.change_finding(request.actor, row.pk, form.facts(), version=form.cleaned_data["version"] or row.edits)

    return edit(request, form, page, save)


@require_http_methods(["GET", "POST"])
def finding_words(request: Request, pk: UUID, language: str) -> HttpResponse:
    """What readers of another language are told."""
    row = _finding(request, pk)
    if language not in LANGUAGES:
        raise Http404
    asked = tongue(language)
    form = FindingWordsForm(sent(request), initial={"text": row.told.get(language, "")}, language=asked)
    page = _page(row.wave, asked.native_name, _("Save the words"), f"{row.text} {row.action}".strip())

    def save() -> None:
        findings.say_in_language(request.actor, row.pk, language, form.cleaned_data["text"])

    return edit(request, form, page, save)


@require_POST
def tell_back(request: Request, pk: UUID) -> HttpResponse:
    row = _published(request, pk)
    inviting.tell_back(request.actor, row.pk)
    messages.success(request, _("Those who answered are told: by mail if they were invited, and where they answered."))
    return HttpResponseRedirect(reverse("surveys:results", args=[row.pk]))


def _published(request: Request, pk: UUID) -> Wave:
    found: Wave = get_object_or_404(
        policies.kept_waves(request.actor).select_related("version"), pk=pk, state=Wave.State.PUBLISHED
    )
    return found


def _finding(request: Request, pk: UUID) -> Finding:
    found: Finding = get_object_or_404(policies.own_findings(request.actor).select_related("wave__version"), pk=pk)
    return found


def _questions(row: Wave) -> list[tuple[str, str]]:
    return [(str(one.wording_id), one.wording.text) for one in row.version.placements.in_order()]


def _page(row: Wave, title: str, button: str, lead: str = "") -> Page:
    return Page(title, button, reverse("surveys:results", args=[row.pk]), row.name, lead)
