"""The tests run under the rights of production, and leave nothing behind."""

import pytest
from django.db import ProgrammingError, connection, transaction


@pytest.mark.django_db
def test_the_application_enters_as_a_role_without_ddl():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        who = cursor.fetchone()

    assert who == ("luukku_app",)
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("CREATE TABLE mine (id int)")


@pytest.mark.django_db
def test_the_application_can_not_truncate():
    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute("TRUNCATE django_content_type CASCADE")


@pytest.mark.parametrize("time", ["first", "second"])
def test_what_one_test_commits_the_next_one_does_not_see(committed, time):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_session")
        before = cursor.fetchone()
        cursor.execute("INSERT INTO django_session VALUES ('key', 'data', now())")

    assert before == (0,)
