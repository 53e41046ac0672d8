"""Around the interview: the whole assessment, the county's part, grounds of 14 §, what is left out, strengths."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luukku.casework.models import Case, Person
from luukku.casework.policies import first_permit_day
from luukku.casework.services import note_view
from luukku.core.forms import carry_out
from luukku.core.http import Request, sent
from luukku.plans import assessment_page, grounds_words, interview_contents, policies
from luukku.plans.forms.assessment import (
    AskCountyForm,
    CountyAnswerForm,
    GroundForm,
    NewStrengthForm,
    SkipForm,
    StrengthForm,
)
from luukku.plans.law.groups import rules_on
from luukku.plans.models import Strength
from luukku.plans.services import grounds, participation, reading, relatives, skipping, strengths
from luukku.plans.views.editing import Page, edit
from luukku.plans.views.own_words import Writing, write_down


@require_GET
def assessment(request: Request, pk: UUID) -> HttpResponse:
    """Everybody's interview, ground, needs and strengths on one page."""
    actor = request.actor
    case = get_object_or_404(policies.fully_readable_cases(actor).select_related("family"), pk=pk)
    note_view(actor, "assessment.viewed", case, case=case)
    context = {
        "case": case,
        "people": assessment_page.people_of(actor, case),
        "may_edit": policies.startable_cases(actor).filter(pk=case.pk).exists(),
        "next_steps": interview_contents.next_steps(actor, case.pk),
    }
    return render(request, "plans/assessment.html", context)


@require_http_methods(["GET", "POST"])
def ground(request: Request, pk: UUID, person: UUID) -> HttpResponse:
    """What the facts suggest of 14 §, and what the worker decides."""
    actor = request.actor
    case, who = _case_and_person(request, pk, person)
    latest = grounds.latest_decision(actor, case, who.pk)
    known = grounds.known_facts(actor, case, who) | (latest.facts if latest else {})
    first_on = (latest.first_permit_on if latest else None) or first_permit_day(who)
    initial: dict[str, Any] = {f"fact.{code}": "yes" if told else "no" for code, told in known.items()}
    initial["first_permit_on"] = first_on
    rules = rules_on(actor.day)
    hints = grounds_words.hints(grounds.pointing_answers(actor, case, who))
    form = GroundForm(sent(request), rules=rules, hints=hints, initial=initial)
    facts, status = known, 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            facts, first_on = form.facts(), form.cleaned_data["first_permit_on"]
            if request.POST.get("then") != "decide":
                status = 200
            elif carry_out(form, lambda: _decide(request, case, who, form)):
                return HttpResponseRedirect(_hub(case, who.pk))
    told = grounds.suggested(actor, who, facts, first_on)
    context = {
        "case": case,
        "person": who,
        "form": form,
        "latest": latest,
        "latest_words": grounds_words.decided(latest) if latest else "",
        "findings": grounds_words.findings(told, rules.act),
        "window": grounds_words.window(told),
        "rules": rules,
        "back": _hub(case, who.pk),
    }
    return render(request, "plans/ground.html", context, status=status)


def _decide(request: Request, case: Case, person: Person, form: GroundForm) -> bool:
    told = form.cleaned_data
    grounds.decide_ground(
        request.actor,
        case.pk,
        person_id=person.pk,
        facts=form.facts(),
        first_permit_on=told["first_permit_on"],
        groups=told["groups"],
        other_ground=told["other_ground"],
        reason=told["reason"],
    )
    return True


@require_http_methods(["GET", "POST"])
def county_ask(request: Request, pk: UUID) -> HttpResponse:
    """Note that the county was asked to take part."""
    actor = request.actor
    case = get_object_or_404(policies.startable_cases(actor).select_related("family"), pk=pk)
    note_view(actor, "assessment.viewed", case, case=case)
    initial = {"person": request.GET.get("person", ""), "asked_on": actor.day}
    form = AskCountyForm(sent(request), people=reading.family_of(actor, case), initial=initial)
    title = _("Ask the county to take part")
    page = Page(title, _("Note the question"), _hub(case), "plans/need_form.html", {"case": case, "county": True})

    def save() -> None:
        told = {name: form.cleaned_data[name] for name in ("organisation", "reason", "asked_on")}
        participation.ask_county(actor, case.pk, person_id=form.person_id, **told)

    return edit(request, form, page, save)


@require_http_methods(["GET", "POST"])
def county_answer(request: Request, pk: UUID) -> HttpResponse:
    """Note what the county answered."""
    actor = request.actor
    rows = policies.editable_participations(actor).select_related("case__family", "person")
    row = get_object_or_404(rows, pk=pk)
    note_view(actor, "assessment.viewed", row, case=row.case)
    initial = {"version": row.version, "participant": row.participant, "note": row.note, "on": actor.day}
    form = CountyAnswerForm(sent(request), initial=initial)
    title = _("The county's answer: %(name)s") % {"name": row.person.short_name}
    back = _hub(row.case, row.person_id)
    page = Page(title, _("Note the answer"), back, "plans/need_form.html", {"case": row.case, "county": True})

    def save() -> None:
        told = form.cleaned_data
        participation.note_county_answer(
            actor,
            row.pk,
            version=told["version"] or 0,
            takes_part=told["takes_part"] == "yes",
            participant=told["participant"],
            note=told["note"],
            on=told["on"],
        )

    return edit(request, form, page, save)


@require_http_methods(["GET", "POST"])
def assessment_skip(request: Request, pk: UUID, person: UUID) -> HttpResponse:
    """Leave out the assessment of who came alone, because another plan answers the needs."""
    case, who = _case_and_person(request, pk, person)
    form = SkipForm(sent(request))
    title = _("Leave the assessment out: %(name)s") % {"name": who.short_name}
    button = _("Leave the assessment out")
    page = Page(title, button, _hub(case, who.pk), "plans/need_form.html", {"case": case, "skip": True})

    def save() -> None:
        skipping.skip_assessment(request.actor, case.pk, person_id=who.pk, **form.cleaned_data)

    return edit(request, form, page, save)


@require_POST
def assessment_take_up(request: Request, pk: UUID) -> HttpResponse:
    row = get_object_or_404(policies.editable_skips(request.actor).select_related("case"), pk=pk)
    skipping.take_up_again(request.actor, row.pk)
    return HttpResponseRedirect(_hub(row.case, row.person_id))


@require_http_methods(["GET", "POST"])
def strength_add(request: Request, pk: UUID) -> HttpResponse:
    return write_down(request, pk, STRENGTH)


@require_http_methods(["GET", "POST"])
def strength_edit(request: Request, pk: UUID) -> HttpResponse:
    row = _strength(request, pk)
    form = StrengthForm(sent(request), initial=StrengthForm.shown(row))
    title = _("A strength: %(name)s") % {"name": row.person.short_name}
    page = Page(title, _("Save the strength"), _hub(row.case), "plans/need_form.html", {"case": row.case})

    def save() -> None:
        strengths.change_strength(request.actor, row.pk, version=form.cleaned_data["version"] or 0, **form.told())

    return edit(request, form, page, save)


@require_POST
def strength_remove(request: Request, pk: UUID) -> HttpResponse:
    row = _strength(request, pk)
    strengths.remove_strength(request.actor, row.pk)
    return HttpResponseRedirect(_hub(row.case))


@require_POST
def relative_read(request: Request, pk: UUID) -> HttpResponse:
    """A supervisor has read that a child or a relative interpreted in an emergency."""
    row = get_object_or_404(policies.relative_reports_to_read(request.actor), pk=pk)
    relatives.note_read(request.actor, row.pk)
    return HttpResponseRedirect(reverse("desk:my-day"))


def _case_and_person(request: Request, pk: UUID, person: UUID) -> tuple[Case, Person]:
    case = get_object_or_404(policies.startable_cases(request.actor).select_related("family"), pk=pk)
    note_view(request.actor, "assessment.viewed", case, case=case)
    who = next((one for one in reading.family_of(request.actor, case) if one.pk == person), None)
    if who is None:
        raise Http404
    return case, who


def _strength(request: Request, pk: UUID) -> Strength:
    rows = policies.editable_strengths(request.actor).select_related("case__family", "person")
    row = get_object_or_404(rows, pk=pk)
    note_view(request.actor, "strength.viewed", row, case=row.case)
    return row


def _hub(case: Case, person: UUID | None = None) -> str:
    place = reverse("plans:assessment", args=[case.pk])
    return f"{place}#person-{person}" if person else place


STRENGTH = Writing(
    form=NewStrengthForm,
    save=strengths.add_strength,
    title=gettext_lazy("A strength"),
    button=gettext_lazy("Write the strength down"),
    viewed="assessment.viewed",
    place=_hub,
    in_interview="?section=closing#needs",
)
