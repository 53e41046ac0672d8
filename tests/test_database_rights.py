"""The tests run under the rights of production, and leave nothing behind."""

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction

from luukku.project import grants


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


@pytest.mark.django_db
@pytest.mark.parametrize("statement", ["UPDATE audit_event SET action = 'x'", "DELETE FROM audit_event"])
def test_attack_65_the_application_can_not_rewrite_the_trail(statement):
    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("table", sorted(grants.UNREADABLE))
def test_the_reading_role_sees_no_secret_table(test_database, table):
    with psycopg.connect(test_database.read_url) as reader, pytest.raises(psycopg.errors.InsufficientPrivilege):
        reader.execute(f'SELECT 1 FROM "{table}"')


@pytest.mark.parametrize(("table", "columns"), sorted(grants.SECRET_COLUMNS.items()))
def test_the_reading_role_sees_no_secret_column_but_the_others(test_database, table, columns):
    with psycopg.connect(test_database.read_url) as reader:
        reader.execute(f'SELECT id FROM "{table}"')
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            reader.execute(f'SELECT {", ".join(columns)} FROM "{table}"')


def test_the_reading_role_reads_the_rest_and_writes_nothing(test_database):
    with psycopg.connect(test_database.read_url) as reader:
        reader.execute("SELECT count(*) FROM casework_case")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            reader.execute("DELETE FROM casework_case")
