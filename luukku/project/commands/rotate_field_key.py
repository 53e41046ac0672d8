"""`luukku rotate-field-key`: close everything that lies encrypted under the newest key."""

import argparse

from luukku.project.environment import DatabaseRole

help = "Encrypt fields again under the newest LUUKKU_FIELD_KEY; stopped anywhere, it goes on where it stopped."
example = 'LUUKKU_FIELD_KEY=new LUUKKU_OLD_FIELD_KEYS="old" luukku rotate-field-key'
role: DatabaseRole | None = DatabaseRole.APP


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose."""


def run(options: argparse.Namespace) -> int:
    import sys

    from cryptography.fernet import InvalidToken

    from luukku.accounts.services.resealing import reseal_second_factors
    from luukku.casework.services.upkeep import reseal_identifiers, reseal_import_rows
    from luukku.core.actor import SystemActor
    from luukku.core.sealing import UnsealableError
    from luukku.files.services import reseal as reseal_files
    from luukku.surveys.services.boxes import reseal as reseal_boxes

    actor = SystemActor.now()
    try:
        kinds = (
            ("identifiers", reseal_identifiers),
            ("rows of imports", reseal_import_rows),
            ("files", reseal_files),
            ("answers of open surveys", reseal_boxes),
        )
        for name, reseal in kinds:
            done = 0
            while count := reseal(actor):
                done += count
            print(f"{name}: {done} encrypted again")
        print(f"second factors: {reseal_second_factors()} encrypted again")
    except (UnsealableError, InvalidToken) as error:
        print(f"luukku rotate-field-key: a key is missing among LUUKKU_OLD_FIELD_KEYS. {error}", file=sys.stderr)
        return 1
    return 0
