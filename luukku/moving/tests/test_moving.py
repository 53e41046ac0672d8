"""Moving a region over: what becomes of it, moving it once more, and what people here wrote meanwhile."""

import json

import pytest

from luukku.accounts.tests.factories import a_unit, a_worker
from luukku.directory.models import Activity, Channel
from luukku.directory.policies import public_activities, public_channels
from luukku.files.tests.factories import a_picture
from luukku.moving.integreat import gathering
from luukku.moving.models import MovedPage
from luukku.moving.services import moving
from luukku.moving.services.pages import Keeper
from luukku.moving.tests import region as told
from luukku.toolkit.models import BlockTranslation, ItemVersion, ToolkitItem
from luukku.toolkit.services import drafts, items, listing, reviewing, translations
from luukku.toolkit.services.translations import Told

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    return a_worker()


@pytest.fixture
def keeper(worker):
    unit = a_unit(worker.organisation)
    return Keeper(worker.organisation.pk, unit.pk, items.Owner("Koordinaattori", worker.user.pk), 6)


def move(keeper, rows=None, **options):
    region = gathering.region(told.rows() if rows is None else rows, slug=options.pop("slug", ""))
    region.pictures = options.pop("pictures", {})
    return moving.move(moving.mover(keeper.organisation_id), region, keeper, **options)


def version_of(title):
    return ItemVersion.objects.get(title=title)


def test_a_whole_region_comes_over_and_waits(keeper, worker):
    moved = move(keeper)

    assert moved.counts["page"] == {"new": 12}
    assert moved.counts["imprint"] == {"new": 1}
    assert moved.counts["offer"] == {"new": 1}
    assert moved.counts["channel"] == {"new": 5}
    assert moved.counts["activity"] == {"new": 4}
    assert set(ToolkitItem.objects.values_list("state", flat=True)) == {"in_review"}
    assert len(listing.queue_of(worker.as_actor()).to_approve) == 14
    assert not public_channels().exists()
    assert not public_activities().exists()


def test_moving_once_more_changes_nothing(keeper):
    move(keeper)
    before = (BlockTranslation.objects.count(), sorted(ItemVersion.objects.values_list("pk", "edits")))

    again = move(keeper)

    assert again.changes == []
    assert {what for counted in again.counts.values() for what in counted} == {"same"}
    assert (BlockTranslation.objects.count(), sorted(ItemVersion.objects.values_list("pk", "edits"))) == before


def test_trying_it_out_tells_and_changes_nothing(keeper):
    tried = move(keeper, is_dry=True)

    assert tried.counts["page"] == {"new": 12}
    assert not ToolkitItem.objects.exists()
    assert not MovedPage.objects.exists()
    assert not Channel.objects.exists()
    assert not Activity.objects.exists()


def test_a_page_becomes_blocks_with_its_translations_by_people(keeper):
    move(keeper)

    version = version_of("Die ersten Tage")
    kinds = [block.kind.value for block in version.content]
    rows = BlockTranslation.objects.filter(item=version.item, language="ar")
    words = {row.block: row.words["text"] for row in rows}
    assert version.summary == "In den ersten Tagen helfen wir Ihnen im Rathaus."
    assert kinds == ["heading", "list", "paragraph"]
    assert version.content[1].text == "Ihren Pass\nDie Geburtsurkunden der Kinder"
    assert words["title"] == "الأيام الأولى"
    assert words[version.content[0].id] == "ما تحضرونه معكم"
    assert {(row.maker, row.is_draft, row.reviewed_by_id) for row in rows} == {("person", False, None)}


def test_links_between_pages_lead_to_the_new_pages(keeper):
    move(keeper)

    housing = version_of("Wohnen").item_id
    text = version_of("Die ersten Tage").content[2].text
    place = Channel.objects.get(source_id="lindenau/21")
    assert f"/fi/pages/{housing}/" not in text  # German readers get the words of the interface in English
    assert f"[Wohnen](http://127.0.0.1:8000/en/pages/{housing}/)" in text
    assert "[dem Amt](https://www.example.net/amt?a=1)" in text
    assert f"/places/{place.pk}/)" in version_of("Beratung").content[0].text


def test_a_page_lists_the_pages_below_it(keeper):
    move(keeper)

    version = version_of("Kinder und Familie")
    lines = version.content[-1].lines
    arabic = BlockTranslation.objects.get(item=version.item, language="ar", block=version.content[-1].id)
    assert [line.split("]")[0] for line in lines] == ["[Kita", "[Schule"]
    assert "[الروضة](" in arabic.words["text"]


def test_a_table_becomes_lines_that_can_be_read(keeper):
    move(keeper)

    table = version_of("Wohnen").content[-1]
    assert table.lines == ["2 – Miete: 450 €; Größe: 50 m²", "3 – Miete: 600 €; Größe: 70 m²"]


def test_what_is_not_built_like_the_original_waits_as_unfinished(keeper):
    moved = move(keeper)

    item = version_of("Wohnen").item
    rows = BlockTranslation.objects.filter(item=item, language="ar")
    assert {row.block for row in rows if not row.is_draft} == {"title", "summary"}
    assert any("ثم انتظر" in row.words["text"] for row in rows if row.is_draft)
    assert any(note.code == "pieces_to_check" for note in moved.notes)


def test_places_keep_their_hours_and_contacts(keeper):
    move(keeper)

    house, park = (Channel.objects.get(source_id=f"lindenau/{number}") for number in (21, 25))
    line = house.hours.get(weekdays=[0])
    assert (line.opens.hour, line.closes.hour) == (9, 15)
    assert house.hours.count() == 5
    assert house.phones[0]["number"] == "+49 30 1234"
    assert house.phones[0]["note"] == "Anmeldung, Empfang"
    assert house.emails[0]["address"] == "empfang@example.org"
    assert house.municipality == "837"
    assert house.provider.texts.get().name == "Verein Linde"
    assert park.latitude is None
    assert {text.language for text in park.texts.all()} == {"de", "fi"}


def test_events_keep_their_repetition(keeper):
    move(keeper)

    cafe, days = (Activity.objects.get(source_id=f"lindenau/{number}") for number in (31, 34))
    assert cafe.rrule == "FREQ=WEEKLY;INTERVAL=2;UNTIL=20270601T205959Z;BYDAY=TU"
    assert cafe.place.source_id == "lindenau/21"
    assert cafe.starts_at.isoformat() == "2026-12-01T15:00:00+00:00"
    assert "BYDAY=MO,TU,WE,TH,FR" in days.rrule
    assert (days.ends_at - days.starts_at).total_seconds() == 5 * 3600


def test_single_times_of_a_repeated_event_are_one_event(keeper):
    event = told.event(told.EVENTS[0], "de")
    later = json.loads(json.dumps(event))
    later["event"]["start"], later["event"]["end"] = "2026-12-15T16:00:00+01:00", "2026-12-15T18:00:00+01:00"
    later["path"] = later["path"].rstrip("/") + "$2026-12-15/"
    later["recurrence_rule"] = event["recurrence_rule"] = None

    move(keeper, [*told.pages("de"), later, event])

    row = Activity.objects.get()
    assert row.starts_at.day == 1
    assert [one.day for one in row.rdates] == [15]


def changed_rows(number, **fields):
    rows = told.rows()
    wanted = told.path(number, "de")
    for row in rows:
        if row.get("path") == wanted:
            row.update(fields)
    return rows


def test_what_changed_at_its_source_changes_here_and_keeps_its_translations(keeper):
    move(keeper)
    before = version_of("Kita")
    block = before.content[0].id
    html = "<p>Ihr Kind kann ab einem Jahr in die Kita gehen.</p><p>Der Platz kostet nichts.</p>"

    moved = move(keeper, changed_rows(5, content=html))

    version = version_of("Kita")
    change = moved.changes[0]
    row = BlockTranslation.objects.filter(item=version.item, language="ar", block=block).get()
    assert moved.counts["page"] == {"changed": 1, "same": 11}
    assert version.content[0].text == "Der Platz kostet nichts."
    assert (version.content[0].id, version.state) == (block, "in_review")
    assert row.words["text"] == "المكان لا يكلف كثيرا."
    assert (change.fields[0]["before"], change.fields[0]["after"]) == (
        "Der Platz kostet wenig.",
        "Der Platz kostet nichts.",
    )


def test_what_people_here_wrote_is_never_overwritten(keeper, worker):
    move(keeper)
    version = version_of("Kita")
    actor = worker.as_actor()
    reviewing.return_to_writer(actor, version.pk)
    drafts.write_whole(actor, version.pk, title="Meidän päiväkoti", summary="Oma", blocks=version.content)

    moved = move(keeper, changed_rows(5, content="<p>Alles neu.</p><p>Wirklich.</p>"))
    again = move(keeper, changed_rows(5, content="<p>Alles neu.</p><p>Wirklich.</p>"))

    version.refresh_from_db()
    assert version.title == "Meidän päiväkoti"
    assert moved.counts["page"] == {"kept": 1, "same": 11}
    assert again.counts["page"] == {"kept": 1, "same": 11}
    assert not [change for change in again.changes if change.change != "kept"]


def test_a_translation_made_here_stays(keeper, worker):
    move(keeper)
    item = version_of("Notruf").item
    translations.save_block(worker.as_actor(), item.pk, "en", Told("title", {"text": "Help at once"}))
    rows = told.rows()
    next(row for row in rows if row.get("path") == told.path(12, "en"))["title"] = "In an emergency"

    moved = move(keeper, rows)

    assert translations.newest_of(item, "en")["title"].words == {"text": "Help at once"}
    assert moved.counts["page"]["kept"] == 1


def test_a_published_page_gets_a_new_version_to_approve(keeper, worker):
    move(keeper)
    version = version_of("Kita")
    reviewing.approve(worker.as_actor(), version.pk)

    move(keeper, changed_rows(5, title="Kita und Krippe"))

    item = version.item
    item.refresh_from_db()
    assert item.state == "published"
    assert item.versions.published().get().title == "Kita"
    assert item.versions.open().get().title == "Kita und Krippe"
    assert item.versions.open().get().state == "in_review"


def test_what_disappears_is_put_away_and_comes_back(keeper):
    move(keeper)
    fewer = [
        row for row in told.rows() if "notruf" not in row.get("path", "") and "emergency" not in row.get("path", "")
    ]
    fewer = [row for row in fewer if row.get("event", {}).get("id") != 33]

    moved = move(keeper, fewer)
    gone = version_of("Notruf").item.state
    back = move(keeper)

    assert moved.counts["page"] == {"same": 11, "archived": 1}
    assert moved.counts["activity"]["archived"] == 1
    assert gone == "archived"
    assert back.counts["page"] == {"same": 11, "returned": 1}
    assert version_of("Notruf").item.state == "in_review"


def test_a_page_is_recognised_by_any_of_its_addresses(keeper):
    move(keeper)
    item = version_of("Notruf").item_id
    rows = json.loads(json.dumps(told.rows()).replace("/lindenau/de/notruf/", "/lindenau/de/notrufe/"))

    moved = move(keeper, rows)

    assert moved.counts["page"] == {"same": 12}
    assert "lindenau/de/notrufe" in MovedPage.objects.get(item=item).paths


def test_a_picture_of_the_folder_comes_along_with_its_words(keeper):
    pictures = {"media/regions/1/haus.png": a_picture("PNG")}

    move(keeper, pictures=pictures)
    again = move(keeper, pictures=pictures)

    version = version_of("Wohnen")
    picture = next(block for block in version.content if block.kind.value == "picture")
    assert picture.alt == "Ein rotes Haus"
    assert str(version.item.files.get(alt="Ein rotes Haus").pk) == picture.ref
    assert again.changes == []


STRANGE = [
    {"path": "/lindenau/de/a/", "title": "A" * 5000, "content": "<p>x</p>" * 3, "order": 10**30, "parent": []},
    {"path": "/lindenau/de/b/", "title": "\u202eB\x00", "content": "<h2></h2><script>x</script>",
     "last_updated": "0001"},
    {"path": "/lindenau/de/c/", "title": "C", "content": "<h2>a</h2>" * 400},
    {"path": "/lindenau/de/" + "d" * 2000 + "/", "title": "D", "content": "<p>\ud800</p><p>x</p>"},
    {"path": "/lindenau/de/locations/e/", "title": "E", "opening_hours": [1, {"timeSlots": [{"start": "x"}]}],
     "location": {"id": 1, "latitude": "NaN", "longitude": 999, "postcode": "x" * 99},
     "contacts": [None, {"email": 3}]},
    {"path": "/lindenau/de/locations/f/", "title": None, "opening_hours": [], "location": {"id": {"a": 1}}},
    {"path": "/lindenau/de/events/g/", "title": "G", "event": {"id": 1, "start": "9999-12-31T23:59:00+00:00"}},
    {"path": "/lindenau/de/events/h/", "title": "H", "event": {"id": 2, "start": "2026-12-01T10:00:00+01:00"},
     "recurrence_rule": "RRULE:FREQ=SECONDLY;COUNT=99999999"},
]  # fmt: skip


def test_strange_rows_do_not_keep_the_others_from_coming(keeper):
    moved = move(keeper, [*told.rows(), *STRANGE])

    assert moved.counts["page"] == {"new": 15, "failed": 1}
    assert moved.counts["unreadable"]["failed"] == 2
    assert Activity.objects.get(source_id="lindenau/2").rrule == ""
    assert version_of("B").state == "draft"
    assert "\u202e" not in version_of("B").title
    assert len(ItemVersion.objects.get(title__startswith="AAAA").title) == 200


def test_nobody_has_to_read_a_page_before_it_is_complete(keeper):
    moved = move(keeper, [*told.rows(), STRANGE[1]])

    assert [note.about.split(":")[0] for note in moved.notes if note.code == "unfinished"] == ["B"]
