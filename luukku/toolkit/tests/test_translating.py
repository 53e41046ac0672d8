"""Translations piece by piece: saved, checked, outdated where the original changed, brought back by an office."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from luukku.accounts.tests.factories import a_worker
from luukku.core.actor import SystemActor
from luukku.core.errors import Conflict, RuleViolation
from luukku.search.models import Document
from luukku.toolkit.exchange.xliff import Version
from luukku.toolkit.models import BlockTranslation
from luukku.toolkit.rules.blocks import Kind
from luukku.toolkit.rules.freshness import Status
from luukku.toolkit.services import by_machine, drafts, exchanging, memory, overview, reading, translations
from luukku.toolkit.services.translations import Told
from luukku.toolkit.tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    return a_worker()


def statuses(worker, item, language="sv"):
    return {pair.unit.words.get("text"): pair.status for pair in overview.pairs_of(worker.as_actor(), item, language)}


def shown(worker, item, language="sv"):
    return reading.text_of(worker.as_actor(), item, item.versions.published().get(), language)


def test_two_translators_finish_an_item_the_law_changes_and_one_block_alone_is_outdated(worker):
    item = make.published(worker, "Laki sanoo näin.", "Varaa tulkki.", title="Tulkki", summary="Lyhyesti.")
    for language in ("sv", "ar"):
        make.translated(make.a_colleague(worker), item, language)

    item = make.next_version(worker, item, 0, "Laki sanoo nyt toisin.")

    for language in ("sv", "ar"):
        found = statuses(worker, item, language)
        assert found["Laki sanoo nyt toisin."] is Status.OUTDATED
        assert {one for text, one in found.items() if "toisin" not in text} == {Status.PERSON}
    text = shown(worker, item)
    assert [block.status for block in text.blocks] == [Status.OUTDATED, Status.PERSON]
    assert text.has_outdated
    assert text.blocks[0].block.text == "[sv] Laki sanoo näin."


def test_saving_a_draft_makes_no_translation_outdated(worker):
    item = make.published(worker, "Varaa tulkki.")
    make.translated(worker, item)
    draft = drafts.start_version(worker.as_actor(), item.pk)
    block = draft.content[0]
    make.write(worker, draft, {block.id: replace(block, text="Aivan muuta.")})

    assert set(statuses(worker, item).values()) == {Status.PERSON}


def test_still_correct_is_one_click_for_every_language(worker):
    item = make.published(worker, "Varaa tulki.")
    make.translated(worker, item, "sv")
    make.translated(worker, item, "en")
    item = make.next_version(worker, item, 0, "Varaa tulkki.")
    unit = translations.source_of(item).units[2]

    done = translations.confirm_still_correct(worker.as_actor(), item.pk, unit.id, wording=unit.wording)

    assert done == ["en", "sv"]
    assert not shown(worker, item, "sv").has_outdated
    assert translations.confirm_still_correct(worker.as_actor(), item.pk, unit.id, wording=unit.wording) == []
    with pytest.raises(RuleViolation, match="while you were reading"):
        translations.confirm_still_correct(worker.as_actor(), item.pk, unit.id, wording="0" * 16)


def test_still_correct_publishes_no_words_that_nobody_published(worker):
    item = make.published(worker, "Varaa tulki.", "Toinen.")
    make.translated(worker, item)
    item = make.next_version(worker, item, 0, "Varaa tulkki.")
    units = translations.source_of(item).units
    told = Told(units[3].id, {"text": "Kesken"}, is_draft=True)
    translations.save_block(worker.as_actor(), item.pk, "sv", told)

    translations.confirm_still_correct(worker.as_actor(), item.pk, units[2].id, wording=units[2].wording)

    assert [one.block.text for one in shown(worker, item).blocks] == ["[sv] Varaa tulki.", "[sv] Toinen."]


def test_a_translation_is_checked_by_somebody_else(worker):
    item = make.published(worker)
    row = make.translated(worker, item)["title"]

    with pytest.raises(RuleViolation, match="Somebody else"):
        translations.review_block(worker.as_actor(), item.pk, "sv", "title", seen=row.number)
    colleague = make.a_colleague(worker).as_actor()
    with pytest.raises(RuleViolation, match="changed while"):
        translations.review_block(colleague, item.pk, "sv", "title", seen=0)

    translations.review_block(colleague, item.pk, "sv", "title", seen=row.number)

    assert Status.REVIEWED in statuses(worker, item).values()


def test_of_one_translation_that_two_wrote_both_are_shown(worker):
    item = make.published(worker)
    translations.save_block(worker.as_actor(), item.pk, "sv", Told("title", {"text": "Min"}, seen=0))

    with pytest.raises(Conflict) as caught:
        translations.save_block(
            make.a_colleague(worker).as_actor(), item.pk, "sv", Told("title", {"text": "Din"}, seen=0)
        )

    assert [(one.theirs, one.yours) for one in caught.value.fields] == [("Min", "Din")]
    assert BlockTranslation.objects.count() == 1


def test_an_unfinished_piece_is_not_published(worker):
    item = make.published(worker)
    make.translated(worker, item, out=False)
    translations.save_block(worker.as_actor(), item.pk, "sv", Told("title", {"text": "Halv"}, is_draft=True))

    with pytest.raises(RuleViolation, match="unfinished"):
        translations.publish_edition(worker.as_actor(), item.pk, "sv")


def test_what_is_not_translated_is_read_in_the_original_language(worker):
    item = make.published(worker, "Varaa tulkki.")
    translations.save_block(worker.as_actor(), item.pk, "so", Told("title", {"text": "Turjumaan"}))
    translations.publish_edition(worker.as_actor(), item.pk, "so")

    text = shown(worker, item, "so")

    assert (text.title, text.title_language, text.is_partial) == ("Turjumaan", "so", True)
    assert [(one.block.text, one.language) for one in text.blocks] == [("Varaa tulkki.", "fi")]
    assert shown(worker, item, "xx").language == "fi"


def test_a_published_language_is_found_and_a_withdrawn_one_is_not(worker):
    item = make.published(worker)
    make.translated(worker, item)
    assert set(Document.objects.values_list("language", flat=True)) == {"fi", "sv"}

    translations.withdraw_edition(worker.as_actor(), item.pk, "sv")

    assert set(Document.objects.values_list("language", flat=True)) == {"fi"}
    assert shown(worker, item).language == "fi"


def test_nobody_translates_into_the_language_of_the_text_or_into_none(worker):
    item = make.published(worker)

    for language in ("fi", "xx", ""):
        with pytest.raises(PermissionDenied):
            translations.save_block(worker.as_actor(), item.pk, language, Told("title", {"text": "x"}))
    with pytest.raises(PermissionDenied):
        translations.save_block(worker.as_actor(), item.pk, "sv", Told("nothing", {"text": "x"}))
    with pytest.raises(PermissionDenied):
        translations.save_block(a_worker().as_actor(), item.pk, "sv", Told("title", {"text": "x"}))
    with pytest.raises(RuleViolation, match="Write the translation"):
        translations.save_block(worker.as_actor(), item.pk, "sv", Told("title", {"text": " "}))


# ---------------------------------------------------------------- memory and words


def test_the_same_and_nearly_the_same_words_are_remembered(worker):
    make.translated(worker, make.published(worker, "Varaa tulkki ajoissa ennen tapaamista."))
    item = make.published(
        worker, "Varaa tulkki ajoissa ennen tapaamista.", "Varaa tulkki hyvissä ajoin ennen tapaamista."
    )
    units = translations.source_of(item).units

    found = memory.remembered(worker.as_actor(), item, "sv", units)

    assert found[units[2].id].likeness == 1
    assert found[units[2].id].words == {"text": "[sv] Varaa tulkki ajoissa ennen tapaamista."}
    assert 0.7 < found[units[3].id].likeness < 1


def test_what_another_organisation_has_not_published_is_not_remembered(worker):
    elsewhere = a_worker()
    theirs = make.published(elsewhere, "Varaa tulkki ajoissa.")
    make.translated(elsewhere, theirs, out=False)
    item = make.published(worker, "Varaa tulkki ajoissa.")
    units = translations.source_of(item).units

    before = memory.remembered(worker.as_actor(), item, "sv", units)
    translations.publish_edition(elsewhere.as_actor(), theirs.pk, "sv")
    after = memory.remembered(worker.as_actor(), item, "sv", units)

    assert before == {}
    assert after[item.versions.get().content[0].id].words == {"text": "[sv] Varaa tulkki ajoissa."}


def test_words_of_the_glossary_are_found_in_their_inflected_forms(worker):
    item = make.published(worker, "Ota tulkkia mukaan.")
    memory.add_term(worker.as_actor(), term="tulkki", language="sv", translation="tolk")
    memory.add_term(a_worker().as_actor(), term="tulkki", language="sv", translation="fel")
    units = translations.source_of(item).units

    found = memory.terms_for(worker.as_actor(), item, "sv", units)

    assert [term.translation for term in found[units[2].id]] == ["tolk"]


# ---------------------------------------------------------------- offices


@pytest.mark.parametrize("version", list(Version))
def test_a_file_goes_out_and_comes_back_translated(worker, version):
    item = make.published(worker, "Varaa **tulkki** & kysy < 5 €.", title="Tulkki")
    file = exchanging.export(worker.as_actor(), item.pk, "sv", version).decode()
    back = file.replace("</source>", "</source><target>Översatt</target>")

    taken = make.brought(worker, item, "sv", back.encode())
    again = make.brought(worker, item, "sv", back.encode())

    assert (taken.new, taken.outdated, taken.left_out) == (3, 0, 0)
    assert (again.new, again.left_out) == (0, 3)
    assert set(statuses(worker, item).values()) == {Status.PERSON}
    assert BlockTranslation.objects.first().maker == BlockTranslation.Maker.AGENCY


def test_a_file_made_from_an_older_wording_comes_in_as_outdated(worker):
    item = make.published(worker, "Vanha sana.")
    file = exchanging.export(worker.as_actor(), item.pk, "sv", Version.V2).decode()
    item = make.next_version(worker, item, 0, "Uusi sana.")

    taken = make.brought(worker, item, "sv", file.replace("</source>", "</source><target>Ord</target>").encode())

    assert (taken.new, taken.outdated) == (2, 1)
    assert statuses(worker, item)["Uusi sana."] is Status.OUTDATED


def test_what_an_office_sends_overwrites_nothing(worker):
    item = make.published(worker)
    make.translated(worker, item)
    file = exchanging.export(worker.as_actor(), item.pk, "sv", Version.V2).decode()

    make.brought(worker, item, "sv", file.replace("[sv] ", "").encode())

    assert BlockTranslation.objects.filter(block="title").count() == 2
    assert shown(worker, item).title.startswith("[sv]")


# ---------------------------------------------------------------- machines


class Parrot:
    name = "Parrot"

    def __init__(self):
        self.asked = []

    def translate(self, texts, *, source, target):
        self.asked.append((texts, source, target))
        return [f"<{target}> {text}" for text in texts]


def test_a_machine_translates_what_is_missing_and_every_reader_is_told(worker, monkeypatch):
    item = make.published(worker, "Varaa tulkki.")
    translations.save_block(worker.as_actor(), item.pk, "so", Told("title", {"text": "Oma"}))
    parrot = Parrot()
    monkeypatch.setattr(by_machine.clients, "machine", lambda: parrot)

    waiting = by_machine.plan(worker.as_actor(), item.pk, "so")
    done = by_machine.translate(SystemActor.now(), item.pk, "so")
    again = by_machine.translate(SystemActor.now(), item.pk, "so")
    translations.publish_edition(worker.as_actor(), item.pk, "so")

    assert (waiting, done, again) == (2, 2, 0)
    text = shown(worker, item, "so")
    assert (text.title, text.has_machine) == ("Oma", True)
    assert [one.status for one in text.blocks] == [Status.MACHINE]


def test_words_of_a_machine_are_told_as_such_when_outdated_and_inside_another_item_too(worker):
    item = make.published(worker, "Varaa tulkki.", "Toinen.")
    make.translated(worker, item, "so", maker=BlockTranslation.Maker.MACHINE)
    outer = make.publish(worker, make.with_block(worker, make.a_draft(worker), "", Kind.EMBED, ref=str(item.pk)))
    make.translated(worker, outer, "so")
    draft = drafts.start_version(worker.as_actor(), item.pk)
    units = [(block, replace(block, text=f"Uusi {block.text}")) for block in draft.content]
    make.write(worker, draft, {old.id: new for old, new in units}, title="Uusi nimi", summary="Uusi kuvaus.")

    item = make.publish(worker, draft)

    text = shown(worker, item, "so")
    assert {block.status for block in text.blocks} == {Status.OUTDATED}
    assert text.has_machine
    assert shown(worker, outer, "so").has_machine


def test_without_a_machine_the_page_says_so(worker):
    item = make.published(worker)

    with pytest.raises(RuleViolation, match="No translating machine is connected"):
        by_machine.plan(worker.as_actor(), item.pk, "so")
