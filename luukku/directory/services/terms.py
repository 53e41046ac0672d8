"""Code lists: rows for the codes that entries carry, made when they are first met."""

import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from luukku.directory.models import Term
from luukku.directory.ptv.records import TermTold


class Terms:
    """Finds terms, and makes those that are missing. Names that a source tells go before those in our own files."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], UUID] = {}

    def rows(self, told: Iterable[TermTold]) -> QuerySet[Term]:
        return Term.objects.filter(pk__in=[self._id(one) for one in told])

    def keep(self, told: Iterable[TermTold]) -> None:
        """Take in rows of a code list, with names and places in it."""
        for one in told:
            pk = self._id(one)
            parent = self._id(TermTold(one.scheme, one.parent)) if one.parent and one.parent != one.code else None
            changed: dict[str, Any] = {"names": one.names} if one.names else {}
            if changed or parent:
                Term.objects.filter(pk=pk).update(**changed, **({"parent_id": parent} if parent else {}))

    def _id(self, told: TermTold) -> UUID:
        own = code_lists()["by_uri"].get(told.uri, told.code) if told.uri else told.code
        key = (told.scheme, str(own)[:200])
        if key not in self._known:
            ours = code_lists()["terms"].get(f"{told.scheme} {key[1]}", {})
            row, _made = Term.objects.get_or_create(
                scheme=key[0],
                code=key[1],
                defaults={"uri": told.uri or ours.get("uri", ""), "names": told.names or ours.get("names", {})},
            )
            if told.names and not row.names:
                Term.objects.filter(pk=row.pk).update(names=told.names)
            self._known[key] = row.pk
        return self._known[key]


@cache
def code_lists() -> dict[str, dict[str, Any]]:
    """The lists that come with the product: {"terms": "scheme code" → names, uri, parent; "by_uri": old URI → code}."""
    told = json.loads(files("luukku.directory").joinpath("data/codelists.json").read_text(encoding="utf-8"))
    terms = {f"{row['scheme']} {row['code']}": row for row in told}
    by_uri = {uri: row["code"] for row in told for uri in (row["uri"], row.get("old_uri", "")) if uri}
    return {"terms": terms, "by_uri": by_uri}


def load_code_lists() -> int:
    """Put the lists of the product in the database, those that are missing. Returns how many there are."""
    terms = Terms()
    rows = list(code_lists()["terms"].values())
    terms.keep(TermTold(row["scheme"], row["code"], row["uri"], row["names"], row.get("parent", "")) for row in rows)
    return len(rows)
