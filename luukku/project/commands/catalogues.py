"""`luukku catalogues`: the texts of the interface, from the code to the translators and back."""

from argparse import ArgumentParser, Namespace

from luukku.language import catalogues

help = "bring the translation files up to date, compile them, or tell what they lack"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "step",
        choices=["extract", "compile", "check"],
        help="extract: new texts into every language's file; compile: what the program reads; check: what is missing",
    )


def run(options: Namespace) -> int:
    return {"extract": extract, "compile": compile_all, "check": check}[options.step]()


def extract() -> int:
    for language, missing in catalogues.update().items():
        print(f"{language}: {missing} to translate" if missing else f"{language}: complete")
    return 0


def compile_all() -> int:
    print(f"Compiled {len(catalogues.compile_all())} catalogues.")
    return 0


def check() -> int:
    """Say what each language lacks and which are drafts; 1 when something is missing."""
    problems = catalogues.check()
    for problem in problems:
        print(f"{problem.language}: {problem.kind}: {problem.message!r}")
    drafts = [language for language in catalogues.LANGUAGES if catalogues.is_draft(language)]
    if drafts:
        print(f"Drafts, not yet checked by a native speaker: {', '.join(drafts)}")
    if not problems:
        print("All catalogues are complete.")
    return 1 if problems else 0
