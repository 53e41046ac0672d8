"""Links that no longer answer: checked by a job, shown in all their places, replaced everywhere after a preview."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from luukku.audit import trail
from luukku.core.actor import Actor, SystemActor
from luukku.core.errors import RuleViolation, ensure, ensure_found
from luukku.core.outside import Forbidden
from luukku.toolkit import fetching, policies
from luukku.toolkit.models import CheckedLink, ItemVersion, LinkUse, ToolkitItem
from luukku.toolkit.rules.blocks import Block, Fault, as_data, is_address
from luukku.toolkit.rules.marks import with_address
from luukku.toolkit.services import drafts, link_uses
from luukku.toolkit.services.transitions import lock_item

__all__ = ["check_one", "check_some", "is_address", "links_of", "places_of", "replace_everywhere"]

Answer = CheckedLink.Answer
AGAIN_AFTER = timedelta(days=7)
A_ROUND = 200


def check_some(actor: SystemActor, *, most: int = A_ROUND) -> dict[str, int]:
    """Ask the addresses that were not asked for a week, the longest unasked first; each in a transaction of its own.

    Returns:
        How many gave each answer.
    """
    ensure(isinstance(actor, SystemActor))
    CheckedLink.objects.filter(uses__isnull=True).delete()
    found: dict[str, int] = {}
    for link in list(CheckedLink.objects.to_check(actor.at - AGAIN_AFTER)[:most]):
        answer = check_one(actor, link)
        found[answer] = found.get(answer, 0) + 1
    return found


def check_one(actor: SystemActor, link: CheckedLink) -> str:
    """Ask one address. A failure makes it doubtful; the second in a row broken."""
    if not link.url.lower().startswith(("http://", "https://")):
        return _note(actor, link, Answer.NOT_CHECKED, None)
    try:
        code = fetching.status_of(link.url)
    except Forbidden:
        return _note(actor, link, Answer.NOT_CHECKED, None)
    except OSError:
        return _note(actor, link, _failed(link), None)
    if code < 400 or code in fetching.SHY:
        return _note(actor, link, Answer.WORKS, code)
    return _note(actor, link, _failed(link), code)


MOST_SHOWN = 300


def links_of(actor: Actor, *, only_broken: bool) -> list[CheckedLink]:
    """Addresses of the own texts, those that do not answer first; `places` tells how many blocks lead there."""
    rows = policies.own_links(actor).annotate(places=Count("uses", distinct=True))
    if only_broken:
        rows = rows.filter(answer__in=[Answer.BROKEN, Answer.DOUBTFUL])
    return list(rows.order_by("answer", "url")[:MOST_SHOWN])


@dataclass(frozen=True, slots=True)
class Place:
    """One block that leads to an address."""

    use: LinkUse
    block: Block
    may_edit: bool


def places_of(actor: Actor, link: CheckedLink) -> list[Place]:
    """Every block that leads to an address, in drafts and in what is out, as far as the actor may see it."""
    versions = policies.visible_versions(actor).exclude(state=ItemVersion.State.SUPERSEDED)
    uses = LinkUse.objects.filter(link=link, version__in=versions).select_related("version__item")
    mine = set(policies.editable_items(actor).filter(versions__link_uses__link=link).values_list("pk", flat=True))
    found = []
    for use in uses.order_by("version__title", "version", "block"):
        block = next((one for one in use.version.content if one.id == use.block), None)
        if block is not None:
            found.append(Place(use, block, use.version.item_id in mine))
    return found


@transaction.atomic
def replace_everywhere(actor: Actor, link_id: UUID, *, new: str) -> int:
    """Let every own item lead to a new address: in its draft, or in a new draft where the text is out.

    What is out never changes by itself: the drafts go through review as always.

    Returns:
        In how many items.

    Raises:
        PermissionDenied: no item of the actor's organisation leads there.
        RuleViolation: the new address is none.
    """
    if not is_address(new):
        raise RuleViolation(drafts.FAULTS[Fault.ADDRESS], field="url")
    link = ensure_found(CheckedLink.objects.filter(pk=link_id).first())
    if new == link.url:
        raise RuleViolation(_("This is the same address. Write the new one."), field="url")
    own = policies.editable_items(actor).exclude(state=ToolkitItem.State.ARCHIVED)
    uses = LinkUse.objects.filter(link=link, version__item__in=own)
    current = uses.exclude(version__state=ItemVersion.State.SUPERSEDED)
    items = sorted(set(current.values_list("version__item_id", flat=True)))
    ensure(bool(items))
    return sum(_replace_in(actor, item_id, link.url, new) for item_id in items)


def _replace_in(actor: Actor, item_id: UUID, old: str, new: str) -> bool:
    lock_item(actor, item_id)
    draft = drafts.start_version(actor, item_id)
    blocks = draft.content
    changed = [with_address(block, old, new) for block in blocks]
    if draft.state != ItemVersion.State.DRAFT or changed == blocks:
        return False
    draft.blocks = as_data(changed)
    draft.edits += 1
    if actor.user_id and actor.user_id not in draft.writer_ids:
        draft.writer_ids = [*draft.writer_ids, actor.user_id]
    draft.full_clean()
    draft.save()
    link_uses.note(draft)
    trail.record(actor, "toolkit.link_replaced", draft.item, version=draft.number)
    return True


def _failed(link: CheckedLink) -> str:
    return Answer.BROKEN if link.failures else Answer.DOUBTFUL


@transaction.atomic
def _note(actor: SystemActor, link: CheckedLink, answer: str, code: int | None) -> str:
    row = CheckedLink.objects.select_for_update().filter(pk=link.pk).first()
    if row is None:
        return answer
    row.answer, row.http_status, row.checked_at = answer, code, actor.at
    row.failures = row.failures + 1 if answer in (Answer.DOUBTFUL, Answer.BROKEN) else 0
    row.save()
    return answer
