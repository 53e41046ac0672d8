"""Existing clients from a file: staged, compared, decided, tried, taken in whole or not at all."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from luukku.accounts.tests.factories import a_worker
from luukku.audit.models import AuditEvent
from luukku.casework.models import (
    AddressProtection,
    Case,
    ClientImport,
    ContactPoint,
    FactSource,
    Family,
    FamilyMembership,
    GuardianRelation,
    ImportRow,
    Person,
    PersonIdentifier,
    ResidenceRight,
    ResponsibleWorker,
)
from luukku.casework.rules.identity_codes import check_character
from luukku.casework.rules.tables import read_table
from luukku.casework.services import imports
from luukku.casework.services.imports import Brought
from luukku.core.errors import RuleViolation

pytestmark = pytest.mark.django_db

MADE = (Person, Family, Case, FamilyMembership, GuardianRelation, PersonIdentifier, FactSource, ContactPoint)
HEADER = "Perhe;Koko nimi;Rooli;Syntymäaika;Henkilötunnus;Kieli;Puhelin;Huoltaja;Turvakielto;Oleskelulupa;Kotiosoite\n"


def code(number, sign="-", born="010590"):
    digits = f"{born}{number}"
    return f"{born}{sign}{number}{check_character(digits)}"


FAMILY = HEADER + (
    f"1;Zahra Karimi;aikuinen;1.5.1990;{code(901)};persia;040 1;kyllä;kyllä;1.3.2026;Piilokuja 7\n"
    "1;Nika Karimi;lapsi;2019;;persia;;;;;Piilokuja 7\n"
    "2;Omar;aikuinen;;;arabia;;;;;\n"
)


def bring(worker, written, **more):
    table = read_table(written.encode() if isinstance(written, str) else written)
    told = {"file_name": "vanhat.csv", "ground": "assessment", "origin": "municipality", "told_by": "Entinen"} | more
    return imports.start_import(worker.as_actor(), table, Brought(**told))


def check(worker, batch, mapping=None):
    imports.name_columns(worker.as_actor(), batch.pk, mapping or batch.mapping)
    batch.refresh_from_db()
    return batch


def counts():
    return {model.__name__: model.objects.count() for model in MADE}


def taken_in(worker, written):
    batch = check(worker, bring(worker, written))
    imports.try_import(worker.as_actor(), batch.pk)
    imports.take_in(worker.as_actor(), batch.pk)
    batch.refresh_from_db()
    return batch


# ---------------------------------------------------------------- the whole way


def test_a_file_becomes_families_with_their_facts_and_sources():
    worker = a_worker()

    batch = taken_in(worker, FAMILY)

    assert batch.state == "done"
    assert batch.result["made"] == {
        "families": 2, "people": 3, "joined": 0, "left_out": 0, "identifiers": 1, "permits": 1, "contacts": 1,
        "guardians": 1, "protected": 1, "sources": 6,
    }  # fmt: skip
    zahra, nika, omar = (Person.objects.get(name=name) for name in ("Zahra Karimi", "Nika Karimi", "Omar"))
    assert (zahra.birth_told, nika.birth_told, omar.birth_told) == ("1.5.1990", "2019", "")
    assert (zahra.contact_language, omar.has_single_name) == ("fa", True)
    assert GuardianRelation.objects.get().child == nika
    assert ResidenceRight.objects.get().granted_on.isoformat() == "2026-03-01"
    assert AddressProtection.objects.get().person == zahra
    assert ContactPoint.objects.get().use == "say_nothing"
    source = FactSource.objects.get(subject_id=zahra.pk)
    assert (source.origin, source.told_by, source.recorded_by, source.import_id) == (
        "municipality",
        "Entinen",
        worker.user,
        batch.pk,
    )


def test_every_family_has_its_case_its_worker_and_its_trace():
    worker = a_worker()

    taken_in(worker, FAMILY)

    cases = list(Case.objects.all())
    assert {case.organisation for case in cases} == {worker.organisation}
    assert ResponsibleWorker.objects.filter(user=worker.user, case__in=cases).count() == 2
    traced = AuditEvent.objects.filter(action="family.registered").values_list("case_ids", flat=True)
    assert {ids[0] for ids in traced} == {case.pk for case in cases}
    assert {case.deadlines.count() for case in cases} == {1}


def test_a_waiting_file_lies_sealed_and_is_forgotten_when_it_is_taken_in():
    worker = a_worker()
    batch = bring(worker, FAMILY)

    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(to_jsonb(t)::text, '') FROM casework_importrow AS t")
        stored = cursor.fetchone()[0]
    assert "Karimi" not in stored
    assert "010590" not in stored

    check(worker, batch)
    imports.try_import(worker.as_actor(), batch.pk)
    imports.take_in(worker.as_actor(), batch.pk)
    assert not ImportRow.objects.exists()


def test_where_people_live_is_never_brought_in():
    worker = a_worker()

    batch = bring(worker, FAMILY)

    assert "Kotiosoite" in batch.header
    assert 10 not in batch.mapping.values()


# ---------------------------------------------------------------- attack 61


def test_attack_61_the_try_does_nothing_and_tells_what_taking_in_does():
    worker = a_worker()
    batch = check(worker, bring(worker, FAMILY))
    before, lines = counts(), AuditEvent.objects.filter(action="family.registered").count()

    imports.try_import(worker.as_actor(), batch.pk)

    batch.refresh_from_db()
    assert counts() == before
    assert AuditEvent.objects.filter(action="family.registered").count() == lines
    tried = batch.result["tried"]
    imports.take_in(worker.as_actor(), batch.pk)
    batch.refresh_from_db()
    assert batch.result == {"made": tried}


@pytest.mark.slow
def test_attack_61_ten_thousand_rows_half_of_them_wrong_with_codes_twice():
    """The dry run equals the real one, nothing is taken in by halves, and it takes seconds, not minutes."""
    worker = a_worker()
    rows = [HEADER]
    for number in range(10_000):
        family, wrong = number // 4, (number // 4) % 2
        born = f"{1 + family % 28:02}{1 + family % 12:02}{family % 90:02}"
        own = code(900 + number % 4, "-" if family < 1260 else "Y", born)
        identity = own if not wrong else code(999, "X", "010101") if number % 4 == 0 else ""
        birth = "" if not wrong else "31.2.1990" if number % 4 == 1 else ""
        spoken = "klingon" if wrong and number % 4 == 2 else "fi"
        rows.append(f"{family};Testi Sukunimi{number};;{birth};{identity};{spoken};;;;;\n")
    batch = bring(worker, "".join(rows))

    imports.name_columns(worker.as_actor(), batch.pk, batch.mapping)
    imports.work_on(worker.as_actor(), batch.pk, "check")
    faulty = ImportRow.objects.faulty().count()
    left = imports.leave_faulty(worker.as_actor(), batch.pk)
    before = counts()
    imports.try_import(worker.as_actor(), batch.pk)
    imports.work_on(worker.as_actor(), batch.pk, "try")
    assert counts() == before
    batch.refresh_from_db()
    tried = batch.result["tried"]
    imports.take_in(worker.as_actor(), batch.pk)
    imports.work_on(worker.as_actor(), batch.pk, "take_in")

    batch.refresh_from_db()
    assert (faulty, left) == (3750, 5000)
    assert batch.result == {"made": tried}
    assert (tried["people"], tried["families"], tried["left_out"]) == (5000, 1250, 5000)
    assert Person.objects.count() == before["Person"] + 5000


def test_attack_61_what_was_registered_between_the_try_and_the_taking_in_undoes_everything(monkeypatch):
    worker = a_worker()
    batch = check(worker, bring(worker, FAMILY))
    imports.try_import(worker.as_actor(), batch.pk)
    before = counts()
    ClientImport.objects.filter(pk=batch.pk).update(result={"tried": {"families": 99}})

    imports.take_in(worker.as_actor(), batch.pk)

    batch.refresh_from_db()
    assert (batch.state, batch.result) == ("checked", {"changed": True})
    assert counts() == before


def test_attack_61_an_error_in_the_middle_leaves_nothing(monkeypatch):
    worker = a_worker()
    batch = check(worker, bring(worker, FAMILY))
    imports.try_import(worker.as_actor(), batch.pk)
    before = counts()

    def broken(*_args):
        raise PermissionDenied

    monkeypatch.setattr("luukku.casework.services.import_making._leave_traces", broken)
    imports.take_in(worker.as_actor(), batch.pk)

    batch.refresh_from_db()
    assert batch.state == "checked"
    assert counts() == before


def test_taking_in_twice_takes_in_once():
    worker = a_worker()
    batch = taken_in(worker, FAMILY)
    after = counts()

    imports.work_on(worker.as_actor(), batch.pk, "take_in")
    with pytest.raises(RuleViolation):
        imports.take_in(worker.as_actor(), batch.pk)

    assert counts() == after


def test_nothing_is_taken_in_that_was_not_tried_since_the_last_decision():
    worker = a_worker()
    batch = check(worker, bring(worker, FAMILY))
    imports.try_import(worker.as_actor(), batch.pk)
    row = batch.rows.in_order().last()

    imports.decide_row(worker.as_actor(), batch.pk, row.pk, decision="leave")

    with pytest.raises(RuleViolation):
        imports.take_in(worker.as_actor(), batch.pk)


# ---------------------------------------------------------------- faults


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        (";;aikuinen;;;;;;;;", ["name", "missing"]),
        (f";{'Ы' * 301};;;;;;;;;", ["name", "too_long"]),
        (";Zahra;;31.2.1990;;;;;;;", ["birth", "unreadable"]),
        (";Zahra;;2999;;;;;;;", ["birth", "future"]),
        (";Zahra;;;010590-9011;;;;;;", ["identity_code", "check"]),
        (";Zahra;;;xyz;;;;;;", ["identity_code", "form"]),
        (f";Zahra;;2.5.1990;{code(901)};;;;;;", ["birth", "not_as_in_code"]),
        (";Zahra;;;;klingon;;;;;", ["contact_language", "unknown"]),
        (";Zahra;;;;;soita;;;;", ["phone", "unreadable"]),
        (";Zahra;;;;;;ehkä;;;", ["guardian", "yes_or_no"]),
        (";Zahra;serkku;;;;;;;;", ["role", "unknown"]),
        (";Zahra;;1.5.1990;;;;;;1.5.1980;", ["permit_on", "before_birth"]),
        (";Zahra;;;;;;;;1.5.2999;", ["permit_on", "future"]),
    ],
)
def test_a_row_that_can_not_be_read_says_where(cells, fault):
    worker = a_worker()
    cells = ";" + cells.split(";", 2)[1] + ";" + cells.split(";", 2)[2] if cells.startswith(";;") else cells

    batch = check(worker, bring(worker, HEADER + cells + "\n"))

    row = batch.rows.get() if batch.rows.exists() else None
    assert row is not None
    assert fault in row.faults
    with pytest.raises(RuleViolation):
        imports.try_import(worker.as_actor(), batch.pk)


def test_one_code_on_two_rows_is_a_fault_of_both():
    worker = a_worker()

    batch = check(worker, bring(worker, HEADER + f";Zahra;;;{code(901)};;;;;;\n;Sara;;;{code(901)};;;;;;\n"))

    assert [row.faults for row in batch.rows.in_order()] == [
        [["identity_code", "twice:3"]],
        [["identity_code", "twice:2"]],
    ]


def test_the_same_digits_with_another_sign_are_two_people():
    worker = a_worker()

    batch = check(worker, bring(worker, HEADER + f";Zahra;;;{code(901)};;;;;;\n;Sara;;;{code(901, 'Y')};;;;;;\n"))

    assert [row.faults for row in batch.rows.in_order()] == [[], []]


def test_with_a_row_that_is_left_out_its_whole_family_is():
    worker = a_worker()
    batch = check(worker, bring(worker, HEADER + "1;Zahra;;;;;;;;;\n1;Nika;;xx;;;;;;;\n2;Omar;;;;;;;;;\n"))

    assert imports.leave_faulty(worker.as_actor(), batch.pk) == 2

    imports.try_import(worker.as_actor(), batch.pk)
    batch.refresh_from_db()
    assert batch.result["tried"]["people"] == 1
