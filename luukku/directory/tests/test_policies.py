"""Who changes what in the directory."""

import pytest
from django.core.exceptions import PermissionDenied

from luukku.accounts.tests.factories import a_worker
from luukku.core.actor import Role
from luukku.directory import policies
from luukku.directory.models import Activity
from luukku.directory.services.keeping import archive_entry
from luukku.directory.tests.factories import an_activity

pytestmark = pytest.mark.django_db


def test_only_who_meets_families_changes_the_activities_of_the_own_organisation():
    worker = a_worker()
    officer = a_worker(worker.organisation, roles=(Role.DATA_PROTECTION,))
    activity = an_activity(organisation=worker.organisation)

    assert list(policies.own_activities(worker.as_actor())) == [activity]
    assert not policies.own_activities(a_worker().as_actor()).exists()
    assert not policies.own_activities(officer.as_actor()).exists()
    with pytest.raises(PermissionDenied):
        archive_entry(officer.as_actor(), Activity, activity.pk)


def test_who_may_not_write_adds_no_words_to_services():
    officer = a_worker(roles=(Role.DATA_PROTECTION,)).as_actor()

    assert not policies.may_write(officer)
    assert not policies.services_to_add_to(officer).exists()
