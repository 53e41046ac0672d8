"""Words for what is in a package and what bringing it in does."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from luukku.programme.labels import Words
from luukku.programme.models import OperatingModelVersion
from luukku.programme.rules.package_outcomes import CHANGING, Outcome
from luukku.programme.rules.package_shapes import Kind

KINDS: Final[dict[Kind, Words]] = {
    Kind.MODEL: _("Operating model"),
    Kind.TOOLKIT: _("Item of the toolkit"),
    Kind.CRITERIA: _("Set of criteria"),
    Kind.ADOPTION: _("Report of taking a model into use"),
}
OUTCOMES: Final[dict[Outcome, Words]] = {
    Outcome.NEW: _("New here"),
    Outcome.NEWER: _("A newer version of what came before"),
    Outcome.SAME: _("Here already, word for word"),
    Outcome.OLDER: _("Older than what is here: left out"),
    Outcome.FORK: _("Other words stand here: this comes beside them, and nothing is overwritten"),
    Outcome.ELSEWHERE: _("Another organisation keeps this here already: left out"),
}
FIELDS: Final[dict[str, Words]] = {
    "language": _("language of the text"), "title": _("title"), "summary": _("in one or two sentences"),
    "kind": _("kind"), "audience": _("for whom"), "sectors": _("sectors"), "themes": _("themes"),
    "age_groups": _("age groups"), "law_references": _("sections of the law"),
    "review_months": _("months between reviews"), "origin": _("where it comes from"),
    "edited_on": _("text changed"), "blocks": _("pieces of text"), "files": _("files"), "key": _("code"),
    "number": _("version"), "titles": _("title"), "intros": _("introduction"), "criteria": _("criteria"),
    "parts": _("what belongs to it"), "indicators": _("indicators"), "based_on": _("what it is based on"),
}  # fmt: skip


def changes(told: Iterable[Mapping[str, Any]], accepted: set[str]) -> list[dict[str, Any]]:
    """The parts of a package with words for their codes."""
    return [
        {
            **one,
            "kind_words": KINDS[Kind(one["kind"])],
            "outcome_words": OUTCOMES[Outcome(one["outcome"])],
            "is_changing": Outcome(one["outcome"]) in CHANGING or one["id"] in accepted,
            "is_accepted": one["id"] in accepted,
            "fields": [part | {"words": field(part["field"])} for part in one["fields"]],
        }
        for one in told
    ]


def field(name: str) -> Words:
    """What a field is called: a model's own word for it, or ours."""
    if name in FIELDS:
        return FIELDS[name]
    known = {one.name: one.verbose_name for one in OperatingModelVersion._meta.fields}
    return known.get(name, name)
