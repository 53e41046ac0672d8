"""The demo's surveys and criteria: a working group that looked at itself, families who are asked, centres compared."""

import random
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final
from uuid import uuid4

from luukku.core.actor import Actor
from luukku.core.clock import HELSINKI
from luukku.project.demo.region import Region
from luukku.project.demo.toolkit_items import actor_of
from luukku.surveys.models import Assessment, CriteriaSet, Instrument, Wave
from luukku.surveys.rules.questions import Value
from luukku.surveys.services import answering, assessing, findings, instruments, inviting, legacy, publishing, waves
from luukku.surveys.services.legacy import Figure
from luukku.surveys.services.templates import load_templates

FIGURES_2018: Final = (
    "3.00", "3.50", "3.50", "4.00", "3.00", "3.00", "3.00", "4.00", "4.00", "3.50", "3.00", "3.50", "3.00", "4.00",
    "3.50", "3.00",
)  # fmt: skip
"""Means of the group's first look at itself, of two answers each: kept and shown to nobody."""

SOURCE_2018: Final = "Väliarviointi 5.4.2018"
GROUPS: Final = {
    "labels": {"fi": "Missä työssä olet?", "sv": "I vilket arbete är du?", "en": "In which work are you?"},
    "options": [
        {"code": "county", "labels": {"fi": "Hyvinvointialueella", "sv": "I välfärdsområdet", "en": "In the county"}},
        {"code": "town", "labels": {"fi": "Kunnassa", "sv": "I en kommun", "en": "In a municipality"}},
    ],
}


def load(region: Region, at: datetime) -> int:
    """Make what is not there yet. Returns how many rounds and looks were made."""
    load_templates()
    return _working_group(region, at) + _families(region, at) + _centres(region, at)


def _working_group(region: Region, at: datetime) -> int:
    """Last spring's round, published and told back; this autumn's, open."""
    if Wave.objects.filter(organisation=region.organisations["pirkanmaa"]).exists():
        return 0
    template = Instrument.objects.shared().get(key="working-group")
    keeper = actor_of(region, "sari", at - timedelta(days=200))
    own = instruments.copy_template(keeper, template.pk)
    keys = [one.wording.item.key for one in own.versions.get().placements.in_order()][: len(FIGURES_2018)]
    told = [Figure(key, Decimal(mean), 2, SOURCE_2018) for key, mean in zip(keys, FIGURES_2018, strict=True)]
    legacy.keep_figures(keeper, own.pk, "2018-02", told)
    spring = _round(keeper, own, "Kevät 2026", is_public=True, groups=GROUPS)
    _answer(spring, 14, keeper.at, seed=1, mood=0.0)
    waves.close_wave(later(keeper, 14), spring.pk)
    publishing.publish_wave(later(keeper, 15), spring.pk)
    _tell(later(keeper, 20), spring)
    autumn = _round(actor_of(region, "sari", at - timedelta(days=6)), own, "Syksy 2026", groups=GROUPS)
    _answer(autumn, 6, at - timedelta(days=5), seed=2, mood=0.5)
    return 2


def _tell(keeper: Actor, wave: Wave) -> None:
    """What was heard together, and what is done about it."""
    wordings = {one.wording.item.key: str(one.wording_id) for one in wave.version.placements.in_order()}
    findings.save_discussion(
        keeper, wave.pk, discussion="Kävimme tulokset läpi työryhmän kokouksessa. Kaikki saivat sanoa vuorollaan.",
        edits=wave.edits,
    )  # fmt: skip
    good = {
        "tone": "strength",
        "text": "Verkosto toimii: apua löytyy yli kuntarajojen.",
        "wording": wordings["network"],
    }
    mend = {
        "tone": "mend",
        "text": "Moni ei tiedä, kuka tekee mitä ja milloin.",
        "wording": wordings["who-does-what"],
        "action": "Jokainen kokous päättyy listaan: kuka, mitä, milloin.",
        "owner": "Ryhmän koollekutsuja",
        "due_on": keeper.day + timedelta(days=40),
    }
    findings.add_finding(keeper, wave.pk, good)
    row = findings.add_finding(keeper, wave.pk, mend)
    findings.say_in_language(keeper, row.pk, "sv", "Många vet inte vem som gör vad. Varje möte slutar nu med en lista.")
    inviting.tell_back(keeper, wave.pk)


def _families(region: Region, at: datetime) -> int:
    """Families of a centre are asked in their own languages."""
    if Wave.objects.filter(organisation=region.organisations["nokia"]).exists():
        return 0
    keeper = actor_of(region, "maija", at - timedelta(days=30))
    own = instruments.copy_template(keeper, Instrument.objects.shared().get(key="family-day").pk)
    wave = _round(keeper, own, "Tapaamiset 2026")
    _answer(wave, 8, at - timedelta(days=10), seed=3, mood=0.3)
    return 1


def _round(keeper: Actor, own: Instrument, name: str, **more: object) -> Wave:
    facts = {"name": name, "reach": "link", "analyst": keeper.user_id, "threshold": 5, "closes_on": None} | more
    wave = waves.create_wave(keeper, own.pk, facts)
    return waves.open_wave(keeper, wave.pk)


def _answer(wave: Wave, people: int, at: datetime, *, seed: int, mood: float) -> None:
    """So many people answer, each in their own way."""
    chance = random.Random(seed)  # noqa: S311 - invented answers
    for _person in range(people):
        values: dict[str, Value] = {}
        for placement in answering.placements_of(wave):
            question = placement.question
            if question.codes and len(question.codes) > 2:
                steps = [one for one in question.codes if one != "na"]
                place = round(chance.gauss(len(steps) * 0.62 + mood, 0.9))
                values[question.key] = steps[max(0, min(place, len(steps) - 1))]
            elif question.codes:
                values[question.key] = question.codes[chance.random() > 0.6]
        filled = answering.Filled(values, group=chance.choice(wave.group_codes or [""]), once=uuid4().hex)
        answering.take_in(wave.pk, filled, at)


def _centres(region: Region, at: datetime) -> int:
    """One centre is confirmed, one waits for a peer, one is still writing."""
    if Assessment.objects.exists():
        return 0
    chosen = CriteriaSet.objects.filter(is_published=True).latest("number")
    year = at.astimezone(HELSINKI).year
    span = (date(year, 1, 1), date(year, 12, 31))
    levels: tuple[tuple[str, str, int, dict[str, int]], ...] = (
        ("maija", "nokia-perhekeskus", 2, {"equal": 1}),
        ("petri", "hervanta-perhekeskus", 3, {}),
    )
    for key, unit, level, lower in levels:
        writer = actor_of(region, key, at - timedelta(days=50))
        row = assessing.start_assessment(
            writer, unit_id=region.units[unit].pk, set_id=chosen.pk, starts_on=span[0], ends_on=span[1]
        )
        for criterion in chosen.criteria.all():
            told = lower.get(criterion.key, level)
            assessing.answer_criterion(writer, row.pk, criterion.key, level=told, na_reason="", note="", seen=0)
            proof = {"kind": criterion.evidence_kinds[0], "text": "Kirjattu keskuksen kansioon.", "url": ""}
            dated = {"dated_on": writer.day - timedelta(days=60)}
            assessing.add_evidence(writer, row.pk, criterion.key, proof | dated)
        assessing.send_assessment(writer, row.pk)
        if key == "maija":
            peer = actor_of(region, "petri", at - timedelta(days=30))
            note = "Kävin paikalla. Tulkit toimivat hyvin, suunnitelma yhdenvertaisuudesta puuttuu."
            assessing.review_assessment(peer, row.pk, note=note, seen={"counsel": (3, "")})
    return len(levels)


def later(actor: Actor, days: int) -> Actor:
    """The same person some days later."""
    return replace(actor, at=actor.at + timedelta(days=days))
