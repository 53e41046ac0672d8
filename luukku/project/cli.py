"""The `luukku` command."""

import argparse
import os
import signal
import sys
from types import FrameType

from luukku.project import commands
from luukku.project.environment import MissingSettingError, prepare
from luukku.project.postgres import PostgresError

ABOUT = """\
Luukku: the one counter where a region's integration services meet a family.

Without DATABASE_URL every command uses the PostgreSQL that Luukku brings along, and starts and stops it by itself.
"""
AFTERWORD = "Each command tells more with --help. Settings come from the environment: see docs/production.md."


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns its exit status. 2 means that it could not even begin."""
    words = sys.argv[1:] if arguments is None else arguments
    if not words or words[0] in {"-h", "--help", "help"}:
        print(overview())
        return 0
    name = words[0].replace("-", "_")
    if not any(name in names for names in commands.GROUPS.values()):
        print(f"luukku: there is no command {words[0]!r}. `luukku --help` lists them.", file=sys.stderr)
        return 2
    _stop_in_order()
    command = commands.load(name)
    options = _parser(name, command).parse_args(words[1:])
    try:
        _get_ready(command, options)
        return command.run(options)
    except (PostgresError, MissingSettingError) as error:
        print(f"luukku {name}: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def overview() -> str:
    lines = [ABOUT]
    for group, names in commands.GROUPS.items():
        lines.append(f"{group}:")
        for name in names:
            command = commands.load(name)
            lines += [f"  {name.replace('_', '-'):<16} {command.help}", f"  {'':<16} {command.example}"]
        lines.append("")
    return "\n".join([*lines, AFTERWORD])


def _stop_in_order() -> None:
    """Let a `kill` or a closed terminal end us as Ctrl-C does, so that what we started is stopped as well."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)


def _parser(name: str, command: commands.Command) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=f"luukku {name}",
        description=command.help,
        epilog=f"Example: {command.example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_arguments(parser)
    return parser


def _get_ready(command: commands.Command, options: argparse.Namespace) -> None:
    """Fill the environment and set Django up, for the commands that need it."""
    is_free = getattr(options, "what", None) in getattr(command, "without_database", ())
    if command.role is None or is_free:
        return
    prepare(command.role)
    os.environ.setdefault("LUUKKU_LOG", "console" if sys.stderr.isatty() else "json")
    import django

    django.setup()


if __name__ == "__main__":
    sys.exit(main())
