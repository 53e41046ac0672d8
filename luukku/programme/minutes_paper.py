"""The minutes of a meeting on paper: the same as on the page, with labels in one language and words as they were typed.

The same closed minutes in the same language give the same bytes: the paper is of the moment of closing, or of the last
addition to it.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.utils import translation
from django.utils.translation import gettext as _

from luukku.core.clock import moment_in_digits
from luukku.core.days import in_digits
from luukku.paper.documents import Action, Block, Confirmation, Footer, Letter, Paragraph, Section
from luukku.paper.services import render_letter
from luukku.programme import meeting_labels as labels
from luukku.programme.models import Addendum, Meeting
from luukku.programme.paper_sides import Side
from luukku.programme.services.meetings.minutes import Item, Minutes, Person, Promise


def print_minutes(
    meeting: Meeting, minutes: Minutes, addenda: Iterable[Addendum], *, language: str, at: datetime
) -> bytes:
    """An A4 PDF (PDF/UA-1).

    Args:
        language: of the labels: fi, sv or en.
        at: the moment of printing, told on minutes of a meeting that is not closed yet.
    """
    with translation.override(language):
        added = list(addenda)
        moment = max([meeting.closed_at, *(one.written_at for one in added)]) if meeting.closed_at else at
        return render_letter(_letter(meeting, minutes, added, Side(language), at), at=moment, layout="one_language")


def _letter(meeting: Meeting, minutes: Minutes, addenda: list[Addendum], side: Side, at: datetime) -> Letter:
    facts = [meeting.programme.name, meeting.body, meeting.place]
    when = " ".join(one for one in (day_of(meeting.held_on), meeting.time_text) if one)
    meta = [side.ours(_("Minutes")), *(side.typed(one) for one in facts if one)]
    return Letter(
        title=side.typed(meeting.text),
        greeting=(side.ours(when),) if when else (),
        sections=tuple(_sections(minutes, addenda, side)),
        footer=Footer(
            version=side.ours(_version(meeting, at)),
            page=side.ours(_("Page")),
            unprintable=side.ours(_("Some letters could not be printed. The mark □ stands in their place.")),
            fingerprint=meeting.seal,
        ),
        meta=tuple(meta),
    )


def _version(meeting: Meeting, at: datetime) -> str:
    if meeting.closed_at:
        return _("Closed %(moment)s") % {"moment": moment_in_digits(meeting.closed_at)}
    return _("Not closed yet; as it stood %(moment)s") % {"moment": moment_in_digits(at)}


def _sections(minutes: Minutes, addenda: list[Addendum], side: Side) -> Iterator[Section]:
    if minutes.people:
        yield Section(side.ours(_("Who was there")), tuple(_people(minutes, side)))
    if minutes.before:
        blocks: list[Block] = [block for one in minutes.before for block in _promise(one, side)]
        yield Section(side.ours(_("What was promised last time")), tuple(blocks))
    for item in minutes.items:
        yield Section(side.typed(f"{item.number}. {item.text}"), tuple(_item(item, side)))
    if addenda:
        yield Section(side.ours(_("Added afterwards")), tuple(_addendum(one, side) for one in addenda), is_tinted=True)


def _people(minutes: Minutes, side: Side) -> Iterator[Block]:
    for one in minutes.present:
        yield Confirmation(side.typed(one.name), side.ours(_of(one)))
    for one in minutes.away:
        yield Confirmation(side.typed(one.name), side.ours(_of(one)), is_confirmed=False)


def _of(one: Person) -> str:
    told = [one.represents, labels.said(labels.ROLES, one.role), labels.said(labels.PRESENCES, one.presence)]
    return " · ".join(words for words in told if words)


def _item(item: Item, side: Side) -> Iterator[Block]:
    found, outcome = labels.said(labels.KINDS, item.found_as), labels.said(labels.OUTCOMES, item.outcome)
    if found:
        yield Paragraph(side.ours(found))
    yield Paragraph(side.ours(outcome or _("Not talked about")))
    if item.notes:
        yield Paragraph(side.typed(item.notes))
    for decision in item.decisions:
        yield side.led(_("Decision"), decision)
    for one in item.promises:
        yield from _promise(one, side)


def _promise(one: Promise, side: Side) -> Iterator[Block]:
    """Who does what by when, and whether it helped."""
    ends = [_("by %(date)s") % {"date": day_of(one.due)}] if one.due else []
    if one.check:
        ends.append(_("effect looked at %(date)s") % {"date": day_of(one.check)})
    ends.append(labels.said(labels.STATES, one.state))
    yield Action(side.typed(one.who), side.typed(one.text), side.ours(" · ".join(ends)))
    if one.effect:
        yield side.led(_("Effect"), one.effect)


def _addendum(one: Addendum, side: Side) -> Block:
    return side.led(f"{one.author.name}, {moment_in_digits(one.written_at)}", one.text)


def day_of(day: date | None) -> str:
    return in_digits(day) if day else ""
