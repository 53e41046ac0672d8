"""Status reports: owners tell how their measures go, are asked when it is time, and their silence is seen."""

from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.urls import reverse

from luukku.accounts.places import WORKPLACE_URLS
from luukku.audit import trail
from luukku.core.actor import Actor, SystemActor
from luukku.core.clock import helsinki_day
from luukku.core.errors import ensure, ensure_found
from luukku.delivery import services as delivery
from luukku.programme import policies
from luukku.programme.models import Measure, Programme, Responsibility, StatusReport, StatusRequest
from luukku.programme.rules import asking

ASKED_ABOUT = (Measure.State.PLANNED, Measure.State.ONGOING)


@transaction.atomic
def report(actor: Actor, measure_id: UUID, *, standing: str, text: str) -> StatusReport:
    """Tell how a measure goes. The report stays as it is; a later one tells what is true then.

    A report changes no state by itself: somebody says so on the measure's page.

    Raises:
        PermissionDenied: the actor neither writes the measure nor answers for it.
    """
    rows = policies.reportable_measures(actor).select_for_update(of=("self",))
    measure = ensure_found(rows.filter(pk=measure_id).first())
    made = StatusReport(measure=measure, reported_on=actor.day, standing=standing, text=text, author_id=actor.user_id)
    made.full_clean()
    made.save()
    StatusRequest.objects.filter(measure=measure, report=None).update(report=made)
    trail.record(actor, "programme.reported", made, measure=str(measure.pk), standing=standing)
    return made


def ask_owners(actor: SystemActor) -> int:
    """Ask every owner whose report is due. Run twice on a day, nobody is asked twice. Returns how many were asked."""
    ensure(isinstance(actor, SystemActor))
    waiting = StatusRequest.objects.filter(report=None).values("measure")
    found = Measure.objects.real().filter(state__in=ASKED_ABOUT, programme__state=Programme.State.RUNNING)
    keys = found.exclude(pk__in=waiting).values_list("pk", flat=True)
    return sum(_ask(actor, key) for key in list(keys))


@transaction.atomic
def _ask(actor: SystemActor, measure_id: UUID) -> bool:
    measure = Measure.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=measure_id)
    owner = (
        Responsibility.objects.answering().on(actor.day).filter(measure=measure, person__is_active=True)
        .select_related("person").first()
    )  # fmt: skip
    if owner is None or owner.person is None or measure.requests.filter(report=None).exists():
        return False
    began = owner.starts_on or helsinki_day(measure.created_at)
    last = measure.reports.aggregate(last=Max("reported_on"))["last"]
    if asking.asked_on(max(last, began) if last else began, measure.report_months) > actor.day:
        return False
    made = StatusRequest(measure=measure, responsibility=owner, asked_on=actor.day, due_on=asking.answer_by(actor.day))
    made.full_clean()
    made.save()
    path = reverse("programme:report", urlconf=WORKPLACE_URLS, args=[measure.programme_id, measure.pk])
    delivery.nudge(owner.person, "programme_report", organisation=measure.organisation, path=path)
    trail.record(actor, "programme.owner_asked", measure, chain=measure.organisation_id)
    return True
