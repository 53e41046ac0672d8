"""Who may read, write, approve and look after the toolkit.

What is out is read by everybody at work, in every organisation: the toolkit is the region's. Its own organisation alone
sees drafts and writes; whoever wrote a text does not approve it.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from luukku.accounts.models import Membership, Organisation, User
from luukku.core.actor import Actor, AnonymousActor, Role, SystemActor
from luukku.toolkit.models import (
    BlockTranslation,
    CheckedLink,
    Feedback,
    GlossaryTerm,
    ItemVersion,
    ItemVersionQuerySet,
    LinkUse,
    ReviewComment,
    ToolkitItem,
    ToolkitItemQuerySet,
    TranslationEdition,
    TranslationFile,
)
from luukku.toolkit.models.items import Audience
from luukku.toolkit.rules.states import OPEN_VERSIONS, READ_BY_ALL

EDITORS = frozenset({Role.CASEWORKER, Role.SUPERVISOR})
"""Who writes, translates, reviews and looks after what the organisation owns."""


def visible_items(actor: Actor) -> ToolkitItemQuerySet:
    """What is out, for everybody at work; with it what the own organisation is writing or has put away."""
    if isinstance(actor, SystemActor):
        return ToolkitItem.objects.all()
    if isinstance(actor, AnonymousActor):
        return public_items()
    if not actor.roles:
        return ToolkitItem.objects.none()
    return ToolkitItem.objects.filter(Q(state__in=READ_BY_ALL) | own(actor))


def public_items() -> ToolkitItemQuerySet:
    """What everybody may read without signing in: what is out and written for families too."""
    return ToolkitItem.objects.readable().exclude(audience=Audience.PROFESSIONALS)


def own(actor: Actor) -> Q:
    """The items of the actor's organisation, for those who write there."""
    if not actor.has(EDITORS):
        return Q(pk__in=[])
    return Q(organisation=actor.organisation_key)


def editable_items(actor: Actor) -> ToolkitItemQuerySet:
    """Items of the actor's own organisation, for those who write there."""
    return ToolkitItem.objects.filter(own(actor))


def may_edit(actor: Actor, item: ToolkitItem) -> bool:
    return actor.has(EDITORS) and item.organisation_id == actor.organisation_key


def may_write(actor: Actor) -> bool:
    """Whether the actor may begin an item."""
    return actor.has(EDITORS) and actor.organisation_id is not None


def visible_versions(actor: Actor) -> ItemVersionQuerySet:
    """Every version of own items; of others what is or was published."""
    found = ItemVersion.objects.filter(item__in=visible_items(actor))
    if isinstance(actor, SystemActor):
        return found
    return found.filter(~Q(state__in=OPEN_VERSIONS) | Q(item__in=editable_items(actor)))


def open_versions(actor: Actor) -> ItemVersionQuerySet:
    """Drafts and texts under review of the own organisation."""
    return ItemVersion.objects.filter(item__in=editable_items(actor)).open()


def writable_versions(actor: Actor) -> ItemVersionQuerySet:
    return open_versions(actor).filter(state=ItemVersion.State.DRAFT)


def approvable_versions(actor: Actor) -> ItemVersionQuerySet:
    """Texts under review that the actor has not written in."""
    found = open_versions(actor).filter(state=ItemVersion.State.IN_REVIEW)
    return found.exclude(writer_ids__contains=[actor.user_key])


def open_comments(actor: Actor) -> QuerySet[ReviewComment]:
    """What was said about texts of the own organisation that are not out yet."""
    return ReviewComment.objects.filter(version__in=open_versions(actor))


def may_approve(actor: Actor, version: ItemVersion) -> bool:
    return approvable_versions(actor).filter(pk=version.pk).exists()


def ownerless_items(actor: Actor) -> ToolkitItemQuerySet:
    """Items of the own organisation for which nobody at work answers today: the unit's queue."""
    found = editable_items(actor).exclude(state=ToolkitItem.State.ARCHIVED)
    if None not in actor.unit_ids:
        found = found.filter(Q(unit__isnull=True) | Q(unit__in=[one for one in actor.unit_ids if one]))
    return found.without_owner_on(actor.day)


def possible_owners(actor: Actor) -> QuerySet[User]:
    """Who may answer for an item: whoever works here today in a role that writes."""
    held = Membership.objects.filter(organisation=actor.organisation_key, role__in=EDITORS).valid_on(actor.day)
    return User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("name")


def readable_translations(actor: Actor) -> QuerySet[BlockTranslation]:
    """Translations of own items; of others those that were there when their language was published last."""
    out = TranslationEdition.objects.filter(
        version__item=OuterRef("item"),
        language=OuterRef("language"),
        is_withdrawn=False,
        published_at__gte=OuterRef("made_at"),
    )
    others = Q(item__in=visible_items(actor).readable()) & Q(Exists(out))
    return BlockTranslation.objects.filter(Q(item__in=editable_items(actor)) | others)


def readable_feedback(actor: Actor) -> QuerySet[Feedback]:
    """What readers said about the own organisation's items."""
    return Feedback.objects.filter(item__in=editable_items(actor))


def brought_files(actor: Actor) -> QuerySet[TranslationFile]:
    """Translators' files that wait for a look, of the own organisation's items."""
    return TranslationFile.objects.filter(item__in=editable_items(actor))


def glossary(actor: Actor) -> QuerySet[GlossaryTerm]:
    """The own organisation's words."""
    if not actor.has(EDITORS):
        return GlossaryTerm.objects.none()
    return GlossaryTerm.objects.filter(organisation=actor.organisation_key)


def own_links(actor: Actor) -> QuerySet[CheckedLink]:
    """Addresses to which the own organisation's texts lead, earlier versions left out."""
    versions = ItemVersion.objects.filter(item__in=editable_items(actor)).exclude(state=ItemVersion.State.SUPERSEDED)
    return CheckedLink.objects.filter(Exists(LinkUse.objects.filter(link=OuterRef("pk"), version__in=versions)))


def adopting_organisation(actor: Actor) -> Organisation | None:
    """The organisation for which the actor may note how far an item's roll-out is: its own."""
    if not actor.has(EDITORS):
        return None
    return Organisation.objects.filter(pk=actor.organisation_key).first()
