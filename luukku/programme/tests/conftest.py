"""What most tests of programmes begin with. Messages are looked at in English, as they stand in the code."""

import json

import pytest
import time_machine
from django.utils import translation

from luukku.accounts.tests.factories import a_worker
from luukku.programme.models import ImportRun, Programme
from luukku.programme.tests import factories as make
from luukku.programme.tests.seed import NOW


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def worker():
    return a_worker()


@pytest.fixture
def programme(worker):
    return make.a_programme(worker)


@pytest.fixture
def seed(shared_data):
    return json.loads((shared_data / "seed_programme.json").read_text(encoding="utf-8"))


@pytest.fixture
def documents(seed, worker):
    with time_machine.travel(NOW, tick=False):
        run = make.bring(worker, seed)
        assert run.state == ImportRun.State.DONE, run.faults
        yield Programme.objects.get(code="PRG")
