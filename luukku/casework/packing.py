"""The copy of one person's data as one file: a page to read, the same on paper and for programs, and documents."""

import io
import json
import zipfile
from collections.abc import Sequence
from typing import cast

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from luukku.casework import own_data
from luukku.casework.events import OwnDataAsked, own_data_asked
from luukku.casework.models import DataExport
from luukku.casework.own_facts import day_of
from luukku.casework.rules.own_data import Chapter, Entry, Fact, filled
from luukku.casework.services import access_log
from luukku.core.clock import HELSINKI
from luukku.core.page_language import page_language
from luukku.files import services as files
from luukku.language import languages as reference
from luukku.paper.documents import Footer, Letter, Pair, Paragraph, Passage, Section
from luukku.paper.services import render_letter

MOST_DOCUMENT_BYTES = 150 * 1024 * 1024
FORMAT = 1


def packed(asked: OwnDataAsked, export: DataExport) -> bytes:
    """The zip file, in the language that is active."""
    chapters = gathered(asked)
    documents = _documents(asked)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("own-data.html", _html(asked, export, chapters, list(documents)))
        archive.writestr("own-data.pdf", _pdf(asked, export, chapters))
        archive.writestr("own-data.json", _json(asked, export, chapters))
        for name, content in documents.items():
            archive.writestr(f"documents/{name}", content)
    return target.getvalue()


def gathered(asked: OwnDataAsked) -> tuple[Chapter, ...]:
    """What every app knows; an app that fails lets the whole copy fail, so that none is silently incomplete."""
    chapters = own_data.chapters_of(asked)
    for _receiver, told in own_data_asked.send(sender=DataExport, asked=asked):
        chapters += cast("list[Chapter]", told or [])
    return filled([*chapters, _who_looked(asked)])


def _who_looked(asked: OwnDataAsked) -> Chapter:
    entries = []
    for case in asked.cases:
        lines = access_log.access_log(asked.actor, case)
        if case.pk in asked.shield.outside:
            lines = lines.filter(subject_id=asked.person.pk)
        hides = asked.shield.whereabouts or case.pk in asked.shield.outside
        for times in access_log.together(access_log.in_words(list(lines[: access_log.MOST_PRINTED]))):
            line = times.line
            who = line.organisation if hides else f"{line.name or _('The system')}, {line.title}"
            told = (Fact(_("Who"), who.strip(", ")), Fact(_("What"), str(line.words.text)))
            entries.append(Entry(day_of(line.at), told))
    return Chapter("who_looked", _("Who has looked at the data"), tuple(entries))


def cover(asked: OwnDataAsked) -> list[str]:
    """What the copy is and what is not in it, in the active language."""
    told = [
        pgettext("family", "Here is a copy of what is written about you, or about the child for whom you decide."),
        pgettext("family", "Data about other people is not here. Their data is theirs."),
        pgettext("family", "The address and identity numbers are not here: they do not travel in files. Ask us."),
        pgettext("family", "If something is wrong, tell us. We correct it, or tell you in writing why we do not."),
        pgettext("family", "Other offices may have data about you too. Ask there as well."),
    ]
    if asked.shield.whereabouts:
        told.append(pgettext("family", "Places and the names of workers are left out to keep somebody safe."))
    return told


def covers(asked: OwnDataAsked) -> list[Passage]:
    """The cover in the language of the copy, and below it in the language of who gets it."""
    ours = page_language()
    theirs = reference.interface_language(asked.asked_by.contact_language)
    found = [Passage(text, ours) for text in cover(asked)]
    if theirs != ours:
        with translation.override(theirs):
            found += [Passage(text, theirs) for text in cover(asked)]
    return found


def _documents(asked: OwnDataAsked) -> dict[str, bytes]:
    """The newest version of each document about this person alone, under names that meet nowhere."""
    found: dict[str, bytes] = {}
    left = MOST_DOCUMENT_BYTES
    for number, document in enumerate(own_data.documents_of(asked), start=1):
        version = document.versions.all()[0]
        if version.file.size <= left and files.has_content(version.file_id):
            found[f"{number:03}-{version.file.name}"] = files.read(version.file).content
            left -= version.file.size
    return found


def _html(asked: OwnDataAsked, export: DataExport, chapters: Sequence[Chapter], documents: list[str]) -> str:
    context = {
        "export": export,
        "language": page_language(),
        "covers": covers(asked),
        "chapters": chapters,
        "documents": documents,
        "at": day_of(asked.actor.at),
        "title": _title(asked),
    }
    return render_to_string("casework/own_data_copy.html", context)


def _json(asked: OwnDataAsked, export: DataExport, chapters: Sequence[Chapter]) -> str:
    told = {
        "format": FORMAT,
        "export": str(export.pk),
        "made_at": asked.actor.at.astimezone(HELSINKI).isoformat(timespec="seconds"),
        "language": page_language(),
        "person": own_data.who_is(asked.person),
        "chapters": [
            {
                "code": chapter.code,
                "title": chapter.title,
                "entries": [
                    {"title": entry.title, "facts": [{"label": one.label, "text": one.text} for one in entry.facts]}
                    for entry in chapter.entries
                ],
            }
            for chapter in chapters
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1)


def _title(asked: OwnDataAsked) -> str:
    return _("What is written about %(name)s") % {"name": asked.person.name}


def _pdf(asked: OwnDataAsked, export: DataExport, chapters: Sequence[Chapter]) -> bytes:
    language = page_language()

    def same(text: str) -> Pair:
        return Pair.same(text, language)

    letter = Letter(
        title=same(_title(asked)),
        greeting=tuple(Pair(passage, passage) for passage in covers(asked)),
        sections=tuple(Section(same(chapter.title), tuple(_blocks(chapter, language))) for chapter in chapters),
        footer=Footer(
            version=same(_("Made on %(date)s") % {"date": day_of(asked.actor.day)}),
            page=same(_("Page")),
            unprintable=same(_("Some letters could not be printed. The mark □ stands in their place.")),
        ),
        meta=(same(str(export.pk)),),
    )
    return render_letter(letter, at=asked.actor.at, layout="one_language")


def _blocks(chapter: Chapter, language: str) -> list[Paragraph]:
    blocks: list[Paragraph] = []
    for entry in chapter.entries:
        blocks.append(Paragraph(Pair.same("", language), lead_in=Pair.same(entry.title, language)))
        blocks += [Paragraph(Pair.same(f"{one.label}: {one.text}", language)) for one in entry.facts]
    return blocks
