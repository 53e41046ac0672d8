"""Markup in everything that the toolkit, the directory, the search and the public site show: it stays text."""

from datetime import time

import pytest
from django.apps import apps
from django.test import Client

from luukku.core import clock
from luukku.directory.models import (
    Channel,
    Connection,
    GeneralDescription,
    ImportChange,
    ImportRun,
    OpeningHours,
    Provider,
    Service,
    Term,
)
from luukku.portal.models import AccessibilityFeedback, Entry
from luukku.toolkit.models import MachineRequest, ToolkitItem
from luukku.toolkit.rules.blocks import Kind
from luukku.toolkit.services import upkeep, using
from luukku.toolkit.tests import factories as make
from tests import crawl
from tests.access.cast import Cast
from tests.test_hostile import LIVE, SPELL, write_spells
from tests.visiting import enter
from tests.written import TOLD, TOLD_APPS, WRITTEN

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.no_cover]

AT_WORK = (Cast.RESPONSIBLE_WORKER, Cast.SUPERVISOR, Cast.ADMINISTRATOR)
SHOWN = {
    "toolkit:item", "toolkit:items", "toolkit:version", "toolkit:versions", "toolkit:language", "toolkit:figures",
    "toolkit:xliff-look", "toolkit:glossary", "toolkit:links", "toolkit:queue", "toolkit:edit", "directory:service",
    "directory:activity", "directory:import", "portal-work:feedback", "portal:page", "portal:pages", "portal:service",
    "portal:place",
}  # fmt: skip
"""Pages on which the spell must be met, as text."""


def everything_that_is_told(scene):
    """Rows in every table that shows words to readers."""
    at, worker = clock.now(), scene.cast[Cast.RESPONSIBLE_WORKER]
    provider = Provider.objects.create(changed_at=at, phones=[{"number": "03 1"}], urls=[{"url": "https://a.example"}])
    provider.texts.create(language="fi", origin="source", name="Kunta", links=[{"url": "https://b.example"}])
    general = GeneralDescription.objects.create(changed_at=at, source="ptv", source_id="g")
    general.texts.create(language="fi", origin="source", name="Pohja", description="Kuvaus.")
    service = Service.objects.get(pk=scene.ids["service"])
    Service.objects.filter(pk=service.pk).update(provider=provider, general_description=general)
    service.terms.add(Term.objects.create(scheme="service_class", code="x", names={"fi": "Luokka"}))
    place = Channel.objects.create(
        kind="place", changed_at=at, street={"fi": "Katu"}, street_number="1", postal_code="37100", post_office="NOKIA",
        phones=[{"number": "03 2", "kind": "phone"}], emails=[{"address": "a@b.example"}],
        urls=[{"url": "https://c.example", "name": "Sivu"}],
        accessibility=[{"title": {"fi": "Ovi"}, "sentences": [{"fi": "Leveä."}]}],
    )  # fmt: skip
    place.texts.create(language="fi", origin="source", name="Talo", description="Punainen.")
    Connection.objects.create(service=service, channel=place, description={"fi": "Täällä."}, phones=[{"number": "1"}])
    OpeningHours.objects.create(channel=place, weekdays=[1], opens=time(9), closes=time(15), note={"fi": "Soita."})
    run = ImportRun.objects.get(pk=scene.ids["directory_run"])
    told = [{"field": "name", "language": "fi", "before": "Vanha", "after": "Uusi"}]
    ImportChange.objects.create(run=run, kind="service", source_id="1", title="Neuvonta", change="changed", fields=told)
    answered = {"answer": SPELL, "answered_at": at, "answered_by": worker.user}
    AccessibilityFeedback.objects.create(text="Ei", language="fi", received_at=at, due_on=at.date(), **answered)
    version = make.a_draft(worker, "Kysy [tulkkia](https://example.org/x).", law_references=["681/2023, 24 §"])
    version = make.with_block(worker, version, "", Kind.CARD, ref=str(service.pk))
    version = make.with_block(worker, version, "", Kind.CONTACT, ref=str(place.pk))
    item = make.publish(worker, version)
    make.translated(make.a_colleague(worker), item, "sv")
    MachineRequest.objects.create(
        item=item, language="so", block="title", field="text", wording="x", token_hash="x", asked_at=at
    )
    upkeep.ask_for_review(worker.as_actor(), item.pk, note="Vanha tieto.")
    using.note_adoption(worker.as_actor(), item.pk, stage="told", since_on=worker.as_actor().day, note="Lyhennetty.")
    using.give_feedback(worker.as_actor(), item.pk, helped=False, comment="Pitkä.", language="fi", visitor="v")


def test_attack_60_what_is_told_to_everybody_is_shown_as_text(scene):
    """Attack 60, where readers are not signed in too: from the catalogue, from translators, from other readers."""
    everything_that_is_told(scene)
    empty = [one for one in (*WRITTEN, *TOLD) if one.startswith(TOLD_APPS) and not apps.get_model(one).objects.exists()]
    write_spells(scene)
    assert empty == []
    assert "<script>" in Entry.objects.out().first().blocks[0]["text"]

    live, met = [], set()
    for one in walked(scene):
        if one.kind == "text/html":
            live += [(one.name, sign) for sign in LIVE if sign in one.text]
        if "&lt;script&gt;alert(1)" in one.text:
            met.add(one.name)

    assert live == []
    assert SHOWN - met == set()


def walked(scene):
    item = ToolkitItem.objects.latest("created_at").pk
    brought = f"toolkit/{scene.ids['item']}/languages/sv/xliff/{scene.ids['item_brought']}/"
    draft = f"toolkit/{scene.ids['item_draft']}/versions/{scene.ids['item_draft_version']}/edit/"
    waiting = f"toolkit/{scene.ids['item']}/versions/{scene.ids['item_waiting']}/"
    run = f"directory/imports/{scene.ids['directory_run']}/"
    paths = ("toolkit/", "toolkit/links/?show=all", "toolkit/words/", f"toolkit/{item}/languages/sv/", brought, draft,
             waiting,
             "directory/", "directory/activities/", f"toolkit/{item}/figures/", f"toolkit/{item}/versions/", run,
             f"directory/services/{scene.ids['service']}/", f"directory/activities/{scene.ids['activity']}/",
             "public-feedback/")  # fmt: skip
    for cast in AT_WORK:
        client, home = enter(scene, cast)
        for path in paths:
            yield crawl.visit(client, f"{home}/{path}")
        yield crawl.visit(client, f"{home}/toolkit/{item}/")
        yield crawl.visit(client, f"{home}/toolkit/queue/")
    yield from crawl.walk(Client(), "/fi/", "/ar/", each=6)
