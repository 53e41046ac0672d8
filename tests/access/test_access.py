"""The whole site's rights as one table: every address × every kind of actor × before, during and after."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access.cast import Cast, When, answer
from tests.access.outside import OUTSIDE
from tests.access.scene import MOMENTS, Scene, build
from tests.access.table import WORK, Row

REFUSED = HTTPStatus.NOT_FOUND
NO_POST = HTTPStatus.METHOD_NOT_ALLOWED
COMBINATIONS = [(cast, when) for cast in Cast for when in When]


def names(urlconf: str) -> Iterator[str]:
    yield from _names(get_resolver(urlconf).url_patterns, "")


def _names(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from _names(pattern.url_patterns, inner)
        else:
            yield f"{prefix}{pattern.name}"


@pytest.fixture
def scene(db: None) -> Scene:
    return build()


def visitor(scene: Scene, cast: Cast) -> Client:
    """A browser in which this one has signed in, at the moment that now is."""
    client = Client(raise_request_exception=False)
    if cast in scene.cast:
        client.force_login(scene.cast[cast].user)
    return client


def knock(scene: Scene, cast: Cast, client: Client, name: str, row: Row, method: str) -> int:
    """What the door answers; whatever it did is undone."""
    home = scene.cast[cast].organisation.code if cast is Cast.OTHER_MUNICIPALITY else scene.ids["code"]
    path = reverse(name, urlconf="luukku.project.urls_work", kwargs=_kwargs(scene, row))
    with transaction.atomic():
        response = client.generic(method, f"/w/{home}{path}", content_type="application/x-www-form-urlencoded")
        transaction.set_rollback(True)
    return response.status_code


def _kwargs(scene: Scene, row: Row) -> dict[str, Any]:
    return {keyword: scene.ids[which] for keyword, which in row.of.items()}


@pytest.mark.parametrize(("cast", "when"), COMBINATIONS, ids=lambda one: one.name.lower())
def test_every_door_answers_as_the_table_says(scene, cast, when):
    with time_machine.travel(MOMENTS[when], tick=False):
        client = visitor(scene, cast)
        answers = {name: knock(scene, cast, client, name, row, row.method) for name, row in WORK.items()}

    expected = {name: answer(row.answers[cast], when) for name, row in WORK.items()}
    wrong = [f"{name}: {answers[name]}, not {expected[name]}" for name in WORK if answers[name] != expected[name]]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(("cast", "when"), COMBINATIONS, ids=lambda one: one.name.lower())
def test_attack_01_whoever_may_not_open_a_door_may_not_post_through_it_either(scene, cast, when):
    closed = {name: row for name, row in WORK.items() if answer(row.answers[cast], when) == REFUSED}

    with time_machine.travel(MOMENTS[when], tick=False):
        client = visitor(scene, cast)
        answers = {name: knock(scene, cast, client, name, row, "POST") for name, row in closed.items()}

    wrong = [f"{name}: {code}" for name, code in answers.items() if code not in (REFUSED, NO_POST)]
    assert not wrong, "\n".join(wrong)


def test_attack_01_an_id_that_is_nobodys_is_answered_like_a_strangers(scene):
    """Attack 1: 404 for both, so an answer never tells that a record exists."""
    cast = Cast.RESPONSIBLE_WORKER
    private = {
        name: row
        for name, row in WORK.items()
        if row.of and answer(row.answers[Cast.COLLEAGUE], When.DURING) == REFUSED
    }

    with time_machine.travel(MOMENTS[When.DURING], tick=False):
        client = visitor(scene, cast)
        answers = {
            name: knock(scene, cast, client, name, Row(row.answers, dict.fromkeys(row.of, "nobody")), row.method)
            for name, row in private.items()
        }

    wrong = [f"{name}: {code}" for name, code in answers.items() if code != REFUSED]
    assert not wrong, "\n".join(wrong)


def test_attack_12_every_address_has_its_row():
    """A new address without a row in tests/access/table.py fails the build."""
    assert set(names("luukku.project.urls_work")) == set(WORK)
    assert set(names("luukku.project.urls")) == set(OUTSIDE)


@pytest.mark.parametrize("name", sorted(OUTSIDE))
def test_outside_a_workplace_nobody_meets_what_needs_a_sign_in(db, name):
    row = OUTSIDE[name]
    path = reverse(name, urlconf="luukku.project.urls", kwargs=row.kwargs)

    response = Client(raise_request_exception=False).get(path)

    assert response.status_code == row.anonymous
