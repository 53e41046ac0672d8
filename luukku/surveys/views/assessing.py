"""A centre's look at itself, the peer's, and the leader's word."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luukku.core.forms import Page, edit
from luukku.core.http import Request, sent
from luukku.surveys import policies
from luukku.surveys.criteria_words import STATUSES, TONES
from luukku.surveys.forms.criteria import NOT_OURS, AssessmentForm, CriterionForm, EvidenceForm, ReviewForm
from luukku.surveys.models import Assessment, Criterion
from luukku.surveys.rules.criteria import is_met
from luukku.surveys.services import assessing


@require_http_methods(["GET", "POST"])
def assessment_new(request: Request) -> HttpResponse:
    if not policies.may_keep(request.actor):
        raise Http404
    units = [(str(one.pk), one.name) for one in policies.own_units(request.actor)]
    sets = [(str(one.pk), f"{one.title}, {one.number}") for one in policies.binding_sets(request.actor)]
    day = request.actor.day
    initial = {"starts_on": day.replace(month=1, day=1), "ends_on": day.replace(month=12, day=31)}
    form = AssessmentForm(sent(request), initial=initial, units=units, sets=sets)
    page = Page(_("Look at your own centre"), _("Begin the look"), reverse("surveys:criteria"), _("Minimum criteria"))

    def save() -> str:
        typed = form.cleaned_data
        row = assessing.start_assessment(
            request.actor,
            unit_id=UUID(typed["unit"]),
            set_id=UUID(typed["criteria_set"]),
            starts_on=typed["starts_on"],
            ends_on=typed["ends_on"],
        )
        return row.get_absolute_url()

    return edit(request, form, page, save)


@require_GET
def assessment(request: Request, pk: UUID) -> HttpResponse:
    """Every criterion with its level, its evidence, and whether the whole is met."""
    row = _visible(request, pk)
    statuses = assessing.statuses_of(row, request.actor.day)
    answers = {one.criterion_id: one for one in row.answers.all()}
    context = {
        "row": row,
        "lines": [
            (one, answers.get(one.pk), STATUSES[statuses[one.key]], TONES[statuses[one.key]])
            for one in row.criteria_set.criteria.all()
        ],
        "is_met": is_met(statuses.values()),
        "unanswered": next((one for one in row.criteria_set.criteria.all() if one.pk not in answers), None),
        "may_write": policies.written_assessments(request.actor).filter(pk=pk).exists(),
        "may_review": policies.reviewable_assessments(request.actor).filter(pk=pk).exists(),
        "may_confirm": policies.confirmable_assessments(request.actor).filter(pk=pk).exists(),
    }
    return render(request, "surveys/assessment.html", context)


@require_http_methods(["GET", "POST"])
def criterion(request: Request, pk: UUID, key: str) -> HttpResponse:
    row, found = _written(request, pk, key)
    answer = row.answers.filter(criterion=found).first()
    initial: dict[str, Any] = {"version": 0}
    if answer is not None:
        level = NOT_OURS if answer.level is None else str(answer.level)
        initial = {"level": level, "na_reason": answer.na_reason, "note": answer.note, "version": answer.edits}
    form = CriterionForm(sent(request), initial=initial, criterion=found)
    page = Page(
        found.name, _("Save the answer"), row.get_absolute_url(), row.unit.name, found.text,
        template="surveys/criterion.html", context={"criterion": found, "answer": answer, "row": row},
    )  # fmt: skip

    def save() -> None:
        assessing.answer_criterion(request.actor, row.pk, found.key, **form.told())

    return edit(request, form, page, save)


@require_http_methods(["GET", "POST"])
def evidence_add(request: Request, pk: UUID, key: str) -> HttpResponse:
    row, found = _written(request, pk, key)
    form = EvidenceForm(sent(request))
    back = reverse("surveys:criterion", args=[row.pk, found.key])
    page = Page(_("Evidence"), _("Add the evidence"), back, found.name)

    def save() -> None:
        assessing.add_evidence(request.actor, row.pk, found.key, form.cleaned_data)

    return edit(request, form, page, save)


@require_POST
def evidence_remove(request: Request, pk: UUID) -> HttpResponse:
    get_object_or_404(policies.own_evidence(request.actor), pk=pk)
    return redirect(assessing.remove_evidence(request.actor, pk))


@require_POST
def assessment_send(request: Request, pk: UUID) -> HttpResponse:
    row = get_object_or_404(policies.written_assessments(request.actor), pk=pk)
    return redirect(assessing.send_assessment(request.actor, row.pk))


@require_http_methods(["GET", "POST"])
def assessment_review(request: Request, pk: UUID) -> HttpResponse:
    """A peer of another centre says what they see."""
    row = get_object_or_404(
        policies.reviewable_assessments(request.actor).select_related("criteria_set", "unit"), pk=pk
    )
    form = ReviewForm(sent(request), criteria=list(row.criteria_set.criteria.all()))
    lead = _("Choose a level only where you saw another one than they did. The lower one counts.")
    page = Page(_("Peer review"), _("Save the review"), row.get_absolute_url(), row.unit.name, lead)

    def save() -> None:
        assessing.review_assessment(request.actor, row.pk, note=form.cleaned_data["note"], seen=form.seen())

    return edit(request, form, page, save)


@require_POST
def assessment_confirm(request: Request, pk: UUID) -> HttpResponse:
    row = get_object_or_404(policies.confirmable_assessments(request.actor), pk=pk)
    return redirect(assessing.confirm_assessment(request.actor, row.pk))


def _visible(request: Request, pk: UUID) -> Assessment:
    found: Assessment = get_object_or_404(
        policies.visible_assessments(request.actor)
        .select_related("unit", "organisation", "criteria_set", "reviewer", "confirmed_by", "writer")
        .prefetch_related("answers__evidence", "criteria_set__criteria"),
        pk=pk,
    )
    return found


def _written(request: Request, pk: UUID, key: str) -> tuple[Assessment, Criterion]:
    row: Assessment = get_object_or_404(
        policies.written_assessments(request.actor).select_related("criteria_set", "unit"), pk=pk
    )
    return row, get_object_or_404(row.criteria_set.criteria, key=key)
