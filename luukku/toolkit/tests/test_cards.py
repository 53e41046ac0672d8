"""Services inside texts: told by the directory at the moment of reading."""

import pytest

from luukku.accounts.tests.factories import a_worker
from luukku.core import clock
from luukku.directory.models import Channel, Connection, Service, ServiceText
from luukku.toolkit.rules.blocks import Kind
from luukku.toolkit.services import cards, reading
from luukku.toolkit.tests import factories as make

pytestmark = pytest.mark.django_db


def a_service(**names):
    service = Service.objects.create(changed_at=clock.now())
    for language, name in names.items():
        ServiceText.objects.create(entry=service, language=language, name=name, summary="Apua.", origin="source")
    channel = Channel.objects.create(
        kind="phone",
        changed_at=clock.now(),
        phones=[{"number": "03 123", "kind": "phone"}, {"number": "03 999", "kind": "fax"}],
        urls=[{"url": "https://a.example"}, {"url": "javascript:x"}],
    )
    Connection.objects.create(service=service, channel=channel)
    return service


def shown_card(worker, item, language=""):
    return reading.text_of(worker.as_actor(), item, item.versions.published().get(), language).blocks[-1].card


def test_a_card_tells_what_the_directory_tells_now():
    worker, service = a_worker(), a_service(fi="Neuvola", sv="Rådgivning")
    item = make.publish(worker, make.with_block(worker, make.a_draft(worker), "", Kind.CARD, ref=str(service.pk)))

    assert shown_card(worker, item).name == "Neuvola"
    assert shown_card(worker, item).phones == ("03 123",)
    assert shown_card(worker, item).addresses == ("https://a.example",)
    ServiceText.objects.filter(language="fi").update(name="Uusi neuvola")
    assert shown_card(worker, item).name == "Uusi neuvola"


def test_a_card_speaks_the_readers_language_and_falls_back_to_finnish():
    service = a_service(fi="Neuvola", sv="Rådgivning")

    assert cards.cards_of([str(service.pk)], "sv")[str(service.pk)].name == "Rådgivning"
    assert cards.cards_of([str(service.pk)], "so")[str(service.pk)].language == "fi"
    assert cards.choices() == [(str(service.pk), "Neuvola")]


def test_a_service_that_is_gone_has_no_card_and_strange_ids_find_nothing():
    worker, service = a_worker(), a_service(fi="Neuvola")
    item = make.publish(worker, make.with_block(worker, make.a_draft(worker), "", Kind.CARD, ref=str(service.pk)))
    Service.objects.update(archived_at=clock.now())

    assert shown_card(worker, item) is None
    assert cards.cards_of(["x", ""], "fi") == {}
