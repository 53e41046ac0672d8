"""What the demo's families allow to be told to helpers of other organisations, and what a law opens without asking."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from typing import Any

from luukku.accounts.models import Organisation
from luukku.casework.models import Case, Person
from luukku.casework.services import note_absence
from luukku.casework.services.contacts import ContactFacts, add_contact
from luukku.casework.services.disclosures import LawfulFacts, disclose_by_law
from luukku.casework.services.permit_guardians import agree_to_permit, standing_of
from luukku.casework.services.permits import PermitFacts, capacity_of, give_permit, possible_givers
from luukku.casework.services.sharing import people_to_share
from luukku.casework.services.understanding import Explained
from luukku.core.actor import Actor
from luukku.project.demo.life import Life
from luukku.project.demo.stages import Stage, weekday_before

HOLDS = timedelta(days=700)
PURPOSE = {
    "fi": "Jotta auttajat osaavat auttaa samaan suuntaan.",
    "fa": "تا کسانی که کمک می‌کنند، هم‌جهت کمک کنند.",
    "ar": "حتى يساعدنا الجميع في الاتجاه نفسه.",
    "so": "Si caawiyayaashu isku jiho uga caawiyaan.",
    "ru": "Чтобы все помощники помогали в одном направлении.",
    "uk": "Щоб усі помічники допомагали в одному напрямку.",
}
CONTACT = {"rahimi": ContactFacts("Seppo Kallioniemi", "Avan jalkapallovalmentaja", "Harjun Pallo ry", "040 123 4567")}
AWAY = ("rahimi", "jenni")
"""In whose story the worker goes away, and who stands in."""
BY_LAW = {"salar": ("pirkanmaa", "directed_person", "Perhe ohjataan kuntaan, ja alue valmistelee palvelut.")}


def happenings(life: Life, stage: Stage) -> Iterator[tuple[int, Callable[[], object]]]:
    """Permits are asked when the last helper from elsewhere and the last member have come."""
    helpers = [one for one in life.told.get("team", []) if _workplace(life, one) != life.told["organisation"]]
    if helpers:
        joined = [weekday_before(one["from"], life.today) for one in life.told["members"] if "from" in one]
        asked = min([stage.opened, *joined, *(weekday_before(one["days"], life.today) for one in helpers)])
        for helper in helpers:
            yield asked, partial(_permit, life, helper, asked)
    if life.told["key"] in CONTACT:
        yield 0, lambda: add_contact(life.actor(0), life.case.pk, CONTACT[life.told["key"]])
    if life.told["key"] in BY_LAW:
        yield 0, partial(_by_law, life)
    if life.told["key"] == AWAY[0]:
        yield 0, partial(_go_away, life)


def _workplace(life: Life, helper: dict[str, Any]) -> str:
    organisation = _organisation(life, helper)
    return next(key for key, one in life.region.organisations.items() if one.pk == organisation.pk)


def _organisation(life: Life, helper: dict[str, Any]) -> Organisation:
    return life.region.people[helper["worker"]].memberships.earliest("starts_on").organisation


def _permit(life: Life, helper: dict[str, Any], days: int) -> None:
    """Everybody who may gives for themselves, and the first guardian who may for each child."""
    actor, case = life.actor(days, 10, 15), Case.objects.select_related("organisation", "family").get(pk=life.case.pk)
    wards: dict[Person, list[Person]] = {}
    for person in people_to_share(actor, case):
        giver = next((one for one in possible_givers(actor, case) if capacity_of(actor, case, one, person)), None)
        if giver is not None:
            wards.setdefault(giver, []).append(person)
    for giver, people in wards.items():
        _give(actor, case, giver, people, _organisation(life, helper), helper)


def _give(
    actor: Actor, case: Case, giver: Person, people: list[Person], to: Organisation, helper: dict[str, Any]
) -> None:
    facts = PermitFacts(
        giver=giver,
        people=people,
        from_organisation=case.organisation,
        to_organisation=to,
        purpose=PURPOSE["fi"],
        purpose_family=PURPOSE.get(giver.contact_language, ""),
        from_on=actor.day,
        last_on=actor.day + HOLDS,
        sections=helper["sections"],
        data_classes=["identity", "language"],
    )
    permit = give_permit(actor, case.pk, facts, _understood(giver))
    for waiting in standing_of(permit, actor.day).waiting:
        agree_to_permit(actor, permit.pk, waiting.guardian.pk, _understood(waiting.guardian))


def _understood(person: Person) -> Explained:
    return Explained(person.contact_language, method="own_words", result="understood")


def _by_law(life: Life) -> None:
    organisation, basis, reason = BY_LAW[life.told["key"]]
    actor = life.actor(0)
    facts = LawfulFacts(
        basis=basis,
        to_organisation=life.region.organisations[organisation],
        people=people_to_share(actor, life.case),
        reason=reason,
        from_on=actor.day,
        last_on=actor.day + timedelta(days=60),
        data_classes=["identity", "language", "services"],
    )
    disclose_by_law(actor, life.case.pk, facts)


def _go_away(life: Life) -> None:
    """Coming days away, so that the supervisor sees somebody who stands in."""
    first = life.coming_day(10)
    note_absence(
        life.actor(0),
        user_id=life.worker.pk,
        substitute_id=life.region.people[AWAY[1]].pk,
        from_on=first,
        last_on=first + timedelta(days=2),
    )
