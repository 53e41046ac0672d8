"""The press in its own process: what it refuses, how long it may take, and what happens when it ends."""

import os
import signal

import pytest

from luukku.paper import engine
from luukku.paper.services import render_letter
from luukku.paper.tests.factories import AT, a_letter


@pytest.fixture
def feeder(monkeypatch):
    """A press of this test's own."""
    own = engine._Feeder()
    monkeypatch.setattr(engine, "_feeder", own)
    yield own
    own.close()


def test_the_compiler_is_no_part_of_the_process_that_prints(feeder):
    render_letter(a_letter("fi"), at=AT)

    assert feeder._press.pid != os.getpid()


def test_a_press_that_was_killed_is_replaced_and_the_document_printed(feeder):
    before = render_letter(a_letter("ar"), at=AT)
    killed = feeder._press.pid
    os.kill(killed, signal.SIGKILL)

    after = render_letter(a_letter("ar"), at=AT)

    assert after == before
    assert feeder._press.pid != killed


def test_a_document_that_cannot_be_printed_is_an_error_and_the_next_one_prints(feeder):
    with pytest.raises(engine.PressError, match="No such file"):
        engine.compile_pdf("no-such-template.typ", {}, at=0, with_cjk=False)

    assert render_letter(a_letter("fi"), at=AT).startswith(b"%PDF")


def test_a_document_that_takes_too_long_is_stopped(feeder, monkeypatch):
    monkeypatch.setattr(engine, "PATIENCE_SECONDS", 0)

    with pytest.raises(engine.PressError, match="longer than"):
        render_letter(a_letter("fi"), at=AT)

    assert feeder._press is None
