"""What families find: results with where they lead, why they were found, and what they can be narrowed to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import pgettext

from luukku.core.actor import Actor
from luukku.core.http import Option, at_page, page_of, with_choice
from luukku.directory import policies as directory
from luukku.directory.models import Activity
from luukku.language import languages as reference
from luukku.language.languages import FAMILY_LANGUAGES
from luukku.portal import policies
from luukku.search.services import TERM, Choice, Filters, Found, Result, Why, find, suggest

ON_A_PAGE: Final = 20
MOST_PAGES: Final = 20
MOST_CHOICES: Final = 8
ACTIVITIES: Final = tuple(Activity.Kind.values)
PAGES: Final = {"item": "page", "service": "service", "place": "place", **dict.fromkeys(ACTIVITIES, "place")}
"""The page of each type of document that families may read; a word has one too, by its own name."""


@dataclass(frozen=True, slots=True)
class Line:
    """One result. `why`: each word of the question with what it was found by, or nothing beside it."""

    title: str
    summary: str
    language: str
    url: str
    kind: str
    places: tuple[str, ...]
    is_widespread: bool
    why: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What one page of an answer shows.

    Attributes:
        meant: what was probably meant, with its address; empty when nothing was misspelt.
        groups: what to narrow to: its name in addresses, its label, and its values.
    """

    lines: list[Line]
    groups: list[tuple[str, str, list[Option]]]
    is_narrowed: bool
    meant: str
    meant_url: str
    is_far: bool
    later: str
    earlier: str


def answer(actor: Actor, asked: str, language: str, told: QueryDict) -> Answer:
    """The answer to a question, with the page and the narrowing that the address tells."""
    page = page_of(told, MOST_PAGES)
    types = [one for one in told.getlist("type") if one in PAGES or one == TERM]
    filters = Filters(
        types=tuple(types) or (*PAGES, TERM),
        languages=tuple(told.getlist("lang")),
        places=tuple(told.getlist("place")),
    )
    found = find(actor, asked, language=language, filters=filters, limit=ON_A_PAGE, offset=(page - 1) * ON_A_PAGE)
    has_more = found.hits > page * ON_A_PAGE and page < MOST_PAGES
    return Answer(
        lines=lines(found.results, language, filters.languages),
        groups=_groups(found, told),
        is_narrowed=any(told.getlist(name) for name in ("type", "place", "lang")),
        meant=found.meant,
        meant_url=f"?{urlencode({'q': found.meant})}",
        is_far=found.is_far,
        later=at_page(told, page + 1) if has_more else "",
        earlier=at_page(told, page - 1) if page > 1 else "",
    )


def suggestions(actor: Actor, typed: str, language: str) -> list[tuple[str, str, str]]:
    """What may be meant: text, its language, and the search for it."""
    there = reverse("portal:search", args=[language])
    return [
        (one.text, one.language, f"{there}?{urlencode({'q': one.text})}")
        for one in suggest(actor, typed, language=language)
    ]


def lines(results: Iterable[Result], language: str, chosen: Sequence[str] = ()) -> list[Line]:
    """Results that lead to our own pages; what has no page here is left out.

    A text in a language that was chosen leads to its page in that language, when the site speaks it.
    """
    told = list(results)
    spoken = set(chosen) & set(FAMILY_LANGUAGES)
    there = _with_a_page(told)
    return [
        Line(
            title=one.title,
            summary=one.summary,
            language=one.language,
            url=_url(one, one.language if one.language in spoken else language),
            kind=one.type,
            places=one.places,
            is_widespread=one.is_widespread,
            why=tuple(map(_why, one.why)),
        )
        for one in told
        if one.type == TERM or (one.type, one.source_id) in there
    ]


def _with_a_page(results: Sequence[Result]) -> set[tuple[str, str]]:
    """Of these the ones that may be read now. One query."""
    known = {pk: one for one in results if one.type in PAGES and (pk := id_of(one.source_id))}
    items = policies.public_entries().filter(source_id__in=known).order_by().values_list("source_id", flat=True)
    others = (
        directory.public_services().filter(pk__in=known),
        directory.public_activities().filter(pk__in=known),
        directory.public_channels().places().filter(pk__in=known),
    )
    there = items.union(*(rows.order_by().values_list("pk", flat=True) for rows in others))
    return {(known[pk].type, known[pk].source_id) for pk in there}


def _url(one: Result, language: str) -> str:
    if one.type == TERM:
        return reverse("portal:word", args=[language, one.source_id])
    return reverse(f"portal:{PAGES[one.type]}", args=[language, one.source_id])


def _why(why: Why) -> tuple[str, str]:
    return why.asked, "" if why.found.lower() == why.asked.lower() else why.found


def _groups(found: Found, told: QueryDict) -> list[tuple[str, str, list[Option]]]:
    """What the results can be narrowed to; a kind with a single value is no choice unless it was made."""
    kinds = (
        ("type", "type", pgettext("family", "What it is")),
        ("place", "place", pgettext("family", "Where")),
        ("lang", "language", pgettext("family", "Language of the text")),
    )
    made = []
    for name, kind, label in kinds:
        choices = found.choices.get(kind, [])[:MOST_CHOICES]
        if len(choices) > 1 or told.getlist(name):
            made.append((name, label, [_option(name, one, told) for one in choices]))
    return made


def _option(name: str, choice: Choice, told: QueryDict) -> Option:
    known = reference.find(choice.value) if name == "lang" else None
    label = known.native_name if known else choice.value
    return Option(label, choice.count, *with_choice(told, name, choice.value))


def id_of(told: str) -> UUID | None:
    """What a document is of; None when it is of nothing with a page here."""
    try:
        return UUID(told)
    except ValueError:
        return None
