"""Putting a report on the public site, and taking it off."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from luukku.audit import trail
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure_found
from luukku.programme import policies
from luukku.programme.models import Attendance, Measure, ProgrammeReport, ProgrammeReportQuerySet
from luukku.programme.rules.reporting import public_part, words_in
from luukku.programme.services import personal

State = ProgrammeReport.State


@transaction.atomic
def publish(actor: Actor, report_id: UUID) -> ProgrammeReport:
    """Put a report on the public site: the part of it that stands there has no holes by name and no person.

    Raises:
        PermissionDenied: the actor does not lead, or the report is not made or not of an own shared programme.
        RuleViolation: its texts lead to a person, or a measure in it is kept to its own organisation since.
    """
    report = ensure_found(_locked(policies.publishable_reports(actor), report_id))
    found = leading_to_people(report)
    if found:
        told = _(
            "What leads to people stands in the report: %(found)s. Take it out of the programme and make a new report."
        )
        raise RuleViolation(told % {"found": ", ".join(found)})
    if _has_private(report):
        raise RuleViolation(_("A measure in the report is now kept to its own organisation. Make a new report."))
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


def leading_to_people(report: ProgrammeReport) -> list[str]:
    """Names, mail addresses, identity codes and telephone numbers that stand in what would be public."""
    asked = Attendance.objects.filter(meeting__programme=report.programme_id).exclude(name="")
    names = [*personal.all_names(), *asked.values_list("name", flat=True)]
    return personal.found_in(list(words_in(public_part(report.kept))), names)


def _has_private(report: ProgrammeReport) -> bool:
    """Whether a measure that the report tells has been made private since."""
    told = [one["row"]["id"] for one in report.kept["measures"]]
    return Measure.objects.filter(pk__in=told, is_private=True).exists()


def _locked(rows: ProgrammeReportQuerySet, report_id: UUID) -> ProgrammeReport | None:
    found = ProgrammeReport.objects.select_for_update(of=("self",)).select_related("programme")
    return found.filter(pk__in=rows.values("pk"), pk=report_id).first()
