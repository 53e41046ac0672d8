"""Whatever somebody does to a draft of questions, what law asks for stays in it."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luukku.plans.rules import template_editing as editing
from luukku.plans.rules import template_words as wording
from luukku.plans.services.templates import NAMES, read_template

CONTENTS = {name: read_template(name) for name in NAMES}
ADULTS = CONTENTS["initial_interview.v1"]
CODES = [one["id"] for one in editing.questions_of(ADULTS)]
SECTIONS = [one["id"] for one in editing.sections_of(ADULTS)]
OWN = {"id": "own_1", "kind": "yes_no", "scope": "family", "asked_of": "family", "in_private": False}
OWN |= {"covers": [], "raises": [], "has_help": False, "own": True}

steps = st.one_of(
    st.tuples(st.just("move"), st.sampled_from(CODES), st.sampled_from([-1, 1])),
    st.tuples(st.just("section"), st.sampled_from(SECTIONS), st.sampled_from([-1, 1])),
    st.tuples(st.just("add"), st.sampled_from(SECTIONS), st.just(0)),
    st.tuples(st.just("remove"), st.just("own_1"), st.just(0)),
)


def taken(content, step):
    what, code, direction = step
    if what == "move":
        return editing.moved_question(content, code, direction)
    if what == "section":
        return editing.moved_section(content, code, direction)
    if what == "add":
        return editing.with_question(content, code, OWN) if editing.question_of(content, "own_1") is None else content
    return editing.without_question(content, code)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(steps, max_size=12))
def test_moving_adding_and_removing_never_loses_what_law_asks_for(told):
    content = ADULTS
    for step in told:
        content = taken(content, step)

    found = {problem.code for problem in editing.problems(content, ADULTS)}
    assert "demanded" not in found
    assert sorted(CODES) == sorted(one["id"] for one in editing.questions_of(content) if not one.get("own"))


def test_what_comes_with_the_product_could_be_published_as_it_is():
    for content in CONTENTS.values():
        assert editing.problems(content, content) == []


def test_every_family_language_of_every_interview_is_whole():
    for content in CONTENTS.values():
        for language in content["structure"]["languages"]:
            counts = wording.counts(content, language)
            assert set(counts) <= {wording.DRAFT, wording.CHECKED}
            assert (wording.DRAFT in counts) == (language not in wording.STAFF)


def test_a_question_taken_away_leaves_no_condition_behind():
    content = editing.with_question(ADULTS, "everyday", OWN)
    asks = {**OWN, "id": "own_2", "condition": {"question": "own_1", "answers": ["yes"]}}
    content = editing.without_question(editing.with_question(content, "everyday", asks), "own_1")

    assert editing.breaks_conditions(content) == []
    assert "condition" not in (editing.question_of(content, "own_2") or {})


def test_a_question_that_is_not_there_changes_nothing():
    assert editing.with_changes(ADULTS, "nobody", {"has_help": True}) == ADULTS
    assert editing.moved_question(ADULTS, "nobody", 1) == ADULTS
    chosen = [one["id"] for one in editing.questions_of(ADULTS) if one["kind"] in editing.CHOSEN]
    assert [one["id"] for one in editing.earlier_choices(ADULTS, "nobody")] == chosen


def test_a_choice_of_one_and_a_condition_on_what_law_asks_for_are_told():
    only_one = {**OWN, "id": "own_2", "kind": "choice", "options": ["a"]}
    content = editing.with_question(ADULTS, "everyday", only_one)
    demanded = next(one["id"] for one in editing.questions_of(ADULTS) if editing.is_demanded(one))
    asked_if = {"condition": {"question": "own_2", "answers": ["a"]}, "ships_condition": None}
    content = editing.with_changes(content, demanded, asked_if)

    found = {(problem.code, problem.about) for problem in editing.problems(content, ADULTS)}

    assert {("options", "own_2"), ("conditional", demanded)} <= found


def test_a_telling_has_a_title_and_sentences_and_saving_it_as_it_is_leaves_its_translations():
    telling = f"telling.{ADULTS['structure']['tellings'][0]['id']}"
    texts = wording.texts_of(ADULTS, telling, "fi")

    assert wording.names_of(ADULTS, telling) == list(texts) == ["title", "sentences"]
    assert wording.with_texts(ADULTS, telling, "fi", texts, "somebody") == ADULTS
