"""`luukku import survey`: the statements of an earlier survey, its figures kept and shown to nobody."""

import argparse
import json
import sys
from pathlib import Path


def survey(options: argparse.Namespace) -> int:
    """The survey of a programme file becomes a questionnaire of the organisation named."""
    from luukku.accounts.models import Organisation
    from luukku.core.actor import SystemActor
    from luukku.core.errors import RuleViolation
    from luukku.surveys.services import legacy

    owner = Organisation.objects.filter(name_fi=options.organisation).first()
    if owner is None:
        print("luukku import: --organisation names nobody here.", file=sys.stderr)
        return 2
    try:
        told = legacy.read(json.loads(Path(options.place).read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        print(f"luukku import: {options.place}: {error}", file=sys.stderr)
        return 2
    except RuleViolation as refusal:
        print(f"luukku import: {options.place}: {refusal.message}", file=sys.stderr)
        return 2
    print(f"statements: {len(told.items)}, open questions: {len(told.questions)}; figures are kept and not shown")
    if not options.dry_run:
        legacy.import_survey(SystemActor.now(), told, organisation_id=owner.pk)
    return 0
