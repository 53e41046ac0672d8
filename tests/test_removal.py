"""Whole cases go when their time is over: all that hangs on them, nothing of anybody else. Numbers are attacks."""

import re
from datetime import UTC, date, datetime

import dj_database_url
import pytest
from django.db import connection, connections

from luukku.accounts.tests.factories import a_worker, an_organisation
from luukku.audit.check import check_trail
from luukku.audit.models import SYSTEM_CHAIN, AuditEvent
from luukku.casework import services
from luukku.casework.models import (
    Case,
    CaseKeeping,
    ChildProtectionPointer,
    Document,
    Family,
    FamilyMembership,
    GuardianRelation,
    LegalHold,
    Person,
    Section,
)
from luukku.casework.services.addresses import Address, save_address
from luukku.casework.tests.factories import a_case, a_document, a_family, a_guardian, a_member, a_permit, a_person
from luukku.core.actor import SystemActor
from luukku.files.models import FileContent, StoredFile
from luukku.insight.services import refreshing
from luukku.project import removal, retention
from luukku.toolkit.models import ItemFile
from tests.access.cast import Cast, When
from tests.access.scene import MOMENTS, build

CLOSED = date(2026, 6, 1)
OVER = SystemActor(None, None, frozenset(), datetime(2056, 6, 2, 9, tzinfo=UTC))
NOT_YET = SystemActor(None, None, frozenset(), datetime(2056, 6, 1, 9, tzinfo=UTC))


@pytest.fixture
def owning(committed, test_database):
    """The tests' connection enters as the owner of the tables, as the command does."""
    here = connections["default"]
    before = dict(here.settings_dict)
    here.close()
    here.close_pool()
    told = dj_database_url.parse(test_database.owner_url)
    here.settings_dict.update({name: told[name] for name in ("USER", "PASSWORD", "HOST", "PORT", "NAME")})
    yield
    here.close()
    here.close_pool()
    here.settings_dict.update(before)


def at_noon(*day):
    return SystemActor(None, None, frozenset(), datetime(*day, 12, tzinfo=UTC))


def a_county_worker():
    return a_worker(an_organisation("wellbeing_county"))


def close(case, on=CLOSED):
    Case.objects.filter(pk=case.pk).update(state="closed", opened_on=date(2020, 1, 1), closed_on=on)


def tables_naming(*words):
    """The tables in which some row, printed whole, holds one of the words."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT string_agg(to_jsonb(t)::text, ' ') FROM \"{table}\" AS t")
            text = cursor.fetchone()[0] or ""
            found |= {table for word in words if re.search(re.escape(str(word)), text)}
    return found


def test_attack_68_nothing_of_a_family_stays_but_the_lines_of_the_trail(owning, monkeypatch):
    monkeypatch.setattr(
        "luukku.casework.services.keeping._permits_until", lambda _case, _rule: None
    )  # their time is over too
    scene = build()
    case = Case.objects.get(pk=scene.ids["case"])
    people = set(FamilyMembership.objects.filter(family=case.family_id).values_list("person_id", flat=True))
    worker = scene.cast[Cast.RESPONSIBLE_WORKER].as_actor(MOMENTS[When.DURING])
    save_address(worker, scene.ids["person"], Address("Kanarianpolku 77", "98765", "KANARIALAHTI", ""))
    close(case)
    of_the_toolkit = {key for pair in ItemFile.objects.values_list("file", "shown") for key in pair if key}

    told = list(retention.run(OVER, apply=True))
    refreshing.refresh(SystemActor.now())  # the count of the same night, after which no figure knows the case either

    left = tables_naming(case.pk, case.family_id, *people, "Amal", "Sami Ahmed", "Kanarianpolku", "Todistus")
    of_child_protection = {"casework_childprotectionpointer", "casework_person"}  # kept with the child's name alone
    assert left <= {"audit_event"} | of_child_protection
    assert tables_naming("Amal", "Kanarianpolku", "Todistus") == set()
    assert set(StoredFile.objects.values_list("pk", flat=True)) == of_the_toolkit
    assert not FileContent.objects.exclude(file__in=of_the_toolkit).exists()
    assert [line for line in told if re.match(r"Whole cases whose time is over: [1-9]", line)]
    line = AuditEvent.objects.get(action="case.removed", case_ids=[case.pk])
    assert line.codes["people"] >= 2
    assert check_trail()[1] == []


def test_attack_68_a_legal_hold_blocks_the_removal_until_it_is_lifted(owning):
    worker = a_worker()
    case = a_case(worker)
    a_document(worker, case)
    close(case)
    hold = LegalHold.objects.create(case=case, reason="Kantelu", put_by=worker.user, put_at=MOMENTS[When.DURING])

    assert [removal.count_due(OVER), list(removal.remove_due(OVER)), removal.remove_case(OVER, case.pk)] == [
        0,
        [],
        None,
    ]
    assert FileContent.objects.count() == 1
    LegalHold.objects.filter(pk=hold.pk).update(
        lifted_at=MOMENTS[When.AFTER], lifted_by=worker.user, lifted_reason="Ratkaistu"
    )
    assert len(list(removal.remove_due(OVER))) == 1
    assert not Case.objects.filter(pk=case.pk).exists()


def test_a_person_stays_while_another_family_needs_them(owning):
    """A child with two homes, and a father who decides for a child of the family that stays."""
    worker = a_worker()
    going, staying = a_family(worker, adults=0, children=0), a_family(worker, adults=0, children=0)
    child, father, mother = a_person("Lapsi"), a_person("Isä"), a_person("Äiti")
    other_child = a_member(staying, role="child")
    for family, person in ((going, child), (going, father), (going, mother), (staying, child)):
        a_member(family, person)
    a_guardian(child, mother)
    a_guardian(other_child, father)
    close(going.cases.get())

    assert len(list(removal.remove_due(OVER))) == 1

    left = set(Person.objects.values_list("name", flat=True))
    assert {"Lapsi", "Isä", "Äiti"} & left == {"Lapsi", "Isä", "Äiti"}  # the mother still decides for the child
    assert set(Family.objects.all()) == {staying}
    assert FamilyMembership.objects.filter(person=child).count() == 1
    assert GuardianRelation.objects.count() == 2


def test_counting_changes_nothing_and_the_day_counts(owning):
    worker = a_county_worker()
    case = a_case(worker)
    close(case)

    assert (removal.count_due(NOT_YET), removal.count_due(OVER)) == (0, 1)
    told = list(retention.run(OVER, apply=False))
    assert "Whole cases whose time is over: 1 to remove" in told
    assert Case.objects.filter(pk=case.pk).exists()


def test_it_may_be_stopped_and_begun_again(owning, monkeypatch):
    worker = a_worker()
    for _one in range(5):
        close(a_case(worker))
    monkeypatch.setattr(removal, "BATCH", 2)

    stopped = removal.remove_due(OVER)
    next(stopped)
    stopped.close()

    assert Case.objects.count() == 4
    assert len(list(removal.remove_due(OVER))) == 4
    assert list(removal.remove_due(OVER)) == []
    assert AuditEvent.objects.filter(action="case.removed").count() == 5


def test_a_shorter_class_lets_go_earlier_and_a_longer_document_keeps_the_whole(owning):
    worker = a_worker()
    short, long = a_case(worker), a_case(worker)
    for case in (short, long):
        close(case)
        CaseKeeping.objects.create(
            case=case, retention_class="working_age", reason="Aikuisten palvelut", chosen_by=worker.user
        )
    a_document(worker, long, retention_class="child_protection")
    early = a_document(worker, short, retention_class="working_age")
    in_ten_years = SystemActor(None, None, frozenset(), datetime(2036, 6, 2, 9, tzinfo=UTC))

    assert [one.case_id for one in removal.remove_due(in_ten_years)] == [short.pk]
    assert not Document.objects.filter(pk=early.pk).exists()
    assert Case.objects.filter(pk=long.pk).exists()


def test_a_document_goes_before_its_case_when_its_own_time_is_over(owning):
    worker = a_worker()
    case = a_case(worker)
    a_document(worker, case, retention_class="working_age")
    kept = a_document(worker, case)
    close(case)
    in_ten_years = SystemActor(None, None, frozenset(), datetime(2036, 6, 2, 9, tzinfo=UTC))

    list(retention.run(in_ten_years, apply=True))

    assert list(Document.objects.all()) == [kept]
    assert StoredFile.objects.count() == 1
    assert AuditEvent.objects.filter(action="document.expired").count() == 1


@pytest.mark.django_db
def test_the_application_itself_removes_no_family():
    """The second wall: its role may not, and it says who does."""
    case = a_case(a_worker())
    close(case)

    with pytest.raises(removal.NotTheOwnerError):
        list(removal.remove_due(OVER))
    told = list(retention.run(OVER, apply=True))
    assert any("luukku retention --apply" in line for line in told)
    assert Case.objects.filter(pk=case.pk).exists()


@pytest.mark.django_db
def test_until_when_a_case_is_kept_is_told():
    worker = a_county_worker()
    case = a_case(worker)
    open_case = services.keeping_of(case, OVER.day)
    close(case)
    case.refresh_from_db()

    assert open_case.until is None
    assert services.keeping_of(case, OVER.day).until == date(2056, 6, 1)


def test_a_case_with_permits_is_kept_as_long_as_they_are(owning):
    """12 years after a death that nobody has noted, or after the longest life (703/2023, annex)."""
    case = a_family(a_county_worker()).cases.get()
    a_permit(case, an_organisation(), (Section.SHARED,))
    close(case)
    case.refresh_from_db()
    child = FamilyMembership.objects.get(family=case.family, role="child").person

    kept = services.keeping_of(case, OVER.day)

    assert (kept.until, kept.rule.code) == (child.birth_on.replace(year=child.birth_on.year + 132), "permits")
    assert list(removal.remove_due(OVER)) == []
    assert Case.objects.filter(pk=case.pk).exists()


def test_a_case_with_permits_is_removed_twelve_years_after_the_last_noted_death(owning):
    case = a_family(a_county_worker()).cases.get()
    a_permit(case, an_organisation(), (Section.SHARED,))
    people = Person.objects.filter(memberships__family=case.family)
    people.update(died_on=date(2050, 3, 1))
    close(case)
    case.refresh_from_db()

    kept = services.keeping_of(case, OVER.day)

    assert (kept.until, kept.rule.code) == (date(2062, 3, 1), "permits")
    assert (
        removal.remove_case(SystemActor(None, None, frozenset(), datetime(2062, 3, 1, 12, tzinfo=UTC)), case.pk) is None
    )
    assert (
        removal.remove_case(SystemActor(None, None, frozenset(), datetime(2062, 3, 2, 12, tzinfo=UTC)), case.pk)
        is not None
    )
    assert not Case.objects.filter(pk=case.pk).exists()


def test_a_permit_is_kept_twelve_years_after_the_next_one_elsewhere(owning):
    case = a_family(a_county_worker()).cases.get()
    a_permit(case, an_organisation(), (Section.SHARED,), since=date(2026, 1, 1))
    other = a_case(a_worker(), case.family)
    a_permit(other, an_organisation(), (Section.SHARED,), since=date(2047, 5, 2))
    close(case)
    case.refresh_from_db()

    assert services.keeping_of(case, OVER.day).until == date(2059, 5, 2)


def test_what_child_protection_noted_stays_with_its_child(owning):
    worker = a_county_worker()
    family = a_family(worker, adults=1, children=1)
    child = FamilyMembership.objects.get(family=family, role="child").person
    ChildProtectionPointer.objects.create(
        child=child, organisation=worker.organisation, kind="notice_made", on=CLOSED, author=worker.user
    )
    close(family.cases.get())

    assert len(list(removal.remove_due(OVER))) == 1

    assert ChildProtectionPointer.objects.get().child == child
    assert list(Person.objects.all()) == [child]
    assert not GuardianRelation.objects.exists()
    assert not Family.objects.exists()


def a_note(worker, **fields):
    return ChildProtectionPointer.objects.create(
        organisation=worker.organisation, author=worker.user, kind="notice_made", on=CLOSED, **fields
    )


def test_a_municipalitys_case_goes_after_the_years_of_integration_services(owning):
    case = a_family(a_worker()).cases.get()
    a_permit(case, an_organisation(), (Section.SHARED,))
    close(case)
    case.refresh_from_db()

    kept = services.keeping_of(case, CLOSED)

    assert (kept.chosen, kept.rule.code, kept.until) == ("integration", "integration", date(2030, 6, 1))
    assert removal.count_due(at_noon(2030, 6, 1)) == 0
    assert len(list(removal.remove_due(at_noon(2030, 6, 2)))) == 1


def test_a_note_of_a_notice_falls_due_and_its_child_goes_with_it_when_nothing_else_needs_them(owning):
    worker = a_worker()
    alone, member = a_person("Yksin"), a_member(a_family(worker, adults=0, children=0), role="child")
    for child in (alone, member):
        a_note(worker, child=child)

    assert removal.count_notices_due(at_noon(2030, 6, 1)) == 0
    told = list(retention.run(at_noon(2030, 6, 2), apply=True))

    assert "Notes of child-protection notices whose time was over: 2 removed" in told
    assert not ChildProtectionPointer.objects.exists()
    assert set(Person.objects.all()) == {member}
    line = AuditEvent.objects.get(action="retention.removed", codes__kind="casework.ChildProtectionPointer")
    assert (line.codes["count"], line.case_ids, line.chain) == (2, [], SYSTEM_CHAIN)


def test_what_a_county_noted_is_kept_until_years_after_the_childs_death(owning):
    worker = a_county_worker()
    family = a_family(worker, adults=1, children=0)
    died, living = a_member(family, role="child"), a_member(family, role="child")
    Person.objects.filter(pk=died.pk).update(died_on=date(2026, 7, 1))
    for child in (died, living):
        a_note(worker, child=child)

    assert removal.count_notices_due(at_noon(2028, 7, 1)) == 0
    assert removal.remove_notices(at_noon(2028, 7, 2)) == 1
    assert ChildProtectionPointer.objects.get().child == living


def test_a_note_of_a_child_whose_death_nobody_noted_is_not_kept_for_ever(owning):
    worker = a_county_worker()
    born, unknown = a_person("Syntynyt"), a_person("Tuntematon")
    Person.objects.filter(pk=born.pk).update(birth_on=date(2018, 5, 4))
    Person.objects.filter(pk=unknown.pk).update(birth_on=None)
    for child in (born, unknown):
        a_note(worker, child=child)

    assert removal.count_notices_due(at_noon(2138, 5, 4)) == 0
    assert removal.remove_notices(at_noon(2138, 5, 5)) == 1
    assert removal.remove_notices(at_noon(2146, 6, 2)) == 1


def test_a_hold_on_a_family_keeps_what_was_noted_of_its_children_too(owning):
    worker = a_worker()
    case = a_family(worker, adults=1, children=1).cases.get()
    a_note(worker, child=FamilyMembership.objects.get(family=case.family, role="child").person)
    LegalHold.objects.create(case=case, reason="Kantelu", put_by=worker.user, put_at=MOMENTS[When.DURING])

    assert removal.count_notices_due(OVER) == 0
