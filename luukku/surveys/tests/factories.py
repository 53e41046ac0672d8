"""Questionnaires, rounds and looks in every state, made by the services that make them in the product."""

import itertools
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from luukku.accounts.models import Organisation, Unit
from luukku.accounts.tests.factories import Worker, a_unit, a_worker, an_organisation
from luukku.core import clock
from luukku.surveys.models import Assessment, CriteriaSet, Evidence, Instrument, Placement, Wave
from luukku.surveys.rules.questions import Value
from luukku.surveys.services import answering, assessing, instruments, publishing, waves
from luukku.surveys.services.answering import Filled
from luukku.surveys.services.instruments import Wording
from luukku.surveys.services.templates import load_templates

_number = itertools.count(1)
SCALE = (
    ("s1", 1, False, "Ei yhtään"),
    ("s2", 2, False, "Vähän"),
    ("s3", 3, False, "Jonkin verran"),
    ("s4", 4, False, "Paljon"),
    ("s5", 5, False, "Täysin"),
    ("na", None, True, "En osaa sanoa"),
)


def a_statement(text: str = "Tiedän, mitä teemme.", **more: Any) -> Wording:
    return Wording("agreement", text, options=SCALE, **more)


def an_instrument(worker: Worker, *questions: Wording, at: datetime | None = None, title: str = "Kysely") -> Instrument:
    """A questionnaire of these questions; without any, of a statement and an open question."""
    actor = worker.as_actor(at)
    row = instruments.create_instrument(actor, title=title)
    for one in questions or (a_statement(), Wording("text", "Mitä muuta?")):
        instruments.add_question(actor, row.versions.get(is_sealed=False).pk, one)
    return row


def a_wave(worker: Worker, instrument: Instrument | None = None, at: datetime | None = None, **facts: Any) -> Wave:
    actor = worker.as_actor(at)
    instrument = instrument or an_instrument(worker, at=at)
    told = {"name": f"Kierros {next(_number)}", "reach": "link", "analyst": actor.user_id, "threshold": 5}
    return waves.create_wave(actor, instrument.pk, told | facts)


def an_open_wave(
    worker: Worker, instrument: Instrument | None = None, at: datetime | None = None, **facts: Any
) -> Wave:
    return waves.open_wave(worker.as_actor(at), a_wave(worker, instrument, at, **facts).pk)


def placements(wave: Wave) -> list[Placement]:
    return answering.placements_of(wave)


def key_of(wave: Wave, place: int = 0) -> str:
    return placements(wave)[place].wording.item.key


def answer(wave: Wave, *values: Value | None, group: str = "", at: datetime | None = None, **more: Any) -> str:
    """Somebody answers the questions in their order; None leaves one out."""
    keys = [one.wording.item.key for one in placements(wave)]
    told = {key: value for key, value in zip(keys, values, strict=False) if value is not None}
    more.setdefault("once", uuid4().hex)
    return answering.take_in(wave.pk, Filled(told, group=group, **more), at or clock.now())


def a_published_wave(
    worker: Worker, instrument: Instrument | None = None, at: datetime | None = None, **facts: Any
) -> Wave:
    """Six people answered a statement; one wrote something."""
    wave = an_open_wave(worker, instrument, at, **facts)
    for value in ("s5", "s5", "s4", "s3", "s4"):
        answer(wave, value, at=at)
    answer(wave, "s2", "Hyvä, että kysytte.", at=at)
    return publish(worker, wave, at)


def close(worker: Worker, wave: Wave, at: datetime | None = None) -> Wave:
    return waves.close_wave(worker.as_actor(at), wave.pk)


def publish(worker: Worker, wave: Wave, at: datetime | None = None) -> Wave:
    actor = worker.as_actor(at)
    if Wave.objects.get(pk=wave.pk).state == "open":
        waves.close_wave(actor, wave.pk)
    return publishing.publish_wave(actor, wave.pk)


def a_neighbour(worker: Worker, **facts: Any) -> Worker:
    """Somebody at work in another municipality of the same region."""
    here = Organisation.objects.get(pk=worker.organisation.pk)
    county = here.county or an_organisation(Organisation.Kind.WELLBEING_COUNTY)
    Organisation.objects.filter(pk=here.pk).update(county=county)
    return a_worker(an_organisation(county=county), **facts)


def the_set() -> CriteriaSet:
    load_templates()
    return CriteriaSet.objects.get()


def an_assessment(worker: Worker, unit: Unit | None = None, at: datetime | None = None) -> Assessment:
    """A centre that has begun to look at itself: the first criterion is answered."""
    unit = unit or worker.unit or a_unit(worker.organisation)
    starts_on = date(2020, 1, 1) + timedelta(days=next(_number))
    row = assessing.start_assessment(
        worker.as_actor(at), unit_id=unit.pk, set_id=the_set().pk, starts_on=starts_on, ends_on=date(2027, 1, 1)
    )
    answer_criterion(worker, row, "fit", at=at)
    return row


def answer_criterion(
    worker: Worker, row: Assessment, key: str, level: int | None = 2, at: Any = None, **more: Any
) -> Any:
    told = {"level": level, "na_reason": "", "note": "", "version": 0} | more
    return assessing.answer_criterion(worker.as_actor(at), row.pk, key, **told)


def an_evidence(worker: Worker, row: Assessment, key: str, at: datetime | None = None, days: int = 30) -> Evidence:
    actor = worker.as_actor(at)
    kind = row.criteria_set.criteria.get(key=key).evidence_kinds[0]
    facts = {"kind": kind, "text": "Päätös 4.", "url": "", "dated_on": actor.day - timedelta(days=days)}
    return assessing.add_evidence(actor, row.pk, key, facts)


def a_sent_assessment(worker: Worker, at: datetime | None = None, level: int = 2, **lower: int) -> Assessment:
    """Every criterion answered at one level, with evidence; some at another."""
    row = an_assessment(worker, at=at)
    for criterion in row.criteria_set.criteria.all():
        told = lower.get(criterion.key.replace("-", "_"), level)
        answer_criterion(worker, row, criterion.key, told, at=at, version=int(criterion.key == "fit"))
        an_evidence(worker, row, criterion.key, at=at)
    return assessing.send_assessment(worker.as_actor(at), row.pk)


def a_reviewed_assessment(worker: Worker, peer: Worker, at: datetime | None = None) -> Assessment:
    row = a_sent_assessment(worker, at)
    return assessing.review_assessment(peer.as_actor(at), row.pk, note="Kävin paikalla.", seen={})
