"""The demo's programme, brought in like any other file, and what people have done with it since: some, not all."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from importlib.resources import files
from typing import Final

from luukku.accounts.actors import actor_for
from luukku.core.actor import Actor, SystemActor
from luukku.programme.models import ImportRun, Measure, Output, Programme, Thread, ThreadLink
from luukku.programme.services import (
    corrections,
    embedding,
    heard,
    indicators,
    measures,
    observing,
    owners,
    status_reports,
    taking,
    threads,
)
from luukku.programme.services.importing import bringing
from luukku.programme.services.owners import Who
from luukku.programme.services.reporting import making
from luukku.programme.services.taking import Promise
from luukku.project.demo import programme_meetings, programme_models
from luukku.project.demo.region import Region
from luukku.surveys.models import Finding

CODE: Final = "D1"
OWNERS: Final = (
    ("T2.G5.M2", "Nokian perhekeskus", "sari", 300, 6), ("T3.G3.M2", "Tulkkauksen työryhmä", "helena", 200, 3)
)  # fmt: skip
"""Measure, who answers, the person there, since how many days, months between reports."""

STEPS: Final = (
    ("EP.O1", "nokia", "", 3, 160, "Kuuluu uuden työntekijän ensimmäiseen viikkoon."),
    ("EP.O1", "tampere", "Hervanta", 2, 90, "Kokeiltu kahdessa tiimissä."),
    ("EP.O2", "nokia", "", 3, 120, "Joka perheellä, joka aloitti keväällä."),
    ("EP.O2", "ylojarvi", "", 1, 60, "Esitelty esihenkilöille."),
    ("EP.O5", "tampere", "", 3, 200, "Etätulkki on varattavissa joka päivä."),
    ("EP.O5", "sastamala", "", 0, 30, ""),
)
"""Output, municipality, area, level, since how many days, evidence."""

THREADS: Final = (
    ("D-RT1", "Työntekijä löytää oikean työkalun silloin, kun perhe istuu pöydän toisella puolella."),
    ("D-RT2", "Perhe ymmärtää ja tulee ymmärretyksi myös siellä, missä tulkkia ei ole paikalla."),
    ("D-RT3", "Maahan muuttaneet suunnittelevat palveluja kanssamme."),
)
"""Thread, why it is followed."""

LINKS: Final = (
    ("D-RT1", "T2.G4.M2", "Vie työkalupakin sinne, missä perheet kohdataan."),
    ("D-RT1", "T4.G2.M2", "Opettajat saavat saman työkalupakin."),
    ("D-RT1", "EP.A3.D2", "Kunta huolehtii, että uusi työntekijä oppii käyttämään työkalupakkia."),
    ("D-RT2", "T3.G3.M2", "Tästä etätulkkaus alkaa kohtaamispaikoissa."),
)
"""Thread, what it leads through, why it does: told by a person."""
SEEN: Final = ((195, 6), (100, 19), (12, 34))
"""Days ago, how many families."""
REPORT: Final = "Yhteiset suunnitelmat ovat alkaneet. Suurin osa toimenpiteistä odottaa vastuutahoa."
ASKED: Final = (
    "Kuka vastaa työkalupakista hankkeen jälkeen?",
    "Mitkä toimenpiteet aloitetaan ensi vuonna, ja mitkä jätetään pois?",
    "Milloin johtoryhmä katsoo tilannetta seuraavan kerran?",
)
"""What the board is told and asked in the demo's report."""


@dataclass(frozen=True, slots=True)
class _Stage:
    """The programme, the day, and those who act."""

    programme: Programme
    region: Region
    at: datetime

    def actor(self, key: str, days: int = 0) -> Actor:
        """A person of the county at work, some days ago."""
        found = actor_for(
            self.region.people[key], self.region.organisations["pirkanmaa"], self.at - timedelta(days=days)
        )
        if found is None:
            msg = f"{key} is not at work then."
            raise LookupError(msg)
        return found

    def measure(self, code: str) -> Measure:
        return self.programme.measures.get(code=code)


def load(region: Region, at: datetime) -> bool:
    """Bring the programme in when it is not there. What is there stays as somebody may have changed it."""
    county = region.organisations["pirkanmaa"]
    if Programme.objects.filter(organisation=county, code=CODE).exists():
        return False
    content = files(__package__).joinpath("programme.json").read_bytes()
    sari = actor_for(region.people["sari"], county, at - timedelta(days=320))
    if sari is None:
        msg = "Nobody of the county is at work then."
        raise LookupError(msg)
    run = bringing.bring_at_once(sari, bringing.Told("programme.json", ImportRun.Form.JSON, content))
    if run.state != ImportRun.State.DONE:
        msg = f"The demo's programme can't be brought in: {run.faults}"
        raise LookupError(msg)
    _live(_Stage(Programme.objects.get(organisation=county, code=CODE), region, at))
    return True


def _live(stage: _Stage) -> None:
    """A few have taken something on; most of it waits, so that the wall of gaps has something to say."""
    for code, name, person, days, months in OWNERS:
        actor = stage.actor(person, days)
        measure = stage.measure(code)
        who = Who(name=name, person_id=stage.region.people[person].pk)
        owners.name_owner(actor, "measure", measure.pk, who, starts_on=actor.day)
        Measure.objects.filter(pk=measure.pk).update(report_months=months)
        measures.move(actor, measure.pk, state=Measure.State.ONGOING)
    plan = stage.measure("T2.G5.M2")
    text = "Kuusi perhettä on tehnyt yhteisen suunnitelman. Vanhemmat pitävät siitä, että lapset ovat mukana."
    status_reports.report(stage.actor("sari", 40), plan.pk, standing="on_course", text=text)
    _measure(stage, plan)
    programme_meetings.load(stage.programme, stage.region, stage.actor)
    programme_models.load(stage.programme, stage.actor)
    _mend_what_was_heard(stage)
    helena = stage.actor("helena", 10)
    promise = Promise(
        Who(name="Neuvolan perhetyö", person_id=helena.user_id),
        "Ehdottaa toimenpidettä",
        (stage.at + timedelta(days=23)).date(),
    )
    taking.take_goal(helena, stage.programme.goals.get(code="T3.G1").pk, promise)
    _embed(stage)
    _threads(stage)
    status_reports.ask_owners(SystemActor(None, None, frozenset(), stage.at - timedelta(days=20)))
    making.ask(stage.actor("sari"), stage.programme.pk, summary=REPORT, decisions=ASKED)


def _measure(stage: _Stage, plan: Measure) -> None:
    """One indicator that people write down, one that the product works out of the families' plans."""
    sari = stage.actor("sari", 200)
    by_hand = indicators.add_indicator(
        sari, stage.programme.pk, text="Yhteisessä suunnitelmassa on lapsen oma osa", unit="perhettä",
        definition="Työntekijät laskevat puolivuosittain.", measure_ids=[plan.pk],
    )  # fmt: skip
    target = (stage.at + timedelta(days=220)).date()
    observing.set_target(sari, by_hand.pk, by_on=target, value=Decimal(60))
    for days, value in SEEN:
        actor = stage.actor("sari", days)
        observing.observe(actor, by_hand.pk, on=actor.day, value=Decimal(value))
    counted = indicators.add_indicator(
        sari, stage.programme.pk, text="Perheet, joilla on voimassa oleva suunnitelma", unit="%"
    )
    observing.link_figure(sari, counted.pk, figure="plan_in_force")
    observing.set_target(sari, counted.pk, by_on=target, value=Decimal(75))


def _mend_what_was_heard(stage: _Stage) -> None:
    """What last autumn's survey found was done, and looked at after the next round; this spring's still waits."""
    found = Finding.objects.get(wave__name="Syksy 2025", tone=Finding.Tone.MEND)
    sari = stage.actor("sari", 310)
    action = heard.take(sari, stage.programme.pk, found.pk)
    corrections.agree(
        sari, action.pk, who=Who(name="Ohjelman työryhmä", person_id=sari.user_id),
        due_on=sari.day + timedelta(days=60), check_on=sari.day + timedelta(days=140),
    )  # fmt: skip
    corrections.finish(stage.actor("sari", 240), action.pk)
    effect = "Ryhmässä on kaksi kokemusasiantuntijaa. Kevään kyselyssä luku ei vielä noussut: kysymme uudelleen."
    corrections.assess(stage.actor("sari", 170), action.pk, effect=effect)


def _embed(stage: _Stage) -> None:
    sari = stage.actor("sari")
    for code, place, area, level, days, evidence in STEPS:
        output = Output.objects.get(programme=stage.programme, code=code)
        embedding.note_step(
            sari, output.pk, organisation_id=stage.region.organisations[place].pk, level=level, area=area,
            since_on=sari.day - timedelta(days=days), evidence=evidence,
        )  # fmt: skip


def _threads(stage: _Stage) -> None:
    """Somebody has looked at the threads and told in own words why they are followed and why some things belong."""
    sari = stage.actor("sari", 30)
    found = {one.code: one for one in Thread.objects.filter(organisation=stage.programme.organisation)}
    for code, why in THREADS:
        thread = found[code]
        facts = {"text": thread.text, "why": why, "pattern": thread.pattern}
        threads.change(sari, thread.pk, version=thread.version, facts=facts)
    for code, what, reason in LINKS:
        link = next(one for one in found[code].links.select_related("measure", "duty") if _code(one) == what)
        threads.tell_reason(sari, found[code].pk, link.pk, version=link.version, reason=reason)


def _code(link: ThreadLink) -> str:
    row = link.measure or link.duty
    return row.code if row else ""
