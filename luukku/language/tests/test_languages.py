import pytest
from django.template import Context, Template
from django.utils import translation

from luukku.language import languages


def test_the_family_languages_come_first_and_in_their_order():
    codes = [code for code, _name in languages.choices("fi")]

    assert tuple(codes[:12]) == languages.FAMILY_LANGUAGES
    assert len(codes) == len(set(codes)) == len(languages.codes())


def test_the_other_languages_stand_in_the_alphabet_of_the_reader():
    names = [name for _code, name in languages.choices("fi")][12:]

    assert names[0] == "albania"
    assert names.index("thai") < names.index("tšekki") < names.index("turkmeeni")


def test_every_language_has_its_names_and_a_family_language_to_be_shown_in():
    for code in languages.codes():
        one = languages.get(code)
        assert all([one.name_fi, one.name_sv, one.name_en, one.native_name])
        assert one.interface_language in languages.FAMILY_LANGUAGES


@pytest.mark.parametrize(("code", "way"), [("ar", "rtl"), ("fa", "rtl"), ("ckb", "rtl"), ("prs", "rtl"), ("so", "ltr")])
def test_the_direction_of_writing_is_known(code, way):
    assert languages.direction(code) == way


def test_dari_is_shown_in_persian_and_says_that_it_is_not_its_own():
    dari = languages.get("prs")

    assert dari.interface_language == "fa"
    assert not dari.is_interface


def test_nothing_is_guessed_between_kurmanji_and_turkish():
    assert languages.interface_language("kmr") == "en"


def test_an_unknown_language_gets_english_written_left_to_right():
    assert languages.interface_language("xx") == "en"
    assert languages.direction("xx") == "ltr"
    assert languages.find("xx") is None


def test_a_worker_reads_the_name_in_the_language_of_the_page():
    with translation.override("sv"):
        assert Template("{{ 'ckb'|language_name }}").render(Context()) == "kurdiska (sorani)"
    with translation.override("fi"):
        assert Template("{{ 'ckb'|language_name }}").render(Context()) == "kurdi (sorani)"


def test_a_family_reads_the_name_in_its_own_language():
    with translation.override("ar"):
        assert Template("{{ 'fi'|language_name }}").render(Context()) == "الفنلندية"


def test_templates_know_native_names_and_directions():
    html = Template("{{ 'ar'|native_name }} {{ 'ar'|dir }} {{ 'zh'|html_lang }} {{ 'xx'|native_name }}").render(
        Context()
    )

    assert html == "العربية rtl zh-Hans xx"


def test_django_can_speak_somali_and_sorani():
    for code in languages.FAMILY_LANGUAGES:
        assert translation.get_language_info(code)["bidi"] == (languages.direction(code) == "rtl")
