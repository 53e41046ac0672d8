"""Making, copying and removing databases, as the owner role: on the embedded server as well as on one of your own."""

import os
from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg
from psycopg import sql

OWNER, APP, READ = "luukku_owner", "luukku_app", "luukku_read"


@dataclass(frozen=True, slots=True)
class Urls:
    """One database, reached as each of the three roles."""

    owner: str
    app: str
    read: str

    @classmethod
    def from_environment(cls) -> "Urls":
        """What the environment names. Without an address for the reading role, that of the application stands in."""
        app = os.environ["DATABASE_URL"]
        return cls(os.environ["DATABASE_OWNER_URL"], app, os.environ.get("DATABASE_READ_URL", app))

    def for_database(self, name: str) -> "Urls":
        """The same server and roles, another database."""
        return Urls(*(urlunsplit(urlsplit(url)._replace(path=f"/{quote(name)}")) for url in self.as_tuple()))

    def as_tuple(self) -> tuple[str, str, str]:
        return (self.owner, self.app, self.read)

    def as_environment(self) -> dict[str, str]:
        """Variables for a process that is to use this database."""
        return {"DATABASE_OWNER_URL": self.owner, "DATABASE_URL": self.app, "DATABASE_READ_URL": self.read}


def exists(server: Urls, name: str) -> bool:
    return name in names(server, name)


def names(server: Urls, prefix: str = "") -> list[str]:
    with _connect(server) as connection:
        rows = connection.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [prefix])
        return [name for (name,) in rows]


def create(server: Urls, name: str, template: str | None = None) -> Urls:
    """A new database that the two other roles may enter; a whole copy when a template is named.

    Nobody may be connected to the template meanwhile.
    """
    with _connect(server) as connection:
        how = sql.SQL(" TEMPLATE {} STRATEGY file_copy").format(sql.Identifier(template)) if template else sql.SQL("")
        connection.execute(sql.SQL("CREATE DATABASE {}{}").format(sql.Identifier(name), how))
        for statement in grants(name):
            connection.execute(statement)
    return server.for_database(name)


def drop(server: Urls, name: str) -> None:
    """Remove a database, whoever is connected. Nothing happens when there is none."""
    with _connect(server) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def rename(server: Urls, name: str, new_name: str) -> None:
    with _connect(server) as connection:
        statement = sql.SQL("ALTER DATABASE {} RENAME TO {}")
        connection.execute(statement.format(sql.Identifier(name), sql.Identifier(new_name)))


def grants(name: str) -> list[sql.Composed]:
    """Who may enter a database. Rights inside it are given by `luukku.project.grants`."""
    database = sql.Identifier(name)
    others = sql.SQL(", ").join(map(sql.Identifier, (APP, READ)))
    return [
        sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database),
        sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(database, others),
    ]


def _connect(server: Urls) -> psycopg.Connection[tuple[str]]:
    maintenance = server.for_database("postgres").owner
    return psycopg.connect(maintenance, autocommit=True, connect_timeout=10)
