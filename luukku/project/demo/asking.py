"""The demo's surveys and criteria: a working group that looked at itself, families who are asked, centres compared."""

import random
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final
from uuid import uuid4

from luukku.core.actor import Actor
from luukku.project.demo.region import Region
from luukku.project.demo.toolkit_items import actor_of
from luukku.surveys.models import Assessment, CriteriaSet, Instrument, Wave
from luukku.surveys.rules.questions import Value
from luukku.surveys.services import (
    answering,
    assessing,
    comparing,
    findings,
    instruments,
    inviting,
    legacy,
    publishing,
    waves,
)
from luukku.surveys.services.instruments import Wording
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

REWORDED: Final = "Näen, miten ryhmämme työ auttaa omaa kuntaani"
OWN_WORDS: Final = (
    ("went-well", "Tapaamme säännöllisesti, ja on helppo soittaa toiselle."),
    ("went-well", "Perheitä on kysytty mukaan."),
    ("went-well", "Jokainen saa äänensä kuuluviin."),
    ("went-well", "Etäkokous sopii pienille kunnille."),
    ("went-well", "Vetäjä pitää langat käsissään."),
    ("mend", "Kokouksissa puhutaan paljon, mutta ei sovita, kuka tekee."),
    ("mend", "Liisa tekee muistiot yksin."),
    ("mend", "Asiat siirtyvät kokouksesta toiseen."),
    ("mend", "Aikaa perheiden kuulemiseen on liian vähän."),
    ("mend", "Uudet tulijat eivät tiedä, mitä on jo sovittu."),
    ("thread", "Varhaiskasvatus mukaan."),
)
"""By question. One of them names somebody: it is shown without the name."""
FIRST_HEARD: Final[tuple[dict[str, Any], ...]] = (
    {
        "tone": "mend",
        "text": "Perheet eivät vielä vaikuta siihen, mitä teemme.",
        "wording": "families-heard",
        "action": "Kutsumme kaksi kokemusasiantuntijaa ryhmään.",
        "owner": "Ryhmän koollekutsuja",
    },
)
HEARD: Final[tuple[dict[str, Any], ...]] = (
    {"tone": "strength", "text": "Verkosto toimii: apua löytyy yli kuntarajojen.", "wording": "network"},
    {
        "tone": "mend",
        "text": "Moni ei tiedä, kuka tekee mitä ja milloin.",
        "wording": "who-does-what",
        "action": "Jokainen kokous päättyy listaan: kuka, mitä, milloin.",
        "owner": "Ryhmän koollekutsuja",
        "sv": "Många vet inte vem som gör vad. Varje möte slutar nu med en lista.",
    },
)


def load(region: Region, at: datetime) -> int:
    """Make what is not there yet. Returns how many rounds and looks were made."""
    load_templates()
    return _working_group(region, at) + _families(region, at) + _centres(region, at)


def _working_group(region: Region, at: datetime) -> int:
    """Last autumn's round and this spring's, published and told back; this autumn's, open."""
    if Wave.objects.filter(organisation=region.organisations["pirkanmaa"]).exists():
        return 0
    template = Instrument.objects.shared().get(key="working-group")
    keeper = actor_of(region, "sari", at - timedelta(days=390))
    own = instruments.copy_template(keeper, template.pk)
    keys = [one.wording.item.key for one in own.versions.get().placements.in_order()][: len(FIGURES_2018)]
    told = [Figure(key, Decimal(mean), 2, SOURCE_2018) for key, mean in zip(keys, FIGURES_2018, strict=True)]
    legacy.keep_figures(keeper, own.pk, "2018-02", told)
    autumn = _asked(keeper, own, "Syksy 2025", 11, seed=4, mood=-0.4)
    _heard(later(keeper, 20), autumn, FIRST_HEARD)
    keeper = actor_of(region, "sari", at - timedelta(days=200))
    _reword(keeper, own)
    spring = _asked(keeper, own, "Kevät 2026", 14, seed=1, mood=0.0, is_public=True, groups=GROUPS, texts=OWN_WORDS)
    _let_be_read(later(keeper, 14), spring)
    _heard(later(keeper, 20), spring, HEARD)
    now = _round(actor_of(region, "sari", at - timedelta(days=6)), own, "Syksy 2026", groups=GROUPS)
    _answer(now, 6, at - timedelta(days=5), seed=2, mood=0.5)
    return 3


def _asked(keeper: Actor, own: Instrument, name: str, people: int, *, seed: int, mood: float, **more: Any) -> Wave:
    """A round that is over: asked, closed two weeks later, published the day after."""
    texts = more.pop("texts", ())
    wave = _round(keeper, own, name, **more)
    _answer(wave, people, keeper.at, seed=seed, mood=mood, texts=texts)
    waves.close_wave(later(keeper, 14), wave.pk)
    return publishing.publish_wave(later(keeper, 15), wave.pk)


def _reword(keeper: Actor, own: Instrument) -> None:
    """One statement was hard to understand. Its new words ask the same thing, as somebody says with a reason."""
    version = instruments.start_version(keeper, own.pk)
    placement = next(one for one in version.placements.in_order() if one.wording.item.key == "group-in-town")
    before = placement.wording
    options = tuple((one["code"], one["value"], one["is_na"], one["labels"]["fi"]) for one in before.options)
    placement = instruments.change_question(keeper, placement.pk, Wording(before.kind, REWORDED, options=options))
    comparing.decide(
        keeper,
        before.pk,
        placement.wording_id,
        is_comparable=True,
        reason="Sama asia lyhyemmin: sana kehittäminen jäi pois.",
    )


def _let_be_read(analyst: Actor, wave: Wave) -> None:
    """What tells nobody's name is shown."""
    for row in findings.read_open_answers(analyst, wave.pk):
        shown = row.text if "Liisa" not in row.text else row.text.replace("Liisa ", "Joku meistä ")
        findings.decide_open_answer(analyst, row.pk, decision="shown", redacted=shown)


def _heard(keeper: Actor, wave: Wave, told: tuple[dict[str, Any], ...]) -> None:
    """What was heard together, and what is done about it."""
    wordings = {one.wording.item.key: str(one.wording_id) for one in wave.version.placements.in_order()}
    findings.save_discussion(
        keeper, wave.pk, discussion="Kävimme tulokset läpi työryhmän kokouksessa. Kaikki saivat sanoa vuorollaan.",
        version=wave.edits,
    )  # fmt: skip
    for one in told:
        facts = {**one, "wording": wordings[one["wording"]]}
        swedish = facts.pop("sv", "")
        if facts["tone"] == "mend":
            facts["due_on"] = keeper.day + timedelta(days=40)
        row = findings.add_finding(keeper, wave.pk, facts)
        if swedish:
            findings.say_in_language(keeper, row.pk, "sv", swedish)
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


def _answer(
    wave: Wave, people: int, at: datetime, *, seed: int, mood: float, texts: tuple[tuple[str, str], ...] = ()
) -> None:
    """So many people answer, each in their own way; the first of them write something."""
    chance = random.Random(seed)  # noqa: S311 - invented answers
    for person in range(people):
        values: dict[str, Value] = dict(texts[person : person + 1])
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


@dataclass(frozen=True, slots=True)
class Look:
    """A centre's look at itself.

    Attributes:
        level: of every criterion but those in `other`.
        without: criteria without evidence; old: criteria whose evidence has grown too old.
    """

    writer: str
    unit: str
    level: int
    other: dict[str, int]
    without: frozenset[str] = frozenset()
    old: frozenset[str] = frozenset()


LOOKS: Final = (
    Look("maija", "nokia-perhekeskus", 2, {"equal": 1}, old=frozenset({"skills"})),
    Look("petri", "hervanta-perhekeskus", 3, {}),
    Look("ilona", "ylojarvi-perhekeskus", 2, {"county": 1}, without=frozenset({"guide", "equal"})),
    Look("fatima", "kangasala-perhekeskus", 2, {"within-month": 1, "child": 3}, old=frozenset({"interpreter"})),
)
PROOFS: Final = {
    "decision": "Ohje on keskuksen kansiossa.",
    "agreement": "Työnjako on sovittu ja allekirjoitettu.",
    "training": "Koulutusrekisterin ote.",
    "figure": "Luvut puolivuosittain seurantataulukosta.",
    "feedback": "Perheiden palautteen yhteenveto.",
    "observation": "Havainnointikäynnin muistio.",
}


def _centres(region: Region, at: datetime) -> int:
    """Four centres have looked at themselves: a peer has looked at one of them, three wait."""
    if Assessment.objects.exists():
        return 0
    chosen = CriteriaSet.objects.filter(is_published=True).latest("number")
    for told in LOOKS:
        row = _look(actor_of(region, told.writer, at - timedelta(days=50)), region, chosen, told)
        if told.writer == "maija":
            peer = actor_of(region, "petri", at - timedelta(days=30))
            note = "Kävin paikalla. Tulkit toimivat hyvin, suunnitelma yhdenvertaisuudesta puuttuu."
            assessing.review_assessment(peer, row.pk, note=note, seen={"counsel": 3})
    return len(LOOKS)


def _look(writer: Actor, region: Region, chosen: CriteriaSet, told: Look) -> Assessment:
    """Every criterion answered, with what shows it, and sent to a peer."""
    row = assessing.start_assessment(
        writer,
        unit_id=region.units[told.unit].pk,
        set_id=chosen.pk,
        starts_on=date(writer.day.year, 1, 1),
        ends_on=date(writer.day.year, 12, 31),
    )
    for criterion in chosen.criteria.all():
        key, level = criterion.key, told.other.get(criterion.key, told.level)
        assessing.answer_criterion(
            writer,
            row.pk,
            key,
            level=level,
            na_reason="",
            note="",
            version=0,
        )
        if key not in told.without:
            kind = criterion.evidence_kinds[0]
            age = timedelta(days=criterion.evidence_months * 31 + 60 if key in told.old else 60)
            proof = {"kind": kind, "text": PROOFS[kind], "url": "", "dated_on": writer.day - age}
            assessing.add_evidence(writer, row.pk, key, proof)
    return assessing.send_assessment(writer, row.pk)


def later(actor: Actor, days: int) -> Actor:
    """The same person some days later."""
    return replace(actor, at=actor.at + timedelta(days=days))
