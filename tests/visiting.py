"""The scene of the access table at the moment at which everybody's relation holds, and a way into it."""

import pytest
import time_machine
from django.test import Client

from tests.access.cast import Cast, When
from tests.access.scene import MOMENTS, build

NOW = MOMENTS[When.DURING]


@pytest.fixture
def scene(db):
    with time_machine.travel(NOW, tick=False):
        yield build()


def enter(scene, cast=Cast.RESPONSIBLE_WORKER, **how):
    client = Client(raise_request_exception=False, **how)
    client.force_login(scene.cast[cast].user)
    return client, f"/w/{scene.ids['code']}"
