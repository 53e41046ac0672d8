"""The `luukku` command, as somebody at a terminal meets it."""

import pytest

from luukku.project import cli, commands
from luukku.project.environment import DatabaseRole, MissingSettingError, prepare

NAMES = [name for names in commands.GROUPS.values() for name in names]


def test_help_shows_every_command_with_an_example(capsys):
    status = cli.main([])

    told = capsys.readouterr().out
    assert status == 0
    assert [name for name in NAMES if f"luukku {name.replace('_', '-')}" not in told] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_command_explains_itself(name, capsys):
    with pytest.raises(SystemExit) as ended:
        cli.main([name, "--help"])

    told = capsys.readouterr().out
    assert ended.value.code == 0
    assert commands.load(name).example in told


def test_every_module_of_the_folder_is_in_the_table():
    from pathlib import Path

    modules = {path.stem for path in Path(commands.__file__).parent.glob("[a-z]*.py")}

    assert modules == set(NAMES)


def test_an_unknown_command_is_refused_by_name(capsys):
    status = cli.main(["frobnicate"])

    assert status == 2
    assert "'frobnicate'" in capsys.readouterr().err


def test_roles_prints_sql_for_all_three_roles(capsys):
    status = cli.main(["roles", "--database", "integration"])

    told = capsys.readouterr().out
    assert status == 0
    assert [role for role in ("luukku_owner", "luukku_app", "luukku_read") if f"CREATE ROLE {role}" not in told] == []
    assert 'CREATE DATABASE "integration"' in told


def test_a_database_of_your_own_needs_secrets_of_your_own(monkeypatch, capsys):
    monkeypatch.delenv("LUUKKU_EMBEDDED", raising=False)
    monkeypatch.delenv("LUUKKU_DEMO", raising=False)
    monkeypatch.delenv("LUUKKU_TRAIL_KEY", raising=False)
    monkeypatch.setenv("DATABASE_URL", "postgresql://luukku_app@db/luukku")

    with pytest.raises(MissingSettingError, match="LUUKKU_TRAIL_KEY"):
        prepare()


def test_migrating_needs_the_address_of_the_owner(monkeypatch):
    monkeypatch.delenv("LUUKKU_EMBEDDED", raising=False)
    monkeypatch.delenv("DATABASE_OWNER_URL", raising=False)
    monkeypatch.setenv("DATABASE_URL", "postgresql://luukku_app@db/luukku")

    with pytest.raises(MissingSettingError, match="DATABASE_OWNER_URL"):
        prepare(DatabaseRole.OWNER)
