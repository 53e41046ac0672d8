"""What a supervisor is told of: a child or a relative interpreted in an emergency."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from luukku.casework import policies
from luukku.core.actor import Actor
from luukku.core.clock import helsinki_day
from luukku.desk.reading.waiting import Need, When
from luukku.plans import policies as plans


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
