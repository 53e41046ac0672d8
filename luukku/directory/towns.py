"""Municipalities by their names, as people type them."""

import re

from luukku.accounts.models import Organisation


def codes_named(told: str) -> tuple[list[str], list[str]]:
    """Official codes of the municipalities in a list such as "Tampere, Nokia", and the names that nobody has."""
    known = _codes()
    names = [" ".join(one.split()) for one in re.split(r"[,;\n]", told) if one.strip()]
    found = dict.fromkeys(code for one in names if (code := known.get(one.casefold())))
    return list(found), [one for one in names if one.casefold() not in known]


def names_of(codes: list[str]) -> str:
    """Their Finnish names in the order of the codes, separated by commas."""
    rows = Organisation.objects.filter(kind=Organisation.Kind.MUNICIPALITY, official_code__in=codes)
    names = dict(rows.values_list("official_code", "name_fi"))
    return ", ".join(names[code] for code in codes if code in names)


def _codes() -> dict[str, str]:
    rows = Organisation.objects.filter(kind=Organisation.Kind.MUNICIPALITY).exclude(official_code="")
    told = rows.values_list("official_code", "name_fi", "name_sv")
    return {name.casefold(): code for code, *names in told for name in names if name}
