"""What a supervisor is told of, and what an owner is asked: reports to read and reports to write."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from luukku.casework import policies
from luukku.core.actor import Actor
from luukku.core.clock import helsinki_day
from luukku.desk.reading.waiting import Need, When
from luukku.plans import policies as plans
from luukku.programme import policies as programmes


def relative_reports(actor: Actor) -> Iterator[tuple[Need, object]]:
    """Reports that a child or a relative interpreted in an emergency: for who supervises the case."""
    if not actor.has(policies.SUPERVISORS):
        return
    reports = plans.relative_reports_to_read(actor).select_related("interview__case__family", "reported_by")
    for report in reports.order_by("reported_at"):
        title = _("%(family)s: a child or a relative interpreted in an emergency, says %(name)s")
        need = Need(
            when=When.WEEK,
            title=title % {"family": report.interview.case.family.name, "name": report.reported_by.name},
            text=report.reason,
            action=_("Note that I have read this"),
            url=reverse("plans:relative-read", args=[report.pk]),
            on=helsinki_day(report.reported_at),
            is_post=True,
        )
        yield need, report.interview.case_id


def asked_reports(actor: Actor) -> Iterator[tuple[Need, object]]:
    """Measures for which the actor answers in person and was asked how they go."""
    asked = programmes.requests_to_answer(actor).select_related("measure")
    for one in asked.order_by("due_on", "pk"):
        need = Need(
            when=When.LATE if one.due_on < actor.day else When.WEEK,
            title=_("Tell how it goes: %(measure)s") % {"measure": one.measure.text[:160]},
            action=_("Tell how it goes"),
            url=reverse("programme:report", args=[one.measure.programme_id, one.measure_id]),
            on=one.due_on,
            is_promise=True,
        )
        yield need, None
