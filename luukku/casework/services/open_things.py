"""What is open in a case before it is closed: from all apps, what has to be settled first before the rest."""

from datetime import date
from typing import cast

from django.db.models import Q
from django.utils.translation import gettext as _

from luukku.casework import policies
from luukku.casework.events import OpenThing, Weight, closing_asked
from luukku.casework.labels import words_of
from luukku.casework.law.clocks import rule_of
from luukku.casework.models import CareTeamMember, Case, Correction, Meeting, NoteDraft, Task
from luukku.casework.rules.clocks import Force
from luukku.casework.services.clock_people import people_of_clocks
from luukku.core.actor import Actor
from luukku.core.clock import helsinki_day
from luukku.core.days import in_digits


def open_things(actor: Actor, case: Case) -> list[OpenThing]:
    """What is open in a case, in all apps: what has to be settled first comes first."""
    found = [
        *_meetings(actor, case),
        *_drafts(actor, case),
        *_tasks(actor, case),
        *_clocks(actor, case),
        *_people(actor, case),
        *_sharing(actor, case),
        *_demands(case),
    ]
    for _receiver, told in closing_asked.send(sender=Case, case=case, actor=actor):
        found += cast("list[OpenThing]", told or [])
    return sorted(found, key=lambda one: list(Weight).index(one.weight))


def _meetings(actor: Actor, case: Case) -> list[OpenThing]:
    found = []
    waiting = Meeting.objects.standing().filter(case=case, held_at__isnull=True).order_by("starts_at")
    for meeting in waiting:
        day = helsinki_day(meeting.starts_at)
        told = {"topic": meeting.topic, "date": in_digits(day)}
        page = (
            "casework:meeting",
            (
                case.pk,
                meeting.pk,
            ),
        )
        if meeting.starts_at > actor.at:
            text = _("%(topic)s, %(date)s: the meeting is still to come. Call it off, so that everybody knows.")
            found.append(OpenThing("coming_meeting", text % told, Weight.BLOCKS, *page))
        else:
            text = _("%(topic)s, %(date)s: the meeting has not been noted as held.")
            found.append(OpenThing("unheld_meeting", text % told, Weight.NEEDS_REASON, *page))
    return found


def _drafts(actor: Actor, case: Case) -> list[OpenThing]:
    """Nobody writes into a closed case: what is being written could not be recorded any more."""
    found = []
    for author_id in NoteDraft.objects.filter(case=case).values_list("author_id", flat=True):
        if author_id == actor.user_id:
            text, weight = _("You are writing a note. Finish it or throw it away."), Weight.BLOCKS
            found.append(OpenThing("note_draft", text, weight, "casework:note-add", (case.pk,)))
        else:
            text = _("A helper is writing a note. It can't be finished after the closing.")
            found.append(OpenThing("note_draft", text, Weight.NEEDS_REASON))
    return found


def _tasks(actor: Actor, case: Case) -> list[OpenThing]:
    found = []
    for task in Task.objects.open().filter(case=case).order_by("due_on", "pk"):
        late = task.due_on is not None and task.due_on < actor.day
        text = _("Late: %(task)s") if late else _("To do: %(task)s")
        page = (
            "casework:task",
            (
                case.pk,
                task.pk,
            ),
        )
        found.append(OpenThing("task", text % {"task": task.what}, Weight.NEEDS_REASON, *page))
    return found


def _clocks(actor: Actor, case: Case) -> list[OpenThing]:
    """Clocks of the law need a reason; local targets just stop."""
    found = []
    running = list(policies.visible_deadlines(actor).running().filter(case=case).order_by("due_on", "pk"))
    people = people_of_clocks(running)
    for clock in running:
        is_law = rule_of(clock.rule, clock.rule_version).force is Force.LAW and not clock.is_target
        text = _("%(what)s By %(date)s at the latest.") % {
            "what": words_of(clock, people.get(clock.pk)).date_line,
            "date": in_digits(clock.due_on),
        }
        weight = Weight.NEEDS_REASON if is_law else Weight.ENDS
        found.append(OpenThing("clock", text, weight, "casework:deadline", (case.pk, clock.pk)))
    return found


def _people(actor: Actor, case: Case) -> list[OpenThing]:
    team = CareTeamMember.objects.filter(case=case).filter(
        Q(during__endswith__isnull=True) | Q(during__endswith__gt=actor.day)
    )
    return [
        OpenThing("helper", _("%(name)s no longer helps in this case.") % {"name": helper.user.name}, Weight.ENDS)
        for helper in team.select_related("user").order_by("user__name", "pk")
    ]


def _sharing(actor: Actor, case: Case) -> list[OpenThing]:
    """Permits and disclosures by law go on by themselves: whoever closes the case looks whether they should."""
    found = []
    permits = policies.visible_permits(actor).in_force(actor.day).filter(case=case)
    for permit in permits.select_related("to_organisation").order_by("during", "pk"):
        text = _("A permit to tell %(organisation)s is in force until %(date)s.") % {
            "organisation": permit.to_organisation.name,
            "date": _told(permit.last_on),
        }
        found.append(OpenThing("permit", text, Weight.NEEDS_REASON, "casework:permit", (case.pk, permit.pk)))
    by_law = policies.visible_disclosures(actor).on(actor.day).filter(case=case, ended_at__isnull=True)
    for disclosure in by_law.select_related("to_organisation").order_by("during", "pk"):
        text = _("%(organisation)s may be told by law.") % {"organisation": disclosure.to_organisation.name}
        found.append(OpenThing("disclosure", text, Weight.NEEDS_REASON, "casework:sharing", (case.pk,)))
    return found


def _demands(case: Case) -> list[OpenThing]:
    if not Correction.objects.filter(case=case, state=Correction.State.OPEN).exists():
        return []
    return [OpenThing("correction", _("A demand to correct data waits for a decision."), Weight.NEEDS_REASON)]


def _told(day: date | None) -> str:
    return in_digits(day) if day else ""
