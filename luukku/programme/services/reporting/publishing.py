"""Putting a report on the public site, and taking it off."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import User
from luukku.accounts.policies import colleagues
from luukku.audit import trail
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure_found
from luukku.programme import policies
from luukku.programme.models import (
    Attendance,
    CorrectiveAction,
    Programme,
    ProgrammeReport,
    ProgrammeReportQuerySet,
    Responsibility,
)
from luukku.programme.rules.reporting import names_in, public_part

State = ProgrammeReport.State


@transaction.atomic
def publish(actor: Actor, report_id: UUID) -> ProgrammeReport:
    """Put a report on the public site: the part of it that stands there has no holes by name and no person.

    Raises:
        PermissionDenied: the actor does not lead, or the report is not made or not of an own shared programme.
        RuleViolation: the name of somebody who works with the programme, or where it is written, stands in its texts.
    """
    report = ensure_found(_locked(policies.publishable_reports(actor), report_id))
    found = names_of_people(actor, report)
    if found:
        told = _(
            "Names of people stand in the report: %(names)s. Take them out of the programme and make a new report."
        )
        raise RuleViolation(told % {"names": ", ".join(found)})
    report.state, report.published_at, report.published_by_id = State.PUBLISHED, actor.at, actor.user_id
    report.save()
    trail.record(actor, "programme.report_published", report, programme=str(report.programme_id), number=report.number)
    return report


@transaction.atomic
def withdraw(actor: Actor, report_id: UUID) -> ProgrammeReport:
    """Take a report off the public site; it stays where the programme is.

    Raises:
        PermissionDenied: the actor does not lead, or the report is not on the public site.
    """
    report = ensure_found(_locked(policies.withdrawable_reports(actor), report_id))
    report.state = State.WITHDRAWN
    report.save()
    trail.record(actor, "programme.report_withdrawn", report, programme=str(report.programme_id), number=report.number)
    return report


def names_of_people(actor: Actor, report: ProgrammeReport) -> list[str]:
    """Names of people who work with the programme, or where it is written, that stand in what would be public."""
    return names_in(public_part(report.kept), _names(actor, report.programme))


def _names(actor: Actor, programme: Programme) -> Iterable[str]:
    """Of whoever is at work in the organisation, answers for something, has promised something, or was asked to a
    meeting."""
    yield from colleagues(actor).values_list("name", flat=True)
    people = User.objects.filter(pk__in=Responsibility.objects.filter(party__programme=programme).values("person"))
    people |= User.objects.filter(pk__in=CorrectiveAction.objects.filter(programme=programme).values("person"))
    asked = Attendance.objects.filter(meeting__programme=programme)
    people |= User.objects.filter(pk__in=asked.values("user"))
    yield from people.values_list("name", flat=True)
    yield from asked.exclude(name="").values_list("name", flat=True)


def _locked(rows: ProgrammeReportQuerySet, report_id: UUID) -> ProgrammeReport | None:
    found = ProgrammeReport.objects.select_for_update(of=("self",)).select_related("programme")
    return found.filter(pk__in=rows.values("pk"), pk=report_id).first()
