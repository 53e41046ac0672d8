from gettext import GNUTranslations

import pytest

from luukku.language import catalogues, drafts
from luukku.language.drafts import catalogue_path
from luukku.language.extraction import Message

STAFF = Message("Add %(name)s", path="a.py")
FAMILY = Message("Our plan", context="family", path="a.py")
YEARS = Message("%(n)d year", "%(n)d years", "family", "a.py")


def write(locale, language, texts):
    path = catalogue_path(language, "po", locale)
    text = path.read_text(encoding="utf-8")
    for message, translated in texts.items():
        text = text.replace(f'msgid "{message}"\nmsgstr ""', f'msgid "{message}"\nmsgstr "{translated}"')
    path.write_text(text, encoding="utf-8")


def test_staff_texts_go_to_staff_languages_only_and_family_texts_to_all(tmp_path):
    missing = catalogues.update(tmp_path, [STAFF, FAMILY])

    assert missing["fi"] == missing["sv"] == 2
    assert missing["ar"] == missing["zh"] == 1
    assert "en" not in missing


def test_a_translation_survives_the_next_extraction_and_an_unused_text_leaves(tmp_path):
    catalogues.update(tmp_path, [STAFF, FAMILY])
    write(tmp_path, "ar", {"Our plan": "خطتنا"})

    catalogues.update(tmp_path, [FAMILY, YEARS])

    kept = catalogues.read("ar", tmp_path).get("Our plan", "family")
    assert kept is not None
    assert kept.string == "خطتنا"
    assert catalogues.read("fi", tmp_path).get("Add %(name)s") is None


def test_the_file_stays_the_same_when_nothing_has_changed(tmp_path):
    catalogues.update(tmp_path, [STAFF, FAMILY, YEARS])
    before = catalogue_path("ar", "po", tmp_path).read_bytes()

    catalogues.update(tmp_path, [STAFF, FAMILY, YEARS])

    assert catalogue_path("ar", "po", tmp_path).read_bytes() == before


@pytest.mark.parametrize(
    ("translated", "kind"),
    [
        ("", "not translated"),
        ("Lisää", "other placeholders"),
        ("Lisää %(nimi)s", "other placeholders"),
        (" Lisää %(name)s", "stray space"),
    ],
)
def test_the_check_names_what_is_wrong(tmp_path, translated, kind):
    catalogues.update(tmp_path, [STAFF])
    write(tmp_path, "fi", {"Add %(name)s": translated})

    problems = [one for one in catalogues.check(tmp_path, [STAFF]) if one.language == "fi"]

    assert [(one.kind, one.message) for one in problems] == [(kind, "Add %(name)s")]


def test_the_check_notices_texts_that_were_never_extracted_and_those_no_longer_said(tmp_path):
    catalogues.update(tmp_path, [FAMILY])
    write(tmp_path, "so", {"Our plan": "Qorshaheenna"})

    problems = [one for one in catalogues.check(tmp_path, [YEARS]) if one.language == "so"]

    assert {(one.kind, one.message) for one in problems} == {
        ("not extracted", "%(n)d year"),
        ("no longer said", "Our plan"),
    }


def test_a_compiled_catalogue_speaks_and_tells_its_state(tmp_path):
    catalogues.update(tmp_path, [FAMILY])
    write(tmp_path, "so", {"Our plan": "Qorshaheenna"})

    catalogues.compile_all(tmp_path)

    with catalogue_path("so", "mo", tmp_path).open("rb") as file:
        compiled = GNUTranslations(file)
    assert compiled.pgettext("family", "Our plan") == "Qorshaheenna"
    assert compiled.info()["x-luukku-state"] == "draft"


def test_finnish_and_swedish_are_reviewed_and_the_others_say_they_are_drafts():
    drafts.state.cache_clear()

    assert [code for code in (*catalogues.LANGUAGES, "en") if not drafts.is_draft(code)] == ["fi", "sv", "en"]


def test_a_language_without_a_catalogue_is_a_draft():
    assert drafts.is_draft("kmr")


def test_every_family_text_of_the_product_is_complete():
    problems = [one for one in catalogues.check() if one.language not in ("fi", "sv")]

    assert problems == []
