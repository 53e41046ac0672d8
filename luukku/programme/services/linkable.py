"""What a thread can lead through. A kind is a class: what of it the actor sees, and how one of it is told.

To add a kind, write its class and put it into `KINDS`. A kind with a table among ours names its column in `ThreadLink`;
any other is kept by its code and by what its things are called there, and needs no column.
"""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Final
from uuid import UUID

from django.db.models import Func, Q, QuerySet, TextField, Value
from django.db.models.functions import Concat, Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luukku.core.actor import Actor
from luukku.core.page_language import page_language
from luukku.language import glossary
from luukku.language.folding import fold
from luukku.language.glossary import Concept
from luukku.programme import policies
from luukku.programme.labels import Words
from luukku.programme.models import CorrectiveAction, Decision, Indicator, Measure, ThreadLink
from luukku.programme.models.base import Sourced
from luukku.programme.rules import threads as rules
from luukku.programme.rules.threads import Stage
from luukku.toolkit import policies as toolkit
from luukku.toolkit.services.listing import named

Alternatives = Sequence[Sequence[str]]
"""Folded stems: one of the phrases is found when each of its stems is."""

Door = tuple[str, tuple[Any, ...]]

MOST_FOUND: Final = 12
"""Of one kind; whoever wants more writes more exact words."""

_MARKED: Final = "åäáàâãæéèêëíìîïóòôõöøúùûüýčšžñç"


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that a thread leads through, as the actor sees it.

    Attributes:
        kind, key: together say which it is; `kind_words` for people.
        place: the programme, or wherever else it stands; `place_key` keeps those of one place together.
        language: of the words.
        source: the line of the document from which it was brought in.
        door: the page on which it is told, by its name and arguments.
    """

    kind: str
    key: str
    kind_words: Words
    stage: Stage
    text: str
    place: str
    place_key: str
    gloss: str = ""
    language: str = "fi"
    code: str = ""
    source: str = ""
    door: Door = ("programme:list", ())
    row: Any = field(default=None, compare=False)

    @property
    def url(self) -> str:
        name, args = self.door
        return reverse(name, args=args)


class Kind(ABC):
    """One kind of things."""

    code: ClassVar[str]
    label: ClassVar[Words]
    column: ClassVar[str] = ""

    @abstractmethod
    def things(self, actor: Actor, keys: Collection[str]) -> Iterable[Thing]:
        """Those of these keys that the actor sees; at most one query."""

    @abstractmethod
    def found(self, actor: Actor, wanted: Alternatives, without: Collection[str]) -> Iterable[Thing]:
        """Those in whose words something wanted stands, save some; at most one query."""

    def key_of(self, link: ThreadLink) -> str:
        """What of this kind a link leads to; empty when it leads to another kind."""
        if self.column:
            return str(getattr(link, f"{self.column}_id") or "")
        return link.key if link.elsewhere == self.code else ""

    def set_on(self, link: ThreadLink, thing: Thing) -> None:
        if self.column:
            setattr(link, f"{self.column}_id", UUID(thing.key))
        else:
            link.elsewhere, link.key = self.code, thing.key


class InProgramme(Kind):
    """A kind whose rows stand in programmes."""

    stage: ClassVar[Stage]
    part: ClassVar[str]
    """The page of a programme on which all rows of this kind are told; a kind whose rows have pages of their own says
    so in `door_of`."""

    @abstractmethod
    def visible(self, actor: Actor) -> QuerySet[Any]: ...

    def stage_of(self, row: Any) -> Stage:
        return self.stage

    def door_of(self, row: Any) -> Door:
        return f"programme:{self.part}", (row.programme_id,)

    def words_of(self, row: Any) -> Words:
        return self.label

    def things(self, actor: Actor, keys: Collection[str]) -> Iterator[Thing]:
        rows = self.visible(actor).filter(pk__in=[key for key in map(_uuid, keys) if key])
        return self._told(rows.select_related("programme"))

    def found(self, actor: Actor, wanted: Alternatives, without: Collection[str]) -> Iterator[Thing]:
        rows = self.visible(actor).exclude(pk__in=list(without))
        hits = _with_words(rows, wanted, "text", "text_sv", "text_en")
        return self._told(hits.select_related("programme").order_by("programme", "position", "pk")[:MOST_FOUND])

    def _told(self, rows: Iterable[Any]) -> Iterator[Thing]:
        for row in rows:
            yield self.told(row)

    def told(self, row: Sourced) -> Thing:
        programme = row.programme  # type: ignore[attr-defined]
        return Thing(
            self.code, str(row.pk), self.words_of(row), self.stage_of(row), row.text, programme.name,
            str(programme.pk), row.gloss, "fi", row.code, row.source, self.door_of(row), row,
        )  # fmt: skip


class Statements(InProgramme):
    code = column = "statement"
    label = _("Vision statement")
    stage, part = Stage.WISH, "vision"

    def visible(self, actor: Actor) -> QuerySet[Any]:
        return policies.visible_statements(actor)


class Goals(InProgramme):
    code = column = "goal"
    label = _("Goal")
    stage, part = Stage.WISH, "goals"

    def visible(self, actor: Actor) -> QuerySet[Any]:
        return policies.visible_goals(actor)


class Passages(InProgramme):
    code = column = "passage"
    label = _("What the source says")
    stage, part = Stage.WISH, "sources"

    def visible(self, actor: Actor) -> QuerySet[Any]:
        return policies.visible_passages(actor)

    def words_of(self, row: Any) -> Words:
        return str(row.get_kind_display())


class Measures(InProgramme):
    code = column = "measure"
    label = _("Measure")
    stage = Stage.WORK

    def visible(self, actor: Actor) -> QuerySet[Any]:
        return policies.visible_measures(actor)

    def door_of(self, row: Measure) -> Door:
        return "programme:measure", (row.programme_id, row.pk)


class Decisions(InProgramme):
    code = column = "decision"
    label = _("Decision")
    stage = Stage.WORK

    def visible(self, actor: Actor) -> QuerySet[Any]:
        return policies.visible_decisions(actor)

    def door_of(self, row: Decision) -> Door:
        return "programme:meeting", (row.programme_id, row.meeting_id)


class Outputs(InProgramme):
    code = column = "output"
    label = _("Output")
    stage = Stage.WORK

    def visible(self, actor: Actor) -> QuerySet[Any]:
        return policies.visible_outputs(actor)

    def door_of(self, row: Any) -> Door:
        return "programme:output", (row.programme_id, row.pk)


class Duties(InProgramme):
    code = column = "duty"
    label = _("Duty")
    stage, part = Stage.OWNER, "duties"

    def visible(self, actor: Actor) -> QuerySet[Any]:
        return policies.visible_duties(actor)


class Indicators(InProgramme):
    code = column = "indicator"
    label = _("Indicator")
    stage = Stage.SIGN

    def visible(self, actor: Actor) -> QuerySet[Any]:
        return policies.visible_indicators(actor)

    def door_of(self, row: Indicator) -> Door:
        return "programme:indicator", (row.programme_id, row.pk)


class Corrections(InProgramme):
    code = column = "correction"
    label = _("Corrective action")
    stage, part = Stage.WORK, "about"

    def visible(self, actor: Actor) -> QuerySet[Any]:
        return policies.visible_corrections(actor)

    def stage_of(self, row: CorrectiveAction) -> Stage:
        """Once its effect is known, it tells what has changed."""
        return Stage.CHANGE if row.state == CorrectiveAction.State.ASSESSED else Stage.WORK


class ToolkitItems(Kind):
    """Materials, methods and models, by their titles."""

    code = column = "toolkit_item"
    label = _("In the toolkit")

    def things(self, actor: Actor, keys: Collection[str]) -> Iterator[Thing]:
        return self._told(named(toolkit.visible_items(actor).filter(pk__in=[key for key in map(_uuid, keys) if key])))

    def found(self, actor: Actor, wanted: Alternatives, without: Collection[str]) -> Iterator[Thing]:
        rows = named(toolkit.visible_items(actor).readable().exclude(pk__in=list(without)))
        return self._told(_with_words(rows, wanted, "title", "summary").order_by("title", "pk")[:MOST_FOUND])

    def _told(self, rows: Iterable[Any]) -> Iterator[Thing]:
        for row in rows:
            yield Thing(
                self.code, str(row.pk), row.get_kind_display(), Stage.WORK, row.title or "–", str(_("Toolkit")),
                self.code, language=row.source_language, door=("toolkit:item", (row.pk,)),
            )  # fmt: skip


class GlossaryWords(Kind):
    """Words of the field, as the glossary has them in each language. Everybody at work reads them."""

    code = "word"
    label = _("Word of the glossary")

    def things(self, actor: Actor, keys: Collection[str]) -> Iterator[Thing]:
        return self._told(one for one in map(glossary.find, keys) if one is not None)

    def found(self, actor: Actor, wanted: Alternatives, without: Collection[str]) -> Iterator[Thing]:
        hits = (
            one
            for one in glossary.concepts()
            if one.slug not in without and any(_stands_in(wanted, name) for name in one.names.get("fi", ()))
        )
        return self._told(one for one, _place in zip(hits, range(MOST_FOUND), strict=False))

    def _told(self, concepts: Iterable[Concept]) -> Iterator[Thing]:
        language = page_language()
        for one in concepts:
            shown = next(code for code in (language, "fi", *one.names) if code in one.names)
            yield Thing(
                self.code, one.slug, self.label, Stage.WORK, one.names[shown][0], str(_("Glossary")), self.code,
                language=shown, door=("desk:word", (one.slug,)),
            )  # fmt: skip


KINDS: Final[tuple[Kind, ...]] = (
    Statements(), Goals(), Passages(), Measures(), Decisions(), Outputs(), ToolkitItems(), GlossaryWords(), Duties(),
    Indicators(), Corrections(),
)  # fmt: skip
"""Every kind, in the order in which a thread tells them."""


def kind_of(code: str) -> Kind | None:
    return next((kind for kind in KINDS if kind.code == code), None)


def thing(actor: Actor, code: str, key: str) -> Thing | None:
    """The thing of this kind and key; None when the actor does not see it, or when there is none."""
    kind = kind_of(code)
    return next(iter(kind.things(actor, [key])), None) if kind else None


def of_links(actor: Actor, links: Iterable[ThreadLink]) -> dict[UUID, Thing]:
    """By link what it leads to, where the actor sees it; one query for each kind, however many links there are."""
    known = list(links)
    told: dict[UUID, Thing] = {}
    for kind in KINDS:
        keys = {link.pk: key for link in known if (key := kind.key_of(link))}
        things = {one.key: one for one in kind.things(actor, set(keys.values()))} if keys else {}
        told |= {pk: things[key] for pk, key in keys.items() if key in things}
    return told


def search(actor: Actor, words: str, without: Iterable[Thing] = ()) -> list[Thing]:
    """What speaks of these words and the actor sees, save what is known; one query for each kind."""
    wanted = [[rules.stem(fold(word)) for word in phrase] for phrase in rules.phrases(words)]
    wanted = [[stem for stem in phrase if stem] for phrase in wanted]
    wanted = [phrase for phrase in wanted if rules.is_searchable(phrase)]
    if not wanted:
        return []
    known = list(without)
    return [
        one
        for kind in KINDS
        for one in kind.found(actor, wanted, [thing.key for thing in known if thing.kind == kind.code])
    ]


def _with_words(rows: QuerySet[Any], wanted: Alternatives, *columns: str) -> QuerySet[Any]:
    """Rows in whose words, folded as far as the database can, something wanted stands."""
    told: Any = Concat(*[part for column in columns for part in (column, Value(" "))], output_field=TextField())
    plain = "".join(fold(sign)[:1] for sign in _MARKED)
    folded = Func(Lower(told), Value(_MARKED), Value(plain), function="translate", output_field=TextField())
    hit = Q(pk__in=[])
    for phrase in wanted:
        every = Q()
        for stem in phrase:
            every &= Q(folded_words__contains=stem)
        hit |= every
    hits: QuerySet[Any] = rows.alias(folded_words=folded).filter(hit)
    return hits


def _stands_in(wanted: Alternatives, text: str) -> bool:
    folded = " ".join(fold(word) for word in text.split())
    return any(all(stem in folded for stem in phrase) for phrase in wanted)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
