"""What interviews and plans say of one person, for a copy of their data: never another adult's part or words."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from luukku.casework.events import OwnDataAsked
from luukku.casework.own_facts import day_of, facts_of
from luukku.casework.rules.own_data import Chapter, Entry, Fact, fact
from luukku.plans import grounds_words
from luukku.plans.models import (
    Comment,
    Confirmation,
    CountyParticipation,
    FamilyPlan,
    GroundDecision,
    Interview,
    Need,
    Objection,
    OtherPlan,
    PlanPart,
    SkippedAssessment,
    Strength,
)
from luukku.plans.services.tellings import content_of

SHOWN = (FamilyPlan.State.OFFERED, FamilyPlan.State.IN_FORCE, FamilyPlan.State.SUPERSEDED, FamilyPlan.State.ENDED)
"""Drafts are nobody's data yet: the family is shown what is offered to it."""


def chapters_of(asked: OwnDataAsked) -> list[Chapter]:
    return [
        Chapter("interviews", _("Interviews"), tuple(_interviews(asked))),
        Chapter("needs", _("Needs"), tuple(_needs(asked))),
        Chapter("strengths", _("Strengths"), tuple(_strengths(asked))),
        Chapter("grounds", _("Grounds of the assessment"), tuple(_grounds(asked))),
        Chapter("county", _("Wellbeing county"), tuple(_county(asked))),
        Chapter("plan", _("The plan"), tuple(_plans(asked))),
        Chapter("comments", _("What the person said of the plan"), tuple(_comments(asked))),
        Chapter("confirmations", _("What was confirmed"), tuple(_confirmations(asked))),
    ]


def _interviews(asked: OwnDataAsked) -> Iterator[Entry]:
    if asked.shield.own_words:
        return
    rows = Interview.objects.filter(case__in=asked.cases, person=asked.person).select_related("template")
    for interview in rows.order_by("held_on", "pk"):
        told = facts_of(interview, ("language", "interpreter_mode", "no_interpreter_reason", "state"))
        yield Entry(day_of(interview.held_on), told + tuple(_answers(asked, interview)))


def _answers(asked: OwnDataAsked, interview: Interview) -> Iterator[Fact]:
    """What was asked of the person and of the family; what was said about a child is in the child's own copy."""
    content, language = content_of(interview), (get_language() or "fi")[:2]
    own = {f"{about}.{question.id}": question for question in content.structure.questions()
           for about in ("family", str(asked.person.pk))}  # fmt: skip
    for key, question in own.items():
        given = interview.answers.get(key)
        if given in (None, "", []):
            continue
        chosen = [given] if isinstance(given, str) else [str(one) for one in given]
        words = [content.option(question, one, language) or one for one in chosen]
        asked_words = content.text(f"question.{question.id}", language) or question.id
        yield from fact(asked_words, ", ".join(words))


def _needs(asked: OwnDataAsked) -> Iterator[Entry]:
    if asked.shield.own_words:
        return
    for need in Need.objects.filter(case__in=asked.cases, person=asked.person).order_by("created_at", "pk"):
        names = ("own_words", "worker_words", "state", "dropped_reason")
        yield Entry(str(need.get_domain_display()), facts_of(need, names))


def _plans(asked: OwnDataAsked) -> Iterator[Entry]:
    """The shared part and the person's own part of each version in which they have a part."""
    parts = PlanPart.objects.filter(plan__case__in=asked.cases, plan__state__in=SHOWN)
    mine = parts.filter(person=asked.person)
    shown = parts.filter(Q(pk__in=mine.values("pk")) | Q(kind="shared", plan__in=mine.values("plan")))
    related = shown.select_related("plan").prefetch_related("words__person", "goals__actions__doer_person")
    for part in related.order_by("plan__number", "position", "pk"):
        if asked.shield.own_words and part.person_id:
            continue
        if asked.shield.for_another and not part.person_id and part.plan.case_id in asked.shield.outside:
            continue  # a guardian who lives elsewhere gets the child's part, not what the family has in common
        title = _("Version %(number)s") % {"number": part.plan.number}
        yield Entry(f"{title}, {part.get_kind_display()}", tuple(_part(asked, part)))


def _part(asked: OwnDataAsked, part: PlanPart) -> Iterator[Fact]:
    yield from facts_of(part, ("view", "view_family"))
    for words in part.words.all():
        if words.person_id == asked.person.pk and not asked.shield.own_words:
            yield from fact(_("In the person's own words"), words.text or words.text_family)
    for goal in part.goals.all():
        yield from fact(_("Goal"), goal.title)
        for action in goal.actions.all():
            others = action.doer_person_id and action.doer_person_id != asked.person.pk
            if not others:
                yield from fact(_("What was agreed"), action.what)


def _confirmations(asked: OwnDataAsked) -> Iterator[Entry]:
    rows = Confirmation.objects.filter(plan__case__in=asked.cases, person=asked.person).select_related("plan")
    for one in rows.order_by("confirmed_at", "pk"):
        title = _("Version %(number)s") % {"number": one.plan.number}
        yield Entry(title, facts_of(one, ("capacity", "language", "confirmed_at")))


def _strengths(asked: OwnDataAsked) -> Iterator[Entry]:
    if asked.shield.own_words:
        return
    rows = Strength.objects.filter(case__in=asked.cases, person=asked.person, removed_on__isnull=True)
    for row in rows.order_by("created_at", "pk"):
        yield Entry(str(row.get_domain_display()), facts_of(row, ("own_words", "worker_words")))


def _grounds(asked: OwnDataAsked) -> Iterator[Entry]:
    for row in GroundDecision.objects.filter(case__in=asked.cases, person=asked.person).order_by("decided_on", "pk"):
        words = tuple(fact(_("Ground"), grounds_words.decided(row)))
        yield Entry(day_of(row.decided_on), words + facts_of(row, ("first_permit_on", "reason")))


def _county(asked: OwnDataAsked) -> Iterator[Entry]:
    """Whether the county took part, and why an assessment was left out: for the person alone."""
    if asked.shield.own_words or asked.shield.for_another:
        return
    for county in CountyParticipation.objects.filter(case__in=asked.cases, person=asked.person).order_by("asked_on"):
        names = ("organisation", "participant", "reason", "outcome", "answered_on", "note")
        yield Entry(day_of(county.asked_on), facts_of(county, names))
    for skipped in SkippedAssessment.objects.filter(case__in=asked.cases, person=asked.person).order_by("decided_on"):
        yield Entry(day_of(skipped.decided_on), facts_of(skipped, ("other_plan", "reason", "ended_on")))


def _comments(asked: OwnDataAsked) -> Iterator[Entry]:
    """Comments, objections, and the other plans that stand in the person's own part."""
    if asked.shield.own_words:
        return
    comments = Comment.objects.filter(part__plan__case__in=asked.cases, person=asked.person)
    for comment in comments.order_by("said_on", "pk"):
        yield Entry(day_of(comment.said_on), facts_of(comment, ("text", "answer")))
    objections = Objection.objects.filter(plan__case__in=asked.cases, person=asked.person)
    for objection in objections.order_by("said_at", "pk"):
        yield Entry(day_of(objection.said_at), facts_of(objection, ("about", "outcome", "outcome_note")))
    others = OtherPlan.objects.filter(part__plan__case__in=asked.cases, part__person=asked.person)
    if asked.shield.for_another:
        others = others.exclude(kind=OtherPlan.Kind.CHILD_WELFARE)
    for other in others.order_by("created_at", "pk"):
        yield Entry(str(other.get_kind_display()), facts_of(other, ("name", "valid_from", "valid_until", "says")))
