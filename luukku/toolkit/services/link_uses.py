"""Which block leads where: kept with every saving, so that a broken link is found in all its places."""

from luukku.toolkit.models import CheckedLink, ItemVersion, LinkUse
from luukku.toolkit.rules.marks import addresses


def note(version: ItemVersion) -> None:
    """Keep which addresses a version leads to, and from which blocks; what it no longer leads to is forgotten."""
    wanted = {(url, block.id) for block in version.content for url in addresses(block)}
    urls = {url for url, _block in wanted}
    if urls:
        CheckedLink.objects.bulk_create([CheckedLink(url=url) for url in sorted(urls)], ignore_conflicts=True)
    known = {one.url: one for one in CheckedLink.objects.filter(url__in=urls)} if urls else {}
    uses = {(one.link.url, one.block): one for one in LinkUse.objects.filter(version=version).select_related("link")}
    gone = [use.pk for place, use in uses.items() if place not in wanted]
    if gone:
        LinkUse.objects.filter(pk__in=gone).delete()
    LinkUse.objects.bulk_create(
        [LinkUse(link=known[url], version=version, block=block) for url, block in sorted(wanted - set(uses))]
    )
