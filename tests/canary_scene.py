"""A family whose whereabouts nobody may learn, with words that appear nowhere else, so that a leak can be found."""

from dataclasses import dataclass
from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange

from luukku.accounts.models import Organisation, Unit
from luukku.accounts.tests.factories import a_worker, an_organisation
from luukku.casework.models import (
    AddressProtection,
    CareTeamMember,
    Case,
    CaseNote,
    Document,
    GuardianRelation,
    Meeting,
    Person,
    Section,
    Task,
)
from luukku.casework.services.addresses import Address, save_address
from luukku.casework.tests.factories import a_member, a_permit
from luukku.plans.services.templates import load_templates
from tests.access.cast import Cast, When
from tests.access.scene import MOMENTS, RELATION, Scene, build

NOW = MOMENTS[When.DURING]
STREET, POSTCODE, POST_OFFICE, HOME = "Kanarianpolku 77", "98765", "KANARIALAHTI", "Kanariala"
HOME_CODE = "997"
UNIT, WORKER, ORGANISATION, PLACE = (
    "Keltasiiven perhekeskus",
    "Viljami Kanarianlintu",
    "Keltavaaran kunta",
    "Siipikulman asukastupa",
)
NAMES = ("Zubaida Othmandar", "Idris Othmandar", "Yasmin Othmandar", "Othmandarin perhe")

WHEREABOUTS = ("Kanarianpolku", POSTCODE, POST_OFFICE, HOME, "kanarianpolku", "kanariala")
"""What nobody reads outside the one page that asks for a purpose."""

SURROUNDINGS = (UNIT, WORKER, ORGANISATION, PLACE, "Kanarianlintu", "Keltasiiven", "Siipikulman", "Othmandar")
"""What nobody outside the organisation that does the work reads either: each tells where the family is looked after."""

PUBLISHERS = {
    "toolkit:item", "programme:list", "programme:about", "programme:measure", "programme:output",
    "programme:output-step", "programme:threads", "programme:thread", "programme:models", "programme:model",
    "programme:model-earlier", "programme:model-package", "public-reports:list", "public-reports:page",
}  # fmt: skip
"""Pages that name the organisation which published what they show: it says so itself, of no family."""

WRITTEN = ("Sulkasadosta", "Häkkituolista", "Visertelystä", "Siemenpuurosta", "Munintapaikasta", "Laululuvasta")
"""What was written of the family in topics, agreements, notes, tasks and titles: for those who work with it."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """The scene of the access table with the canaries in it, and the address known of everybody at home."""

    scene: Scene
    case: Case
    adult: Person
    spouse: Person
    child: Person


def hide() -> Hidden:
    """Everybody of the access scene around a protected family; only one parent is protected, all live together."""
    load_templates()
    scene = build()
    home = scene.organisation
    assert home is not None
    Organisation.objects.filter(pk=home.pk).update(name_fi=ORGANISATION)
    Organisation.objects.create(kind="municipality", name_fi=HOME, official_code=HOME_CODE)
    case = Case.objects.select_related("family", "unit").get(pk=scene.ids["case"])
    Unit.objects.filter(pk=case.unit_id).update(name_fi=UNIT)
    worker = scene.cast[Cast.RESPONSIBLE_WORKER].user
    worker.name = WORKER
    worker.save()
    adult, child, spouse = _rename(scene, case)
    for one in (adult, child, spouse):
        save_address(
            scene.cast[Cast.RESPONSIBLE_WORKER].as_actor(NOW),
            one.pk,
            Address(street=STREET, postcode=POSTCODE, post_office=POST_OFFICE, municipality=HOME_CODE),
        )
    Meeting.objects.filter(case=case).update(place=PLACE)
    _write(case)
    return Hidden(scene, case, adult, spouse, child)


def _write(case: Case) -> None:
    topic, agreed, note, text, task, title = WRITTEN
    Meeting.objects.filter(case=case).update(topic=topic)
    Meeting.objects.filter(case=case, held_at__isnull=False).update(agreed=agreed)
    told = CaseNote.objects.filter(case=case).values("author_id", "occurred_at", "recorded_at").first()
    CaseNote.objects.create(case=case, organisation=case.organisation, kind="phone", topic=note, text=text, **told)
    Task.objects.filter(case=case).update(what=task)
    Document.objects.filter(case=case).update(title=title)


def _rename(scene: Scene, case: Case) -> tuple[Person, Person, Person]:
    case.family.name = NAMES[3]
    case.family.save()
    adult, child = (Person.objects.get(pk=scene.ids[which]) for which in ("person", "child"))
    for person, name in ((adult, NAMES[0]), (child, NAMES[2])):
        person.name, person.name_key = name, name.lower()
        person.save()
    spouse = a_member(case.family, name=NAMES[1], birth_on=date(1988, 3, 3), since=date(2026, 1, 5))
    GuardianRelation.objects.create(child=child, guardian=spouse, during=DateRange(date(2026, 1, 5), None))
    return adult, child, spouse


def a_helper_from_elsewhere(hidden: Hidden):
    """A worker of another organisation in the care team, who sees the shared part and the children's parts."""
    worker = a_worker(an_organisation(name_fi="Toinen kunta"))
    a_permit(hidden.case, worker.organisation, (Section.SHARED, Section.CHILDREN))
    CareTeamMember.objects.create(
        case=hidden.case,
        user=worker.user,
        organisation=worker.organisation,
        function="Opettaja",
        sections=["shared", "children"],
        during=RELATION,
    )
    return worker


def is_protected(person: Person) -> bool:
    return AddressProtection.objects.filter(person=person, during__contains=NOW.date()).exists()
