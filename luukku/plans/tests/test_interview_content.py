"""The shipped interview: what the decree lists is asked, and every language says all of it."""

import json
from pathlib import Path

import pytest

from luukku.language.languages import FAMILY_LANGUAGES, STAFF_LANGUAGES

CONTENT = Path(__file__).resolve().parent.parent / "content"
STRUCTURE = json.loads((CONTENT / "initial_interview.v1.json").read_text(encoding="utf-8"))
QUESTIONS = [question for section in STRUCTURE["sections"] for question in section["questions"]]
DOMAINS = {
    "language", "work", "education", "housing", "health", "early_education",
    "school", "livelihood", "participation", "safety", "parenthood",
}  # fmt: skip


def words(language):
    return json.loads((CONTENT / "initial_interview.v1" / f"{language}.json").read_text(encoding="utf-8"))


def keys_of(question):
    key = f"question.{question['id']}"
    return [
        key,
        *[f"{key}.help"] * question["has_help"],
        *[f"{key}.option.{one}" for one in question.get("options", [])],
    ]


def test_every_item_of_the_decree_is_asked_or_told():
    covered = {item for one in [*QUESTIONS, *STRUCTURE["tellings"]] for item in one["covers"]}

    wanted = {f"869/2024:2-1-{item}" for item in range(1, 10)} | {f"869/2024:2-3-{item}" for item in range(1, 5)}
    wanted |= {f"869/2024:3-{item}" for item in range(1, 7)} | {"869/2024:2-2", "869/2024:4-1", "869/2024:4-3"}
    assert wanted <= covered


def test_questions_about_health_and_social_services_wait_for_the_county():
    county = [section["id"] for section in STRUCTURE["sections"] if section["needs_county"]]

    assert county == ["health"]


def test_a_need_is_suggested_only_by_an_answer_that_exists():
    for question in QUESTIONS:
        answers = {*question.get("options", []), *STRUCTURE["levels"], *STRUCTURE["yes_no"], "*"}
        for suggestion in question["raises"]:
            assert suggestion["domain"] in DOMAINS
            assert set(suggestion["when"]) <= answers


def test_every_area_of_life_can_come_up():
    assert {one["domain"] for question in QUESTIONS for one in question["raises"]} == DOMAINS


@pytest.mark.parametrize("language", FAMILY_LANGUAGES)
def test_a_language_says_everything_and_nothing_else(language):
    asked = [one for one in QUESTIONS if one["asked_of"] == "family" or language in STAFF_LANGUAGES]
    wanted = {key for question in asked for key in keys_of(question)}

    texts = words(language)["texts"]

    assert {key for key in texts if key.startswith("question.")} == wanted
    assert all(text == text.strip() and text for text in texts.values())


@pytest.mark.parametrize("language", FAMILY_LANGUAGES)
def test_the_tellings_have_the_same_sentences_in_every_language(language):
    told = words(language)["tellings"]

    assert {key: len(one["sentences"]) for key, one in told.items()} == {
        one["id"]: one["sentences"] for one in STRUCTURE["tellings"]
    }


@pytest.mark.parametrize("language", ["fa", "ckb"])
def test_persian_and_sorani_are_written_with_their_own_letters(language):
    text = json.dumps(words(language), ensure_ascii=False)

    assert not set(text) & set("يكى")


def test_translations_nobody_has_checked_say_so():
    assert {code for code in FAMILY_LANGUAGES if words(code)["state"] == "draft"} == set(FAMILY_LANGUAGES[3:])
