"""The page of what is shared with whom, and the forms behind it."""

import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from luukku.accounts.tests.factories import a_worker, an_organisation
from luukku.audit.models import AuditEvent
from luukku.casework.models import DisclosureEntry, ExternalContact, InformationPermit, Section, StatutoryDisclosure
from luukku.casework.services.disclosures import Given, note_told_by_permit
from luukku.casework.tests.factories import a_family, a_helper, a_permit, an_emergency
from luukku.core import clock

pytestmark = pytest.mark.django_db
TODAY = clock.today()


@pytest.fixture
def worker():
    return a_worker(name="Vastuu Virpi")


@pytest.fixture
def case(worker):
    return a_family(worker, name="Karimin perhe", language="ar").cases.get()


@pytest.fixture
def elsewhere():
    return an_organisation(name_fi="Toinen kunta")


def people(case):
    return [one.person for one in case.family.memberships.order_by("role", "created_at").select_related("person")]


def fi(day):
    return f"{day.day}.{day.month}.{day.year}"


def read(client, worker, path):
    client.force_login(worker.user)
    response = client.get(worker.url(path))
    assert response.status_code == 200
    return response.content.decode()


def permit_data(case, to, **more):
    adult, *children = people(case)
    return {
        "giver": str(adult.pk),
        "people": [str(one.pk) for one in (adult, *children)],
        "direction": "we",
        "organisation": str(to.pk),
        "sections": ["shared"],
        "data_classes": ["health"],
        "purpose": "Jotta neuvola auttaa.",
        "purpose_family": "حتى تساعد العيادة.",
        "from_on": fi(TODAY),
        "last_on": fi(TODAY + timedelta(days=60)),
        "language": "ar",
    } | more


def test_a_permit_is_read_in_the_familys_language_before_it_is_given(client, worker, case, elsewhere):
    path = worker.url(f"/cases/{case.pk}/permits/new/")
    client.force_login(worker.user)

    shown = client.post(path, permit_data(case, elsewhere, look="1"))

    html = shown.content.decode()
    assert shown.status_code == 200
    assert 'lang="ar" dir="rtl"' in html
    assert "حتى تساعد العيادة." in html
    assert "Why: Jotta neuvola auttaa." in html
    assert 'action="#read-together"' in html
    assert 'id="read-together" tabindex="-1"' in html
    assert not InformationPermit.objects.exists()
    seen = html.split('name="read" value="')[1].split('"')[0]
    how = {
        "give": "1",
        "read": seen,
        "how-interpreter_mode": "phone",
        "how-interpreter_name": "Tulkki 12",
        "how-method": "interpreted",
        "how-result": "understood",
    }

    changed = client.post(path, permit_data(case, elsewhere, data_classes=["school"], **how))
    assert changed.status_code == 422
    assert not InformationPermit.objects.exists()

    answer = client.post(path, permit_data(case, elsewhere, **how))
    permit = InformationPermit.objects.get()
    assert answer.status_code == 302
    assert permit.understanding.interpreter_name == "Tulkki 12"
    assert permit.understanding.text_hash == seen


def test_a_permit_is_printed_in_two_languages_and_the_printing_leaves_a_line(client, worker, case, elsewhere):
    permit = a_permit(case, elsewhere, (Section.SHARED,))
    client.force_login(worker.user)

    answer = client.get(worker.url(f"/cases/{case.pk}/permits/{permit.pk}/print/"))

    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    assert answer["Content-Type"] == "application/pdf"
    assert "Toinen kunta" in text
    assert AuditEvent.objects.filter(action="permit.printed", case_ids__contains=[case.pk]).count() == 1


def test_taking_back_by_the_button(client, worker, case, elsewhere):
    permit = a_permit(case, elsewhere, (Section.SHARED,))
    client.force_login(worker.user)

    answer = client.post(worker.url(f"/cases/{case.pk}/permits/{permit.pk}/revoke/"))

    assert answer.status_code == 302
    permit.refresh_from_db()
    assert permit.revoked_by == worker.user
    assert "Taken back on" in read(client, worker, f"/cases/{case.pk}/sharing/")


def test_each_line_of_the_log_by_a_permit_tells_its_days(client, worker, case, elsewhere):
    permit = InformationPermit.objects.get(pk=a_permit(case, elsewhere, (Section.SHARED,)).pk)
    person = people(case)[0]
    told = Given([person], "Neuvola kysyi.", receiver="Terveydenhoitaja", sections=["shared"])
    note_told_by_permit(worker.as_actor(), permit.pk, told)

    log = read(client, worker, f"/cases/{case.pk}/sharing/").split('id="log"')[1]

    assert f"{fi(permit.first_on)} – {fi(permit.last_on)}" in log


def by_law_data(case, to, **more):
    return {
        "basis": "plan_review",
        "organisation": str(to.pk),
        "people": [str(one.pk) for one in people(case)],
        "sections": ["shared"],
        "reason": "Uusi kunta pyysi suunnitelman tarkistusta varten.",
        "from_on": fi(TODAY),
        "last_on": fi(TODAY + timedelta(days=20)),
    } | more


def test_attack_52_what_a_law_opened_is_never_shown_as_a_consent(client, worker, case, elsewhere):
    """On the page it stands under its own heading, with its section; on paper of permits it does not stand at all."""
    client.force_login(worker.user)
    answer = client.post(worker.url(f"/cases/{case.pk}/by-law/new/"), by_law_data(case, elsewhere))
    assert answer.status_code == 302
    disclosure = StatutoryDisclosure.objects.get()

    page = read(client, worker, f"/cases/{case.pk}/sharing/")

    permits, rest = page.split('id="laws"')
    laws, log = rest.split('id="team"')[0], rest.split('id="log"')[1]
    assert "Toinen kunta" not in permits.split('id="permits"')[1]
    assert "By law, not by consent" in laws
    assert "681/2023" in laws
    assert "By law, not by consent" in log
    assert "681/2023,\N{NO-BREAK SPACE}86\N{NO-BREAK SPACE}§" in log
    assert "By the family" not in log
    as_permit = client.get(worker.url(f"/cases/{case.pk}/permits/{disclosure.pk}/"))
    printed = client.get(worker.url(f"/cases/{case.pk}/permits/{disclosure.pk}/print/"))
    assert (as_permit.status_code, printed.status_code) == (404, 404)
    assert not InformationPermit.objects.exists()


@pytest.mark.parametrize("wrong", [{"reason": ""}, {"reason": "pyyntö"}, {"basis": "consent"}, {"basis": ""}])
def test_attack_51_the_form_refuses_what_has_no_reason_or_section(client, worker, case, elsewhere, wrong):
    client.force_login(worker.user)

    answer = client.post(worker.url(f"/cases/{case.pk}/by-law/new/"), by_law_data(case, elsewhere, **wrong))

    assert answer.status_code == 422
    assert not StatutoryDisclosure.objects.exists()
    assert fi(TODAY + timedelta(days=20)) in answer.content.decode()


def test_attack_51_an_emergency_opening_stands_in_the_familys_own_list(client, worker, case):
    other = a_worker(worker.organisation, name="Hätä Heikki")
    an_emergency(case, other)
    client.force_login(other.user)
    assert client.get(other.url(f"/cases/{case.pk}/")).status_code == 200

    shown = read(client, worker, f"/cases/{case.pk}/trail/")

    assert "Hätä Heikki" in shown
    assert "Emergency" in shown


@pytest.mark.parametrize("reason", ["", "kiire", " " * 40])
def test_attack_51_an_emergency_without_a_reason_opens_nothing(client, worker, case, reason):
    other = a_worker(worker.organisation)
    adult = people(case)[0]
    client.force_login(other.user)

    answer = client.post(
        other.url("/emergency/"), {"name": adult.name, "birth_on": fi(adult.birth_on), "reason": reason}
    )

    assert answer.status_code == 422
    assert client.get(other.url(f"/cases/{case.pk}/")).status_code == 404


def test_what_was_told_by_a_permit_goes_into_the_log_within_what_it_covers(client, worker, case, elsewhere):
    permit = a_permit(case, elsewhere, data_classes=["health"])
    path = worker.url(f"/cases/{case.pk}/permits/{permit.pk}/told/")
    client.force_login(worker.user)
    data = {"people": [str(people(case)[0].pk)], "receiver": "Terhi", "purpose": "Neuvolakäynti"}

    wrong = client.post(path, data | {"data_classes": ["school"]})
    right = client.post(path, data | {"data_classes": ["health"]})

    assert (wrong.status_code, right.status_code) == (422, 302)
    assert DisclosureEntry.objects.get().receiver == "Terhi"
    assert "Terhi" in read(client, worker, f"/cases/{case.pk}/sharing/")


def test_the_page_tells_which_granted_sections_wait_for_a_permit(client, worker, case):
    helper = a_worker(an_organisation(name_fi="Neuvolat"), name="Anni Apuri")
    a_helper(case, helper, (Section.SHARED, Section.DOCUMENTS))
    case.permits.update(sections=["shared"])

    page = read(client, worker, f"/cases/{case.pk}/sharing/")

    mine = page.split("Anni Apuri")[1].split("</li>")[0]
    assert "The shared part" in mine
    assert "Waits for a permit" in mine
    assert "Documents" in mine.split("Waits for a permit")[1]


def test_a_helper_from_outside_is_a_name_that_only_who_reads_the_case_whole_sees(client, worker, case):
    client.force_login(worker.user)
    path = worker.url(f"/cases/{case.pk}/contacts/new/")
    client.post(path, {"name": "Eino Valmentaja", "function": "Jalkapallo", "contact": "040 123 4567"})
    contact = ExternalContact.objects.get()
    helper = a_worker(worker.organisation)
    a_helper(case, helper, (Section.SHARED,))

    assert "Eino Valmentaja" in read(client, worker, f"/cases/{case.pk}/sharing/")
    assert "Eino Valmentaja" not in read(client, helper, f"/cases/{case.pk}/")
    assert client.get(helper.url(f"/cases/{case.pk}/sharing/")).status_code == 404
    client.force_login(worker.user)
    assert client.post(worker.url(f"/cases/{case.pk}/contacts/{contact.pk}/end/")).status_code == 302
    assert "Eino Valmentaja" not in read(client, worker, f"/cases/{case.pk}/sharing/")


def test_attack_11_a_cookie_for_one_kind_of_page_opens_no_other(client, worker, case):
    """A worker's session counts at the worker's own workplace alone; no header or parameter stands in for it."""
    elsewhere = a_worker()
    client.force_login(elsewhere.user)
    path = worker.url(f"/cases/{case.pk}/sharing/")

    assert client.get(path).status_code == 404
    assert client.get(path, headers={"Authorization": f"Bearer {client.session.session_key}"}).status_code == 404
    assert client.get(f"{path}?organisation={worker.organisation.pk}&user={worker.user.pk}").status_code == 404
    client.logout()
    for headers in ({"Authorization": "Bearer x"}, {"X-Api-Key": "x"}, {"Remote-User": worker.user.email}):
        assert client.get(path, headers=headers).status_code == 302


def test_the_number_of_queries_does_not_grow_with_what_is_shared(client, worker, case, elsewhere):
    def queries():
        read(client, worker, f"/cases/{case.pk}/sharing/")
        with CaptureQueriesContext(connection) as counted:
            client.get(worker.url(f"/cases/{case.pk}/sharing/"))
        return len(counted)

    a_permit(case, elsewhere, (Section.SHARED,))
    few = queries()
    for _one in range(4):
        a_permit(case, an_organisation(), (Section.SHARED,))
        a_helper(case, a_worker(worker.organisation), (Section.SHARED,))

    assert queries() == few <= 24


def test_what_is_wrong_with_how_a_permit_was_explained_is_linked_to_its_field(client, worker, case, elsewhere):
    path = worker.url(f"/cases/{case.pk}/permits/new/")
    client.force_login(worker.user)
    shown = client.post(path, permit_data(case, elsewhere, look="1")).content.decode()
    how = {
        "give": "1",
        "read": shown.split('name="read" value="')[1].split('"')[0],
        "how-interpreter_mode": "phone",
        "how-interpreter_name": "",
        "how-method": "interpreted",
        "how-result": "understood",
    }

    answer = client.post(path, permit_data(case, elsewhere, **how))

    html = answer.content.decode()
    assert answer.status_code == 422
    assert html.count("data-error-summary") == 1
    assert 'href="#id_how-interpreter_name"' in html
    assert 'id="read-together"' not in html
