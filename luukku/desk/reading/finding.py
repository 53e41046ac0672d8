"""Results of a search as a page shows them: kinds in words, why something was found, what to narrow to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import get_script_prefix
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luukku.core.http import Option, with_choice
from luukku.language.naming import language_name
from luukku.search.rules.asking import How
from luukku.search.services import Choice, Found, Result, Why

KINDS: dict[str, str | Promise] = {
    "item": gettext_lazy("Material"),
    "service": gettext_lazy("Service"),
    "place": gettext_lazy("Place"),
    "meeting_place": gettext_lazy("Meeting place"),
    "peer_group": gettext_lazy("Peer group"),
    "support_families": gettext_lazy("Support families"),
    "event": gettext_lazy("Event"),
    "counselling": gettext_lazy("Counselling in one's own language"),
    "term": gettext_lazy("Word of the field"),
    "organisation": gettext_lazy("Organisation"),
    "document": gettext_lazy("Document"),
}
MOST_CHOICES = 8
_MOST_SIGNS = 220


@dataclass(frozen=True, slots=True)
class Row:
    """One result in words."""

    result: Result
    url: str
    kind: str
    summary: str
    language: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """All values of one kind."""

    label: str
    options: Sequence[Option]


def row(result: Result) -> Row:
    told = result.summary or result.text
    short = told if len(told) <= _MOST_SIGNS else told[:_MOST_SIGNS].rsplit(" ", 1)[0] + " …"
    return Row(
        result,
        at_work(result.url),
        kind(result.type),
        short,
        language_name(result.language),
        tuple(map(_why, result.why)),
    )


def at_work(url: str) -> str:
    """The address of a document within the workplace in which it was found."""
    return get_script_prefix() + url.removeprefix("/") if url.startswith("/") else url


def groups(found: Found, asked: QueryDict) -> list[Group]:
    """What the results can be narrowed to; a kind with a single value is no choice unless it was made."""
    told: list[tuple[str, str, Callable[[str], str]]] = [
        ("type", _("What it is"), kind),
        ("place", _("Where"), str),
        ("lang", _("Language of the text"), language_name),
    ]
    made = []
    for name, label, words in told:
        choices = found.choices.get("language" if name == "lang" else name, [])[:MOST_CHOICES]
        if len(choices) > 1 or asked.getlist(name):
            made.append(Group(label, [_option(name, words(one.value), one, asked) for one in choices]))
    return made


def kind(code: str) -> str:
    return str(KINDS.get(code, code))


def _option(name: str, label: str, choice: Choice, asked: QueryDict) -> Option:
    return Option(label, choice.count, *with_choice(asked, name, choice.value))


def _why(why: Why) -> str:
    told = {"asked": why.asked, "found": why.found}
    if why.how is How.SPELLING:
        return _("%(asked)s, understood as %(found)s") % told
    if why.how is How.LANGUAGE:
        return _("%(asked)s, in another language %(found)s") % told
    if why.how is How.MEANING:
        return _("%(asked)s, also called %(found)s") % told
    if why.how is How.ALIKE:
        return _("%(found)s, which looks like %(asked)s") % told
    return why.asked
