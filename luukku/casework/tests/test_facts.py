"""Facts about people in rows: written down, corrected, ended, hidden where they must be, with their source beside."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from hypothesis import HealthCheck, given
from hypothesis import settings as rules_of_play
from hypothesis import strategies as st

from luukku.accounts.tests.factories import a_worker
from luukku.audit.models import AuditEvent
from luukku.casework import policies
from luukku.casework.models import ContactPoint, FactSource, PersonIdentifier, PersonName
from luukku.casework.rules.identity_codes import check_character
from luukku.casework.services import Days, PersonFacts, Told, add_fact, change_fact, edit_person, reveal_identifier
from luukku.casework.services.interpreters import ensure_outsider
from luukku.casework.tests.factories import a_case, a_helper, a_member
from luukku.core.errors import Conflict, RuleViolation

pytestmark = pytest.mark.django_db

CODE = "010594Y9032"
PHONE = {"kind": "phone", "value": "040 1234567", "use": "freely"}


@pytest.fixture
def worker():
    return a_worker()


@pytest.fixture
def person(worker):
    case = a_case(worker)
    return case.family.memberships.get().person


def a_code(worker, person, value=CODE, **more):
    return add_fact(
        worker.as_actor(),
        person.pk,
        "identifiers",
        values={"kind": "identity_code", "value": value, "issuer": ""},
        **more,
    )


# ---------------------------------------------------------------- rows


def test_a_fact_is_written_with_its_days_its_source_and_a_trace(worker, person):
    row = add_fact(
        worker.as_actor(),
        person.pk,
        "contacts",
        values=PHONE,
        days=Days(date(2024, 1, 2), date(2024, 3, 4)),
        told=Told("reception", "Vastaanottokeskus", date(2024, 1, 3)),
    )

    assert (row.from_on, row.last_on) == (date(2024, 1, 2), date(2024, 3, 4))
    source = FactSource.objects.get()
    assert (source.subject_id, source.fact, source.origin, source.told_by) == (
        row.pk,
        "contact",
        "reception",
        "Vastaanottokeskus",
    )
    assert source.recorded_by == worker.user
    event = AuditEvent.objects.get(action="fact.added")
    assert event.codes == {"kind": "contact"}
    assert event.case_ids == [person.memberships.get().family.cases.get().pk]


def test_what_the_person_told_needs_no_source(worker, person):
    add_fact(worker.as_actor(), person.pk, "contacts", values=PHONE)

    assert not FactSource.objects.exists()


def test_a_correction_of_the_person_keeps_from_whom_it_came(worker, person):
    edit_person(
        worker.as_actor(), person.pk, version=1, facts=PersonFacts("Zahra"), told=Told("migri", "", date(2024, 5, 1))
    )

    source = FactSource.objects.get()
    assert (source.subject_id, source.fields) == (person.pk, ["name"])


def test_the_same_way_of_reaching_is_noted_once_at_a_time(worker, person):
    add_fact(worker.as_actor(), person.pk, "contacts", values=PHONE)

    with pytest.raises(ValidationError):
        add_fact(worker.as_actor(), person.pk, "contacts", values=PHONE)


def test_two_who_correct_the_same_fact_both_keep_their_words(worker, person):
    row = add_fact(worker.as_actor(), person.pk, "contacts", values=PHONE)
    change = {"version": 1, "values": PHONE | {"value": "040 7654321"}}
    change_fact(worker.as_actor(), person.pk, "contacts", row.pk, **change)

    with pytest.raises(Conflict) as conflict:
        change_fact(worker.as_actor(), person.pk, "contacts", row.pk, version=1, values=PHONE)

    assert [(one.theirs, one.yours) for one in conflict.value.fields] == [("040 7654321", "040 1234567")]


@pytest.mark.parametrize("kind", ["contacts", "identifiers"])
def test_a_row_of_another_person_is_not_changed(worker, person, kind):
    other = a_case(worker).family.memberships.get().person
    row = add_fact(worker.as_actor(), other.pk, "contacts", values=PHONE)

    with pytest.raises(PermissionDenied):
        change_fact(worker.as_actor(), person.pk, kind, row.pk, version=1, values=PHONE | {"issuer": ""})


def test_nobody_else_writes_facts(person, worker):
    for stranger in (a_worker(), a_worker(worker.organisation)):
        with pytest.raises(PermissionDenied):
            add_fact(stranger.as_actor(), person.pk, "contacts", values=PHONE)


# ---------------------------------------------------------------- days


@pytest.mark.parametrize(
    ("days", "field"),
    [
        (Days(date(2999, 1, 1)), "from_on"),
        (Days(date(1991, 12, 31)), "from_on"),
        (Days(None, date(1991, 12, 31)), "last_on"),
        (Days(date(2024, 2, 1), date(2024, 1, 31)), "last_on"),
    ],
)
def test_attack_57_no_fact_begins_before_birth_after_today_or_ends_before_it_begins(worker, days, field):
    case = a_case(worker)
    person = a_member(case.family, birth_on=date(1992, 12, 31), birth_precision="year")

    with pytest.raises(RuleViolation) as refused:
        add_fact(worker.as_actor(), person.pk, "contacts", values=PHONE, days=days)

    assert refused.value.field == field


def test_attack_57_a_year_alone_lets_everything_of_that_year_be(worker):
    person = a_member(a_case(worker).family, birth_on=date(1992, 12, 31), birth_precision="year")

    add_fact(worker.as_actor(), person.pk, "contacts", values=PHONE, days=Days(date(1992, 1, 1)))

    assert ContactPoint.objects.get().from_on == date(1992, 1, 1)


@pytest.mark.parametrize("granted_on", [date(2999, 1, 1), date(1980, 1, 1)])
def test_attack_57_no_permit_is_granted_before_birth_or_after_today(worker, granted_on):
    person = a_member(a_case(worker).family, birth_on=date(1992, 4, 3))

    with pytest.raises(RuleViolation):
        add_fact(
            worker.as_actor(),
            person.pk,
            "permits",
            values={"kind": "permit", "ground": "", "granted_on": granted_on},
        )


def test_attack_57_a_source_is_not_told_in_the_future(worker, person):
    with pytest.raises(RuleViolation):
        add_fact(worker.as_actor(), person.pk, "contacts", values=PHONE, told=Told("migri", "", date(2999, 1, 1)))


def test_attack_57_a_year_alone_registers_a_birth(worker, person):
    facts = PersonFacts("Zahra", birth_on=date(2026, 12, 31), birth_precision="year")
    day = worker.as_actor().day

    edit_person(worker.as_actor(), person.pk, version=1, facts=facts)

    person.refresh_from_db()
    assert (person.birth_told, person.birth_on <= day) == ("2026", True)


@rules_of_play(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(spans=st.lists(st.tuples(st.integers(0, 40), st.integers(0, 20)), min_size=1, max_size=8))
def test_identity_codes_of_one_person_never_overlap(spans):
    worker = a_worker()
    person = a_member(a_case(worker).family, birth_on=date(1990, 1, 1))
    for number, (start, length) in enumerate(spans):
        days = Days(date(2020, 1, 1) + timedelta(start), date(2020, 1, 1) + timedelta(start + length))
        try:
            a_code(worker, person, _code(number), days=days)
        except ValidationError:
            continue

    held = sorted((row.from_on, row.last_on) for row in PersonIdentifier.objects.filter(person=person))
    assert all(earlier[1] < later[0] for earlier, later in pairwise(held))


def _code(number):
    digits = f"010590{900 + number}"
    return f"{digits[:6]}-{digits[6:]}{check_character(digits)}"


# ---------------------------------------------------------------- names


def test_a_new_official_name_is_shown_and_the_one_before_still_finds_the_person(worker, person):
    old = person.name

    add_fact(worker.as_actor(), person.pk, "names", values={"kind": "official", "text": "Zahra Rezai"})

    person.refresh_from_db()
    assert person.name == "Zahra Rezai"
    rows = {row.text: (row.from_on, row.last_on) for row in PersonName.objects.all()}
    today = worker.as_actor().day
    assert rows == {old: (None, today - timedelta(days=1)), "Zahra Rezai": (today, None)}
    assert old.lower() in person.name_key
    assert "zahra rezai" in person.name_key


def test_an_earlier_name_is_not_shown_but_finds(worker, person):
    add_fact(worker.as_actor(), person.pk, "names", values={"kind": "earlier", "text": "Fatima Aden"})

    shown = person.name
    person.refresh_from_db()
    assert person.name == shown
    assert "fatima aden" in person.name_key


def test_a_correction_of_a_shown_name_corrects_its_row(worker, person):
    add_fact(worker.as_actor(), person.pk, "names", values={"kind": "official", "text": "Zahra Rezai"})
    person.refresh_from_db()

    edit_person(worker.as_actor(), person.pk, version=person.version, facts=PersonFacts("Zahra Rezaei"))

    assert PersonName.objects.filter(text="Zahra Rezaei").exists()
    assert not PersonName.objects.filter(text="Zahra Rezai").exists()


# ---------------------------------------------------------------- identity codes


def test_an_identity_code_lies_sealed_and_opens_only_with_a_trace(worker, person):
    row = a_code(worker, person, "010594y9032")

    with connection.cursor() as cursor:
        cursor.execute("SELECT to_jsonb(t)::text FROM casework_personidentifier AS t")
        stored = cursor.fetchone()[0]
    assert "010594" not in stored
    assert reveal_identifier(worker.as_actor(), person, row.pk) == CODE
    assert AuditEvent.objects.get(action="identifier.revealed").subject_id == row.pk


def test_a_code_tells_a_birth_that_was_not_known(worker, person):
    a_code(worker, person)

    person.refresh_from_db()
    assert person.birth_on == date(1994, 5, 1)


def test_a_helper_opens_no_code(worker, person):
    row = a_code(worker, person)
    helper = a_worker()
    a_helper(person.memberships.get().family.cases.get(), helper, ("shared",))

    with pytest.raises(PermissionDenied):
        reveal_identifier(helper.as_actor(), person, row.pk)


@pytest.mark.parametrize("written", ["010594Y9033", "1.5.1994", "", "320594-9032"])
def test_what_is_no_code_is_refused_at_its_field(worker, person, written):
    with pytest.raises((RuleViolation, ValidationError)):
        a_code(worker, person, written)


def test_the_same_digits_with_another_sign_are_another_persons(worker, person):
    other = a_case(worker).family.memberships.get().person
    a_code(worker, person, "010594-9032")

    a_code(worker, other, "010594Y9032")

    assert PersonIdentifier.objects.count() == 2


def test_a_code_of_somebody_whom_one_sees_is_not_given_twice(worker, person):
    other = a_case(worker).family.memberships.get().person
    a_code(worker, person)

    with pytest.raises(RuleViolation, match=person.short_name):
        a_code(worker, other)


def test_attack_24_that_a_code_is_known_elsewhere_is_not_told(worker, person):
    stranger = a_worker()
    a_code(stranger, a_case(stranger).family.memberships.get().person)

    a_code(worker, person)

    assert list(policies.people_with_identifier(worker.as_actor(), "identity_code", CODE)) == [person]


# ---------------------------------------------------------------- wishes


@pytest.mark.parametrize("name", ["Tulkki 77", "tulkki  77", "TULKKI-77"])
def test_an_interpreter_whom_somebody_does_not_want_is_refused(worker, person, name):
    add_fact(worker.as_actor(), person.pk, "interpreters", values={"name": "Tulkki 77"})
    case = person.memberships.get().family.cases.get()

    with pytest.raises(RuleViolation) as refused:
        ensure_outsider(case, "video", name)

    assert refused.value.field == "interpreter_name"


def test_a_wish_that_has_ended_binds_no_more_and_one_that_stands_does(worker, person):
    day = worker.as_actor().day
    case = person.memberships.get().family.cases.get()
    for name, days in (("Tulkki 77", Days(None, day - timedelta(1))), ("Tulkki 78", Days(day, None))):
        add_fact(worker.as_actor(), person.pk, "interpreters", values={"name": name}, days=days)

    ensure_outsider(case, "video", "Tulkki 77")
    with pytest.raises(RuleViolation) as refused:
        ensure_outsider(case, "video", "Tulkki 78")

    assert refused.value.field == "interpreter_name"
