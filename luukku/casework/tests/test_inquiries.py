"""A case may exist elsewhere; ask. Nothing else is told, and never about anybody protected."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from luukku.accounts.tests.factories import a_worker
from luukku.audit.models import AuditEvent
from luukku.casework import policies
from luukku.casework.models import CaseInquiry, FamilyMembership
from luukku.casework.services import (
    NewMember,
    Opening,
    PersonFacts,
    add_fact,
    answer_inquiry,
    ask_elsewhere,
    register_family,
)
from luukku.casework.tests.factories import a_child, a_family, a_member, a_protection
from luukku.core.errors import RuleViolation
from luukku.delivery.models import Message

pytestmark = pytest.mark.django_db
BORN = date(1988, 5, 6)
CODE = "010594Y9032"
HINT = "A case may exist elsewhere"


@pytest.fixture
def owner():
    return a_worker(name="Olavi Omistaja")


@pytest.fixture
def known(owner):
    """The family of a woman who is registered again elsewhere."""
    family = a_family(owner, adults=0, children=0, name="Warsamen perhe")
    a_member(family, name="Hodan Warsame", birth_on=BORN)
    return family


@pytest.fixture
def asker():
    return a_worker(name="Aino Kysyjä")


def register(worker, name="Hodan Warsame", birth_on=BORN):
    member = NewMember(PersonFacts(name, birth_on=birth_on, contact_language="so"), FamilyMembership.Role.ADULT)
    told = {"name": "Uusi perhe", "language": "so", "members": [member], "opening": Opening("contact")}
    return register_family(worker.as_actor(), **told)


def page(client, worker, path):
    client.force_login(worker.user)
    return client.get(worker.url(path)).content.decode()


@pytest.mark.usefixtures("known")
def test_the_same_name_and_birth_elsewhere_give_one_sentence_and_nothing_else(client, asker):
    case = register(asker)

    shown = page(client, asker, f"/cases/{case.pk}/")

    assert HINT in shown
    assert "Warsamen perhe" not in shown
    assert "Olavi Omistaja" not in shown


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(
    ("name", "born"), [("Hodan Warsame", BORN + timedelta(days=1)), ("Hodan Warsamee", BORN), ("Hodan Warsame", None)]
)
def test_anything_less_exact_gives_no_hint(client, asker, name, born):
    case = register(asker, name, born)

    assert HINT not in page(client, asker, f"/cases/{case.pk}/")


def note_code(worker, person):
    values = {"kind": "identity_code", "issuer": "", "value": CODE}
    add_fact(worker.as_actor(), person.pk, "identifiers", values=values)


@pytest.mark.parametrize("is_protected", [False, True])
def test_attack_24_exactly_the_same_identity_code_hints_and_never_of_anybody_protected(
    known, owner, asker, is_protected
):
    """Attack 24: by code, whatever the name."""
    person = known.memberships.get().person
    note_code(owner, person)
    if is_protected:
        a_protection(person)
    case = register(asker, "Aivan Toinen", None)

    note_code(asker, case.family.memberships.get().person)

    assert CaseInquiry.objects.filter(case=case, about=known.cases.get()).exists() is not is_protected


def test_what_the_asker_sees_already_needs_no_hint(known, owner):
    register(owner)

    assert not CaseInquiry.objects.exists()
    assert known.cases.count() == 1


@pytest.mark.parametrize("whose", ["own", "childs"])
def test_attack_24_nothing_hints_at_a_family_in_which_somebody_is_protected(client, known, asker, whose):
    """Attack 24: not of the protected person, and not of whoever lives with them; the steps taken are the same."""
    protected = known.memberships.get().person if whose == "own" else a_child(known)
    a_protection(protected)

    case = register(asker)
    nobody = register(asker, "Nobody Anywhere")

    assert not CaseInquiry.objects.exists()
    assert HINT not in page(client, asker, f"/cases/{case.pk}/")
    lines = [
        list(AuditEvent.objects.about_case(one.pk).order_by("number").values_list("action", "codes"))
        for one in (case, nobody)
    ]
    assert lines[0][: len(lines[1])] == lines[1]
    with pytest.raises(RuleViolation):
        ask_elsewhere(asker.as_actor(), case.pk)


def test_attack_24_protection_that_begins_later_takes_the_hint_away(client, known, asker):
    case = register(asker)

    a_protection(known.memberships.get().person)

    assert HINT not in page(client, asker, f"/cases/{case.pk}/")
    client.force_login(asker.user)
    assert client.post(asker.url(f"/cases/{case.pk}/inquiries/ask/")).status_code == 404


def test_asking_stands_in_the_others_day_without_who_asks(client, known, owner, asker):
    case = register(asker)
    client.force_login(asker.user)
    client.post(asker.url(f"/cases/{case.pk}/inquiries/ask/"))

    day = page(client, owner, "/")
    row = CaseInquiry.objects.get()
    asked = page(client, owner, f"/cases/{known.cases.get().pk}/inquiries/{row.pk}/")

    assert "Warsamen perhe: somebody elsewhere asks" in day
    for shown in (day, asked):
        assert "Aino Kysyjä" not in shown
        assert asker.organisation.name not in shown
        assert "Uusi perhe" not in shown
    assert Message.objects.filter(user=owner.user, kind="case_inquiry").count() == 1


def test_a_yes_gives_each_the_others_name_and_mail(client, known, owner, asker):
    case = register(asker)
    ask_elsewhere(asker.as_actor(), case.pk)
    client.force_login(owner.user)
    url = owner.url(f"/cases/{known.cases.get().pk}/inquiries/{CaseInquiry.objects.get().pk}/")

    told = client.post(url, {"answer": "yes"}, follow=True).content.decode()
    day = page(client, asker, "/")
    shown = page(client, asker, f"/cases/{case.pk}/")

    assert "Aino Kysyjä" in told
    assert "Uusi perhe: your question was answered" in day
    assert "Olavi Omistaja" in shown
    assert "Warsamen perhe" not in shown
    client.post(asker.url(f"/cases/{case.pk}/inquiries/read/"))
    assert "your question was answered" not in page(client, asker, "/")
    assert client.get(url).status_code == 404


def test_a_no_tells_neither_side_anything(client, known, owner, asker):
    case = register(asker)
    ask_elsewhere(asker.as_actor(), case.pk)

    answer_inquiry(owner.as_actor(), CaseInquiry.objects.get().pk, may_contact=False)

    shown = page(client, asker, f"/cases/{case.pk}/")
    assert "Nobody may be contacted." in shown
    assert "Olavi Omistaja" not in shown
    assert known.name not in shown


def test_only_whoever_is_asked_answers_and_only_once(known, owner, asker):
    case = register(asker)
    ask_elsewhere(asker.as_actor(), case.pk)
    row = CaseInquiry.objects.get()

    for stranger in (asker, a_worker(owner.organisation), a_worker()):
        with pytest.raises(PermissionDenied):
            answer_inquiry(stranger.as_actor(), row.pk, may_contact=True)
    answer_inquiry(owner.as_actor(), row.pk, may_contact=True)
    with pytest.raises(PermissionDenied):
        answer_inquiry(owner.as_actor(), row.pk, may_contact=False)
    assert not policies.inquiries_to_answer(owner.as_actor()).exists()
    assert known.cases.exists()


@pytest.mark.usefixtures("known")
def test_asking_twice_asks_once_and_a_stranger_asks_nothing(asker):
    case = register(asker)

    ask_elsewhere(asker.as_actor(), case.pk)
    assert ask_elsewhere(asker.as_actor(), case.pk) == []
    with pytest.raises(RuleViolation):
        ask_elsewhere(a_worker().as_actor(), case.pk)


@pytest.mark.usefixtures("known")
def test_an_answer_that_is_none_shows_the_question_again(client, owner, asker):
    case = register(asker)
    ask_elsewhere(asker.as_actor(), case.pk)
    row = CaseInquiry.objects.get()
    client.force_login(owner.user)

    answer = client.post(owner.url(f"/cases/{row.about_id}/inquiries/{row.pk}/"), {"answer": "maybe"})

    assert answer.status_code == 422
