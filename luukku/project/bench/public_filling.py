"""Fills a bench's database with invented public texts, as long as a large region's. Used by `bench.public`.

Runs as a process of its own (`python -m luukku.project.bench.public_filling`) and prints one JSON object.
"""

import json
import random
import sys
from datetime import date
from typing import Any, Final
from uuid import UUID

from luukku.project.environment import DatabaseRole, prepare

LANGUAGES: Final = ("fi", "en", "ar", "uk")
BYTES: Final = {"fi": 2_300_000, "en": 2_300_000, "ar": 2_800_000, "uk": 2_800_000}
"""Of all texts of a language at the size measured: as long as the texts of the rival's test region."""
PAGES: Final = 372
PLACES: Final = 250
EVENTS: Final = 200
WORDS: Final = {
    "fi": "perhe lapsi päiväkoti neuvola tulkki kerho koulu asunto terveys oikeus apu työ kieli vanhempi tapaaminen",
    "en": "family child nursery clinic interpreter group school home health right help work language parent meeting",
    "ar": "عائلة طفل حضانة عيادة مترجم مجموعة مدرسة منزل صحة حق مساعدة عمل لغة والد لقاء",
    "uk": "родина дитина садок поліклініка перекладач гурток школа житло здоров’я право допомога робота мова батьки",
}
DAY: Final = date(2026, 11, 23)


def main() -> None:
    prepare(DatabaseRole.OWNER)
    import django

    django.setup()
    from django.db import transaction

    told = json.loads(sys.argv[1])
    chance = random.Random(told["seed"])  # noqa: S311 - invented texts
    with transaction.atomic():
        ids = [UUID(int=chance.getrandbits(128), version=4) for _number in range(told["pages"])]
        written = {code: _fill(code, ids, chance) for code in LANGUAGES}
        places = _gather("meeting_place", told["places"], chance)
        events = _gather("event", told["events"], chance)
    ended = {"ids": [str(one) for one in ids], "bytes": written, "places": places, "events": events}
    sys.stdout.write(json.dumps(ended))


def _fill(language: str, ids: list[UUID], chance: random.Random) -> int:
    """Every text in one language, here and in the index. Returns how many bytes the texts have."""
    from luukku.portal.models import Edition, Entry
    from luukku.portal.rules import THEMES
    from luukku.search.services import NewDocument, index_documents

    Edition.objects.get_or_create(pk=1, defaults={"number": 1})
    entries, documents, size, needs = [], [], 0, list(THEMES)
    for place, pk in enumerate(ids):
        title, blocks = _text(language, BYTES[language] // PAGES, chance)
        text = "\n".join(one["text"] for one in blocks)
        size += len(text.encode())
        entries.append(
            Entry(
                source_id=pk,
                language=language,
                title=f"{title} {place}",
                summary=blocks[1]["text"][:200],
                blocks=blocks,
                needs=[needs[place % len(needs)]],
                languages=list(LANGUAGES),
                changed_on=DAY,
                number=1,
            )
        )
        documents.append(
            NewDocument(type="item", source_id=str(pk), language=language, title=f"{title} {place}", text=text)
        )
    Entry.objects.bulk_create(entries, batch_size=100)
    index_documents(documents)
    return size


def _gather(kind: str, count: int, chance: random.Random) -> list[str]:
    """Meeting places or events with their words in every language. Returns their ids."""
    from datetime import timedelta

    from luukku.core import clock
    from luukku.directory.models import Activity, ActivityText, Channel

    at = clock.now()
    begins = clock.start_of_day(clock.today()) + timedelta(hours=10)
    spots = [
        Channel(
            kind="place",
            changed_at=at,
            postal_code="33100",
            post_office="Tampere",
            latitude=61.3 + chance.random() / 2,
            longitude=23.5 + chance.random(),
        )
        for _number in range(count)
    ]
    rows = [Activity(kind=kind, place=spot, changed_at=at) for spot in spots]
    for place, row in enumerate(rows if kind == "event" else ()):
        row.starts_at = begins + timedelta(days=place % 60)
        row.rrule = "FREQ=WEEKLY" if place % 10 == 0 else ""
    Channel.objects.bulk_create(spots)
    Activity.objects.bulk_create(rows)
    ActivityText.objects.bulk_create(
        ActivityText(
            entry=row,
            language=code,
            origin="local",
            name=" ".join(chance.choices(WORDS[code].split(), k=2)).capitalize(),
            summary=" ".join(chance.choices(WORDS[code].split(), k=12)),
            description=" ".join(chance.choices(WORDS[code].split(), k=120)),
        )
        for row in rows
        for code in LANGUAGES
    )
    return [str(row.pk) for row in rows]


def _text(language: str, size: int, chance: random.Random) -> tuple[str, list[dict[str, Any]]]:
    """A title, and headings, paragraphs, lists and steps that together have about so many bytes."""
    words = WORDS[language].split()
    kinds = ("heading", "paragraph", "list", "paragraph", "steps", "callout")
    blocks: list[dict[str, Any]] = []
    written = 0
    while written < size:
        kind = kinds[len(blocks) % len(kinds)]
        lines = 4 if kind in ("list", "steps") else 1
        count = 3 if kind == "heading" else 12 if lines > 1 else 45
        text = "\n".join(" ".join(chance.choices(words, k=count)).capitalize() + "." for _line in range(lines))
        told = {"kind": kind, "text": text, "level": 2, "tone": "info", "url": "", "status": "", "language": language}
        blocks.append({**told, "id": str(len(blocks))})
        written += len(text.encode())
    return " ".join(chance.choices(words, k=3)).capitalize(), blocks


if __name__ == "__main__":
    main()
