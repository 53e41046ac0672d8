"""Municipalities by their names, as people type them."""

import re

from django.db.models import QuerySet

from luukku.accounts.models import Organisation


def codes_named(told: str) -> tuple[list[str], list[str]]:
    """Official codes of the municipalities in a list such as "Tampere, Nokia", and the names that nobody has."""
    known = _codes()
    names = [" ".join(one.split()) for one in re.split(r"[,;\n]", told) if one.strip()]
    found = dict.fromkeys(code for one in names if (code := known.get(one.casefold())))
    return list(found), [one for one in names if one.casefold() not in known]


def names_of(codes: list[str]) -> str:
    """Their Finnish names in the order of the codes, separated by commas."""
    names = names_by_code()
    return ", ".join(names[code] for code in codes if code in names)


def names_by_code(language: str = "fi") -> dict[str, str]:
    """The names of all municipalities by their official code, Swedish or Finnish, in one query."""
    told = _rows().values_list("official_code", "name_fi", "name_sv")
    return {code: (swedish if language == "sv" else "") or finnish for code, finnish, swedish in told}


def _codes() -> dict[str, str]:
    told = _rows().values_list("official_code", "name_fi", "name_sv")
    return {name.casefold(): code for code, *names in told for name in names if name}


def _rows() -> QuerySet[Organisation]:
    return Organisation.objects.filter(kind=Organisation.Kind.MUNICIPALITY).exclude(official_code="")
