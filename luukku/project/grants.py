"""What each database role may do, in one place. Applied by the owner after every migration and every restore.

The application has no DDL and may only add to the trail and read it; whoever breaks into a page can't rewrite what
happened. The reading role, for replicas and figures, sees no secrets.
"""

from typing import TYPE_CHECKING

from luukku.project import databases
from luukku.project.databases import APP, OWNER, READ
from luukku.project.postgres import MAY_END_SESSIONS, ROLES

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

ADD_ONLY = frozenset(
    {
        "audit_event",
        "casework_casenote",
        "casework_casetransition",
        "casework_disclosureentry",
        "surveys_aggregate",
        "programme_addendum",
        "programme_embedding",
        "programme_observation",
        "programme_statusreport",
    }
)
"""Tables in which the application can change and remove nothing."""

KEPT = frozenset(
    {
        "audit_chain_head",
        "casework_emergencyaccess",
        "casework_legalhold",
        "plans_confirmation",
        "plans_objection",
        "casework_informationpermit",
        "casework_permitconsent",
        "casework_permitsubject",
        "programme_programmereport",
        "programme_responsibility",
        "programme_threadlink",
    }
)
"""Tables from which the application can remove nothing."""

LOOK_ONLY = frozenset({"django_migrations"})
"""Tables in which the application can write nothing."""

UNREADABLE = frozenset(
    {
        "account_emailconfirmation",
        "casework_importrow",
        "casework_childprotectionpointer",
        "casework_pointerclock",
        "casework_protectedaddress",
        "core_cache",
        "files_filecontent",
        "insight_cell",
        "insight_fact",
        "insight_touched",
        "django_session",
        "mfa_authenticator",
        "socialaccount_socialapp",
        "socialaccount_socialtoken",
        "surveys_box",
        "surveys_legacyaggregate",
        "surveys_openanswer",
        "surveys_response",
        "usersessions_usersession",
    }
)
"""Tables with sessions, keys, tokens, protected addresses, child protection and answers: closed to the reading role."""

SECRET_COLUMNS = {
    "accounts_invitation": frozenset({"token_hash"}),
    "casework_calendarfeed": frozenset({"token_hash"}),
    "directory_followedcalendar": frozenset({"url"}),  # an address may carry its calendar's secret
    "accounts_user": frozenset({"password"}),
    "casework_personidentifier": frozenset({"sealed", "mark"}),
    "numbers_publication": frozenset({"counts", "cases", "cells", "structural", "sensitive"}),  # what no reader is told
    "portal_accessibilityfeedback": frozenset({"text", "contact", "answer"}),  # people tell who they are in them
    "surveys_waveinvitation": frozenset({"code"}),
    "toolkit_machinerequest": frozenset({"token_hash"}),
    "delivery_message": frozenset({"path"}),  # a link may carry the right to set a password
}
"""Columns closed to the reading role."""


def grant_statements(tables: dict[str, list[str]]) -> list[str]:
    """SQL that gives each role its rights.

    Args:
        tables: the columns of every table of the schema, by its name.
    """
    statements = [
        f"GRANT USAGE ON SCHEMA public TO {APP}, {READ}",
        f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {APP}, {READ}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {APP}",
    ]
    for table in sorted(tables):
        statements.append(f'GRANT {_rights(table)} ON "{table}" TO {APP}')
        if columns := _readable(table, tables[table]):
            statements.append(f'GRANT SELECT {columns}ON "{table}" TO {READ}')
    return statements


def _rights(table: str) -> str:
    if table in LOOK_ONLY:
        return "SELECT"
    if table in ADD_ONLY:
        return "SELECT, INSERT"
    return "SELECT, INSERT, UPDATE" if table in KEPT else "SELECT, INSERT, UPDATE, DELETE"


def _readable(table: str, columns: list[str]) -> str:
    """The column list to grant, " " for all, "" for none."""
    if table in UNREADABLE:
        return ""
    if table not in SECRET_COLUMNS:
        return " "
    return "(" + ", ".join(f'"{name}"' for name in columns if name not in SECRET_COLUMNS[table]) + ") "


def apply(connection: "BaseDatabaseWrapper") -> int:
    """Give the rights, on the owner's connection, in one transaction. Returns the number of tables."""
    from django.db import transaction

    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, array_agg(column_name::text ORDER BY ordinal_position) FROM information_schema.columns"
            " WHERE table_schema = 'public' GROUP BY table_name"
        )
        tables = dict(cursor.fetchall())
        for statement in grant_statements(tables):
            cursor.execute(statement)
    return len(tables)


def roles_script(database: str) -> str:
    """SQL for a database administrator who makes roles and database by hand."""
    from psycopg import sql

    lines = ["-- Run as a superuser. Replace the passwords; keep them where only Luukku's servers read them."]
    lines += [f"CREATE ROLE {role} {rights} PASSWORD 'change me';" for role, rights in ROLES.items()]
    lines.append(f"{MAY_END_SESSIONS};")
    make = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8'").format(
        sql.Identifier(database), sql.Identifier(OWNER)
    )
    locale = "LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C.UTF-8'"
    lines.append(f"{make.as_string()} {locale};")
    lines += [f"{statement.as_string()};" for statement in databases.grants(database)]
    lines.append("-- Rights on tables are given by `luukku migrate`, every time it runs.")
    return "\n".join(lines)
