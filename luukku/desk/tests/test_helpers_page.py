"""A helper sees who answers, who belongs to the family, and what was shared with them: nothing more."""

from datetime import date

import pytest
from django.utils.html import escape

from luukku.accounts.tests.factories import a_worker
from luukku.casework.models import Section
from luukku.casework.tests.factories import a_helper, a_member
from luukku.plans.services import drafts
from luukku.plans.tests import factories as make

pytestmark = pytest.mark.django_db

PAST = {"since": date(2026, 1, 5), "until": date(2026, 2, 5)}


@pytest.fixture
def helper():
    return a_worker(name="Anni Apuri")


@pytest.fixture
def worker():
    return a_worker(name="Leena Keksitty")


@pytest.fixture
def case(worker, helper):
    """A family with a plan in force, a second helper, past ones of each kind, and needs of their own."""
    case = make.a_case_with_family(worker)[1]
    make.a_plan_in_force(worker, case)
    person = make.adults_of(case)[0]
    person.reading, person.interpreter_need, person.contact_language = "little", "always", "so"
    person.save()
    a_helper(case, helper, (Section.CHILDREN,))
    a_helper(case, a_worker(name="Toinen Auttaja"), tuple(Section))
    a_helper(case, a_worker(name="Entinen Auttaja"), **PAST)
    a_member(case.family, name="Lähtenyt Perheestä", **PAST)
    return case


def read(client, worker, case):
    client.force_login(worker.user)
    return client.get(worker.url(f"/cases/{case.pk}/")).content.decode()


def hidden_from_helpers(case):
    person = make.adults_of(case)[0]
    return {
        "who confirmed": f"{person.short_name} confirmed the plan",
        "how they understood": "Understood:",
        "reading": person.get_reading_display().lower(),
        "language": "Somali",
        "interpreter": person.get_interpreter_need_display(),
        "ground": str(case.get_ground_display()),
        "another helper": "Toinen Auttaja",
        "a past helper": "Entinen Auttaja",
        "who has left": "Lähtenyt Perheestä",
    }


def test_a_helper_is_told_no_more_than_who_is_who(client, helper, worker, case):
    shown = read(client, helper, case)

    assert [what for what, words in hidden_from_helpers(case).items() if words in shown] == []
    for told in ("Leena Keksitty", *(one.short_name for one in make.adults_of(case)[:1] + make.children_of(case))):
        assert told in shown
    assert "No guardian is noted" not in shown


def test_who_answers_is_told_all_of_it(client, worker, case):
    shown = read(client, worker, case)

    assert [what for what, words in hidden_from_helpers(case).items() if words not in shown] == []


def test_a_helper_sees_which_parts_are_shared_with_them_alone(client, helper, case):
    shown = read(client, helper, case).split('id="shared"')[1].split("</section>")[0]

    assert escape(str(Section.CHILDREN.label)) in shown
    assert escape(str(Section.ADULTS.label)) not in shown
    assert "With nobody else." not in shown


def test_a_helper_with_nothing_shared_is_told_so(client, case):
    other = a_worker()
    a_helper(case, other)

    assert "No part of the plan has been shared with you." in read(client, other, case)


def test_a_helper_reads_no_plan_from_before(client, helper, worker, case):
    first = case.plans.get()
    second = make.offer(drafts.revise_plan(worker.as_actor(), first.pk), worker)
    make.everybody_confirms(second, worker)
    client.force_login(helper.user)

    assert client.get(helper.url(f"/plans/{first.pk}/")).status_code == 404
    assert client.get(helper.url(f"/plans/{second.pk}/")).status_code == 200


def test_the_greeting_is_read_with_the_part_for_the_whole_family(client, helper, worker, case):
    plan = case.plans.get()
    page = f"/plans/{plan.pk}/"
    client.force_login(helper.user)
    without = client.get(helper.url(page)).content.decode()
    printed = client.get(helper.url(f"{page}pdf/"))
    case.care_team.filter(user=helper.user).update(sections=["shared"])

    assert plan.greeting
    assert plan.greeting not in without
    assert "Toinen Auttaja" not in without
    assert printed.status_code == 200
    assert plan.greeting in client.get(helper.url(page)).content.decode()
