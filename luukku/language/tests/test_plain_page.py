"""The check in pages: beside a field, on a page of its own, never kept, never too often."""

import uuid
from datetime import UTC, datetime, timedelta

from django import forms

from luukku.core.forms import Form
from luukku.language.plain import check
from luukku.language.plain.limiting import Turns
from luukku.language.plain.page import show
from luukku.language.templatetags.languages import plain_check

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
TEXT = "Hakemus käsitellään. Saadakseen tukea perheen on toimitettava hakemus."


class Letter(Form):
    ours = forms.CharField(widget=forms.Textarea(attrs={"lang": "fi"}))
    theirs = forms.CharField(widget=forms.Textarea(attrs={"lang": "fa", "dir": "rtl"}))


def test_the_quoted_text_is_whole_and_every_link_has_its_place(voikko):
    shown = show(check(TEXT, "fi"), "fi", "plain-text")

    anchors = [anchor for piece in shown.pieces for anchor in piece.anchors]
    links = [place.anchor for group in (*shown.groups, *shown.others) for place in group.places]
    assert "".join(piece.text for piece in shown.pieces) == TEXT
    assert sorted(anchors) == sorted(links)
    assert len(set(anchors)) == shown.count


def test_words_and_structures_are_marked_but_not_whole_sentences(voikko):
    shown = show(check(TEXT, "fi"), "en", "plain-text")

    marked = [piece.text for piece in shown.pieces if piece.is_marked]
    assert "käsitellään" in marked
    assert all(len(one) < 30 for one in marked)


def test_no_check_stands_beside_a_text_in_a_language_without_rules():
    assert plain_check(Letter()["theirs"]) == ""


def test_no_check_stands_where_there_is_no_page_for_it(settings):
    settings.ROOT_URLCONF = "luukku.project.urls"

    assert plain_check(Letter()["ours"]) == ""


def test_turns_run_out_and_come_back_with_time():
    turns, who = Turns(3), uuid.uuid4()

    assert [turns.take(who, NOON) for _ in range(4)] == [True, True, True, False]
    assert turns.take(uuid.uuid4(), NOON)
    assert not turns.take(who, NOON + timedelta(seconds=10))
    assert turns.take(who, NOON + timedelta(seconds=40))
