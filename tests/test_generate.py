"""Generated worlds: the same for the same seed, as skewed as real names, whole, and sealed as the product seals."""

import json
import os
import subprocess
import sys

import psycopg
import pytest
from django.apps import apps

from luukku.project import databases
from luukku.project.generate.names import namings
from luukku.project.generate.sheets import COLUMNS, OPTIONAL
from luukku.project.generate.trail import is_faithful
from luukku.project.generate.world import PROBES, make_world

DAY = "2026-11-02"


def luukku(*words, database=None):
    """One `luukku` command in a process of its own, as the owner of a database."""
    server = databases.Urls.from_environment()
    urls = server.for_database(database) if database else server
    command = [sys.executable, "-m", "luukku.project.cli", *words]
    return subprocess.run(command, env=os.environ | urls.as_environment(), capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def worlds(test_database):
    """Two worlds by the same order, and what the command told about the first."""
    names = [f"luukku_test_world_{letter}_{os.getpid()}" for letter in "ab"]
    order = ["--families", "150", "--seed", "7", "--day", DAY, "--json"]
    told = [luukku("generate", *order, "--database", name) for name in names]
    assert [one.returncode for one in told] == [0, 0], told[0].stderr
    yield names, json.loads(told[0].stdout)
    for name in names:
        databases.drop(databases.Urls.from_environment(), name)


def ask(name, query):
    with psycopg.connect(databases.Urls.from_environment().for_database(name).owner) as connection:
        return connection.execute(query).fetchall()


def fingerprint(name):
    """Of every row of every filled table, numbers given by the database left out."""
    row = "md5(string_agg((to_jsonb(t) - 'id' - 'last_used_at')::text || coalesce({key}, ''), '' ORDER BY t::text))"
    by_uuid = {model._meta.db_table for model in apps.get_models() if model._meta.pk.get_internal_type() == "UUIDField"}
    prints = {}
    for table in COLUMNS:
        key = "t.id::text" if table in by_uuid and table != "audit_chain_head" else "''"
        order = "t.id" if key == "t.id::text" else "(to_jsonb(t) - 'id')::text"
        query = row.format(key=key).replace("t::text", order)
        prints[table] = ask(name, f"SELECT {query} FROM {table} AS t")[0][0]
    return prints


def test_the_same_seed_gives_the_same_rows(worlds):
    (first, second), _told = worlds

    assert fingerprint(first) == fingerprint(second)


def test_the_trail_of_a_generated_world_is_whole(worlds):
    (first, _second), told = worlds

    checked = luukku("check", "trail", database=first)

    assert checked.returncode == 0, checked.stdout
    assert checked.stdout.startswith(f"{told['rows']['audit_event']} lines read")


def test_the_hundred_commonest_names_cover_at_least_four_tenths(worlds):
    _names, told = worlds

    shares = [one["value"] for one in told["summary"]["hundred_commonest_cover"].values()]

    assert all(share >= 0.4 for share in shares)


def test_every_active_case_has_exactly_one_responsible_worker(worlds):
    (first, _second), _told = worlds

    strays = ask(
        first,
        "SELECT c.id FROM casework_case c LEFT JOIN casework_responsibleworker r"
        f" ON r.case_id = c.id AND r.during @> date '{DAY}'"
        " WHERE c.state = 'active' GROUP BY c.id HAVING count(r.id) <> 1",
    )

    assert strays == []


def test_all_keys_indexes_and_triggers_are_back(worlds, test_database):
    (first, _second), _told = worlds
    query = (
        "SELECT 'c', conname, convalidated::text FROM pg_constraint WHERE connamespace = 'public'::regnamespace"
        " UNION SELECT 'i', indexname, '' FROM pg_indexes WHERE schemaname = 'public'"
        " UNION SELECT 't', tgname, tgenabled::text FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1, 2, 3"
    )
    with psycopg.connect(test_database.owner_url) as connection:
        expected = connection.execute(query).fetchall()

    assert ask(first, query) == expected


def test_what_was_offered_is_sealed_as_the_product_seals_it(worlds):
    (first, _second), _told = worlds
    script = (
        "import django; django.setup()\n"
        "from luukku.plans.models import FamilyPlan\n"
        "from luukku.plans.rules.content import content_hash\n"
        "from luukku.plans.services.contents import content_of\n"
        "plans = FamilyPlan.objects.exclude(state='draft')\n"
        "print(plans.count() > 20, all(content_hash(content_of(plan)) == plan.content_hash for plan in plans))"
    )
    urls = databases.Urls.from_environment().for_database(first)

    done = subprocess.run(
        [sys.executable, "-c", script],
        env=os.environ | urls.as_environment(),
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stdout.split() == ["True", "True"], done.stderr


def test_no_column_of_a_filled_table_is_forgotten():
    tables = {model._meta.db_table: model for model in apps.get_models()}

    for table, columns in COLUMNS.items():
        known = {field.column for field in tables[table]._meta.concrete_fields}
        told = set(columns.split())
        assert told <= known, table
        assert known - told <= OPTIONAL, table


def test_the_quick_spelling_of_a_line_is_sealed_like_the_products_own():
    assert is_faithful(b"any key")


def test_probes_have_the_same_families_in_a_small_and_a_large_world():
    small, large = make_world(1000, 1), make_world(20_000, 1)

    assert [probe.id for probe in small.probes] == [probe.id for probe in large.probes]
    assert {probe.families for probe in small.probes + large.probes} == {35}
    assert len(small.probes) == PROBES


def test_a_worker_has_between_25_and_45_families():
    workers = [worker for place in make_world(20_000, 1).municipalities for worker in place.workers if worker.families]

    loads = [worker.families for worker in workers]

    assert sum(loads) == 20_000
    assert sum(25 <= load <= 45 for load in loads) > 0.97 * len(loads)


def test_every_language_has_names_in_both_genders():
    assert all(naming.women.things and naming.men.things for naming in namings().values())


def test_a_world_has_what_figures_tell_of(worlds):
    (first, _second), _told = worlds

    held = "SELECT bool_or(interpreter_state = 'missing'), bool_or(interpreter_state = 'booked') FROM casework_meeting"
    assert ask(first, f"{held} WHERE held_at IS NOT NULL") == [(True, True)]
    assert ask(first, "SELECT bool_or(service <> ''), bool_or(service = '') FROM plans_action") == [(True, True)]
    assert ask(first, "SELECT bool_or(held_on IS NULL), bool_or(held_on <= due_on) FROM plans_review") == [(True, True)]
