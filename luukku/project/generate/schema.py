"""Taking indexes and constraints off tables that are filled, and putting them back: far quicker than keeping them."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import psycopg
from psycopg import sql

MEMORY = "384MB"
"""For each of the connections that sort keys into indexes."""


@dataclass(frozen=True, slots=True)
class Later:
    """Statements that put back what was taken off, in three waves: keys and indexes, exclusions, references."""

    indexes: list[str]
    exclusions: list[str]
    references: list[str]


def take_off(url: str, tables: Iterable[str]) -> Later:
    """Drop references, keys, exclusions and indexes of the tables and silence their triggers; checks stay."""
    names = list(tables)
    with psycopg.connect(url) as connection:
        constraints = connection.execute(
            "SELECT conrelid::regclass::text, conname, contype::text, pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE conrelid = ANY(%s::regclass[]) AND contype IN ('f', 'x', 'u', 'p')"
            " ORDER BY contype = 'p', contype = 'u', conrelid::regclass::text, conname",
            [names],
        ).fetchall()
        referencing = connection.execute(
            "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE contype = 'f' AND confrelid = ANY(%s::regclass[]) AND NOT conrelid = ANY(%s::regclass[])",
            [names, names],
        ).fetchall()
        indexes = connection.execute(
            "SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i"
            " WHERE i.indrelid = ANY(%s::regclass[])"
            " AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid AND c.contype <> 'f')"
            " ORDER BY 1",
            [names],
        ).fetchall()
        for table, name, *_rest in [*referencing, *constraints]:
            _alter(connection, table, sql.SQL("DROP CONSTRAINT {}").format(sql.Identifier(name)))
        for name, _definition in indexes:
            connection.execute(sql.SQL("DROP INDEX {}").format(sql.SQL(name)))
        for table in names:
            _alter(connection, table, sql.SQL("DISABLE TRIGGER USER"))
    add = 'ALTER TABLE {} ADD CONSTRAINT "{}" {}'
    return Later(
        [add.format(t, n, d) for t, n, kind, d in constraints if kind in ("p", "u")] + [d for _name, d in indexes],
        [add.format(t, n, d) for t, n, kind, d in constraints if kind == "x"],
        [add.format(t, n, d) for t, n, kind, d in constraints if kind == "f"]
        + [add.format(t, n, d) for t, n, d in referencing],
    )


def put_back(url: str, later: Later, tables: Iterable[str], connections: int) -> None:
    """Make keys, indexes, exclusions and references again, several at once, and wake the triggers."""
    for wave in (later.indexes + later.exclusions, later.references):
        _run(url, wave, connections)
    with psycopg.connect(url) as connection:
        for table in tables:
            _alter(connection, table, sql.SQL("ENABLE TRIGGER USER"))


def _run(url: str, statements: list[str], connections: int) -> None:
    """One table after the other on each connection, the tables side by side: two locks on one table never meet."""
    by_table: dict[str, list[str]] = {}
    for statement in statements:
        words = statement.split()
        table = words[2] if words[0] == "ALTER" else words[words.index("ON") + 1]
        by_table.setdefault(table.removeprefix("public."), []).append(statement)
    with ThreadPoolExecutor(connections) as pool:
        list(pool.map(lambda group: _on_one_connection(url, group), sorted(by_table.values(), key=len, reverse=True)))


def _on_one_connection(url: str, statements: list[str]) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"SET maintenance_work_mem = '{MEMORY}'")
        connection.execute("SET synchronous_commit = off")
        for statement in statements:
            connection.execute(statement)


def _alter(connection: "psycopg.Connection[tuple[object, ...]]", table: str, how: sql.Composable) -> None:
    connection.execute(sql.SQL("ALTER TABLE {} {}").format(sql.SQL(table), how))
