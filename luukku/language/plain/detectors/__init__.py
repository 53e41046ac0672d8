"""What finds the places of a text that a rule speaks of: one function for each rule, from tokens to findings.

`IN_SENTENCES` look at one sentence, `IN_TEXTS` at the whole text. A function's name is its rule's id.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from luukku.language.plain.detectors import forms, numbers, phrases, structures, texts, words
from luukku.language.plain.rules import Finding, Rule
from luukku.language.plain.tokens import Sentence, Text

InSentence = Callable[[Sentence, str, Rule], Iterator[Finding]]
InText = Callable[[Text, Rule], Iterator[Finding]]

LAYOUT: Final[Mapping[str, InSentence]] = {
    "long_sentence": phrases.long_sentence,
    "many_clauses": phrases.many_clauses,
    "many_negatives": phrases.many_negatives,
    "brackets": phrases.brackets,
    "many_numbers": numbers.many_numbers,
    "long_list": phrases.long_list,
}
"""Found in a sentence as a whole, so that a heading or a list item without an end mark is looked at by itself."""

IN_SENTENCES: Final[Mapping[str, InSentence]] = {
    "passive": forms.passive,
    "must_passive": forms.must_passive,
    "participle_phrase": structures.participle_phrase,
    "infinitive_clause": structures.infinitive_clause,
    "rare_case": forms.rare_case,
    "rare_verb_form": forms.rare_verb_form,
    "nominal": structures.nominal,
    "weak_verb": structures.weak_verb,
    "long_compound": words.long_compound,
    "long_word": words.long_word,
    "rare_word": words.rare_word,
    "office_word": words.office_word,
    "abbreviation": words.abbreviation,
    "broken_word": words.broken_word,
    "date_form": numbers.date_form,
    "law_reference": words.law_reference,
}

IN_TEXTS: Final[Mapping[str, InText]] = {
    "long_paragraph": texts.long_paragraph,
    "no_headings": texts.no_headings,
    "reader_absent": texts.reader_absent,
    "other_script": texts.other_script,
}
