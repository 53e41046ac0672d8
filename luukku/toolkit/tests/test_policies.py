"""Who sees what of the toolkit, where the pages alone do not tell it."""

from dataclasses import replace
from datetime import date

import pytest

from luukku.accounts.models import Membership
from luukku.accounts.tests.factories import a_unit, a_worker, an_administrator
from luukku.core.actor import SystemActor
from luukku.toolkit import policies
from luukku.toolkit.models import ToolkitItem
from luukku.toolkit.services import memory
from luukku.toolkit.tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    return a_worker()


def test_somebody_without_a_role_sees_nothing_even_of_the_own_organisation(worker):
    make.published(worker)
    roleless = replace(worker.as_actor(), roles=frozenset())

    assert not policies.visible_items(roleless).exists()
    assert not policies.visible_versions(roleless).exists()
    assert not policies.may_write(roleless)


def test_the_operator_sees_drafts_and_another_organisation_does_not(worker):
    draft = make.a_draft(worker)

    assert list(policies.visible_versions(SystemActor.now())) == [draft]
    assert list(policies.visible_versions(worker.as_actor())) == [draft]
    assert not policies.visible_versions(a_worker().as_actor()).exists()


def test_who_works_in_one_unit_has_its_queue_and_what_belongs_to_no_unit(worker):
    here, there = a_unit(worker.organisation), a_unit(worker.organisation)
    items = [make.published(worker) for _ in range(3)]
    for item, unit in zip(items, (here, there, None), strict=True):
        ToolkitItem.objects.filter(pk=item.pk).update(unit=unit)
    Membership.objects.filter(user=worker.user).update(ends_on=date(2024, 1, 1))

    in_unit = set(policies.ownerless_items(a_worker(unit=here).as_actor()))
    in_all = set(policies.ownerless_items(a_worker(worker.organisation).as_actor()))

    assert in_unit == {items[0], items[2]}
    assert in_all == set(items)


def test_words_and_roll_out_are_for_those_who_write_in_their_own_organisation(worker):
    term = memory.add_term(worker.as_actor(), term="tulkki", language="sv", translation="tolk")
    administrator = an_administrator(worker.organisation).as_actor()
    stranger = a_worker()

    assert list(policies.glossary(worker.as_actor())) == [term]
    assert policies.adopting_organisation(worker.as_actor()) == worker.organisation
    assert not policies.glossary(administrator).exists()
    assert policies.adopting_organisation(administrator) is None
    assert not policies.glossary(stranger.as_actor()).exists()
    assert policies.adopting_organisation(stranger.as_actor()) == stranger.organisation
