"""`luukku check`: is everything as it should be?"""

import argparse
from pathlib import Path

from luukku.project.environment import DatabaseRole, prepare

help = (
    "Check this machine; or `trail` (nobody changed history), `catalogues` (nothing untranslated), `numbers` (no "
    "published table gives a hidden count away)."
)
example = "luukku check trail"
role: DatabaseRole | None = None

FORM = "  {mark}  {name:<22} {told}"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", nargs="?", choices=["machine", "trail", "catalogues", "numbers"], default="machine")
    parser.add_argument("--heads", type=Path, help="for `trail`: heads kept outside the database (`--tell` wrote them)")
    parser.add_argument("--tell", action="store_true", help="for `trail`: print where each chain stands, to be kept")
    parser.add_argument("--deploy", action="store_true", help="also what must not be so in production")


def run(options: argparse.Namespace) -> int:
    if options.what == "catalogues":
        return _catalogues()
    import django

    prepare()
    django.setup()
    if options.what == "numbers":
        return _numbers()
    return _trail(options) if options.what == "trail" else _machine(deploy=options.deploy)


def _machine(*, deploy: bool) -> int:
    from django.core.management import CommandError, call_command
    from django.db import connection

    from luukku.project import machine
    from luukku.project.commands.migrate import check_version

    check_version()
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        print(FORM.format(mark="ok", name="PostgreSQL", told=cursor.fetchone()[0]))
    for part in machine.parts():
        told = "" if part.present else f"{part.without} Mended by: {part.package}"
        print(FORM.format(mark="ok" if part.present else "--", name=part.name, told=told))
    try:
        call_command("check", deploy=deploy, fail_level="WARNING" if deploy else "ERROR")
    except CommandError as error:
        print(error)
        return 1
    return 0


def _trail(options: argparse.Namespace) -> int:
    from luukku.audit.check import check_trail, heads_told

    if options.tell:
        print("\n".join(heads_told()))
        return 0
    seen, findings = check_trail(options.heads.read_text().split() if options.heads else ())
    for finding in findings:
        print(f"chain {finding.chain} line {finding.number}: {finding.problem}")
    print(f"{seen} lines read, {len(findings)} problems.")
    return 1 if findings else 0


def _catalogues() -> int:
    from luukku.language import catalogues

    problems = catalogues.check()
    for problem in problems:
        print(f"{problem.language}: {problem.kind}: {problem.message!r}")
    print(f"{len(catalogues.LANGUAGES)} languages, {len(problems)} problems.")
    return 1 if problems else 0


def _numbers() -> int:
    from luukku.numbers.services.checking import check_numbers
    from luukku.surveys.services.checking import check_results

    tables, findings = check_numbers()
    for finding in findings:
        print(f"{finding.source} {finding.subject}: {finding.cell}: {finding.problem}")
    print(f"{tables} published tables attacked, {len(findings)} problems.")
    waves, problems = check_results()
    for problem in problems:
        print(f"survey {problem.wave}: {problem.question}: {problem.problem}")
    print(f"Results of {waves} surveys attacked, {len(problems)} problems.")
    return 1 if findings or problems else 0
