"""The editor's form: as many pieces as the text has. What was before the writer's eyes travels in one hidden field."""

import re
from collections.abc import Iterable, Mapping
from uuid import UUID

from luukku.core import text
from luukku.toolkit.models import ItemVersion
from luukku.toolkit.rules.blocks import SUMMARY, TITLE, TONES, Block, Kind, fingerprint
from luukku.toolkit.services.drafts import Written, head_fingerprint

_BLOCK_ID = re.compile(r"[0-9a-zA-Z_-]{1,40}")
MOST = 400


def seen_of(title: str, summary: str, blocks: Iterable[Block]) -> str:
    """What is before the writer's eyes, as the form carries it."""
    told = {TITLE: head_fingerprint(title), SUMMARY: head_fingerprint(summary)}
    told |= {block.id: fingerprint(block) for block in blocks}
    return ";".join(f"{name}:{mark}" for name, mark in told.items())


def seen_in(version: ItemVersion) -> str:
    return seen_of(version.title, version.summary, version.content)


def read(sent: Mapping[str, str]) -> Written:
    """What the form says. Pieces of no known kind are left out; lengths and addresses the service looks at."""
    seen = dict(pair.partition(":")[::2] for pair in sent.get("version", "")[:40_000].split(";") if ":" in pair)
    names = [name.removeprefix("kind-") for name in sent if name.startswith("kind-")][:MOST]
    blocks = tuple(
        _block(name, sent) for name in names if _BLOCK_ID.fullmatch(name) and sent[f"kind-{name}"] in set(Kind)
    )
    title = " ".join(text.clean(sent.get("title", "")).split())
    summary = " ".join(text.clean(sent.get("summary", "")).split())
    return Written(title, summary, blocks, seen)


def _block(name: str, sent: Mapping[str, str]) -> Block:
    def told(field: str, most: int = 500) -> str:
        return text.clean(sent.get(f"{field}-{name}", "")).strip()[:most]

    tone = told("tone")
    return Block(
        id=name,
        kind=Kind(sent[f"kind-{name}"]),
        text=text.clean(sent.get(f"text-{name}", "")).strip(),
        level=3 if told("level") == "3" else 2,
        tone=tone if tone in TONES else "info",
        url=told("url", 600),
        ref=_reference(told("ref", 40)),
        alt=told("alt", 500),
        law=" ".join(told("law", 40).split()),
    )


def _reference(sent: str) -> str:
    """An id as it is kept; what is none refers to nothing."""
    try:
        return str(UUID(sent))
    except ValueError:
        return ""
