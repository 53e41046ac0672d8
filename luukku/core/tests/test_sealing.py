"""Sealed fields: opened only by their key and in their row, found by marks, moved to a new key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luukku.core.sealing import UnsealableError, mark, marks, newest_prefix, seal, unseal


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_what_was_sealed_opens_in_its_own_row(value):
    assert unseal(seal(value, about="row 1"), about="row 1") == value


def test_the_sealed_value_tells_nothing_and_is_never_the_same():
    first, second = seal("131052-308T", about="row"), seal("131052-308T", about="row")

    assert first != second
    assert "131052" not in first


def test_a_value_moved_to_another_row_does_not_open():
    sealed = seal("131052-308T", about="row 1")

    with pytest.raises(UnsealableError):
        unseal(sealed, about="row 2")


@pytest.mark.parametrize("broken", ["", "s1", "s1..", "s1.abc.xyz", "s2.abc.xyz", "131052-308T"])
def test_what_was_never_sealed_does_not_open_and_is_not_told(broken):
    with pytest.raises(UnsealableError) as refused:
        unseal(broken, about="row")

    assert "131052" not in str(refused.value)


def test_a_changed_value_does_not_open():
    sealed = seal("131052-308T", about="row")
    changed = sealed[:-6] + ("A" if sealed[-6] != "A" else "B") + sealed[-5:]

    with pytest.raises(UnsealableError):
        unseal(changed, about="row")


def test_an_old_key_opens_what_it_closed_and_the_new_one_closes(settings):
    settings.LUUKKU_FIELD_KEYS = ["old"]
    sealed, marked = seal("abc", about="row"), mark("abc", purpose="code")

    settings.LUUKKU_FIELD_KEYS = ["new", "old"]

    assert unseal(sealed, about="row") == "abc"
    assert not sealed.startswith(newest_prefix())
    assert seal("abc", about="row").startswith(newest_prefix())
    assert marked in marks("abc", purpose="code")
    assert mark("abc", purpose="code") != marked


def test_without_its_key_nothing_opens(settings):
    settings.LUUKKU_FIELD_KEYS = ["old"]
    sealed = seal("abc", about="row")

    settings.LUUKKU_FIELD_KEYS = ["new"]

    with pytest.raises(UnsealableError):
        unseal(sealed, about="row")


def test_marks_of_different_purposes_do_not_meet():
    assert mark("1", purpose="code") != mark("1", purpose="number")
