"""The measures by which the search is judged, worked out by hand."""

import math

import pytest

from luukku.project.bench import retrieval
from luukku.project.bench.retrieval import Set, measure
from luukku.search.services import NewDocument

QUESTIONS = Set("fi", {"q1": "tulkki", "q2": "kerho"}, {"q1": {"a": 2, "b": 1}, "q2": {"c": 1}})


def answering(**told):
    return lambda text, _language: told.get(text, [])


def test_right_answers_in_the_right_order_are_worth_everything():
    found = measure(QUESTIONS, answering(tulkki=["a", "b"], kerho=["c"]))

    assert found.told() == {"ndcg10": 1.0, "mrr": 1.0, "unanswered": 0.0}


def test_a_question_without_an_answer_counts_as_nothing_and_is_told():
    found = measure(QUESTIONS, answering(tulkki=["a", "b"]))

    assert found.told() == {"ndcg10": 0.5, "mrr": 0.5, "unanswered": 0.5}


def test_a_right_answer_further_down_is_worth_less():
    found = measure(QUESTIONS, answering(tulkki=["b", "a"], kerho=["x", "y", "c"]))

    swapped = (1 + 2 / math.log2(3)) / (2 + 1 / math.log2(3))
    assert found.ndcg10 == pytest.approx((swapped + 1 / math.log2(4)) / 2)
    assert found.mrr == pytest.approx((1 + 1 / 3) / 2)


def test_what_comes_after_the_tenth_answer_is_not_looked_at():
    found = measure(QUESTIONS, answering(tulkki=["a", "b"], kerho=[*"0123456789", "c"]))

    assert (found.ndcg10, found.mrr, found.unanswered) == (0.5, 0.5, 0.0)


@pytest.mark.parametrize("text", ["tulkki", "kotoutumissuunnitelma", "ab"])
def test_a_typo_is_one_letter_and_the_same_each_time(text):
    told = {retrieval.with_a_typo(f"question {number}", text) for number in range(40)}

    assert len(told) > 5
    assert all(abs(len(one) - len(text)) <= 1 for one in told)
    assert retrieval.with_a_typo("question 1", text) == retrieval.with_a_typo("question 1", text)


def test_the_reference_puts_first_what_is_named_as_the_question(voikko):
    texts = {"a": "Tulkkauspalvelu", "b": "Päiväkoti", "c": "Kerho"}
    documents = [NewDocument(type="service", source_id=one, language="fi", title=texts[one]) for one in texts]

    assert retrieval.reference(documents)("tulkki", "fi")[0] == "a"
