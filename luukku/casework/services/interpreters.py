"""Who interprets: never a child or a relative of the family."""

from django.utils.translation import gettext as _

from luukku.casework.models import Case, FamilyMembership, InterpreterExclusion, InterpreterMode
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
        raise RuleViolation(_("Write the interpreter's name or number."), field="interpreter_name")
    ensure_no_relative(case, name)


def ensure_no_relative(case: Case, name: str) -> None:
    """Refuse an interpreter who bears the name of somebody who is, or was, in the family; no name is nobody's.

    Whoever somebody of the family has asked not to have is refused too.

    Raises:
        RuleViolation: the name is a family member's, or of an interpreter not wanted, however it is written.
    """
    wanted = fold(name)
    if not wanted:
        return
    people = FamilyMembership.objects.filter(family_id=case.family_id).values_list(
        "person__name", "person__called_name", "person__native_name"
    )
    if wanted in {fold(one) for names in people for one in names}:
        raise RuleViolation(
            _("A child or a relative never interprets. Ask for a professional interpreter."), field="interpreter_name"
        )
    members = FamilyMembership.objects.filter(family_id=case.family_id)
    unwanted = InterpreterExclusion.objects.filter(
        person__in=members.values("person_id"), during__endswith__isnull=True
    ).values_list("name", flat=True)
    if wanted in {fold(one) for one in unwanted}:
        raise RuleViolation(
            _("Somebody in the family has asked not to have this interpreter. Ask for another one."),
            field="interpreter_name",
        )
