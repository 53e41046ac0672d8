"""Where the family page leads: to whom is still to be interviewed, to the plan that holds, and what it warns of."""

from datetime import date

import pytest

from luukku.accounts.tests.factories import a_unit, a_worker
from luukku.casework.models import Section
from luukku.casework.tests.factories import a_child, a_family, a_helper, a_member, a_protection
from luukku.desk.tests.test_family_page import a_plan, adult_of, an_interview, html_of
from luukku.plans.models import Need

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(client):
    worker = a_worker(unit=a_unit(), name="Leena Keksitty")
    client.force_login(worker.user)
    return worker


@pytest.fixture
def case(worker):
    return a_family(worker, name="Karimin perhe").cases.get()


@pytest.mark.parametrize("has_plan", [False, True])
def test_each_adult_not_yet_interviewed_is_offered_an_interview(client, worker, case, has_plan):
    other = a_member(case.family, name="Reza Karimi")
    child = a_child(case.family, name="Nika Karimi")
    before = html_of(client, worker, case)
    an_interview(case, worker)
    if has_plan:
        a_plan(case, worker)

    html = html_of(client, worker, case)

    assert "Interview Reza" not in before
    assert html.count("Interview Reza Karimi") == 1
    assert f"/cases/{case.pk}/interview/?person={other.pk}" in html
    assert f"?person={adult_of(case).pk}" not in html
    assert f"?person={child.pk}" not in html


def test_a_lock_tells_of_protection_to_who_reads_the_case_whole_and_to_nobody_else(client, worker, case):
    a_protection(adult_of(case))
    over = a_member(case.family)
    a_protection(over, until=date(2026, 1, 1))
    helper = a_worker()
    a_helper(case, helper, tuple(Section))

    html = html_of(client, worker, case)
    client.force_login(helper.user)

    assert html.count("Address protection in force") == 1
    assert "Address protection" not in html_of(client, helper, case)


@pytest.mark.parametrize(
    ("making", "beside"),
    [("draft", "a new version is being written"), ("offered", "a new version has been offered")],
)
def test_a_new_version_does_not_hide_the_plan_in_force(client, worker, case, making, beside):
    in_force = a_plan(case, worker)
    draft = a_plan(case, worker, making, number=2)

    html = html_of(client, worker, case)
    listed = client.get(worker.url("/families/")).content.decode()

    opens = html.split("Open the plan</a>")[0].rsplit("href=", 1)[1]
    assert str(in_force.pk) in opens
    assert f"/plans/{draft.pk}/" in html
    assert f"Plan in force; {beside}" in html
    assert "Plan in force" in listed
    assert beside.replace("a new", "A new") in listed


@pytest.mark.parametrize(
    ("state", "badge"), [("draft", "Plan being written"), ("offered", "Plan offered"), ("in_force", "Plan in force")]
)
def test_a_badge_says_what_it_is_about(client, worker, case, state, badge):
    a_plan(case, worker, state)

    assert badge in client.get(worker.url("/families/")).content.decode()


def test_a_worry_stands_in_the_workers_words_first_with_the_day_it_was_told(client, worker, case):
    told = {"case": case, "person": adult_of(case), "domain": "language"}
    words = {"own_words": "می‌ترسم.", "own_words_language": "fa", "worker_words": "Ei uskalla puhua."}
    Need.objects.create(**told, **words, interview=an_interview(case, worker))

    html = html_of(client, worker, case).split('id="worries"')[1].split("</section>")[0]

    assert html.index("Ei uskalla puhua.") < html.index("می‌ترسم.")
    assert "2.2.2026" in html
