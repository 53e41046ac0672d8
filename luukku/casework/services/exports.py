"""A copy of the data on one person: asked for, made by the queue, downloaded while the right lasts."""

import hashlib
from datetime import date, timedelta
from uuid import UUID

import structlog
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app as queue

from luukku.accounts.actors import actor_for
from luukku.audit import trail
from luukku.casework import packing, policies
from luukku.casework.events import OwnDataAsked
from luukku.casework.models import Case, DataExport, Person, Prohibition
from luukku.casework.rules.own_data import Shield
from luukku.casework.services._cases import user_of
from luukku.casework.services.deadlines import start_clock, stop_clock
from luukku.core.actor import Actor, SystemActor
from luukku.core.clock import helsinki_day
from luukku.core.errors import RuleViolation, ensure, ensure_found
from luukku.core.law.provisions import law_text
from luukku.files import services as files
from luukku.files.kinds import Kind
from luukku.files.services import Opened

log = structlog.get_logger(__name__)

DAYS_KEPT = timedelta(days=7)
ANSWER_CLOCK = "data_request"


@transaction.atomic
def request_export(
    actor: Actor, case_id: UUID, person_id: UUID, *, asked_by_id: UUID, received_on: date, language: str
) -> DataExport:
    """Ask for a copy of the data on a person. The queue puts it together.

    Raises:
        PermissionDenied: the actor answers no questions about this case, or the person never belonged to its family.
        RuleViolation: who asks may not have it, the young person has forbidden it, or the day is to come.
    """
    case, person = person_to_answer(actor, case_id, person_id)
    asker = ensure_found(Person.objects.filter(pk=asked_by_id).first())
    _ensure_may_have(asker, person, actor.day)
    if received_on > actor.day:
        raise RuleViolation(_("The day on which it was asked can't be to come."), field="received_on")
    export = DataExport(
        case=case,
        person=person,
        asked_by=asker,
        received_on=received_on,
        language=language,
        ordered_by_id=user_of(actor),
    )
    export.full_clean()
    export.save()

    trail.record(actor, "export.asked", export, case=case.pk, person=str(person.pk))
    begin_answer(actor, case, received_on, export.pk)
    queue.configure_task("casework.make_export").defer(export_id=str(export.pk))
    return export


def make_export(actor: SystemActor, export_id: UUID) -> DataExport | None:
    """Put the copy together, if the worker and the asker still may; run twice, it is made once.

    Whatever goes wrong is told on the page instead of waiting for ever.
    """
    ensure(isinstance(actor, SystemActor))
    try:
        return _make(actor, export_id)
    except Exception as error:
        log.error("export_failed", export=str(export_id), error=type(error).__name__)
        _end(actor, export_id, DataExport.State.FAILED)
        raise


@transaction.atomic
def _make(actor: SystemActor, export_id: UUID) -> DataExport | None:
    found = DataExport.objects.select_for_update(of=("self",)).filter(pk=export_id, state=DataExport.State.ASKED)
    export = found.select_related("case__organisation", "case__family", "person", "asked_by", "ordered_by").first()
    if export is None:
        return None
    worker = actor_for(export.ordered_by, export.case.organisation, actor.at)
    if worker is None or not may_still_have(worker, export):
        return _ended(actor, export, DataExport.State.REFUSED)
    with translation.override(export.language):
        content = packing.packed(_asked(worker, export), export)
    export.state, export.made_at = DataExport.State.READY, actor.at
    export.expires_at = actor.at + DAYS_KEPT
    export.sha256 = hashlib.sha256(content).hexdigest()
    export.file = files.keep_made(
        worker, content, name=f"luukku-{helsinki_day(actor.at)}", kind=Kind.ZIP, keep_until=export.expires_at
    )
    export.full_clean()
    export.save()

    trail.record(worker, "export.made", export, case=export.case_id, person=str(export.person_id), sha256=export.sha256)
    return export


def _end(actor: SystemActor, export_id: UUID, state: DataExport.State) -> None:
    with transaction.atomic():
        found = DataExport.objects.select_for_update().filter(pk=export_id, state=DataExport.State.ASKED).first()
        if found is not None:
            _ended(actor, found, state)


def _ended(actor: SystemActor, export: DataExport, state: DataExport.State) -> DataExport:
    export.state = state
    export.save()
    trail.record(
        actor, f"export.{state.value}", export, case=export.case_id, chain=export.case.organisation_id,
        person=str(export.person_id),
    )  # fmt: skip
    return export


@transaction.atomic
def open_export(actor: Actor, export: DataExport) -> Opened:
    """The file, for the worker to hand over, while everybody still has the right to it.

    Raises:
        PermissionDenied: the actor no longer answers about the case, or its days are over.
        RuleViolation: who asked may not have it any more.
    """
    ensure(policies.downloadable_exports(actor).filter(pk=export.pk).exists())
    _ensure_may_have(export.asked_by, export.person, actor.day)
    file = ensure_found(export.file)
    trail.record(actor, "export.downloaded", export, case=export.case_id, person=str(export.person_id))
    end_answer(actor, export.case, export.pk)
    return files.read(file)


def begin_answer(actor: Actor, case: Case, received_on: date, subject_id: UUID) -> None:
    """The month within which a demand is answered begins, while the case is open and its worker acts."""
    if policies.may_answer_for(actor, case) and policies.cases_answered_for(actor).active().filter(pk=case.pk).exists():
        start_clock(actor, case, ANSWER_CLOCK, received_on, subject_id)


def end_answer(actor: Actor, case: Case, subject_id: UUID) -> None:
    """The demand is answered."""
    if policies.may_answer_for(actor, case):
        stop_clock(actor, case, ANSWER_CLOCK, actor.day, subject_id)


def may_still_have(actor: Actor, export: DataExport) -> bool:
    """Whether worker and asker have, at the actor's moment, the rights on which this copy rests."""
    if not policies.may_answer_about(actor, export.case):
        return False
    return refusal(export.asked_by, export.person, actor.day) == ""


def refusal(asker: Person, person: Person, day: date) -> str:
    """Why this one may not have a copy of that one's data; empty when they may."""
    if not policies.may_ask_about(asker, person, day):
        return _("Only the person, or a guardian who may decide for them today, may ask for this.")
    if policies.prohibitions_against(asker, person).filter(extent=Prohibition.Extent.ALL).exists():
        return _("The young person has forbidden giving these data to this guardian (%(law)s).") % {
            "law": law_text("703/2023, 51 §")
        }
    return ""


def _ensure_may_have(asker: Person, person: Person, day: date) -> None:
    if told := refusal(asker, person, day):
        raise RuleViolation(told, field="asked_by")


def _asked(worker: Actor, export: DataExport) -> OwnDataAsked:
    cases = policies.cases_about(worker, export.person)
    inside = policies.cases_of_families_of(cases, export.asked_by, worker.day)
    forbidden = policies.prohibitions_against(export.asked_by, export.person)
    return OwnDataAsked(
        actor=worker,
        person=export.person,
        asked_by=export.asked_by,
        cases=list(cases.select_related("organisation", "family").order_by("opened_on", "pk")),
        shield=Shield(
            whereabouts=policies.somebody_is_protected(cases, worker.day),
            own_words=export.asked_by_id != export.person_id and forbidden.exists(),
            for_another=export.asked_by_id != export.person_id,
            outside=frozenset(cases.exclude(pk__in=inside).values_list("pk", flat=True)),
        ),
    )


def person_to_answer(actor: Actor, case_id: UUID, person_id: UUID) -> tuple[Case, Person]:
    """The case and the person about whom the actor may answer. Raises PermissionDenied for anybody else."""
    case = ensure_found(policies.cases_to_answer_about(actor).filter(pk=case_id).first())
    return case, ensure_found(policies.people_ever_in(case).filter(pk=person_id).first())
