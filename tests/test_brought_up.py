"""The mark by which a start knows that this version has brought the database up."""

import pytest

from luukku.project import brought_up

pytestmark = pytest.mark.django_db


@pytest.fixture
def noted(as_owner):
    with as_owner.cursor() as cursor:
        brought_up.note(cursor)
        yield cursor
        brought_up.forget(cursor)


def test_what_was_noted_is_current_until_it_is_forgotten(noted):
    assert brought_up.is_current()

    brought_up.forget(noted)
    assert not brought_up.is_current()


def test_another_version_is_not_current(noted, monkeypatch):
    monkeypatch.setattr(brought_up, "_version", lambda: "another")

    assert not brought_up.is_current()


def test_a_database_without_tables_is_not_current(monkeypatch):
    monkeypatch.setattr(brought_up, "TABLE", "not_there")

    assert not brought_up.is_current()
