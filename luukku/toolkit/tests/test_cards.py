"""Services inside texts: told by the directory at the moment of reading."""

import pytest

from luukku.accounts.tests.factories import a_worker
from luukku.core import clock
from luukku.directory.models import (
    Activity,
    ActivityText,
    Channel,
    ChannelText,
    Connection,
    Provider,
    ProviderText,
    Service,
    ServiceText,
)
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


def a_place(**more):
    place = Channel.objects.create(
        kind="place", changed_at=clock.now(), street={"fi": "Kirjastokatu"}, street_number="2", postal_code="37100",
        post_office="NOKIA", phones=[{"number": "03 555", "kind": "phone"}],
        emails=[{"address": "kirjasto@nokia.example"}, {"address": "rikki"}], **more,
    )  # fmt: skip
    ChannelText.objects.create(entry=place, language="fi", name="Nokian kirjasto", origin="source")
    return place


def test_a_contact_card_tells_how_a_place_is_reached_and_follows_the_directory():
    worker, place = a_worker(), a_place()
    item = make.publish(worker, make.with_block(worker, make.a_draft(worker), "", Kind.CONTACT, ref=str(place.pk)))

    card = shown_card(worker, item)

    assert (card.name, card.place, card.kind) == ("Nokian kirjasto", "Kirjastokatu 2, 37100 NOKIA", "contact")
    assert (card.phones, card.emails) == (("03 555",), ("kirjasto@nokia.example",))
    Channel.objects.update(phones=[{"number": "03 777", "kind": "phone"}])
    assert shown_card(worker, item).phones == ("03 777",)


def test_organisations_and_groups_have_contact_cards_too():
    provider = Provider.objects.create(changed_at=clock.now(), phones=[{"number": "040 1"}], urls=[])
    ProviderText.objects.create(entry=provider, language="fi", name="Nokian kaupunki", origin="source")
    group = Activity.objects.create(changed_at=clock.now(), kind="group", place=a_place())
    ActivityText.objects.create(entry=group, language="fi", name="Äitien kerho", origin="local")

    found = cards.cards_of([str(provider.pk), str(group.pk)], "sv")

    assert found[str(provider.pk)].name == "Nokian kaupunki"
    assert (found[str(group.pk)].place, found[str(group.pk)].kind) == ("Kirjastokatu 2, 37100 NOKIA", "activity")
    assert [name for _pk, name in cards.contact_choices()] == ["Nokian kaupunki", "Nokian kirjasto", "Äitien kerho"]
    assert [name for _pk, name in cards.contact_choices("KERHO", [str(provider.pk)])] == [
        "Nokian kaupunki",
        "Äitien kerho",
    ]
