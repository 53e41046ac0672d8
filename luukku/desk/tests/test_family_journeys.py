"""Three families through a year or two, page by page: what a worker sees and does, and what changes by itself."""

from datetime import datetime, timedelta

import pytest
import time_machine

from luukku.accounts.tests.factories import a_worker
from luukku.casework import policies
from luukku.casework.models import Case, Person
from luukku.casework.services import Address, Purpose, reveal, save_address
from luukku.casework.tests.factories import a_member
from luukku.core.clock import HELSINKI
from luukku.plans.services import family as families
from luukku.plans.tests import factories as plans
from luukku.plans.tests.pages import Desk, text_of

pytestmark = pytest.mark.django_db
START = datetime(2026, 9, 1, 9, tzinfo=HELSINKI)
LATER = START + timedelta(days=370)
PERSON = {"contact_language": "so", "interpreter_need": "always", "reading": "unknown"}


def register(desk, name, language, members):
    """The registration page: (role, name, birth, guardian) of each."""
    rows = {"rows": ",".join(role for role, *_rest in members), "name": name, "language": language, "ground": "contact"}
    for number, (role, who, born, is_guardian) in enumerate(members):
        told = PERSON | {"role": role, "name": who, "birth_on": born, "contact_language": language}
        rows |= {f"m{number}-{key}": value for key, value in told.items()}
        if is_guardian:
            rows[f"m{number}-is_guardian"] = "on"
    answer = desk.client.post(desk.worker.url("/families/new/"), rows)
    assert answer.status_code == 302, text_of(answer)
    return Case.objects.get(family__name=name)


def page(desk, case, path=""):
    return text_of(desk.client.get(desk.worker.url(f"/cases/{case.pk}/{path}")))


def send(desk, case, path, **data):
    answer = desk.client.post(desk.worker.url(f"/cases/{case.pk}/{path}"), data)
    assert answer.status_code == 302, text_of(answer)


def named(name):
    return Person.objects.get(name=name)


def test_a_seven_person_somali_family_whose_father_arrives_a_year_later():
    worker = a_worker()
    children = [("child", f"Lapsi{number} Nuur", f"{number}.3.{2010 + number}", False) for number in range(1, 5)]
    grandmother = ("adult", "Faadumo Cabdi", "1.1.1955", False)
    with time_machine.travel(START, tick=False):
        desk = Desk(worker)
        mother = ("adult", "Hodan Warsame", "3.4.1988", True)
        case = register(desk, "Nuurin perhe", "so", [mother, grandmother, *children])
        told = PERSON | {"name": "Abdi Nuur", "birth_on": "5.6.1985", "role": "adult", "expected_on": "1.8.2027"}
        send(desk, case, "expected/new/", **told)
        first = page(desk, case)
    assert "Expected 8/2027" in first
    assert first.count("lk-person__name") == 7
    assert policies.guardians_of([named("Lapsi1 Nuur").pk], START.date()).get().guardian == named("Hodan Warsame")

    with time_machine.travel(LATER, tick=False):
        desk = Desk(worker)
        expected = case.family.expected_members.get()
        send(desk, case, f"expected/{expected.pk}/", arrived_on="1.9.2027", is_guardian="on")
        send(
            desk, case, "people/born/", **PERSON, birth_on="2.9.2027",
            guardians=[str(named("Hodan Warsame").pk), str(named("Abdi Nuur").pk)],
        )  # fmt: skip
        after, history = page(desk, case), page(desk, case, "history/")

    father = named("Abdi Nuur")
    assert "Expected" not in after
    assert "Abdi Nuur" in after
    assert father.memberships.get().first_on.isoformat() == "2027-09-01"
    assert father.ward_relations.count() == 5
    assert "Has arrived" in history
    assert case.family.memberships.count() == 8


def test_an_unaccompanied_sixteen_year_old_turns_eighteen():
    worker = a_worker()
    with time_machine.travel(START, tick=False):
        desk = Desk(worker)
        case = register(desk, "Ali Hosseini", "fa", [("child", "Ali Hosseini", "20.8.2009", False)])
        ali = named("Ali Hosseini")
        told = PERSON | {"contact_language": "fi", "name": "Liisa Edustaja", "interpreter_need": "none"}
        send(
            desk, case, f"people/{ali.pk}/guardians/outside/", **told, kind="representative", source="court",
            verified_on="28.8.2026",
        )  # fmt: skip
        pages = [page(desk, case), page(desk, case, f"people/{ali.pk}/"), page(desk, case, "history/")]
        plan = plans.an_offered_plan(worker, case)
        signers = families.needed_signers(worker.as_actor(), plan)
        plans.everybody_confirms(plan, worker)
        plan.refresh_from_db()
        opened = [Desk(worker).get(name, plan.pk).status_code for name in ("plan", "plan-family", "plan-pdf")]
    representative = named("Liisa Edustaja")
    assert "Turns 18 on 20.8.2027: the representative's right ends." in pages[0]
    assert "Liisa Edustaja" in pages[1]
    assert "Liisa Edustaja" in pages[2]
    assert set(signers) == {ali.pk, representative.pk}
    assert plan.state == "in_force"
    assert opened == [200, 200, 200]

    with time_machine.travel(LATER, tick=False):
        desk = Desk(worker)
        grown = [page(desk, case), page(desk, case, f"people/{ali.pk}/")]
        signers = families.needed_signers(worker.as_actor(), plan)
        copy = desk.get("plan-pdf", plan.pk, query=f"?parts={representative.pk}")
    assert "Ended on 20.8.2027: the child came of age" in grown[1]
    assert "No guardian is noted" not in grown[0]
    assert set(signers) == {ali.pk}
    assert copy.status_code == 404
    with time_machine.travel(datetime(2032, 1, 1, 9, tzinfo=HELSINKI), tick=False):
        assert "Turns 23 on 20.8.2032" in page(Desk(worker), case)


def test_a_mother_with_a_protected_address_and_a_father_with_joint_custody():
    mothers, fathers = a_worker(), a_worker()
    home = Address("Piilokuja 7", "33999", "Kätkölä", "837")
    with time_machine.travel(START, tick=False):
        desk, other = Desk(mothers), Desk(fathers)
        family = [("adult", "Elena Ivanova", "1.2.1990", True), ("child", "Misha Ivanov", "3.4.2018", False)]
        case = register(desk, "Ivanovan perhe", "ru", family)
        mother, child = named("Elena Ivanova"), named("Misha Ivanov")
        for one in (mother, child):
            save_address(mothers.as_actor(), one.pk, home)
        send(desk, case, f"people/{mother.pk}/protection/", source="register", last_on="15.10.2026")
        fathers_case = register(other, "Ivanovin perhe", "ru", [("adult", "Pavel Ivanov", "5.6.1988", False)])
        father = named("Pavel Ivanov")
        a_member(fathers_case.family, child, role="child")
        send(other, fathers_case, f"people/{child.pk}/guardians/new/", guardian=father.pk, kind="guardian")
        fathers_pages = [
            page(other, fathers_case),
            page(other, fathers_case, f"people/{child.pk}/"),
            page(other, fathers_case, "history/"),
        ]
        shut = other.client.get(fathers.url(f"/cases/{fathers_case.pk}/people/{child.pk}/address/"))
        asked = page(desk, case)
    for shown in fathers_pages:
        assert not [
            word for word in ("Piilokuja", "33999", mothers.organisation.name, mothers.user.name) if word in shown
        ]
    assert shut.status_code == 404
    assert "A case may exist elsewhere" not in fathers_pages[0]
    assert policies.may_decide_for(father, child, START.date())
    assert "Its last day is near or past" in asked

    with time_machine.travel(LATER, tick=False):
        still = Desk(fathers).client.get(fathers.url(f"/cases/{fathers_case.pk}/people/{child.pk}/address/"))
        assert still.status_code == 404
        row = mother.address_protections.get()
        send(Desk(mothers), case, f"people/{mother.pk}/protection/{row.pk}/renew/", source="register", last_on="")
        assert reveal(mothers.as_actor(), mother, Purpose.LETTER) == home
        assert policies.protected_among([mother.pk], LATER.date()) == {mother.pk}
