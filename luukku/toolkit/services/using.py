"""What readers leave: whether a page helped, and counts of openings; and how municipalities take items into use."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.db.models import Sum
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from luukku.accounts.models import Organisation, User
from luukku.audit import trail
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure, ensure_found
from luukku.core.limits import is_too_often
from luukku.core.text import clean
from luukku.directory import towns
from luukku.numbers.services import Figures, publish
from luukku.toolkit import policies
from luukku.toolkit.models import Adoption, Feedback, ToolkitItem, UsageCount

MOST_AN_HOUR: Final = 5
"""Answers that one visitor can give in an hour. Source: local."""
MOST_FROM_ONE_PLACE: Final = 60
"""And all who share an address, as in a library: what tells them apart the sender makes up. Source: local."""
HOUR: Final = 3600

_PERSONAL = re.compile(
    r"[\w.+-]+@[\w-]+\.[\w.]+"  # a mail address
    r"|\b\d{6}[-+A-FU-Y]\d{3}[0-9A-Y]\b"  # an identity code
    r"|(?<!\d)\+?\d[\d ()-]{6,}\d(?!\d)",  # a telephone number, an account
    re.IGNORECASE,
)
HIDDEN = "[…]"
LONGEST_COMMENT: Final = 1000
PUBLIC: Final = "public"
"""Stands for a municipality where nobody is signed in: from where the public site is read is not asked."""


def without_personal(comment: str) -> str:
    """The comment without what could lead to somebody: addresses, identity codes, long numbers."""
    return _PERSONAL.sub(HIDDEN, clean(comment)).strip()


def marks_of_people(text: str) -> list[str]:
    """What in a text could lead to somebody, as it stands there."""
    return [found.group() for found in _PERSONAL.finditer(clean(text))]


def kept_comment(comment: str) -> str:
    """What is kept of a comment, wherever it was written."""
    return without_personal(comment)[:LONGEST_COMMENT]


def ensure_not_often(actor: Actor, visitor: str, address: str = "") -> None:
    """Count one more answer of a visitor, about whichever page.

    Args:
        visitor, address: as `accounts.visitors` makes them; no address of whoever is signed in.

    Raises:
        RuleViolation: the visitor has answered often enough for now.
    """
    limits = [(visitor, MOST_AN_HOUR), *([(address, MOST_FROM_ONE_PLACE)] if address else [])]
    if any(is_too_often(f"toolkit-feedback-{who}", actor.at, most=most, seconds=HOUR) for who, most in limits):
        raise RuleViolation(_("Thank you, you have told us a lot already. Try again in an hour."))


@transaction.atomic
def give_feedback(
    actor: Actor, item_id: UUID, *, helped: bool, comment: str, language: str, visitor: str, address: str = ""
) -> Feedback:
    """Keep whether a page helped. Who answered is not kept anywhere.

    Args:
        visitor, address: as `accounts.visitors` makes them; they are only counted.

    Raises:
        PermissionDenied: there is no such item for the reader, or it is not out.
        RuleViolation: the visitor has answered often enough for now.
    """
    item = ensure_found(policies.visible_items(actor).readable().filter(pk=item_id).first())
    ensure_not_often(actor, visitor, address)
    row = Feedback(item=item, language=language, given_on=actor.day, helped=helped, comment=kept_comment(comment))
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def read_feedback(actor: Actor, item_id: UUID) -> int:
    """Note that all comments of an item have been read. Returns how many were new."""
    item = ensure_found(policies.editable_items(actor).filter(pk=item_id).first())
    rows = list(policies.readable_feedback(actor).filter(item=item, read_at__isnull=True).select_for_update())
    for row in rows:
        row.read_at, row.read_by = actor.at, User.objects.filter(pk=actor.user_key).first()
        row.save()
    if rows:
        trail.record(actor, "toolkit.feedback_read", item, count=len(rows))
    return len(rows)


def count_opening(item_id: UUID, *, day: date, municipality: str, language: str) -> None:
    """One more opening of an item. One statement, so that many readers at once do not lose each other's."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO toolkit_usagecount (id, item_id, day, municipality, language, count, updated_at)"
            " VALUES (%s, %s, %s, %s, %s, 1, now())"
            " ON CONFLICT (item_id, day, municipality, language)"
            " DO UPDATE SET count = toolkit_usagecount.count + 1, updated_at = now()",
            [uuid4(), item_id, day, municipality[:10], language[:8]],
        )


def count_public_openings(counts: Mapping[tuple[UUID, str], int], *, day: date) -> None:
    """Openings of items on the public site, by item and language, in one statement; what is gone is left out."""
    rows = sorted((str(item), language[:8], count) for (item, language), count in counts.items())
    if not rows:
        return
    items, languages, numbers = (list(one) for one in zip(*rows, strict=True))
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO toolkit_usagecount (id, item_id, day, municipality, language, count, updated_at)"
            " SELECT gen_random_uuid(), item.id, %s, %s, told.language, told.count, now()"
            " FROM unnest(%s::uuid[], %s::text[], %s::int[]) AS told (item, language, count)"
            " JOIN toolkit_toolkititem item ON item.id = told.item ORDER BY item.id, told.language"
            " ON CONFLICT (item_id, day, municipality, language)"
            " DO UPDATE SET count = toolkit_usagecount.count + excluded.count, updated_at = now()",
            [day, PUBLIC, items, languages, numbers],
        )


def public_openings(*, day: date, days: int = 365) -> dict[str, int]:
    """Openings of all items on the public site in the last days, by language. Not to be shown before `publish`."""
    rows = UsageCount.objects.filter(municipality=PUBLIC, day__gt=day - timedelta(days=days), day__lte=day)
    return {row["language"]: row["all"] for row in rows.values("language").annotate(all=Sum("count"))}


def municipality_of(actor: Actor) -> str:
    """The official code of the municipality that the actor works for; empty for other organisations."""
    found = Organisation.objects.filter(pk=actor.organisation_key, kind=Organisation.Kind.MUNICIPALITY)
    return found.values_list("official_code", flat=True).first() or ""


def usage_by_municipality(item: ToolkitItem, *, day: date, days: int = 365) -> Figures:
    """Openings of the last days by municipality, as they may be shown; keys are official codes, "" for elsewhere."""
    rows = UsageCount.objects.filter(item=item, day__gt=day - timedelta(days=days), day__lte=day)
    counts = rows.values("municipality").annotate(all=Sum("count")).order_by("-all", "municipality")
    return publish({row["municipality"]: row["all"] for row in counts})


def municipality_names(codes: Sequence[str]) -> dict[str, str]:
    """The names of municipalities in figures; openings from elsewhere have no code."""
    named = towns.names_by_code(get_language() or "fi") | {"": _("Elsewhere"), PUBLIC: _("The public site")}
    return {code: named.get(code, code) for code in codes}


MOST_COMMENTS = 100


def comments_of(actor: Actor, item: ToolkitItem) -> list[Feedback]:
    """What readers wrote about an own item, new ones first."""
    rows = policies.readable_feedback(actor).filter(item=item).exclude(comment="")
    return list(rows.order_by("read_at", "-given_on", "pk")[:MOST_COMMENTS])


def feedback_counts(item: ToolkitItem) -> Figures:
    """How many said that a page helped and that it did not, as it may be shown."""
    given = Feedback.objects.filter(item=item).values_list("helped", flat=True)
    answers = list(given)
    return publish({"helped": sum(answers), "did_not": len(answers) - sum(answers)})


@transaction.atomic
def note_adoption(actor: Actor, item_id: UUID, *, stage: str, since_on: date, note: str = "") -> Adoption:
    """Note how far the actor's own organisation is with taking an item into use.

    Raises:
        PermissionDenied: there is no such item for the actor, or the actor does not write.
        RuleViolation: the day is to come, or the same step is noted for that day.
    """
    item = ensure_found(policies.visible_items(actor).readable().filter(pk=item_id).first())
    organisation = policies.adopting_organisation(actor)
    ensure(organisation is not None)
    if since_on > actor.day:
        raise RuleViolation(_("This day has not come yet. Note the step when it has been taken."), field="since_on")
    row = Adoption(
        item=item, organisation=organisation, stage=stage, since_on=since_on, note=note, noted_by_id=actor.user_id
    )
    row.full_clean()
    row.save()
    trail.record(actor, "toolkit.adoption_noted", item, stage=stage)
    return row


def latest_adoptions(item: ToolkitItem) -> list[Adoption]:
    """Where each organisation stands with an item: its latest step."""
    rows = Adoption.objects.filter(item=item).select_related("organisation")
    found = rows.order_by("organisation", "-since_on", "-created_at").distinct("organisation")
    return sorted(found, key=lambda row: row.organisation.name)
