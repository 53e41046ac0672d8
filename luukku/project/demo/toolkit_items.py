"""The demo's toolkit: items written for it, their translations, and the first record taken in from elsewhere."""

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, Final
from uuid import uuid5

from luukku.accounts.actors import actor_for
from luukku.accounts.models import User
from luukku.core.actor import Actor, SystemActor
from luukku.project.demo.region import Region
from luukku.toolkit.models import BlockTranslation, ItemVersion, ToolkitItem
from luukku.toolkit.rules.blocks import Block, Kind
from luukku.toolkit.services import drafts, importing, items, reviewing, translations, upkeep, using
from luukku.toolkit.services.translations import Told

FILES: Final = ("translated.toml", "more_translated.toml", "finnish.toml")
LANGUAGES: Final = ("sv", "en", "ru", "uk", "ar", "fa", "so")
COLLEAGUES: Final = {
    "maija": "olli", "olli": "maija", "jenni": "olli", "sari": "helena", "helena": "sari", "petri": "markus",
    "markus": "petri",
}  # fmt: skip
"""Who approves whose texts: somebody of the same organisation."""

SIGNS: Final = (("## ", Kind.HEADING), ("!! ", Kind.CALLOUT), ("! ", Kind.CALLOUT), ("i ", Kind.CALLOUT))
TONES: Final = {"!! ": "important", "! ": "needs", "i ": "info"}


def load(region: Region, at: datetime) -> int:
    """Make the items that are not there yet. Returns how many."""
    known = set(ItemVersion.objects.values_list("title", flat=True))
    wanted = [told for told in told_items() if told["title"] not in known]
    for told in wanted:
        _make(region, told, at)
    made = len(wanted) + _first_record(region, at)
    if made:
        upkeep.walk_through(replace(SystemActor.now(), at=at))
    return made


@cache
def told_items() -> tuple[dict[str, Any], ...]:
    """The items as the data files tell them."""
    folder = files(__package__).joinpath("toolkit")
    return tuple(told for name in FILES for told in tomllib.loads(folder.joinpath(name).read_text("utf-8"))["item"])


def _make(region: Region, told: dict[str, Any], at: datetime) -> None:
    then = at - timedelta(days=told["days"])
    writer, approver = (actor_of(region, key, then) for key in (told["owner"], COLLEAGUES[told["owner"]]))
    person: User = region.people[told["owner"]]
    facts = {
        "kind": told["kind"],
        "audience": told["audience"],
        "themes": told["themes"],
        "sectors": told["sectors"],
        "age_groups": told.get("ages", []),
        "law_references": told.get("law", []),
    }
    owner = items.Owner(person.title, person.pk)
    draft = items.create_item(writer, title=told["title"], summary=told["summary"], facts=facts, owner=owner)
    blocks = list(blocks_of(told["text"], draft))
    drafts.write_whole(writer, draft.pk, title=told["title"], summary=told["summary"], blocks=blocks)
    reviewing.submit(writer, draft.pk)
    item = reviewing.approve(approver, draft.pk).item
    for language in (one for one in LANGUAGES if one in told):
        _translate(approver, item, language, told[language], blocks)
    _use(region, item, at, told)


def _translate(actor: Actor, item: ToolkitItem, language: str, told: dict[str, Any], blocks: list[Block]) -> None:
    units = {unit.id: unit for unit in translations.source_of(item).units}
    words = {"title": told["title"], "summary": told["summary"]}
    words |= {block.id: _plain(text)[1] for block, text in zip(blocks, told["text"], strict=True)}
    agency = BlockTranslation.Maker.AGENCY
    for block, text in words.items():
        translations.save_unit(actor, item, language, units[block], Told(block, {"text": text}), maker=agency)
    translations.publish_edition(actor, item.pk, language)


def _use(region: Region, item: ToolkitItem, at: datetime, told: dict[str, Any]) -> None:
    """Some municipalities have taken it into use, and somebody said whether it helped."""
    place = len(told["title"]) % 4
    for key, stage in (("maija", "in_use"), ("petri", "trained"), ("ilona", "told"))[:place]:
        actor = actor_of(region, key, at)
        using.note_adoption(actor, item.pk, stage=stage, since_on=actor.day - timedelta(days=told["days"] // 2))


def _first_record(region: Region, at: datetime) -> bool:
    """The region's toolkit of 2018, known by its facts alone: it is due for review and nobody keeps it up."""
    url = (
        "https://lapepirkanmaa.fi/wp-content/uploads/2018/09/TY%C3%96KALUPAKKI-maahanmuuttajataustaiset-lapset-"
        "nuoret-ja-perheet-Pirkanmaalla_ver.10.9.2018.pdf"
    )
    if ToolkitItem.objects.filter(origin_url=url).exists():
        return False
    foreign = importing.Foreign(
        title="Työkalupakki: maahanmuuttajataustaiset lapset, nuoret ja perheet Pirkanmaalla",
        summary="Maakunnan ensimmäinen sähköinen työkalupakki. Luukussa on siitä vain tiedot ja linkki.",
        blocks=(
            Block("versio", Kind.PARAGRAPH, "Versio on päivätty 10.9.2018. Se on PDF-tiedosto."),
            Block(
                "yllapito",
                Kind.PARAGRAPH,
                "Ylläpito siirtyi hankkeelle, joka päättyi vuoden 2020 lopussa. Osoite oli kotouttaminen.fi.",
            ),
            Block(
                "nyt",
                Kind.CALLOUT,
                "Kukaan ei nyt vastaa tästä. Tarkista tiedot ennen kuin käytät niitä.",
                tone="needs",
            ),
            Block("linkki", Kind.LINK, "Työkalupakki 2018 (PDF)", url=url),
        ),
        origin="lapepirkanmaa.fi",
        origin_url=url,
        origin_on=date(2018, 9, 10),
        owner="Kotona Suomessa -hanke ja Kotouttamisen osaamiskeskus",
        owned_until=date(2020, 12, 31),
        facts={"kind": "material", "audience": "professionals", "themes": ["encounter", "plan"]},
    )
    importing.take_in(actor_of(region, "sari", at), foreign)
    return True


def blocks_of(texts: list[str], version: ItemVersion) -> Iterator[Block]:
    """The blocks of a text in the data files' short hand; ids follow from the version, so that they stay."""
    for number, text in enumerate(texts):
        kind, words, more = _plain(text)
        yield replace(Block(uuid5(version.pk, str(number)).hex[:12], kind, words), **more)


def _plain(text: str) -> tuple[Kind, str, dict[str, Any]]:
    """What a text of the data files is, its words, and what else its kind has."""
    if text.startswith("- "):
        return Kind.LIST, "\n".join(line[2:] for line in text.splitlines()), {}
    if text.startswith("1. "):
        return Kind.STEPS, "\n".join(line.partition(". ")[2] for line in text.splitlines()), {}
    if text.startswith("=> "):
        words, _separator, url = text[3:].partition(" | ")
        return Kind.LINK, words, {"url": url}
    for sign, kind in SIGNS:
        if text.startswith(sign):
            return kind, text[len(sign) :], {"tone": TONES[sign]} if sign in TONES else {}
    return Kind.PARAGRAPH, text, {}


def actor_of(region: Region, key: str, at: datetime) -> Actor:
    """A person of the demo at work, at a moment."""
    user = region.people[key]
    membership = user.memberships.select_related("organisation").earliest("starts_on", "created_at")
    found = actor_for(user, membership.organisation, at)
    if found is None:
        msg = f"{user.email} is not at work then."
        raise LookupError(msg)
    return found
