"""Every section of law on a page comes from the one table, and every rule of data stands in it."""

import ast
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.template import engines
from django.utils import translation

from luukku.core.law.provisions import act_url, acts, cited, law_text, provision, with_law
from luukku.plans.law.groups import group_rules
from luukku.plans.rules.template_editing import demanding_sections

ROOT = Path(__file__).parent.parent / "luukku"
TYPED = re.compile(r"§|\b\d{1,4}/(?:19|20)\d{2}\b")
CITED = re.compile(r"""\{% (?:cite|section) "([^"]+)" %\}""")
COMMENT = re.compile(r"\{#.*?#\}|\{% comment.*?endcomment %\}", re.DOTALL)
SAID = {"_", "_p", "gettext", "gettext_lazy", "pgettext", "pgettext_lazy", "ngettext", "ngettext_lazy", "npgettext"}
CITING = {"law_text", "with_law", "cited"}
TEMPLATES = sorted(path for path in ROOT.rglob("*.html") if "tests" not in path.parts)
SOURCES = sorted(path for path in ROOT.rglob("*.py") if not {"tests", "migrations"} & set(path.parts))


def calls(names: set[str]) -> Iterator[tuple[Path, ast.Call]]:
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in names:
                yield path, node


def rules_in(told: Any) -> Iterator[dict[str, Any]]:
    """Every table that names an act, however deep."""
    if isinstance(told, dict):
        if told.get("act") and told.get("section"):
            yield told
        for value in told.values():
            yield from rules_in(value)
    elif isinstance(told, list):
        for value in told:
            yield from rules_in(value)


def told_in(content: Any) -> Iterator[dict[str, Any]]:
    """Every question and telling that says what it covers, however deep."""
    if isinstance(content, dict):
        if content.get("covers"):
            yield content
        for value in content.values():
            yield from told_in(value)
    elif isinstance(content, list):
        for value in content:
            yield from told_in(value)


def rules_of_data() -> list[tuple[str, dict[str, Any]]]:
    files = sorted(path for path in ROOT.glob("*/law/*.toml") if path.name != "provisions.toml")
    return [(path.name, rule) for path in files for rule in rules_in(tomllib.loads(path.read_text(encoding="utf-8")))]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_types_a_section_but_to_cite_it(path):
    text = COMMENT.sub("", path.read_text(encoding="utf-8"))

    for reference in CITED.findall(text):
        assert cited(reference)
    assert not TYPED.findall(CITED.sub("", text))


def test_no_sentence_for_translators_holds_a_section():
    typed = [
        f"{path.name}: {word.value}"
        for path, call in calls(SAID)
        for word in call.args
        if isinstance(word, ast.Constant) and isinstance(word.value, str) and TYPED.search(word.value)
    ]

    assert typed == []


def test_what_sentences_cite_is_in_the_table():
    references = [
        word.value
        for _path, call in calls(CITING)
        for word in call.args
        if isinstance(word, ast.Constant) and isinstance(word.value, str)
    ]

    assert references
    for reference in references:
        assert law_text(reference) == reference


def test_every_provision_of_a_rule_is_in_the_table_and_as_verified_there():
    differing = []
    for name, rule in rules_of_data():
        is_verified = rule.get("verified", rule.get("checked") == "yes")
        found = [provision(rule["act"], section) for section in rule["section"].split(", ")]
        if all(one.verified for one in found) != is_verified:
            differing.append((name, rule.get("code"), rule["act"], rule["section"]))

    assert len(rules_of_data()) > 60
    assert differing == []


def test_what_a_group_of_the_act_sends_to_is_in_the_table():
    seen = [group.see for rules in group_rules() for group in rules.groups if group.see]

    assert seen
    assert all(cited(one).verified for one in seen)


def test_what_demands_a_question_of_an_interview_is_in_the_table():
    asked = {
        reference
        for path in (ROOT / "plans" / "content").rglob("*.json")
        for one in told_in(json.loads(path.read_text(encoding="utf-8")))
        for reference in demanding_sections(one)
    }

    assert {cited(one).kind for one in asked} == {"law", "decree"}


def test_no_rule_holds_before_its_act():
    early = [
        (name, rule["code"], rule["valid_from"])
        for name, rule in rules_of_data()
        if rule.get("first_day_known", True)
        and "valid_from" in rule
        and (since := acts()[rule["act"]].valid_from)
        and rule["valid_from"] < since
    ]

    assert early == []


def test_the_address_of_an_act_is_built_in_one_place():
    building = [path.name for path in [*SOURCES, *TEMPLATES] if "finlex" in path.read_text(encoding="utf-8").lower()]

    assert building == ["provisions.py"]


def test_an_act_is_read_in_the_language_of_the_page():
    with translation.override("sv"):
        assert act_url("681/2023") == "https://www.finlex.fi/sv/lagstiftning/2023/681"
        assert cited("681/2023, 14 §").name == "Lag om främjande av integration"
    with translation.override("ar"):
        assert act_url("681/2023") == "https://www.finlex.fi/fi/lainsaadanto/2023/681"
        assert cited("681/2023, 14 §").name == "Laki kotoutumisen edistämisestä"
    assert act_url("(EU) 2016/679") == ""


def test_a_page_cites_with_link_name_and_what_was_checked():
    with translation.override("en"):
        shown = engines["django"].from_string('{% cite "681/2023, 14 §, 20 §" %}|{% cite "434/2003, 34 §" %}').render()

    checked, unchecked = shown.replace("\N{NO-BREAK SPACE}", " ").split("|")
    assert 'title="Act on the Promotion of Integration"' in checked
    assert "Act 681/2023, 14 §, 20 §</a>" in checked
    assert "not been checked" not in checked
    assert "not been checked" in unchecked


def test_what_is_not_in_the_table_cannot_be_cited():
    for unknown in ("681/2023, 999 §", "1/1900, 1 §"):
        with pytest.raises(LookupError):
            cited(unknown)


def test_a_lazy_sentence_is_filled_when_it_is_shown():
    assert str(with_law("Kept (%(law)s).", "681/2023, 73 §")) == "Kept (681/2023, 73 §)."
