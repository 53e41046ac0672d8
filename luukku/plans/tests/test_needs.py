"""Needs: written in the person's own words, changed, met, or left out with a reason."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from luukku.accounts.tests.factories import a_worker
from luukku.casework.tests.factories import a_person
from luukku.core.errors import Conflict, RuleViolation
from luukku.plans.models import Need
from luukku.plans.services import needs
from luukku.plans.tests import factories as make

pytestmark = pytest.mark.django_db
TOLD: Any = {"domain": "language", "own_words": "أريد أن أتعلم", "own_words_language": "ar", "worker_words": "Kurssi"}


@pytest.fixture
def need() -> Need:
    _worker, case = make.a_case_with_family()
    return make.a_need(case)


@pytest.fixture
def actor(need):
    return make.worker_of(need.case).as_actor()


def test_a_need_from_an_interview_knows_where_it_came_up():
    interview = make.an_interview()
    actor = make.worker_of(interview.case).as_actor()

    need = needs.add_need(actor, interview.case_id, person_id=interview.person_id, interview_id=interview.pk, **TOLD)

    assert (need.interview, need.own_words, need.state) == (interview, "أريد أن أتعلم", "open")


def test_a_need_is_somebodys_of_the_family(need, actor):
    with pytest.raises(RuleViolation, match="belongs to the family"):
        needs.add_need(actor, need.case_id, person_id=a_person().pk, **TOLD)


def test_an_interview_of_another_family_brings_no_needs_here(need, actor):
    foreign = make.an_interview()

    with pytest.raises(RuleViolation, match="another family"):
        needs.add_need(actor, need.case_id, person_id=need.person_id, interview_id=foreign.pk, **TOLD)


def test_a_need_says_something(need, actor):
    with pytest.raises(ValidationError):
        needs.add_need(actor, need.case_id, person_id=need.person_id, domain="work", own_words="", worker_words="")


def test_own_words_of_a_need_have_a_language(need, actor):
    told = {**TOLD, "own_words_language": ""}

    with pytest.raises(RuleViolation, match="language of their words"):
        needs.add_need(actor, need.case_id, person_id=need.person_id, **told)
    with pytest.raises(RuleViolation, match="language of their words"):
        needs.change_need(actor, need.pk, version=1, **told)


def test_two_who_change_a_need_see_both_texts(need, actor):
    needs.change_need(actor, need.pk, version=1, **TOLD)

    with pytest.raises(Conflict):
        needs.change_need(actor, need.pk, version=1, **{**TOLD, "worker_words": "Mine"})


def test_a_need_is_left_out_with_a_reason(need, actor):
    with pytest.raises(RuleViolation, match="Write why"):
        needs.drop_need(actor, need.pk, reason=" ")

    dropped = needs.drop_need(actor, need.pk, reason="Kurssi löytyi muualta.")

    assert (dropped.state, dropped.dropped_reason) == ("dropped", "Kurssi löytyi muualta.")


@pytest.mark.parametrize(
    "again", [lambda actor, need: needs.drop_need(actor, need.pk, reason="x"), lambda a, n: needs.meet_need(a, n.pk)]
)
def test_a_need_that_is_over_stays_over(need, actor, again):
    needs.meet_need(actor, need.pk)

    with pytest.raises(RuleViolation, match="no longer open"):
        again(actor, need)


def test_a_stranger_touches_no_need(need):
    stranger = a_worker(need.case.organisation).as_actor()

    with pytest.raises(PermissionDenied):
        needs.meet_need(stranger, need.pk)
    with pytest.raises(PermissionDenied):
        needs.add_need(stranger, need.case_id, person_id=need.person_id, **TOLD)
