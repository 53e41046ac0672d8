"""The toolkit's pages as people use them, without a script."""

import re
from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from luukku.accounts.tests.factories import a_worker
from luukku.files.tests.factories import a_picture, an_upload
from luukku.toolkit.forms.editor import seen_in
from luukku.toolkit.models import ItemVersion, ToolkitItem, UsageCount
from luukku.toolkit.rules.blocks import Kind
from luukku.toolkit.services import drafts, reviewing, translations
from luukku.toolkit.services.translations import Told
from luukku.toolkit.tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    return a_worker()


class Desk:
    def __init__(self, worker):
        self.worker, self.client = worker, Client(raise_request_exception=True)
        self.client.force_login(worker.user)

    def get(self, path, **headers):
        return self.client.get(self.worker.url(f"/toolkit/{path}"), headers=headers or None)

    def post(self, path, data=None, **headers):
        return self.client.post(self.worker.url(f"/toolkit/{path}"), data or {}, headers=headers or None)


def html(response):
    return response.content.decode()


def found_in(pattern, response):
    found = re.search(pattern, html(response))
    assert found is not None
    return found[1]


def form_of(version, **changes):
    told = {"version": seen_in(version), "title": version.title, "summary": version.summary}
    for block in version.content:
        told |= {f"kind-{block.id}": block.kind.value, f"text-{block.id}": block.text, f"url-{block.id}": block.url}
    return told | changes


def test_an_item_is_begun_written_approved_and_read(worker):
    desk = Desk(worker)
    begun = desk.post(
        "new/",
        {
            "title": "Tulkin kanssa", "summary": "Näin onnistuu.", "kind": "material", "audience": "both",
            "role": "Koordinaattori", "person": str(worker.user.pk),
        },
    )  # fmt: skip
    version = ItemVersion.objects.get()
    assert begun.url.endswith("/edit/")
    path = f"{version.item_id}/versions/{version.pk}"

    desk.post(f"{path}/edit/", form_of(version) | {"then": "add:", "add-": "paragraph"})
    version.refresh_from_db()
    block = version.content[0]
    desk.post(f"{path}/edit/", form_of(version, **{f"text-{block.id}": "Varaa **tulkki**."}))
    desk.post(f"{path}/submit/", {"change_note": "Uusi."})
    colleague = Desk(make.a_colleague(worker))
    version.refresh_from_db()
    assert "Tulkin kanssa" in html(colleague.get("queue/"))
    done = colleague.post(f"{path}/approve/", {"edits": version.edits})

    assert done.status_code == 302
    page = html(Desk(a_worker()).get(f"{version.item_id}/"))
    assert "<strong>tulkki</strong>" in page
    assert UsageCount.objects.get().count == 1


def test_autosave_answers_with_what_is_now_before_the_writers_eyes(worker):
    version = make.a_draft(worker)
    block = version.content[0]
    path = f"{version.item_id}/versions/{version.pk}/edit/"

    first = Desk(worker).post(path, form_of(version, **{f"text-{block.id}": "a"}), **{"X-Autosave": "1"})
    second = Desk(worker).post(
        path, form_of(version, **{f"text-{block.id}": "ab"}) | first.json(), **{"X-Autosave": "1"}
    )

    assert second.status_code == 200
    assert ItemVersion.objects.get().content[0].text == "ab"


def test_when_two_changed_one_piece_the_page_shows_both_and_saving_once_more_keeps_mine(worker):
    version = make.a_draft(worker)
    block = version.content[0]
    stale = form_of(version, **{f"text-{block.id}": "minun"})
    make.write(make.a_colleague(worker), version, {block.id: replace(block, text="toisen")})
    path = f"{version.item_id}/versions/{version.pk}/edit/"

    refused = Desk(worker).post(path, stale)
    silent = Desk(worker).post(path, stale, **{"X-Autosave": "1"})
    seen = found_in(r'name="version" value="([^"]+)"', refused)
    kept = Desk(worker).post(path, stale | {"version": seen})

    assert (refused.status_code, silent.status_code, kept.status_code) == (409, 409, 302)
    assert "minun" in html(refused)
    assert "toisen" in html(refused)
    assert ItemVersion.objects.get().content[0].text == "minun"


def test_what_the_editor_refuses_stays_in_the_form(worker):
    version = make.with_block(worker, make.a_draft(worker), "Kela", Kind.LINK)
    block = version.content[-1]
    path = f"{version.item_id}/versions/{version.pk}/edit/"

    refused = Desk(worker).post(path, form_of(version, **{f"url-{block.id}": "javascript:alert(1)"}))

    assert refused.status_code == 422
    assert "javascript:alert(1)" in html(refused)
    assert f'href="#block-{block.id}"' in html(refused)


@pytest.mark.parametrize("title", ["", "x" * 201])
def test_a_title_that_is_none_or_too_long_loses_no_word(worker, title):
    version = make.a_draft(worker)
    block = version.content[0]

    refused = Desk(worker).post(
        f"{version.item_id}/versions/{version.pk}/edit/",
        form_of(version, title=title, **{f"text-{block.id}": "Pitkä teksti"}),
    )

    assert refused.status_code == 422
    assert "Pitkä teksti" in html(refused)


def test_pieces_move_and_go_by_plain_buttons(worker):
    version = make.a_draft(worker, "yksi", "kaksi")
    first, second = version.content
    path = f"{version.item_id}/versions/{version.pk}/edit/"

    Desk(worker).post(path, form_of(version) | {"then": f"up:{second.id}"})
    moved = ItemVersion.objects.get()
    Desk(worker).post(path, form_of(moved) | {"then": f"remove:{first.id}"})

    assert [block.id for block in moved.content] == [second.id, first.id]
    assert [block.text for block in ItemVersion.objects.get().content] == ["kaksi"]


def test_the_preview_saves_nothing(worker):
    version = make.a_draft(worker)
    block = version.content[0]

    page = Desk(worker).post(
        f"{version.item_id}/versions/{version.pk}/preview/", form_of(version, **{f"text-{block.id}": "**Uusi**"})
    )

    assert "<strong>Uusi</strong>" in html(page)
    assert ItemVersion.objects.get().content[0].text == "Ensimmäinen kappale."


def test_a_reader_sees_when_a_text_is_past_its_review(worker):
    item = make.published(worker)
    ToolkitItem.objects.filter(pk=item.pk).update(review_on="2026-01-05")

    page = html(Desk(a_worker()).get(f"{item.pk}/"))

    assert "5.1.2026" in page
    assert "should have been reviewed" in page


def test_reviewed_without_changes_is_one_click_from_the_queue(worker):
    item = make.published(worker)
    ToolkitItem.objects.filter(pk=item.pk).update(review_on="2026-01-05", state="due")

    assert "Reviewed, no changes" in html(Desk(worker).get("queue/"))
    Desk(worker).post(f"{item.pk}/reviewed/", {"from": "queue"})

    assert ToolkitItem.objects.get().state == "published"


def test_a_readable_difference(worker):
    item = make.next_version(worker, make.published(worker, "Varaa tulkki."), 0, "Varaa aina tulkki.")
    new = item.versions.published().get()

    page = html(Desk(worker).get(f"{item.pk}/versions/{new.pk}/changes/"))

    assert "<ins>aina </ins>" in page
    assert Desk(worker).get(f"{item.pk}/versions/{new.pk}/changes/?against=99").status_code == 404
    assert Desk(worker).get(f"{item.pk}/versions/{new.pk}/changes/?against=x").status_code == 200


def test_a_translator_works_beside_the_original(worker):
    item = make.published(worker, "Varaa tulkki.", title="Tulkki")
    desk, unit = Desk(worker), translations.source_of(item).units[2]
    desk.post("words/", {"term": "tulkki", "language": "ar", "translation": "مترجم"})

    page = html(desk.get(f"{item.pk}/languages/ar/"))
    for block in ("title", "summary", unit.id):
        desk.post(f"{item.pk}/languages/ar/{block}/", {"text": "احجز مترجماً", "seen": "0", "then": "done"})
    desk.post(f"{item.pk}/languages/ar/publish/")
    shown = html(desk.get(f"{item.pk}/?lang=ar"))

    assert "مترجم" in page
    assert 'dir="rtl"' in page
    assert "احجز مترجماً" in shown
    assert html(desk.get(f"{item.pk}/languages/"))


def test_two_translators_of_one_piece_see_both_texts(worker):
    item = make.published(worker)
    translations.save_block(worker.as_actor(), item.pk, "sv", Told("title", {"text": "Min"}))

    page = Desk(worker).post(f"{item.pk}/languages/sv/title/", {"text": "Din", "seen": "0"})

    assert page.status_code == 409
    assert "Min" in html(page)
    assert "Din" in html(page)


def test_a_translators_file_goes_out_and_comes_back(worker):
    item = make.published(worker, "Varaa tulkki.")
    desk = Desk(worker)
    file = desk.get(f"{item.pk}/languages/sv/xliff/").content
    back = file.replace(b"</source>", b"</source><target>Boka tolk</target>")

    done = desk.post(f"{item.pk}/languages/sv/xliff/bring/", {"file": an_upload(back, "a.xlf")})
    refused = desk.post(f"{item.pk}/languages/sv/xliff/bring/", {"file": an_upload(back[:200], "a.xlf")})

    assert (done.status_code, refused.status_code) == (302, 422)
    assert "cut short" in html(refused)


def test_a_picture_needs_words(worker):
    item = make.published(worker)
    picture = an_upload(a_picture(), "kuva.jpg")

    refused = Desk(worker).post(f"{item.pk}/files/new/", {"file": picture, "title": "Kuva"})

    assert refused.status_code == 422
    assert "what the picture shows" in html(refused)


def test_feedback_needs_no_name_and_is_read_by_the_owners(worker):
    item = make.published(worker)

    Desk(a_worker()).post(f"{item.pk}/feedback/", {"helped": "no", "comment": "Puhelin puuttuu", "language": "fi"})
    page = html(Desk(worker).get(f"{item.pk}/figures/"))

    assert "Puhelin puuttuu" in page
    assert "Puhelin puuttuu" not in html(Desk(a_worker()).get(f"{item.pk}/figures/"))


def test_another_municipality_notes_how_far_it_is(worker):
    item = make.published(worker)
    stranger = a_worker()

    done = Desk(stranger).post(f"{item.pk}/use/", {"stage": "trained", "since_on": "2.3.2020", "note": "Lyhennettiin"})

    assert done.status_code == 302
    assert stranger.organisation.name in html(Desk(worker).get(f"{item.pk}/figures/"))


def test_a_broken_link_is_previewed_and_replaced(worker):
    item = make.published(worker, "[a](https://vanha.example/x)")
    desk = Desk(worker)
    path = found_in(r"/toolkit/(links/[0-9a-f-]{36}/)", desk.get("links/?show=all"))

    preview = desk.post(path, {"url": "https://uusi.example/", "then": "preview"})
    assert "<ins><bdi>https://uusi.example/</bdi></ins>" in html(preview)
    assert not item.versions.open().exists()
    desk.post(path, {"url": "https://uusi.example/", "then": "replace"})

    assert "https://uusi.example/" in item.versions.open().get().content[0].text


def test_what_a_day_is_chosen_for_waits_for_it(worker):
    version = make.a_draft(worker)
    reviewing.submit(worker.as_actor(), version.pk)
    path = f"{version.item_id}/versions/{version.pk}/approve/"
    version.refresh_from_db()

    told = {"edits": version.edits, "publish_on": "1.3.2099", "publish_time": "9"}
    Desk(make.a_colleague(worker)).post(path, told)

    assert ItemVersion.objects.get().state == "approved"


def test_the_list_filters_and_leaves_out_what_is_no_choice(worker):
    make.published(worker, title="Tulkki", themes=["interpreting"])
    make.published(worker, title="Ero", themes=["divorce"])
    desk = Desk(worker)

    page = html(desk.get("?theme=divorce&kind=nothing&language=xx&q="))

    assert "Ero" in page
    assert "Tulkki<" not in page
    for show in ("own", "due", "drafts", "archived", "ownerless"):
        assert desk.get(f"?show={show}").status_code == 200
    assert "Nothing found" in html(desk.get("?q=zzz"))


def queries(desk, path):
    desk.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert desk.get(path).status_code == 200
    return len(captured)


def test_lists_and_pages_ask_no_more_for_many_than_for_few(worker):
    desk, counts = Desk(worker), []
    item = make.published(worker, "a", "b")
    make.translated(worker, item)
    paths = [
        "",
        "?show=own",
        "queue/",
        "links/?show=all",
        f"{item.pk}/",
        f"{item.pk}/languages/",
        f"{item.pk}/figures/",
    ]
    for size in range(2):
        counts.append([queries(desk, path) for path in paths])
        for number in range(6):
            more = make.published(worker, *["teksti [x](https://x.example)"] * 2, title=f"{number}")
            make.translated(worker, more)
            make.translated(worker, more, "en")
            drafts.start_version(worker.as_actor(), more.pk)
        for language in ("en", "so", "ar"):
            make.translated(worker, item, language)
        make.next_version(worker, item, 0, f"uusi sana {size}")

    assert counts[0] == counts[1]
    assert max(counts[0]) <= 25
