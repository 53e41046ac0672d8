"""From threads to their picture: what stands in which lane, and the drawing itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_bidi, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from luukku.core.pictograms import SHAPES
from luukku.programme import labels
from luukku.programme.rules.thread_picture import Item, Lane, Mark, Picture, draw
from luukku.programme.rules.threads import Stage
from luukku.programme.services.strands import Following, Led, Strand

SVG: Final = "programme/parts/thread_picture.svg"
MOST_FOLLOWING: Final = 3
"""In one place of the picture; the list beside it tells them all."""

FOLLOWS: Final[dict[Stage, labels.Words]] = {
    Stage.WISH: _("this leads there"),
    Stage.OWNER: _("answers today"),
    Stage.SIGN: _("tells how it goes"),
    Stage.CHANGE: _("in everyday use"),
}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture with its name and what it tells in words, for those who do not see it."""

    picture: Picture
    title: str
    told: str


def wall(strands: Sequence[Strand]) -> Drawn:
    """All threads side by side: each as far as it goes, with a hole where it breaks."""
    lanes = [Lane(one.thread.text, tuple(_summed(one, stage) for stage in Stage)) for one in strands]
    whole = sum(one.breaks_at is None for one in strands)
    told = ngettext("%(count)d thread", "%(count)d threads", len(strands)) % {"count": len(strands)}
    told += ". " + gettext("%(whole)d of them go from wish to change. The same stands in words below the picture.") % {
        "whole": whole
    }
    return _drawn(gettext("Red thread"), gettext("One door"), lanes, told, centred=True)


def one(strand: Strand) -> Drawn:
    """One thread through its programmes: a lane for each, and everything that it leads through."""
    lanes = _lanes(strand)
    told = ngettext("Leads through %(count)d thing.", "Leads through %(count)d things.", len(strand.led)) % {
        "count": len(strand.led)
    }
    if strand.breaks_at:
        told += " " + gettext("It breaks here: %(question)s") % {"question": labels.QUESTIONS[strand.breaks_at]}
    told += " " + gettext("The same stands in the table below the picture.")
    return _drawn(strand.thread.text, strand.thread.text, lanes, told, centred=False)


def svg(drawn: Drawn, *, is_file: bool = True, ground: str = "#fbf7ef") -> str:
    """The picture as SVG: a file that carries its own colours, or a part of a page, which has them."""
    shapes = {"berry": mark_safe(SHAPES["needs"]), "door": mark_safe(SHAPES["mark"])}  # noqa: S308 - our own drawings
    context: dict[str, Any] = {"drawn": drawn, "picture": drawn.picture, "is_file": is_file, "ground": ground, **shapes}
    return SafeString(render_to_string(SVG, context).strip())


def _drawn(title: str, root: str, lanes: list[Lane], told: str, *, centred: bool) -> Drawn:
    headings = tuple(str(labels.STAGES[stage]) for stage in Stage)
    picture = draw(headings, root, lanes, centred=centred, mirrored=get_language_bidi())
    return Drawn(picture, title, told)


def _summed(strand: Strand, stage: Stage) -> tuple[Item, ...]:
    """What stands at a stage in few words: the first, and how many more."""
    texts = [follow.text for follow in strand.following if follow.stage is stage]
    linked = [led for led in strand.at(stage) if not led.lacks_owner]
    if stage is Stage.OWNER:
        texts = list(dict.fromkeys([name for led in strand.led for name in led.owners] + texts))
    else:
        texts = [led.thing.text for led in linked] + texts
    if texts:
        more = len(texts) - 1
        small = ngettext("and %(count)d more", "and %(count)d more", more) % {"count": more} if more else ""
        return (Item(Mark.LINKED, texts[0], small),)
    return (_hole(stage),) if stage is strand.breaks_at else ()


def _hole(stage: Stage) -> Item:
    return Item(Mark.MISSING, str(labels.QUESTIONS[stage]))


def _lanes(strand: Strand) -> list[Lane]:
    """A lane for each programme, and for the toolkit and the glossary; the hole stands in the first."""
    places = dict.fromkeys((led.thing.place_key, led.thing.place) for led in strand.led) or {("", ""): None}
    lanes = []
    for number, (key, name) in enumerate(places):
        cells = []
        for stage in Stage:
            items = [_linked(led) for led in strand.at(stage) if led.thing.place_key == key]
            items += _following([one for one in strand.following if one.stage is stage and one.place_key == key])
            if number == 0 and stage is strand.breaks_at:
                items.insert(0, _hole(stage))
            cells.append(tuple(items))
        lanes.append(Lane(name, tuple(cells)))
    return lanes


def _linked(led: Led) -> Item:
    mark = Mark.LAPSED if led.lacks_owner else Mark.LINKED
    small = " · ".join(part for part in (str(led.thing.kind_words), led.thing.source) if part)
    if led.lacks_owner:
        small = gettext("nobody answers")
    return Item(mark, led.thing.text, small)


def _following(found: list[Following]) -> list[Item]:
    items = [Item(Mark.FOLLOWS, one.text, str(FOLLOWS[one.stage])) for one in found[:MOST_FOLLOWING]]
    more = len(found) - MOST_FOLLOWING
    if more > 0:
        text = ngettext("and %(count)d more", "and %(count)d more", more) % {"count": more}
        items.append(Item(Mark.FOLLOWS, text, is_ours=True))
    return items
