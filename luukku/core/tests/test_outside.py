"""Whoever asks the wide web is never led into our own house."""

import socket
from datetime import UTC, datetime, timedelta

import pytest

from luukku.core import outside
from luukku.core.outside import Forbidden

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def found(monkeypatch):
    """Say where names lead to: `found("127.0.0.1")`. Returns the addresses that are then leapt to."""
    asked = []

    def leap(place, *_more):
        asked.append(place[0])
        return socket.socket()

    def lead(*addresses):
        places = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 80)) for one in addresses]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_told, **_more: places)
        monkeypatch.setattr(socket, "create_connection", leap)
        return asked

    monkeypatch.delenv("LUUKKU_LINKS_MAY_BE_LOCAL", raising=False)
    return lead


def test_the_very_address_is_leapt_to_that_was_looked_at(found):
    asked = found("93.184.215.14")

    outside.connect(outside.parsed("http://example.org/"), 1).close()

    assert asked == ["93.184.215.14"]


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.5", "169.254.169.254", "::1", "fe80::1%eth0", "::ffff:127.0.0.1", "2002:7f00:1::",
        "224.0.0.1", "100.64.0.1",
    ],
)  # fmt: skip
def test_a_name_with_one_address_of_our_own_is_not_asked(found, address):
    asked = found("93.184.215.14", address)

    with pytest.raises(Forbidden):
        outside.connect(outside.parsed("http://example.org/"), 1)

    assert asked == []


@pytest.mark.parametrize(
    "url", ["ftp://example.org/", "file:///etc/passwd", "https://", "https://[::1", "//x", "https://example.org:99999/"]
)
def test_what_is_no_address_of_the_web_is_not_asked(url):
    with pytest.raises(Forbidden):
        outside.parsed(url)


def test_nobody_signs_in_by_an_address(found):
    asked = found("93.184.215.14")

    with pytest.raises(Forbidden):
        outside.connect(outside.parsed("http://me:secret@example.org/"), 1)

    assert asked == []


@pytest.mark.parametrize(
    ("told", "wait"),
    [
        ("30", timedelta(seconds=30)),
        ("Mon, 23 Nov 2026 09:05:00 GMT", timedelta(minutes=5)),
        ("Mon, 23 Nov 2026 09:05:00", timedelta(minutes=5)),
        ("Wed, 21 Oct 2026 07:28:00 GMT", timedelta(0)),
        ("soon", timedelta(0)),
        ("-5", timedelta(0)),
        ("٣", timedelta(0)),
        ("", timedelta(0)),
        (None, timedelta(0)),
    ],
)
def test_who_asks_us_to_stay_away_says_how_long(told, wait):
    assert outside.asked_to_wait(told, AT) == wait


def test_a_wait_without_end_is_told_as_a_number_that_can_be_counted():
    assert outside.asked_to_wait("9" * 40, AT) < timedelta(days=120)
