"""The demo's meetings: one that was held with promises, kept and not, and one to come that will ask about them."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from luukku.core.actor import Actor
from luukku.programme.models import Meeting, Programme
from luukku.programme.services import corrections
from luukku.programme.services.meetings import agenda, attending, calling, holding
from luukku.programme.services.meetings.holding import Action, Notes, Told
from luukku.programme.services.owners import Who
from luukku.project.demo.region import ActorOf, Region

HELD, COMING = 41, 9
"""Days ago, and days ahead."""

BODY: Final = "Ohjelman työryhmä"
OWN: Final = ("Tilanne syksyllä", "Miten pienet kunnat pääsevät mukaan?")


@dataclass(frozen=True, slots=True)
class _Said:
    """What came of one item.

    Attributes:
        action, who: the corrective action and who takes it; empty when there is none.
        due: so many days after the meeting. check: days from today on which its effect is looked at.
    """

    notes: str
    outcome: str
    decision: str = ""
    action: str = ""
    who: str = ""
    due: int = 0
    check: int = 0


OUTCOMES: Final = (
    _Said("Ohjelma on käynnissä kaikissa kunnissa. Kolme kuntaa on aloittanut yhteiset suunnitelmat.", "information"),
    _Said(
        "Pienissä kunnissa sama työntekijä hoitaa monta tehtävää. Toivottiin valmista pohjaa ja lyhyttä koulutusta.",
        "decision",
        decision="Tehdään pienille kunnille yhteinen aloituspaketti.",
        action="Kootaan aloituspaketti ja kokeillaan sitä",
        who="Perhetyön verkosto",
        due=10,
        check=30,
    ),
    _Said(
        "Tavoite on ollut mukana alusta asti, mutta kukaan ei ole tehnyt sen hyväksi mitään.",
        "discussion",
        action="Kysytään vanhemmilta, mitä he toivovat",
        who="Nokian perhekeskus",
        due=20,
        check=10,
    ),
)


def load(programme: Programme, region: Region, actor_of: ActorOf) -> None:
    """A meeting with minutes, and the next one with its agenda begun."""
    _held(programme, region, actor_of)
    _coming(programme, region, actor_of)


def _held(programme: Programme, region: Region, actor_of: ActorOf) -> None:
    sari = actor_of("sari", HELD)
    meeting = _call(sari, programme, "Syksyn työkokous", HELD, place="Nokian perhekeskus")
    for text in OWN:
        agenda.add(sari, meeting.pk, text=text)
    goal = programme.goals.get(code="T3.G1")
    agenda.pick(sari, meeting.pk, [f"goal:{goal.pk}"])
    chair = attending.ask(sari, meeting.pk, person_id=region.people["sari"].pk, role="chair")
    writer = attending.ask(sari, meeting.pk, person_id=region.people["helena"].pk, role="secretary")
    guest = attending.ask(sari, meeting.pk, name="Nasrin Karimi", represents="Vanhempien ryhmä", role="heard")
    calling.open_meeting(sari, meeting.pk)
    attending.note_presence(sari, meeting.pk, {chair.pk: "present", writer.pk: "present", guest.pk: "remote"})
    helena = actor_of("helena", HELD)
    for item, said in zip(meeting.agenda.all(), OUTCOMES, strict=True):
        holding.write_item(helena, item.pk, _told(helena, said))
    calling.close_meeting(sari, meeting.pk)
    done = meeting.corrections.get(owner__text="Nokian perhekeskus")
    corrections.finish(actor_of("sari", 12), done.pk)


def _told(actor: Actor, said: _Said) -> Told:
    action = None
    if said.action:
        due_on, check_on = (actor.day + timedelta(days=days) for days in (said.due, HELD + said.check))
        action = Action(said.action, Who(name=said.who), due_on, check_on)
    return Told(Notes(1, said.notes, said.outcome), said.decision, becomes_measure=False, action=action)


def _coming(programme: Programme, region: Region, actor_of: ActorOf) -> None:
    sari = actor_of("sari", 2)
    meeting = _call(sari, programme, "Vuoden viimeinen työkokous", -COMING + 2, place="Etänä", time="13.00–15.00")
    agenda.pick(sari, meeting.pk, [f"promise:{one.pk}" for one in programme.corrections.filter(state="agreed")])
    agenda.add(sari, meeting.pk, text="Ensi vuoden painopisteet")
    for key, role in (("sari", "chair"), ("helena", "secretary")):
        attending.ask(sari, meeting.pk, person_id=region.people[key].pk, role=role)


def _call(actor: Actor, programme: Programme, text: str, ago: int, *, place: str, time: str = "9.00–11.00") -> Meeting:
    held_on = actor.day if ago > 0 else actor.day - timedelta(days=ago)
    facts = {"text": text, "body": BODY, "held_on": held_on, "time_text": time, "place": place}
    return calling.call(actor, programme.pk, facts=facts)
