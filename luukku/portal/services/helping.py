"""Did a page help, and how often is it opened? What texts are told is kept by the toolkit, of places and services here.

Nobody's name is kept, and every figure leaves by `numbers.publish`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q, Sum
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from luukku.accounts.models import User
from luukku.accounts.places import outside_url
from luukku.audit import trail
from luukku.core.actor import Actor
from luukku.core.errors import ensure_found
from luukku.directory import policies as directory
from luukku.directory import towns
from luukku.directory.reading import words_of
from luukku.numbers.services import Figures, publish
from luukku.portal import policies
from luukku.portal.models import DirectoryKind, PageCount, PageFeedback
from luukku.portal.services import reading
from luukku.toolkit.services import using

TEXT: Final = "page"
KINDS: Final = (TEXT, *DirectoryKind.values)
YEAR: Final = 365
MOST_ROWS: Final = 100


@dataclass(frozen=True, slots=True)
class Page:
    """What an answer is about."""

    title: str
    language: str
    url: str


def page(kind: str, pk: UUID, language: str) -> Page | None:
    """The public page of something; None when there is none."""
    if kind == TEXT:
        entry = reading.entry(pk, language)
        return Page(entry.title, entry.language, _url(kind, language, pk)) if entry else None
    row = _public(kind).filter(pk=pk).with_texts().first()
    if row is None:
        return None
    told = words_of(row, language, plain=True)
    return Page(told["name"], told.language, _url(kind, language, pk)) if told["name"] else None


@transaction.atomic
def tell(
    actor: Actor, kind: str, pk: UUID, *, helped: bool, comment: str, language: str, visitor: str, address: str
) -> None:
    """Keep whether a page helped, by the toolkit's one rule: no name, no address, not too often.

    Raises:
        PermissionDenied: there is no such page.
        RuleViolation: the visitor has answered often enough for now.
    """
    if kind == TEXT:
        using.give_feedback(
            actor, pk, helped=helped, comment=comment, language=language, visitor=visitor, address=address
        )
        return
    ensure_found(_public(kind).filter(pk=pk).first())
    using.ensure_not_often(actor, visitor, address)
    row = PageFeedback(
        kind=kind,
        source_id=pk,
        language=language,
        given_on=actor.day,
        helped=helped,
        comment=using.kept_comment(comment),
    )
    row.full_clean()
    row.save()


@transaction.atomic
def read(actor: Actor, kind: str, pk: UUID) -> int:
    """Note that all answers about an own page have been read. Returns how many were new."""
    rows = list(policies.readable_page_feedback(actor).of_page(kind, pk).unread().select_for_update(of=("self",)))
    for row in rows:
        row.read_at, row.read_by = actor.at, User.objects.filter(pk=actor.user_key).first()
        row.save()
    if rows:
        trail.record(actor, "portal.page_feedback_read", rows[0], count=len(rows))
    return len(rows)


@dataclass(frozen=True, slots=True)
class OwnPage:
    """One page of the actor's own organisation about which somebody has said something."""

    kind: str
    pk: UUID
    name: str
    new: int


def own_pages_with_answers(actor: Actor, language: str) -> list[OwnPage]:
    """Own pages with answers, those with new ones first. Five queries at any size."""
    counted = (
        policies.readable_page_feedback(actor)
        .values_list("kind", "source_id")
        .annotate(new=Count("pk", filter=Q(read_at__isnull=True)), all=Count("pk"))
        .order_by("-new", "-all", "source_id")[:MOST_ROWS]
    )
    found = list(counted)
    names: dict[UUID, str] = {}
    for kind in DirectoryKind.values:
        rows = policies.own_pages(actor, kind).filter(pk__in=[one[1] for one in found if one[0] == kind])
        names |= {row.pk: words_of(row, language)["name"] for row in rows.with_texts()}
    return [OwnPage(kind, pk, names[pk], new) for kind, pk, new, _all in found if pk in names]


def comments(actor: Actor, kind: str, pk: UUID) -> list[PageFeedback]:
    """What readers wrote about an own page, new ones first."""
    rows = policies.readable_page_feedback(actor).of_page(kind, pk).exclude(comment="")
    return list(rows.order_by("-read_at", "-given_on", "pk")[:MOST_ROWS])


def answers(actor: Actor, kind: str, pk: UUID) -> Figures:
    """How many said that an own page helped and that it did not, as it may be shown."""
    given = list(policies.readable_page_feedback(actor).of_page(kind, pk).values_list("helped", flat=True))
    return publish({"helped": sum(given), "did_not": len(given) - sum(given)})


def openings_of_page(actor: Actor, kind: str, pk: UUID) -> Figures:
    """Openings of one page in the last year by language, as they may be shown."""
    rows = PageCount.objects.filter(kind=kind, source_id=pk).in_days(actor.day, YEAR)
    return publish(_summed(rows.values_list("language").annotate(all=Sum("count"))))


@dataclass(frozen=True, slots=True)
class Openings:
    """Openings of the whole public site in the last year, as they may be shown.

    Attributes:
        by_kind: texts, places, services. by_municipality: of places and services, by official code; "" for those of
            several municipalities or of the whole county.
    """

    by_kind: Figures
    by_language: Figures
    by_municipality: Figures


def openings(actor: Actor) -> Openings:
    """What is read on the public site: everybody's figures are the same. Five queries at any size."""
    texts = using.public_openings(day=actor.day, days=YEAR)
    rows = PageCount.objects.all().in_days(actor.day, YEAR)
    kinds = {TEXT: sum(texts.values()), **dict.fromkeys(DirectoryKind.values, 0)}
    kinds |= dict(rows.values_list("kind").annotate(all=Sum("count")))
    languages = dict(texts)
    for language, number in rows.values_list("language").annotate(all=Sum("count")):
        languages[language] = languages.get(language, 0) + number
    return Openings(
        by_kind=publish(kinds),
        by_language=publish(_summed(languages.items())),
        by_municipality=publish(_summed(_by_municipality(rows))),
    )


def municipality_names(codes: Iterable[str]) -> dict[str, str]:
    """The names of municipalities in figures."""
    named = towns.names_by_code(get_language() or "fi")
    return {code: named.get(code, code) or _("Several municipalities") for code in codes}


def _by_municipality(rows: Any) -> list[tuple[str, int]]:
    of_page = rows.values_list("kind", "source_id").annotate(all=Sum("count"))
    counts = {(kind, pk): number for kind, pk, number in of_page}
    found: dict[str, int] = {}
    for kind in DirectoryKind.values:
        ids = [pk for one, pk in counts if one == kind]
        for pk, codes in _entries(kind).filter(pk__in=ids).values_list("pk", "municipalities"):
            code = codes[0] if len(codes) == 1 else ""
            found[code] = found.get(code, 0) + counts[kind, pk]
    return list(found.items())


def _summed(rows: Iterable[tuple[str, int]]) -> dict[str, int]:
    """The most first, as figures are shown."""
    return dict(sorted(rows, key=lambda one: (-one[1], one[0])))


def _public(kind: str) -> Any:
    return directory.public_activities() if kind == DirectoryKind.PLACE else directory.public_services()


def _entries(kind: str) -> Any:
    return policies.counted_entries(kind)


def _url(kind: str, language: str, pk: UUID) -> str:
    return outside_url(f"portal:{kind}", language, pk)
