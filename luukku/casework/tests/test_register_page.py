"""The page where a family is registered: search first, rows by buttons, nothing typed is lost."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from luukku.accounts.tests.factories import a_unit, a_worker
from luukku.audit.models import AuditEvent
from luukku.casework.models import Case, CaseInquiry, Family, PersonIdentifier
from luukku.casework.services import add_fact
from luukku.casework.services.identifiers import open_value
from luukku.casework.tests.factories import a_family, a_member, a_protection
from luukku.core.actor import Role

pytestmark = pytest.mark.django_db

FAMILY = {"name": "Karimin perhe", "language": "fa", "ground": "assessment"}


def a_row(index, name, **more):
    told = {
        "role": "adult",
        "name": name,
        "contact_language": "fa",
        "interpreter_need": "always",
        "reading": "unknown",
    } | more
    return {f"m{index}-{field}": value for field, value in told.items()}


def sent(client, worker, *rows, **more):
    client.force_login(worker.user)
    roles = ",".join(row[f"m{index}-role"] for index, row in enumerate(rows))
    data = {"rows": roles} | FAMILY | {key: value for row in rows for key, value in row.items()} | more
    return client.post(worker.url("/families/new/"), data)


def test_a_family_is_registered_and_its_page_opens(client):
    worker = a_worker()
    rows = [
        a_row(0, "Zahra Karimi", native_name="زهرا کریمی", birth_on="3.4.1992", is_guardian="on"),
        a_row(1, "Nika Karimi", role="child", birth_on="2019-05-05"),
    ]

    response = sent(client, worker, *rows)

    case = Case.objects.get()
    assert response.status_code == 302
    assert response["Location"] == worker.url(f"/cases/{case.pk}/")
    html = client.get(response["Location"]).content.decode()
    assert "زهرا کریمی" in html
    assert "No guardian is noted" not in html


def test_the_page_is_reached_only_through_search(client):
    worker = a_worker()
    client.force_login(worker.user)

    response = client.get(worker.url("/families/new/"))

    assert response["Location"] == worker.url("/families/search/")


def test_what_was_looked_for_is_written_in_already(client):
    worker = a_worker()
    client.force_login(worker.user)

    html = client.post(worker.url("/families/new/"), {"from_search": "Zahra Karimi 3.4.1992"}).content.decode()

    assert 'value="Zahra Karimi"' in html
    assert 'value="3.4.1992"' in html


def test_adding_a_row_keeps_what_was_typed_even_when_it_cannot_be_read(client):
    worker = a_worker()

    response = sent(client, worker, a_row(0, "Zahra", birth_on="kesällä 1992"), add="child")

    html = response.content.decode()
    assert response.status_code == 200
    assert 'value="kesällä 1992"' in html
    assert 'name="m1-name"' in html
    assert 'value="adult,child"' in html
    assert not Family.objects.exists()


def test_removing_a_row_moves_the_later_ones_up(client):
    worker = a_worker()
    rows = [a_row(0, "Ensimmäinen"), a_row(1, "Toinen", role="child"), a_row(2, "Kolmas", role="child")]

    html = sent(client, worker, *rows, remove="1").content.decode()

    assert "Toinen" not in html
    assert html.index('value="Ensimmäinen"') < html.index('value="Kolmas"')
    assert 'name="m2-name"' not in html


def test_errors_keep_everything_that_was_typed(client):
    worker = a_worker()

    response = sent(client, worker, a_row(0, "", native_name="زهرا"), a_row(1, "Nika", role="child"), name="")

    html = response.content.decode()
    assert response.status_code == 422
    assert "زهرا" in html
    assert 'value="Nika"' in html
    assert "things to check" in html


def test_no_language_is_assumed_for_anybody(client):
    response = sent(client, a_worker(), a_row(0, "Zahra Karimi", contact_language=""), language="")

    assert response.status_code == 422
    assert response.content.decode().count("Choose one.") == 4  # two fields, and both in the summary


def test_without_a_choice_the_plans_language_is_that_of_the_first_adult(client):
    rows = [a_row(0, "Nika", role="child", contact_language="fi"), a_row(1, "Zahra", contact_language="ckb")]

    sent(client, a_worker(), *rows, language="")

    assert Family.objects.get().language == "ckb"


def test_a_new_row_is_where_writing_goes_on(client):
    html = sent(client, a_worker(), a_row(0, "Zahra"), add="child").content.decode()

    focused = next(tag for tag in html.split("<input") if " autofocus" in tag.partition(">")[0])
    assert html.count(" autofocus") == 1
    assert 'name="m1-name"' in focused


def test_an_error_says_whose_field_it_is(client):
    rows = [a_row(0, "Zahra"), a_row(1, "Nika", role="child", birth_on="kesällä")]

    html = sent(client, a_worker(), *rows).content.decode()

    assert "Person 2: date of birth: " in html
    assert "Example 3.4.1992" in html


def test_a_day_in_the_future_is_told_on_the_page(client):
    response = sent(client, a_worker(), a_row(0, "Zahra", birth_on="1.1.2199"))

    assert response.status_code == 422
    assert "date of birth" in response.content.decode()
    assert not Family.objects.exists()


def test_without_a_row_the_page_asks_for_one(client):
    response = sent(client, a_worker(), rows="")

    assert response.status_code == 422
    assert "at least one person" in response.content.decode()


def test_a_similar_family_is_shown_before_another_is_registered(client):
    worker = a_worker()
    family = a_family(worker, adults=0, children=0, name="Vanha perhe")
    a_member(family, name="Zahra Karimi")

    response = sent(client, worker, a_row(0, "Zahra Karimi"))

    html = response.content.decode()
    assert response.status_code == 422
    assert "Vanha perhe" in html
    assert "This is another family" in html
    assert Family.objects.count() == 1


def test_saying_that_it_is_another_family_registers_it_and_stays_in_the_trail(client):
    worker = a_worker()
    a_member(a_family(worker, adults=0, children=0), name="Zahra Karimi")

    sent(client, worker, a_row(0, "Zahra Karimi"), is_another="on")

    assert Family.objects.count() == 2
    assert AuditEvent.objects.get(action="family.registered").codes["past_similar"] is True


# attack 3: what the form does not ask, nobody can send
def test_owner_unit_and_state_are_not_taken_from_the_request(client):
    worker, other = a_worker(unit=a_unit()), a_worker(unit=a_unit())
    forged = {
        "organisation": str(other.organisation.pk),
        "organisation_id": str(other.organisation.pk),
        "unit": str(other.unit.pk),
        "state": "closed",
        "responsible_worker": str(other.user.pk),
        "user": str(other.user.pk),
    }

    sent(client, worker, a_row(0, "Zahra Karimi", id=str(other.user.pk), version="99"), **forged)

    case = Case.objects.get()
    assert (case.organisation, case.unit, case.state) == (worker.organisation, worker.unit, "active")
    assert case.responsible_workers.get().user == worker.user
    assert case.family.memberships.get().person.version == 1


def test_who_works_in_several_units_chooses_one(client):
    worker = a_worker()
    unit, foreign = a_unit(worker.organisation), a_unit()
    a_unit(worker.organisation)

    assert sent(client, worker, a_row(0, "Zahra Karimi")).status_code == 422
    assert sent(client, worker, a_row(0, "Zahra Karimi"), unit=str(foreign.pk)).status_code == 422
    sent(client, worker, a_row(0, "Zahra Karimi"), unit=str(unit.pk))
    assert Case.objects.get().unit == unit


# attack 60 and 58: names are only names
@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "\u202eirhaZ", "{{ 7|add:7 }}", "'\"><img src=x>"])
def test_a_name_with_markup_is_shown_and_not_obeyed(client, name):
    worker = a_worker()
    response = sent(client, worker, a_row(0, name))

    html = client.get(response["Location"]).content.decode()

    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert "\u202e" not in html


# attack 44: a double click registers one family
def test_sending_the_page_twice_registers_one_family(client):
    worker = a_worker()
    key = {"_key": "7b0c6f0e-6a43-4b51-8d1c-0f5d6e1a9c11"}

    first = sent(client, worker, a_row(0, "Zahra Karimi"), **key)
    second = sent(client, worker, a_row(0, "Zahra Karimi"), **key)

    assert first["Location"] == second["Location"]
    assert Family.objects.count() == 1


def test_a_supervisor_registers_nobody(client):
    supervisor = a_worker(roles=(Role.SUPERVISOR,))

    assert sent(client, supervisor, a_row(0, "Zahra Karimi")).status_code == 404


def test_a_family_is_taken_in_before_its_work_begins(client):
    worker = a_worker(unit=a_unit())

    sent(client, worker, a_row(0, "Zahra Karimi"), is_intake="on")
    case = Case.objects.get()
    page = client.get(worker.url(f"/cases/{case.pk}/")).content.decode()
    client.post(worker.url(f"/cases/{case.pk}/begin/"))

    assert "Being taken in" in page
    assert "Begin the work" in page
    assert list(case.transitions.values_list("from_state", "to_state")) == [("intake", "active")]


CODE = "010594Y9032"


def test_an_identity_code_may_be_given_and_is_kept_sealed(client):
    worker = a_worker()

    response = sent(client, worker, a_row(0, "Zahra Karimi", identity_code=" 010594y9032 "))

    row = PersonIdentifier.objects.get()
    assert response.status_code == 302
    assert (row.kind, row.person.name, row.person.birth_on) == ("identity_code", "Zahra Karimi", date(1994, 5, 1))
    assert CODE not in row.sealed
    assert open_value(row) == CODE
    line = AuditEvent.objects.get(action="fact.added")
    assert line.case_ids == [Case.objects.get().pk]
    assert CODE not in str(line.codes)


def test_without_a_code_nothing_is_noted(client):
    sent(client, a_worker(), a_row(0, "Zahra Karimi", identity_code=""))

    assert Case.objects.count() == 1
    assert not PersonIdentifier.objects.exists()


@pytest.mark.parametrize("written", ["010594Y9033", "310294Y9032", "Zahra"])
def test_a_code_that_is_wrong_is_told_at_its_field_and_nothing_is_lost(client, written):
    response = sent(client, a_worker(), a_row(0, "Zahra Karimi", identity_code=written))

    html = response.content.decode()
    assert response.status_code == 422
    assert 'href="#id_m0-identity_code"' in html
    assert written in html
    assert not Family.objects.exists()


def test_two_people_of_one_page_do_not_share_a_code(client):
    rows = [a_row(0, "Zahra Karimi", identity_code=CODE), a_row(1, "Nika Karimi", role="child", identity_code=CODE)]

    response = sent(client, a_worker(), *rows)

    assert response.status_code == 422
    assert not Family.objects.exists()


def test_a_code_of_somebody_whom_one_sees_asks_whether_it_is_the_same_person(client):
    worker = a_worker()
    sent(client, worker, a_row(0, "Zahra Karimi", identity_code=CODE))

    response = sent(client, worker, a_row(0, "Aivan Toinen", identity_code=CODE))

    assert response.status_code == 422
    assert "Zahra Karimi has this code already." in response.content.decode()
    assert Case.objects.count() == 1


def has_code(owner):
    """Somebody of a family of other workers who has the code."""
    person = a_member(a_family(owner, adults=0, children=0), name="Piilo Ihminen")
    add_fact(owner.as_actor(), person.pk, "identifiers", values={"kind": "identity_code", "issuer": "", "value": CODE})
    return person


def registered(client, name):
    """What a worker of yet another organisation is answered, and by how many statements."""
    worker = a_worker()
    client.force_login(worker.user)
    client.get(worker.url("/families/search/"))
    with CaptureQueriesContext(connection) as counted:
        response = sent(client, worker, a_row(0, name, identity_code=CODE))
    return response.status_code, len(counted)


def test_attack_24_a_code_of_somebody_protected_answers_as_a_code_of_nobody(client):
    sent(client, a_worker(), a_row(0, "Ensin Kukaan"))  # what is remembered after the first page is remembered now
    nobodys = registered(client, "Zahra Karimi")
    PersonIdentifier.objects.all().delete()
    a_protection(has_code(a_worker()))

    hidden = registered(client, "Aida Karimi")

    assert hidden == nobodys
    assert not CaseInquiry.objects.exists()


def test_a_code_known_elsewhere_says_no_more_than_that_a_case_may_exist(client):
    sent(client, a_worker(), a_row(0, "Ensin Kukaan"))
    nobodys = registered(client, "Zahra Karimi")
    PersonIdentifier.objects.all().delete()
    has_code(a_worker())

    hidden = registered(client, "Aida Karimi")

    assert hidden[0] == nobodys[0] == 302
    assert CaseInquiry.objects.count() == 1


def test_a_code_that_was_looked_for_is_written_in_already(client):
    worker = a_worker()
    client.force_login(worker.user)

    html = client.post(worker.url("/families/new/"), {"from_search": f"Zahra Karimi {CODE}"}).content.decode()

    assert f'value="{CODE}"' in html


def test_a_new_member_may_have_a_code_too(client):
    worker = a_worker()
    case = a_family(worker).cases.get()
    client.force_login(worker.user)
    told = {"role": "child", "name": "Nika Karimi", "contact_language": "fa", "interpreter_need": "always"}

    response = client.post(
        worker.url(f"/cases/{case.pk}/people/new/"), told | {"reading": "unknown", "identity_code": CODE}
    )

    assert response.status_code == 302
    assert PersonIdentifier.objects.get().person.name == "Nika Karimi"
