"""Changes the toolkit of a running site as its people do: `python -m tests.browser.publishing '{"reword": …}'`.

Takes {"reword": id or null, "words": text, "archive": id or null, "phone": [id, number] or nothing}; ids are of items,
that of a telephone of a place.
"""

import json
import sys

from luukku.project.environment import DatabaseRole, prepare


def main() -> None:
    prepare(DatabaseRole.OWNER)
    import django

    django.setup()
    told = json.loads(sys.argv[1])
    if told["reword"]:
        _reword(told["reword"], told["words"])
    if told["archive"]:
        _archive(told["archive"])
    if told.get("phone"):
        _call_otherwise(*told["phone"])


def _reword(pk: str, words: str) -> None:
    """The first paragraph in other words, approved by a colleague and out."""
    from dataclasses import replace

    from luukku.toolkit.rules.blocks import Kind
    from luukku.toolkit.services import drafts, reviewing

    writer, approver = _people(pk)
    version = drafts.start_version(writer, pk)
    first = next(one for one in version.content if one.kind is Kind.PARAGRAPH)
    blocks = [replace(one, text=words) if one.id == first.id else one for one in version.content]
    drafts.write_whole(writer, version.pk, title=version.title, summary=version.summary, blocks=blocks)
    reviewing.submit(writer, version.pk)
    reviewing.approve(approver, version.pk)


def _archive(pk: str) -> None:
    from luukku.toolkit.services import items

    writer, _approver = _people(pk)
    items.archive(writer, pk, note="Vanhentunut.")


def _call_otherwise(pk: str, number: str) -> None:
    """Another telephone number of a place, and nothing else."""
    from luukku.directory.models import Channel

    Channel.objects.filter(pk=pk).update(phones=[{"number": number, "kind": "phone"}])


def _people(pk: str):
    """Who wrote the item, and a colleague."""
    from luukku.accounts.actors import actor_for
    from luukku.accounts.models import Organisation, User
    from luukku.core import clock
    from luukku.project.demo.toolkit_items import COLLEAGUES, told_items
    from luukku.toolkit.models import ItemVersion

    titles = set(ItemVersion.objects.filter(item=pk).values_list("title", flat=True))
    owner = next(told["owner"] for told in told_items() if told["title"] in titles)
    organisations = Organisation.objects.all()
    found = []
    for key in (owner, COLLEAGUES[owner]):
        user = User.objects.get(email=f"{key}@luukku.example")
        actors = [actor_for(user, one, clock.now()) for one in organisations]
        found.append(next(one for one in actors if one is not None))
    return found


if __name__ == "__main__":
    main()
