"""Whom a file may be compared with, who decides, and who brings whom in for whom."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.translation import override

from luukku.accounts.tests.factories import a_unit, a_worker
from luukku.casework.import_words import template_header
from luukku.casework.models import ImportRow, Person
from luukku.casework.rules.import_rows import FIELDS, recognise
from luukku.casework.services import add_fact, imports
from luukku.casework.tests.factories import a_family, a_member
from luukku.casework.tests.test_imports import FAMILY, HEADER, bring, check, code, counts
from luukku.core import clock
from luukku.core.actor import Role
from luukku.core.errors import RuleViolation

pytestmark = pytest.mark.django_db

# ---------------------------------------------------------------- duplicates


def test_a_row_like_somebody_known_waits_for_a_person_and_joins_the_family():
    worker = a_worker()
    known = a_member(a_family(worker, adults=0, children=0), name="Zahra Karimi", birth_on="1990-05-01")
    written = HEADER + "1;زهرا کریمی;aikuinen;1.5.1990;;;;;;;\n1;Nika Karimi;lapsi;2019;;;;;;;\n"
    batch = check(worker, bring(worker, written))
    row = batch.rows.in_order().first()
    assert row.matches == [known.pk]
    with pytest.raises(RuleViolation):
        imports.try_import(worker.as_actor(), batch.pk)

    imports.decide_row(worker.as_actor(), batch.pk, row.pk, decision="same", same_as=known.pk)
    imports.try_import(worker.as_actor(), batch.pk)
    imports.take_in(worker.as_actor(), batch.pk)

    nika = Person.objects.get(name="Nika Karimi")
    family = nika.memberships.get().family
    assert set(family.memberships.values_list("person", flat=True)) == {known.pk, nika.pk}
    assert known.memberships.count() == 2


def test_a_code_finds_somebody_known_under_another_name():
    worker = a_worker()
    known = a_member(a_family(worker, adults=0, children=0), name="Aivan Toinen")
    add_fact(
        worker.as_actor(), known.pk, "identifiers", values={"kind": "identity_code", "value": code(901), "issuer": ""}
    )

    batch = check(worker, bring(worker, HEADER + f";Zahra Karimi;;;{code(901)};;;;;;\n"))

    assert batch.rows.get().matches == [known.pk]


def test_attack_24_whom_others_know_is_not_told():
    other = a_worker()
    a_member(a_family(other, adults=0, children=0), name="Zahra Karimi", birth_on="1990-05-01")
    worker = a_worker()

    batch = check(worker, bring(worker, HEADER + ";Zahra Karimi;;1.5.1990;;;;;;;\n"))

    assert batch.rows.get().matches == []


def test_two_rows_that_look_like_one_person_wait_too():
    worker = a_worker()

    batch = check(worker, bring(worker, HEADER + ";Zahra Karimi;;1.5.1990;;;;;;;\n;Karimi Zahra;;1.5.1990;;;;;;;\n"))

    assert [row.twins for row in batch.rows.in_order()] == [[3], [2]]


def test_nobody_is_the_same_as_somebody_they_were_not_compared_with():
    worker = a_worker()
    stranger = a_member(a_family(a_worker(), adults=0, children=0))
    batch = check(worker, bring(worker, FAMILY))

    with pytest.raises(PermissionDenied):
        imports.decide_row(worker.as_actor(), batch.pk, batch.rows.first().pk, decision="same", same_as=stranger.pk)


# ---------------------------------------------------------------- rights


def test_a_file_is_its_bringers_alone():
    worker = a_worker(unit=a_unit())
    batch = bring(worker, FAMILY)
    colleague = a_worker(unit=worker.unit)

    for step in (imports.try_import, imports.take_in, imports.cancel_import, imports.leave_faulty):
        with pytest.raises(PermissionDenied):
            step(colleague.as_actor(), batch.pk)


def test_a_supervisor_brings_in_for_a_worker_of_the_unit_and_nobody_elses():
    unit = a_unit()
    worker, outsider = a_worker(unit=unit), a_worker()
    supervisor = a_worker(unit=unit, roles=(Role.SUPERVISOR,))

    batch = bring(supervisor, FAMILY, responsible_id=worker.user.pk)

    assert batch.responsible == worker.user
    with pytest.raises(PermissionDenied):
        bring(supervisor, FAMILY, responsible_id=outsider.user.pk)
    with pytest.raises(PermissionDenied):
        bring(worker, FAMILY, responsible_id=supervisor.user.pk)


def test_whoever_lost_their_role_meanwhile_brings_nobody_in():
    worker = a_worker()
    batch = check(worker, bring(worker, FAMILY))
    before = counts()
    for membership in worker.memberships:
        membership.delete()

    imports.work_as_bringer(batch.pk, "take_in", clock.now())

    batch.refresh_from_db()
    assert (batch.state, counts()) == ("cancelled", before)
    assert not ImportRow.objects.exists()


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_template_is_recognised_in_every_language(language):
    with override(language):
        header = template_header()

    assert set(recognise(header)) == set(FIELDS) - {"given_name", "surname"}
