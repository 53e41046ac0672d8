"""What interviews and plans say of one person, for a copy of their data: never another adult's part or words."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _

from luukku.casework.events import OwnDataAsked
from luukku.casework.own_facts import day_of, facts_of
from luukku.casework.rules.own_data import Chapter, Entry, Fact, fact
from luukku.core.page_language import page_language
from luukku.plans import grounds_words
from luukku.plans.models import (
    Comment,
    Confirmation,
    CountyParticipation,
    FamilyPlan,
    GoalProgress,
    GroundDecision,
    Interview,
    Need,
    Objection,
    OtherPlan,
    PlanPart,
    Review,
    SkippedAssessment,
    Strength,
    TextTranslation,
    Topic,
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
        Chapter("other_plans", _("Other plans of the person"), tuple(_other_plans(asked))),
        Chapter("reviews", _("Looking at the plan together again"), tuple(_reviews(asked))),
        Chapter("translations", _("Who translated the plan"), tuple(_translations(asked))),
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
    content, language = content_of(interview), page_language()
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
    for part in _shown_parts(asked):
        yield Entry(_title(part), tuple(_part(asked, part)))


def _shown_parts(asked: OwnDataAsked) -> list[PlanPart]:
    """The parts that a copy tells of: the person's own, and the shared ones beside them, version by version."""
    parts = PlanPart.objects.filter(plan__case__in=asked.cases, plan__state__in=SHOWN)
    mine = parts.filter(person=asked.person)
    shown = parts.filter(Q(pk__in=mine.values("pk")) | Q(kind="shared", plan__in=mine.values("plan")))
    related = shown.select_related("plan").prefetch_related("words", "topics", "other_plans", "goals__actions")
    return [part for part in related.order_by("plan__number", "position", "pk") if _is_told(asked, part)]


def _is_told(asked: OwnDataAsked, part: PlanPart) -> bool:
    """A guardian who lives elsewhere gets the child's part, not what the family has in common."""
    if asked.shield.own_words and part.person_id:
        return False
    return bool(part.person_id) or not (asked.shield.for_another and part.plan.case_id in asked.shield.outside)


def _title(part: PlanPart) -> str:
    title = _("Version %(number)s") % {"number": part.plan.number}
    return f"{title}, {part.get_kind_display()}"


def _part(asked: OwnDataAsked, part: PlanPart) -> Iterator[Fact]:
    yield from facts_of(part, ("view", "view_family"))
    for words in part.words.all():
        if words.person_id == asked.person.pk and not asked.shield.own_words:
            yield from fact(_("In the person's own words"), words.text)
            yield from fact(_("In the person's own words"), words.text_family)
    for topic in part.topics.all():
        yield from _topic(asked, topic)
    for goal in part.goals.all():
        yield from facts_of(goal, ("title", "title_family"))
        for action in goal.actions.all():
            others = action.doer_person_id and action.doer_person_id != asked.person.pk
            if not others:
                yield from fact(_("What was agreed"), action.what)
                yield from facts_of(action, ("what_family", "due_on", "done_on"))


def _topic(asked: OwnDataAsked, topic: Topic) -> Iterator[Fact]:
    """What was agreed about a child's days. Which day care or school it is may tell where somebody lives."""
    kind = str(topic.get_kind_display())
    if topic.is_not_now:
        yield from fact(kind, _("Left for later"))
    if asked.shield.whereabouts and topic.kind != Topic.Kind.OPINION:
        return
    yield from fact(kind, topic.text)
    yield from fact(kind, topic.text_family)
    yield from facts_of(topic, ("place_from", "applied_on"))


def _reviews(asked: OwnDataAsked) -> Iterator[Entry]:
    """Reviews in which the person took part, and how far the goals had come of which the copy tells."""
    parts = {part.pk for part in _shown_parts(asked)}
    progress = GoalProgress.objects.filter(goal__part__in=parts, review__held_on__isnull=False)
    rows = Review.objects.filter(plan__case__in=asked.cases, held_on__isnull=False)
    rows = rows.filter(Q(present__contains=[asked.person.pk]) | Q(pk__in=progress.values("review"))).distinct()
    by_review = progress.select_related("goal").order_by("created_at", "pk")
    for review in rows.order_by("held_on", "pk"):
        names = ("outcome", "language", "interpreter_mode")
        took_part = asked.person.pk in review.present and not asked.shield.for_another
        told = facts_of(review, (*names, "went_well", "was_hard", "changes") if took_part else names)
        for one in by_review:
            if one.review_id == review.pk:
                told += fact(one.goal.title, ". ".join(filter(None, (str(one.get_progress_display()), one.note))))
        yield Entry(day_of(review.held_on or review.due_on), told)


def _translations(asked: OwnDataAsked) -> Iterator[Entry]:
    """By what hand the texts of the copy came into the other language, and when they were checked; without names."""
    for part in _shown_parts(asked):
        texts = {part.pk, *(goal.pk for goal in part.goals.all()), *(topic.pk for topic in part.topics.all())}
        texts |= {action.pk for goal in part.goals.all() for action in goal.actions.all()}
        texts |= {words.pk for words in part.words.all() if words.person_id == asked.person.pk}
        texts |= {other.pk for other in part.other_plans.all()}
        rows = TextTranslation.objects.filter(plan=part.plan_id, row__in=texts).order_by("made_on", "pk")
        told = dict.fromkeys(facts_of(row, ("maker", "made_on", "checked_on")) for row in rows)
        for facts in told:
            yield Entry(_title(part), facts)


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
        yield Entry(str(row.get_domain_display()), facts_of(row, ("own_words", "own_words_language", "worker_words")))


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
    """Comments and objections, in the words of both languages."""
    if asked.shield.own_words:
        return
    comments = Comment.objects.filter(part__plan__case__in=asked.cases, person=asked.person)
    for comment in comments.order_by("said_on", "pk"):
        names = ("text", "text_worker", "answer", "answer_family", "answered_on")
        yield Entry(day_of(comment.said_on), facts_of(comment, names))
    objections = Objection.objects.filter(plan__case__in=asked.cases, person=asked.person)
    for objection in objections.order_by("said_at", "pk"):
        names = ("about", "language", "outcome", "outcome_note", "settled_at")
        yield Entry(day_of(objection.said_at), facts_of(objection, names))


def _other_plans(asked: OwnDataAsked) -> Iterator[Entry]:
    """The other plans that stand in the person's own part. Who keeps one may tell where somebody lives."""
    if asked.shield.own_words:
        return
    others = OtherPlan.objects.filter(part__plan__case__in=asked.cases, part__person=asked.person)
    if asked.shield.for_another:
        others = others.exclude(kind=OtherPlan.Kind.CHILD_WELFARE)
    for other in others.order_by("created_at", "pk"):
        names = ("valid_from", "valid_until", "says", "says_family", "fitted", "fitted_family", "first_from", "ground")
        places = () if asked.shield.whereabouts else ("name", "holder", "contact")
        told = facts_of(other, (*places, *names))
        if other.added_days:
            told += facts_of(other, ("added_days",))
        yield Entry(str(other.get_kind_display()), told)
