"""How many families a place has is told to nobody who does not work with them: a count of one is a family."""

import pytest

from luukku.accounts.tests.factories import Worker
from luukku.casework.tests.factories import a_family
from tests import crawl
from tests.access.cast import Cast
from tests.visiting import enter

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.no_cover]

OUTSIDE = (Cast.ADMINISTRATOR, Cast.SUPERVISOR_OTHER_UNIT, Cast.COLLEAGUE, Cast.OTHER_MUNICIPALITY)


@pytest.mark.parametrize("cast", OUTSIDE, ids=lambda one: one.name.lower())
def test_attack_22_one_more_family_changes_no_page_of_who_does_not_work_with_it(scene, cast):
    """No page counts families of a municipality or a unit for those who may not open them."""
    before = words_of(scene, cast)
    answering = scene.cast[Cast.RESPONSIBLE_WORKER]
    a_family(Worker(answering.user, answering.organisation, answering.unit), adults=2, children=3)

    after = words_of(scene, cast)

    assert len(before) > 3
    assert {path: words for path, words in after.items() if before.get(path) != words} == {}


def words_of(scene, cast):
    client, home = enter(scene, cast)
    if cast is Cast.OTHER_MUNICIPALITY:
        home = f"/w/{scene.cast[cast].organisation.code}"
    visited = crawl.walk(client, f"{home}/", each=2, public=False)
    return {one.path: one.page.words for one in visited if one.kind == "text/html"}
