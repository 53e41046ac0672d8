"""The rules as data are whole, and each says what it found in three languages."""

import pytest

from luukku.language.plain import check
from luukku.language.plain.detectors import IN_SENTENCES, IN_TEXTS, LAYOUT
from luukku.language.plain.rules import EXPLAINED_IN, all_rules

SWEDISH = (
    "Vederbörande skall inkomma med ansökan samt t.ex. intyg, om inte annat föreligger eller om ej behövs (jfr 14 §)."
)
ENGLISH = "The applicant shall submit documentation prior to 2026-11-30, unless not required, e.g. by the dept."


def quotes(text: str, rule: str, language: str = "fi") -> list[str]:
    report = check(text, language)
    return [report.quote(one) for one in report.findings if one.rule == rule]


def test_every_rule_has_its_detector_and_every_detector_its_rule():
    assert set(all_rules()) == {*IN_SENTENCES, *IN_TEXTS, *LAYOUT}


@pytest.mark.parametrize("language", EXPLAINED_IN)
def test_every_finding_is_explained_in_the_readers_language(voikko, language):
    for rule in all_rules().values():
        report = check(rule.hard, "fi")
        for one in report.findings:
            told = all_rules()[one.rule]
            assert "{" not in told.why(one, language) + told.how(one, language)
            assert told.title(language)


@pytest.mark.parametrize(
    ("text", "rule", "found"),
    [
        ("Hakemusta ei käsitellä tänään.", "passive", ["käsitellä"]),
        ("Et voi hakea tukea.", "passive", []),
        ("Meillä on hyvin tehty suunnitelma.", "passive", []),
        ("Me mennään kotiin.", "passive", []),
        ("Sinun on haettava tukea.", "must_passive", ["on haettava"]),
        ("Lapselle myönnetty tuki riittää.", "participle_phrase", ["Lapselle myönnetty tuki"]),
        ("Perhe on muuttanut Suomeen.", "participle_phrase", []),
        ("Lapsen synnyttyä mene neuvolaan.", "infinitive_clause", ["Lapsen synnyttyä"]),
        ("Kysy tarvittaessa neuvoa.", "infinitive_clause", []),
        ("Tule usein ja hyvin levänneenä.", "rare_case", []),
        ("Kävele nopeammin.", "rare_case", []),
        ("Lukeminen on kivaa.", "nominal", []),
        ("Kunta suorittaa maksun.", "weak_verb", ["suorittaa maksun"]),
        ("Kotoutumis-suunnitelma on valmis.", "long_compound", ["Kotoutumis-suunnitelma"]),
        ("Terveyden ja hyvinvoinnin laitos THL neuvoo.", "abbreviation", []),
        ("EU auttaa, samoin KEHA.", "abbreviation", ["KEHA"]),
        ("Olemme yhteydessä sinuun.", "office_word", []),
        ("Hakemuksen yhteydessä kysymme.", "office_word", ["yhteydessä"]),
        ("Sekä äiti että isä tulevat.", "office_word", []),
        ("Istu bussin keski osaan.", "broken_word", ["keski osaan"]),
        ("Sinulla on oikeus palveluun.", "broken_word", []),
        ("Avoinna klo 0800-1600, vuosina 1939-1945 kiinni.", "date_form", ["0800-1600"]),
        ("Etkö voi tulla, tai eikö aika sovi?", "many_negatives", []),
        ("Katso sivu nokia.fi tai tampere.fi.", "rare_word", []),
    ],
)
def test_a_rule_finds_what_it_means_and_leaves_the_rest(voikko, text, rule, found):
    assert quotes(text, rule) == found


def test_a_long_sentence_says_where_to_cut(voikko):
    text = (
        "Perhe tulee tapaamiseen tulkin kanssa ensi viikon keskiviikkona ja työntekijä kertoo silloin kaikille, "
        "mitä päiväkodissa tapahtuu syksyllä."
    )
    report = check(text, "fi")
    found = next(one for one in report.findings if one.rule == "long_sentence")

    assert "ja työntekijä kertoo" in all_rules()["long_sentence"].how(found, "fi")


def test_swedish_and_english_have_the_rules_that_need_no_word_forms():
    swedish = {one.rule for one in check(SWEDISH, "sv").findings}
    english = {one.rule for one in check(ENGLISH, "en").findings}

    assert {"office_word", "abbreviation", "law_reference", "long_sentence"} <= swedish
    assert {"office_word", "abbreviation", "date_form", "many_negatives"} <= english


def test_without_voikko_the_other_rules_are_asked_and_the_report_says_so():
    from luukku.language import morphology

    with morphology.switched_off():
        report = check("Mikäli asiakas on estynyt, hakemus käsitellään esim. huomenna.", "fi")

    assert not report.is_whole
    assert {one.rule for one in report.findings} == {"abbreviation", "office_word"}


def test_headings_and_list_items_are_looked_at_by_themselves(voikko):
    items = "\n".join(
        f"- Tuo mukaan lapsen {thing}" for thing in ("passi", "kortti", "kirje", "kuva", "lasku", "takki")
    )

    assert quotes(f"Näin toimit\n\n{items}", "long_sentence") == []
