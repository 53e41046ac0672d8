"""Generating a whole world into a database of its own, with figures."""

import hashlib
import json
import os
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from datetime import date
from multiprocessing import get_context
from pathlib import Path

import psycopg
from psycopg import sql

import luukku
from luukku.project import databases
from luukku.project.generate import filling, schema
from luukku.project.generate.filling import Task
from luukku.project.generate.sheets import COLUMNS
from luukku.project.generate.trail import is_faithful
from luukku.project.generate.world import PROBE_FAMILIES

PREFIX = "luukku_bench_"
PASSING = ("unfinished", "small", "large")
PROCESSES = 2


@dataclass(frozen=True, slots=True)
class Order:
    """Which world: the same order gives the same rows.

    Attributes:
        today: the day around which everything happens: meetings, late deadlines, ages.
        probe_families: how many families each of the workers has whose pages are timed.
    """

    families: int
    seed: int
    today: date
    probe_families: int = PROBE_FAMILIES


@dataclass(frozen=True, slots=True)
class Figures:
    """What was made and how quickly. Kept as the database's comment.

    Attributes:
        day: the world's own today, as ISO text.
        counts: rows by table. bytes: size of the whole database. seconds: from the empty schema to the last ANALYZE.
    """

    families: int
    seed: int
    day: str
    probe_families: int
    counts: dict[str, int]
    bytes: int
    seconds: float

    @property
    def families_per_second(self) -> float:
        return self.families / self.seconds

    @property
    def bytes_per_family(self) -> float:
        return self.bytes / self.families


def template_name(order: Order) -> str:
    """The name under which a world is kept: the same until tables, texts, this generator or the trail's key change."""
    return f"{_kind(order)}{_fingerprint()}"


def _kind(order: Order) -> str:
    return f"{PREFIX}{order.families}_{order.seed}_{order.probe_families}_"


def ensure_template(server: databases.Urls, order: Order) -> tuple[str, Figures]:
    """The name and figures of the kept world, made first when there is none; outdated ones of its kind are removed."""
    name = template_name(order)
    if not databases.exists(server, name):
        for outdated in databases.names(server, _kind(order)):
            databases.drop(server, outdated)
        generate(server, name, order)
    return name, figures_of(server, name)


def generate(server: databases.Urls, name: str, order: Order) -> None:
    """Make the database with a world in it, in place of one of that name. An unfinished one never gets the name."""
    from django.conf import settings

    key_id = settings.LUUKKU_TRAIL_KEY_ID
    key = settings.LUUKKU_TRAIL_KEYS[key_id]
    if not is_faithful(key):
        msg = "The generator's trail lines would not be sealed as the product seals them."
        raise RuntimeError(msg)
    sweep(server)
    unfinished = passing_name("unfinished")
    made = databases.create(server, unfinished)
    try:
        migrate(made)
        began = time.monotonic()
        counts = _fill(Task(made.owner, order.families, order.seed, order.probe_families, order.today, key_id, key))
        seconds = round(time.monotonic() - began, 1)
        day = str(order.today)
        told = Figures(order.families, order.seed, day, order.probe_families, counts, _size(made), seconds)
        _keep(made, told)
        databases.drop(server, name)
        databases.rename(server, unfinished, name)
    except BaseException:
        databases.drop(server, unfinished)
        raise


def passing_name(kind: str) -> str:
    """The name of a database that lives no longer than this process; `sweep` finds it when the process was killed."""
    return f"{PREFIX}{kind}_{os.getpid()}"


def sweep(server: databases.Urls) -> None:
    """Remove what killed processes have left: half-made worlds and the benchmark's copies."""
    for name in databases.names(server, PREFIX):
        kind, _separator, process = name.removeprefix(PREFIX).partition("_")
        if kind in PASSING and process.isdigit() and not _is_alive(int(process)):
            databases.drop(server, name)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def figures_of(server: databases.Urls, name: str) -> Figures:
    """What is known of a generated database.

    Raises:
        LookupError: it is not one of ours.
    """
    with psycopg.connect(server.for_database("postgres").owner) as connection:
        row = connection.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [name]
        ).fetchone()
    if row is None or row[0] is None:
        msg = f"The database {name} was not made by `luukku generate`."
        raise LookupError(msg)
    return Figures(**json.loads(row[0]))


def _keep(made: databases.Urls, figures: Figures) -> None:
    with psycopg.connect(made.owner, autocommit=True) as connection:
        comment = sql.SQL("COMMENT ON DATABASE {} IS {}")
        connection.execute(comment.format(sql.Identifier(connection.info.dbname), json.dumps(asdict(figures))))


def migrate(made: databases.Urls) -> None:
    """Bring an empty database to the newest schema, without what a demo needs."""
    command = [sys.executable, "-m", "luukku.project.cli", "migrate", "--quiet", "--schema-only"]
    subprocess.run(command, env=os.environ | made.as_environment(), check=True)


def _fill(task: Task) -> dict[str, int]:
    tables = [table for table in COLUMNS if not table.startswith("mfa_")]
    _say("indexes off", 0)
    later = schema.take_off(task.url, tables)
    began = time.monotonic()
    counts = Counter(filling.fill_people(task))
    counts += _fill_families(task)
    _say("rows", time.monotonic() - began)
    began = time.monotonic()
    schema.put_back(task.url, later, tables, PROCESSES)
    _say("indexes, keys and references", time.monotonic() - began)
    began = time.monotonic()
    with psycopg.connect(task.url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")
    _say("statistics", time.monotonic() - began)
    return dict(counts)


def _fill_families(task: Task) -> "Counter[str]":
    world = task.world()
    places = sorted(range(len(world.municipalities)), key=lambda place: -world.municipalities[place].families)
    counts: Counter[str] = Counter()
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("fork")) as pool:
        done = list(pool.map(filling.fill_families, [task] * len(places), places))
    for one in done:
        counts.update(one.counts)
    counts.update(filling.fill_counties(task, done))
    return counts


def _size(made: databases.Urls) -> int:
    with psycopg.connect(made.owner) as connection:
        (size,) = connection.execute("SELECT pg_database_size(current_database())").fetchall()[0]
    return int(size)


def _fingerprint() -> str:
    """Of everything that decides what the rows are: migrations, this generator and its texts."""
    from django.conf import settings

    package = Path(luukku.__file__).parent
    digest = hashlib.sha256()
    for pattern in ("*/migrations/*.py", "project/generate/**/*", "project/demo/blocks/*", "plans/content/**/*.json"):
        for path in sorted(package.glob(pattern)):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.relative_to(package).as_posix().encode() + path.read_bytes())
    for key_id, key in sorted(settings.LUUKKU_TRAIL_KEYS.items()):
        digest.update(key_id.encode() + key)
    return digest.hexdigest()[:10]


def _say(step: str, seconds: float) -> None:
    sys.stderr.write(f"  {step}: {seconds:.1f} s\n")


def name_coverage(server: databases.Urls, name: str) -> dict[str, float]:
    """How large a share of people the hundred commonest names cover: given names, and what families are called."""
    asked = {"given names": ("casework_person", "called_name"), "family names": ("casework_family", "name")}
    share = (
        "SELECT coalesce(sum(n) FILTER (WHERE place <= 100) / sum(n), 0) FROM"
        " (SELECT count(*) AS n, row_number() OVER (ORDER BY count(*) DESC) AS place FROM {} GROUP BY {}) AS names"
    )
    with psycopg.connect(server.for_database(name).owner) as connection:
        rows = {
            part: connection.execute(sql.SQL(share).format(*map(sql.Identifier, where))).fetchone()
            for part, where in asked.items()
        }
    return {part: round(float(row[0]), 3) for part, row in rows.items() if row}
