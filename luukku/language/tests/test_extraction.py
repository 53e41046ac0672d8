import pytest

from luukku.language.extraction import ExtractionError, Message, messages_of_python, messages_of_template


def test_python_texts_are_found_under_whatever_name_gettext_was_imported():
    source = """
from django.utils.translation import gettext_lazy as _, npgettext, pgettext as family
a = _("Add "
      "a goal")
b = family("family", "Our plan")
c = npgettext("family", "%(n)d year", "%(n)d years", 3)
d = _(a)
"""
    assert messages_of_python(source, "x.py") == [
        Message("Add a goal", path="x.py"),
        Message("Our plan", context="family", path="x.py"),
        Message("%(n)d year", "%(n)d years", "family", "x.py"),
    ]


def test_a_function_of_our_own_called_alike_is_not_translation():
    assert messages_of_python('_ = print\n_("Hello")', "x.py") == []


def test_template_texts_are_found_with_their_context():
    source = """
{% translate "Add" %} {% translate "Our plan" context "family" as title %} {% translate name %}
{% include "x.html" with label=_("Close it") only %}
{# {% translate "Left out" %} #}{% comment %}{% translate "Left out too" %}{% endcomment %}
"""
    assert [(one.text, one.context) for one in messages_of_template(source, "x.html")] == [
        ("Add", ""),
        ("Our plan", "family"),
        ("Close it", ""),
    ]


def test_a_block_becomes_one_text_with_named_places():
    source = """{% blocktranslate count n=people|length with who=x.name trimmed context "family" %}
      {{ who }} helps
      {{ n }} person.
    {% plural %}
      {{ who }} helps {{ n }} people: 100%.
    {% endblocktranslate %}"""

    assert messages_of_template(source, "x.html") == [
        Message("%(who)s helps %(n)s person.", "%(who)s helps %(n)s people: 100%%.", "family", "x.html")
    ]


@pytest.mark.parametrize(
    "source", ["{% blocktranslate %}a{% if b %}c{% endif %}{% endblocktranslate %}", "{% blocktranslate %}a"]
)
def test_a_block_that_cannot_be_translated_is_refused_with_its_place(source):
    with pytest.raises(ExtractionError, match=r"x\.html:1"):
        messages_of_template(source, "x.html")
