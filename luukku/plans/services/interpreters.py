"""Who interprets: never a child or a relative of the family."""

from django.utils.translation import gettext_lazy as _

from luukku.casework.models import Case, FamilyMembership, InterpreterMode
from luukku.casework.rules.names import fold
from luukku.core.errors import RuleViolation


def ensure_outsider(case: Case, mode: str, name: str) -> None:
    """Refuse an interpreter who is missing, or who bears the name of somebody in the family.

    Raises:
        RuleViolation: an interpreter takes part but is not named, or is a family member.
    """
    if mode == InterpreterMode.NONE:
        return
    if not name.strip():
        raise RuleViolation(_("Write the interpreter's name or number."))
    people = FamilyMembership.objects.filter(family_id=case.family_id).values_list(
        "person__name", "person__called_name", "person__native_name"
    )
    relatives = {fold(one) for names in people for one in names if one}
    if fold(name) in relatives - {""}:
        raise RuleViolation(_("A child or a relative never interprets. Ask for a professional interpreter."))
