"""Ids put together that do not belong together, and fields that no form has. Numbers are attacks."""

import re

import pytest
from django.urls import reverse

from luukku.accounts.tests.factories import Worker
from luukku.casework.models import Case, Family, Person
from luukku.casework.tests.factories import a_family
from luukku.plans.tests.factories import a_draft_plan, adults_of
from tests import crawl
from tests.access.cast import Cast
from tests.access.table import WORK
from tests.visiting import enter

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.no_cover]

NESTED = {
    name: row
    for name, row in WORK.items()
    if len(row.of) > 1 and {"case", "old", "person"} & set(row.of.values())  # others hold codes, and no family's ids
}
NOT_FOUND, NO_METHOD = 404, 405


@pytest.fixture
def others(scene):
    """What belongs to another family of the same worker: alone, each id opens a page."""
    cast = scene.cast[Cast.RESPONSIBLE_WORKER]
    worker = Worker(cast.user, cast.organisation, cast.unit)
    case = a_family(worker).cases.get()
    return {"case": case.pk, "person": adults_of(case)[0].pk, "old": a_draft_plan(worker, case).pk}


@pytest.mark.parametrize("name", sorted(NESTED))
def test_attack_02_an_id_below_another_case_is_not_found(scene, others, name):
    """Attack 2: all ids are those of the worker's own families; they belong to two of them."""
    client, home = enter(scene)
    swapped = next(which for which in ("case", "old", "person") if which in NESTED[name].of.values())
    mixed = {key: (others if which == swapped else scene.ids)[which] for key, which in NESTED[name].of.items()}
    path = f"{home}{reverse(name, urlconf=crawl.INSIDE, kwargs=mixed)}"

    answers = {client.get(path).status_code, client.post(path, {}).status_code}

    assert answers <= {NOT_FOUND, NO_METHOD}
    assert NOT_FOUND in answers


def test_attack_03_fields_that_a_form_does_not_have_change_nothing(scene):
    """Attack 3: the owner, the state and the unit travel along with a correct form."""
    client, home = enter(scene)
    before = Case.objects.filter(pk=scene.ids["case"]).values().get()
    elsewhere = scene.cast[Cast.OTHER_MUNICIPALITY].organisation
    smuggled = {
        "organisation": str(elsewhere.pk),
        "organisation_id": str(elsewhere.pk),
        "unit": "",
        "unit_id": "",
        "state": "closed",
        "closed_on": "1.4.2026",
        "user": str(scene.cast[Cast.COLLEAGUE].user.pk),
        "responsible_worker": str(scene.cast[Cast.COLLEAGUE].user.pk),
        "id": str(scene.ids["person"]),
        "pk": str(scene.ids["person"]),
        "family": str(scene.ids["family"]),
        "name_key": "x",
    }

    path = f"{home}/cases/{scene.ids['case']}/people/{scene.ids['person']}/edit/"
    form = next(one for one in crawl.visit(client, path).page.forms if "name" in one.names)
    answer = client.post(path, form.data(name="Amal Uusi", **smuggled))

    assert answer.status_code == 302
    assert Case.objects.filter(pk=scene.ids["case"]).values().get() == before
    person = Person.objects.get(pk=scene.ids["person"])
    assert (person.name, person.name_key != "x") == ("Amal Uusi", True)


def test_attack_24_registering_the_same_person_elsewhere_tells_nothing_of_the_first_case(scene):
    """Attack 24: the same name and birth in another municipality is a new family there, without a hint."""
    client, _home = enter(scene, Cast.OTHER_MUNICIPALITY)
    home = f"/w/{scene.cast[Cast.OTHER_MUNICIPALITY].organisation.code}"
    person = Person.objects.get(pk=scene.ids["person"])
    born = f"{person.birth_on.day}.{person.birth_on.month}.{person.birth_on.year}"

    answer = client.post(
        f"{home}/families/new/",
        {
            "rows": "adult",
            "m0-role": "adult",
            "m0-name": person.name,
            "m0-birth_on": born,
            "m0-contact_language": "ar",
            "m0-interpreter_need": "always",
            "m0-reading": "unknown",
            "name": "Ahmedin perhe",
            "language": "ar",
            "ground": "contact",
        },
    )

    assert answer.status_code == 302
    assert re.fullmatch(rf"{home}/cases/[0-9a-f-]{{36}}/", answer.headers["Location"])
    assert Family.objects.filter(name="Ahmedin perhe").count() == 2
