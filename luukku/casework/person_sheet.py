"""What the person page shows of the facts in rows: groups of lines, each with its days and where it came from.

The value of an identity code is never read here: the page says only that one is known.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, pgettext
from django.utils.translation import gettext_lazy as _

from luukku.casework import policies
from luukku.casework.models import (
    ContactPoint,
    FactSource,
    InterpreterExclusion,
    Literacy,
    Person,
    PersonFact,
    PersonIdentifier,
    PersonName,
    ResidenceRight,
    Script,
)
from luukku.casework.services.identifiers import open_value
from luukku.core.days import in_digits
from luukku.core.law.provisions import law_text
from luukku.core.sealing import UnsealableError
from luukku.language import languages


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One fact.

    Attributes:
        text: the fact itself; empty where it is hidden.
        is_hidden: an identity code: opened on a page of its own.
        needs: something to mind before using it.
        source: from whom, when it was not the person.
    """

    id: UUID
    text: str
    about: str
    from_on: date | None
    last_on: date | None
    is_over: bool
    is_hidden: bool = False
    needs: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class SheetGroup:
    """Facts of one kind. `kind` stands in the page's address; `note` says what follows from them."""

    kind: str
    title: str | Promise
    pictogram: str
    add: str | Promise
    lines: list[SheetLine] = field(default_factory=list)
    note: str = ""

    @property
    def holding(self) -> list[SheetLine]:
        return [line for line in self.lines if not line.is_over]

    @property
    def over(self) -> list[SheetLine]:
        return [line for line in self.lines if line.is_over]


Words = Callable[[Any], dict[str, Any]]


def sheet_of(person: Person, day: date) -> list[SheetGroup]:
    """All groups of one person whom the caller reads whole: one query each, and one for the sources."""
    sources = _sources_of(person)

    def lines(model: Any, words: Words) -> list[SheetLine]:
        rows = model.objects.filter(person=person).newest_first()
        return [_line(row, day, sources.get(row.pk, ""), **words(row)) for row in rows]

    return [
        SheetGroup("names", _("Names"), "person-add", _("Write down a name"), lines(PersonName, _of_name)),
        SheetGroup(
            "permits",
            _("Permits and registrations"),
            "document",
            _("Write down a permit"),
            lines(ResidenceRight, _of_permit),
            _what_permits_mean(person, day),
        ),
        SheetGroup(
            "identifiers",
            _("Identifiers"),
            "key",
            _("Write down an identifier"),
            lines(PersonIdentifier, _of_identifier),
        ),
        SheetGroup(
            "contacts", _("How the person is reached"), "phone", _("Write down a way"), lines(ContactPoint, _of_contact)
        ),
        SheetGroup(
            "languages", _("Reading and writing"), "language", _("Write down a language"), lines(Literacy, _of_literacy)
        ),
        SheetGroup(
            "interpreters",
            _("Interpreters not wanted"),
            "interpreter",
            _("Write down an interpreter"),
            lines(InterpreterExclusion, lambda row: {"text": row.name}),
        ),
    ]


def _line(row: PersonFact, day: date, source: str, *, text: str = "", about: str = "", **more: Any) -> SheetLine:
    is_over = row.last_on is not None and row.last_on < day
    return SheetLine(row.pk, text, about, row.from_on, row.last_on, is_over, source=source, **more)


def _of_name(row: PersonName) -> dict[str, Any]:
    return {"text": row.text, "about": row.get_kind_display()}


def _of_identifier(row: PersonIdentifier) -> dict[str, Any]:
    about = ", ".join(filter(None, (row.get_kind_display(), row.issuer)))
    if row.kind == PersonIdentifier.Kind.IDENTITY_CODE:
        return {"about": about, "is_hidden": True}
    try:
        return {"text": open_value(row), "about": about}
    except UnsealableError:
        return {"about": about, "needs": gettext("This can't be opened: its key is missing. Tell your administrator.")}


def _of_permit(row: ResidenceRight) -> dict[str, Any]:
    granted = in_digits(row.granted_on)
    told = gettext("Granted or registered on %(date)s") % {"date": granted}
    return {"text": row.get_kind_display(), "about": f"{told}. {row.get_ground_display()}".rstrip(". ")}


def _of_contact(row: ContactPoint) -> dict[str, Any]:
    wish = "" if row.use == ContactPoint.Use.FREELY else row.get_use_display()
    return {"text": row.value, "about": row.get_kind_display(), "needs": wish}


def _of_literacy(row: Literacy) -> dict[str, Any]:
    language = languages.find(row.language)
    named = language.name(get_language() or "en").capitalize() if language else row.language
    script = f" ({row.get_script_display().lower()})" if row.script != Script.USUAL else ""
    skills = [row.get_reading_display()]
    if row.writing != Literacy.Writing.UNKNOWN:
        skills.append(row.get_writing_display().lower())
    return {"text": f"{named}{script}", "about": ", ".join(skills)}


def _what_permits_mean(person: Person, day: date) -> str:
    """When the three years end, or that they do not bind."""
    if policies.has_no_end(person):
        return gettext("The three years do not bind a victim of trafficking (%(law)s).") % {
            "law": law_text("681/2023, 20 §")
        }
    ends = policies.integration_right_ends(person)
    if ends is None:
        return ""
    told = {"date": in_digits(ends), "law": law_text("681/2023, 14 §")}
    if ends < day:
        return gettext("Three years from the first permit ended on %(date)s (%(law)s).") % told
    return gettext("Three years from the first permit end on %(date)s (%(law)s).") % told


def newest_source(person: Person) -> str:
    """From whom the latest correction of the person's own facts came; empty when it was the person."""
    row = FactSource.objects.about(person).select_related("recorded_by").newest_first().first()
    return source_words(row) if row else ""


def _sources_of(person: Person) -> dict[UUID, str]:
    """The newest source of each fact, in words."""
    told: dict[UUID, str] = defaultdict(str)
    rows = FactSource.objects.filter(person=person).select_related("recorded_by").order_by("created_at", "pk")
    for row in rows:
        told[row.subject_id] = source_words(row)
    return told


def source_words(source: FactSource) -> str:
    """From whom, on which day, and who recorded it (681/2023, 73 §)."""
    teller = f"{source.get_origin_display()}: {source.told_by}" if source.told_by else source.get_origin_display()
    day = in_digits(source.told_on)
    return pgettext("source of a fact", "%(teller)s, %(date)s. Recorded by %(name)s.") % {
        "teller": teller,
        "date": day,
        "name": source.recorded_by.name,
    }
