"""`luukku check numbers` ends with 1 when anything that was published gives a hidden count away."""

import pytest

from luukku.core.actor import SystemActor
from luukku.numbers.services import publish_table, work_on
from luukku.numbers.tests.tables import four_cells
from luukku.project.cli import main

pytestmark = pytest.mark.django_db


def test_the_command_ends_with_1_when_something_leaks(capsys):
    actor = SystemActor.now()
    asked = publish_table(actor, four_cells(), source="test.families", subject="2026-11", name="sectors")
    publication = work_on(actor, asked.pk)
    assert main(["check", "numbers"]) == 0

    next(one for one in publication.cells if one["key"] == ["Nokia", "neuvola"])["value"] = 6
    publication.save()

    assert main(["check", "numbers"]) == 1
    assert "can be placed too closely" in capsys.readouterr().out
