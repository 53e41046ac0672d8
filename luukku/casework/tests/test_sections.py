"""What of a case is shown to whom, section by section."""

import random

import pytest

from luukku.accounts.tests.factories import a_worker
from luukku.casework import policies
from luukku.casework.models import PLAN_SECTIONS, Section
from luukku.casework.tests.factories import a_case, a_consent, a_family, a_helper, a_permit
from luukku.core import clock

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("section", list(Section))
def test_a_helper_reads_the_section_that_was_granted_and_no_other(section):
    worker = a_worker()
    case = a_case(worker)
    helper = a_worker(worker.organisation)
    a_helper(case, helper, (section,))
    actor = helper.as_actor()

    assert policies.sections_shown(actor, case) == {section}
    assert [one for one in Section if policies.may_read(actor, case, one)] == [section]
    assert list(policies.cases_showing(actor, section)) == [case]


def test_who_reads_a_case_whole_reads_every_section():
    worker = a_worker()
    case = a_case(worker)

    assert policies.sections_shown(worker.as_actor(), case) == set(Section)
    assert all(policies.may_read(worker.as_actor(), case, one) for one in Section)


def test_who_has_no_relation_reads_no_section():
    worker = a_worker()
    case = a_case(worker)
    stranger = a_worker(worker.organisation).as_actor()

    assert policies.sections_shown(stranger, case) == set()
    assert not policies.cases_showing_some(stranger, Section).exists()


def test_documents_alone_open_no_part_of_the_plan():
    worker = a_worker()
    case = a_case(worker)
    helper = a_worker(worker.organisation)
    a_helper(case, helper, (Section.DOCUMENTS, Section.NOTES))

    assert not policies.cases_showing_some(helper.as_actor(), PLAN_SECTIONS).exists()


@pytest.mark.parametrize("seed", range(12))
def test_one_place_and_the_lists_of_cases_tell_the_same(seed):
    """The rule is asked of the database and of rows at hand: for any mixture of permits both answer alike."""
    luck = random.Random(seed)
    worker, outsider = a_worker(), a_worker()
    case = a_family(worker, adults=2, children=2).cases.get()
    a_helper(case, outsider, tuple(luck.sample(list(Section), 6)))
    people = [row.person for row in case.family.memberships.all()]
    case.permits.all().update(revoked_at=clock.now())
    for _permit in range(luck.randrange(4)):
        told = luck.sample(people, luck.randint(1, len(people)))
        how = luck.choice(["self", "guardian"])
        given = a_permit(case, outsider.organisation, luck.sample(list(Section), 4), told, capacity=how)
        if luck.random() < 0.5:
            a_consent(given, people[1])
    actor = outsider.as_actor()

    shown = policies.sections_shown(actor, case)

    assert shown == {section for section in Section if policies.may_read(actor, case, section)}
    assert shown == {section for section in Section if case in policies.cases_showing(actor, section)}
