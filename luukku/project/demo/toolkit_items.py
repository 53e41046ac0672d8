"""The demo's toolkit: items written for it, their translations, and the first record taken in from elsewhere."""

import tomllib
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, Final
from uuid import uuid5

from django.core.files.uploadedfile import SimpleUploadedFile

from luukku.accounts.actors import actor_for
from luukku.accounts.models import User
from luukku.core.actor import Actor, SystemActor
from luukku.project.demo import directory, pictures
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

TONES: Final = {"!!": "important", "!": "needs", "i": "info"}


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
    blocks = [_block(writer, draft, number, line) for number, line in enumerate(told["text"])]
    drafts.write_whole(writer, draft.pk, title=told["title"], summary=told["summary"], blocks=blocks)
    reviewing.submit(writer, draft.pk)
    item = reviewing.approve(approver, draft.pk).item
    for language in (one for one in LANGUAGES if one in told):
        _translate(approver, item, language, told[language], blocks)
    _use(region, item, at, told)


def _translate(actor: Actor, item: ToolkitItem, language: str, told: dict[str, Any], blocks: list[Block]) -> None:
    units = {unit.id: unit for unit in translations.source_of(item).units}
    words = {"title": {"text": told["title"]}, "summary": {"text": told["summary"]}}
    in_words = [block for block in blocks if block.words]
    for block, line in zip(in_words, told["text"], strict=True):
        words[block.id] = {"alt" if block.kind is Kind.PICTURE else "text": _parsed(line).text}
    agency = BlockTranslation.Maker.AGENCY
    for block_id, said in words.items():
        translations.save_unit(actor, item, language, units[block_id], Told(block_id, said), maker=agency)
    translations.publish_edition(actor, item.pk, language)


def _use(region: Region, item: ToolkitItem, at: datetime, told: dict[str, Any]) -> None:
    """Some municipalities have heard of it, are trained for it, or have taken it into use."""
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


def _block(actor: Actor, version: ItemVersion, number: int, line: str) -> Block:
    """A block of a text; its id follows from the version, so that it stays. A picture is kept with the item."""
    block = replace(_parsed(line), id=uuid5(version.pk, str(number)).hex[:12])
    if block.kind is not Kind.PICTURE:
        return block
    upload = SimpleUploadedFile(f"{block.ref}.png", pictures.DRAWN[block.ref]())
    file = items.add_file(actor, version.item_id, upload=upload, title=block.alt, alt=block.alt, language="fi")
    return replace(block, ref=str(file.pk))


def _parsed(line: str) -> Block:
    """What a line of the data files is; a picture refers to how it is drawn."""
    sign, _space, rest = line.partition(" ")
    first, _bar, second = rest.partition(" | ")
    if sign == "-":
        return Block("", Kind.LIST, "\n".join(one[2:] for one in line.splitlines()))
    if sign == "1.":
        return Block("", Kind.STEPS, "\n".join(one.partition(". ")[2] for one in line.splitlines()))
    if sign == "=>":
        return Block("", Kind.LINK, first, url=second)
    if sign == "§":
        return Block("", Kind.PARAGRAPH, second, law=first)
    if sign == "*":
        return Block("", Kind.PICTURE, ref=first, alt=second)
    if sign == "@":
        kind, _space, key = rest.partition(" ")
        return Block("", Kind.CARD if kind == "services" else Kind.CONTACT, ref=str(directory.id_of(kind, key)))
    if sign == "##":
        return Block("", Kind.HEADING, rest)
    return Block("", Kind.CALLOUT, rest, tone=TONES[sign]) if sign in TONES else Block("", Kind.PARAGRAPH, line)


def actor_of(region: Region, key: str, at: datetime) -> Actor:
    """A person of the demo at work, at a moment."""
    user = region.people[key]
    membership = user.memberships.select_related("organisation").earliest("starts_on", "created_at")
    found = actor_for(user, membership.organisation, at)
    if found is None:
        msg = f"{user.email} is not at work then."
        raise LookupError(msg)
    return found
