"""A machine that answers later: asked once, told each answer at an address of its own, and never taken for a person."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client

from luukku.accounts.tests.factories import a_worker
from luukku.core.actor import SystemActor
from luukku.core.errors import RuleViolation
from luukku.toolkit.models import BlockTranslation, MachineRequest
from luukku.toolkit.rules.blocks import Block, Kind
from luukku.toolkit.rules.freshness import Status
from luukku.toolkit.services import by_machine, machine_requests, reading, translations
from luukku.toolkit.tests import factories as make
from luukku.toolkit.tests.fake_etranslation import UNSUPPORTED, FakeETranslation
from luukku.toolkit.tests.test_pictures import with_picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    return a_worker()


@pytest.fixture
def machine(monkeypatch):
    fake = FakeETranslation()
    monkeypatch.delenv("LUUKKU_LIBRETRANSLATE_URL", raising=False)
    monkeypatch.setenv("LUUKKU_ETRANSLATION_URL", fake.url)
    monkeypatch.setenv("LUUKKU_ETRANSLATION_USER", "luukku")
    monkeypatch.setenv("LUUKKU_ETRANSLATION_PASSWORD", "salainen")
    yield fake
    fake.stop()


def ask(worker, item, language="sv"):
    by_machine.plan(worker.as_actor(), item.pk, language)
    return by_machine.translate(SystemActor.now(), item.pk, language)


def answer_all(machine):
    return [machine.answer(Client(), number).status_code for number in list(machine.asked)]


def page_of(worker, item, language="sv"):
    client = Client()
    client.force_login(worker.user)
    return client.get(worker.url(f"/toolkit/{item.pk}/languages/{language}/")).content.decode()


def test_texts_are_handed_over_and_their_answers_become_machine_translations(worker, machine):
    item = make.published(worker, "Varaa tulkki.", title="Tulkki", summary="Lyhyesti.")

    taken = ask(worker, item)
    waiting = page_of(worker, item)
    codes = answer_all(machine)

    assert taken == 3
    assert "3 texts wait for the machine" in waiting
    assert codes == [204, 204, 204]
    told = next(iter(machine.asked.values()))
    assert (told["sourceLanguage"], told["targetLanguages"], told["domain"]) == ("FI", ["SV"], "GEN")
    assert told["callerInformation"]["application"] == "luukku"
    rows = {row.block: row for row in BlockTranslation.objects.all()}
    assert rows["title"].words == {"text": "SV:Tulkki"}
    assert {row.maker for row in rows.values()} == {"machine"}
    translations.publish_edition(worker.as_actor(), item.pk, "sv")
    text = reading.text_of(worker.as_actor(), item, item.versions.get(), "sv")
    assert (text.has_machine, text.blocks[0].status) == (True, Status.MACHINE)


def test_a_text_that_waits_is_not_asked_again_and_nobody_may_ask_for_it(worker, machine):
    item = make.published(worker)
    ask(worker, item)

    assert by_machine.translate(SystemActor.now(), item.pk, "sv") == 0
    assert len(machine.asked) == 3
    with pytest.raises(RuleViolation, match="Nothing is missing"):
        by_machine.plan(worker.as_actor(), item.pk, "sv")


def test_a_picture_is_translated_when_both_its_texts_have_come(worker, machine):
    version = with_picture(worker, make.a_draft(worker), alt="Tuolit")
    item = make.publish(worker, version)
    block = version.content[-1].id
    ask(worker, item)
    numbers = [
        number for number, told in machine.asked.items() if told["textToTranslate"] in ("Näin istutaan.", "Tuolit")
    ]

    machine.answer(Client(), numbers[0])
    assert not BlockTranslation.objects.filter(block=block).exists()
    machine.answer(Client(), numbers[1])

    assert BlockTranslation.objects.get(block=block).words == {"text": "SV:Näin istutaan.", "alt": "SV:Tuolit"}


def test_an_answer_comes_once_and_only_to_its_own_address(worker, machine):
    item = make.published(worker)
    ask(worker, item)
    number = next(iter(machine.asked))

    first, again = machine.answer(Client(), number), machine.answer(Client(), number, **{"translated-text": "Muuta"})
    strange = Client().post("/toolkit/machine/nobodys-address/", {"translated-text": "x"})

    assert [one.status_code for one in (first, again, strange)] == [204, 404, 404]
    assert BlockTranslation.objects.count() == 1
    assert Client().post("/toolkit/machine/x/", {}).status_code == 400
    assert Client().post("/toolkit/machine/x/", b"{", content_type="application/json").status_code == 400
    deep = Client().post("/toolkit/machine/x/", b"[" * 150_000, content_type="application/json")
    assert deep.status_code == 400
    assert Client().get("/toolkit/machine/x/").status_code == 405


def test_an_answer_carries_no_markup_no_marks_that_turn_text_and_not_too_much(worker, machine):
    item = make.published(worker)
    ask(worker, item)
    numbers = list(machine.asked)

    machine.answer(Client(), numbers[0], **{"translated-text": "\u202eegnig<script>alert(1)</script>"})
    machine.answer(Client(), numbers[1], **{"translated-text": "x" * 20_000})

    assert BlockTranslation.objects.get().words == {"text": "egnig<script>alert(1)</script>"}
    assert MachineRequest.objects.filter(state="failed").count() == 1


def test_what_the_machine_refuses_is_told_with_its_code_and_can_be_asked_again(worker, machine):
    item = make.published(worker)
    machine.unsupported = {"SO"}

    assert ask(worker, item, "so") == 0
    assert f"did not translate 3 texts. Its code is {UNSUPPORTED}" in page_of(worker, item, "so")
    machine.unsupported = set()
    assert ask(worker, item, "so") == 3
    machine.answer(Client(), next(iter(machine.asked)), **{"translated-text": "", "error-code": "-20049"})

    assert "Its code is -20049" in page_of(worker, item, "so")
    assert not BlockTranslation.objects.exists()


def test_a_text_longer_than_the_machine_takes_is_left_to_people(worker, machine):
    item = make.published(worker, "sana " * 1500)

    assert ask(worker, item) == 2
    assert dict(machine_requests.progress(item, "sv").refused) == {"too_long": 1}


def test_when_no_answer_comes_in_a_day_the_page_says_so(worker, machine):
    item = make.published(worker)
    ask(worker, item)
    now = SystemActor.now()

    early = machine_requests.give_up(replace(now, at=now.at + timedelta(hours=23)))
    late = machine_requests.give_up(replace(now, at=now.at + timedelta(hours=25)))

    assert (early, late) == (0, 3)
    assert "never answered about 3 texts" in page_of(worker, item)
    assert machine.answer(Client(), next(iter(machine.asked))).status_code == 404
    assert ask(worker, item) == 3


def test_an_answer_to_an_older_wording_or_after_a_person_was_quicker_is_left_out(worker, machine):
    item = make.published(worker, "Vanha.", title="Tulkki")
    ask(worker, item)
    by_text = {told["textToTranslate"]: number for number, told in machine.asked.items()}
    make.next_version(worker, item, 0, "Uusi.")
    translations.save_block(worker.as_actor(), item.pk, "sv", translations.Told("title", {"text": "Tolk"}))

    machine.answer(Client(), by_text["Vanha."])
    machine.answer(Client(), by_text["Tulkki"])

    assert [row.words for row in BlockTranslation.objects.all()] == [{"text": "Tolk"}]


def test_when_the_machine_is_away_nothing_waits_for_it(worker, machine):
    item = make.published(worker)
    machine.stop()

    with pytest.raises(OSError, match=r"."):
        ask(worker, item)
    assert not MachineRequest.objects.exists()


def test_a_wrong_password_is_told_as_a_refusal(worker, machine, monkeypatch):
    monkeypatch.setenv("LUUKKU_ETRANSLATION_USER", "vieras")
    item = make.published(worker)

    assert ask(worker, item) == 0
    assert dict(machine_requests.progress(item, "sv").refused) == {"401": 3}


def test_embeds_and_cards_without_words_are_asked_of_no_machine():
    assert Block("a", Kind.CARD, ref="x").words == {}
