"""Pictures and cards inside public pages."""

from dataclasses import replace

import pytest

from luukku.accounts.tests.factories import a_worker
from luukku.core import clock
from luukku.directory.models import Service, ServiceText
from luukku.directory.services import indexing
from luukku.portal.middleware import KEEPING
from luukku.portal.services import publishing
from luukku.toolkit.models import ToolkitItem
from luukku.toolkit.rules.blocks import Kind
from luukku.toolkit.services import upkeep
from luukku.toolkit.tests import factories as make
from luukku.toolkit.tests.test_cards import a_place, a_service
from luukku.toolkit.tests.test_pictures import a_file, html, with_picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    return a_worker()


def test_the_public_sees_pictures_of_published_pages_for_families_alone(worker, client):
    version = with_picture(worker, make.a_draft(worker), alt="Tuolit")
    file = version.item.files.get()
    unused = a_file(worker, version)
    path = f"/fi/pictures/{file.pk}/"
    before = client.get(path).status_code
    item = make.publish(worker, version)

    answer = client.get(path)
    page = html(client.get(f"/fi/pages/{item.pk}/"))

    assert (before, answer.status_code) == (404, 200)
    assert answer["Cache-Control"].startswith("public")
    assert "cookie" not in answer.headers.get("Vary", "").lower()
    assert not answer.cookies
    assert f'src="{path}" alt="Tuolit"' in page
    assert client.get(f"/fi/pictures/{unused.pk}/").status_code == 404
    ToolkitItem.objects.update(audience="professionals")
    KEEPING.forget()
    assert client.get(path).status_code == 404


def test_a_page_for_everybody_shows_cards_as_the_directory_tells_them_now(worker, client):
    service, place = a_service(fi="Neuvola"), a_place()
    version = make.with_block(worker, make.a_draft(worker), "", Kind.CARD, ref=str(service.pk))
    item = make.publish(worker, make.with_block(worker, version, "", Kind.CONTACT, ref=str(place.pk)))
    path = f"/fi/pages/{item.pk}/"
    first = client.get(path).content.decode()
    number = publishing.current_number()

    ServiceText.objects.update(name="Uusi neuvola")
    Service.objects.update(changed_at=clock.now())
    indexing.entries_changed([service])
    KEEPING.forget()
    second = client.get(path).content.decode()

    assert "Neuvola" in first
    assert "Nokian kirjasto" in first
    assert f"/fi/services/{service.pk}/" in first
    assert "Uusi neuvola" in second
    assert publishing.current_number() == number + 1


def test_a_page_for_everybody_marks_the_piece_under_which_the_law_changed(worker, client):
    version = make.a_draft(worker, "Laki sanoo näin.", "Varaa tulkki.", law_references=["681/2023, 24 §"])
    block = version.content[0]
    item = make.publish(worker, make.write(worker, version, {block.id: replace(block, law="681/2023, 24 §")}))

    upkeep.note_law_change(worker.as_actor(), "681/2023, 24 §")
    page = html(client.get(f"/en/pages/{item.pk}/"))

    assert page.count("Some of this may be out of date. We are checking it.") == 1
    assert page.index("Some of this may be out of date") < page.index("Laki sanoo näin.") < page.index("Varaa tulkki.")
