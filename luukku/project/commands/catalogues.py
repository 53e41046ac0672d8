"""`luukku catalogues`: the texts in other languages."""

import argparse

from luukku.project.environment import DatabaseRole

help = "Compile the translations; with `update`, bring them up to the texts in the code first."
example = "luukku catalogues update"
role: DatabaseRole | None = None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", nargs="?", choices=["compile", "update"], default="compile")


def run(options: argparse.Namespace) -> int:
    from luukku.language import catalogues

    if options.what == "update":
        for language, missing in catalogues.update().items():
            print(f"{language}: {missing} missing")
    print(f"{len(catalogues.compile_all())} catalogues compiled.")
    return 0
