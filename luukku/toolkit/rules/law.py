"""Which pieces of a text a change of the law has overtaken: those that rest on the section and say what they said."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from luukku.toolkit.rules.blocks import Block, fingerprint


@dataclass(frozen=True, slots=True)
class Change:
    """A section that changed, and the text as it was out that day.

    Attributes:
        then: the fingerprint of each block by its id.
    """

    section: str
    then: Mapping[str, str]


def overtaken(blocks: Iterable[Block], changes: Iterable[Change]) -> dict[str, str]:
    """By block the section that changed under it; a block that was written anew since then is no longer overtaken."""
    noted = list(changes)
    found = {}
    for block in blocks:
        for change in noted:
            if block.law and block.law == change.section and change.then.get(block.id) == fingerprint(block):
                found[block.id] = change.section
    return found
