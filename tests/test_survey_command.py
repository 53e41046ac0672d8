"""`luukku import survey`."""

import json

import pytest

from luukku.accounts.tests.factories import an_organisation
from luukku.project.cli import main
from luukku.surveys.models import Instrument
from luukku.surveys.tests.test_legacy import SMALL

pytestmark = pytest.mark.django_db


def test_the_command_brings_a_survey_in(tmp_path, capsys):
    owner = an_organisation(name_fi="Kuvitelma")
    file = tmp_path / "survey.json"
    file.write_text(json.dumps(SMALL), encoding="utf-8")
    order = ["import", "survey", str(file), "--organisation", "Kuvitelma"]

    assert main([*order, "--dry-run"]) == 0
    assert not Instrument.objects.exists()
    assert main(order) == 0
    assert main(["import", "survey", str(file), "--organisation", "Ei ole"]) == 2
    assert main(["import", "survey", str(tmp_path / "gone"), "--organisation", "Kuvitelma"]) == 2
    file.write_text("{}", encoding="utf-8")
    assert main(order) == 2

    assert "statements: 2" in capsys.readouterr().out
    assert Instrument.objects.get().organisation == owner
