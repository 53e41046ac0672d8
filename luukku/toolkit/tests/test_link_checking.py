"""Addresses that are none, lead astray or drip: each is told by itself, and none stops the others."""

import contextlib
import socket
import threading
import time

import pytest

from luukku.accounts.tests.factories import a_worker
from luukku.core.actor import SystemActor
from luukku.core.outside import Forbidden
from luukku.toolkit import fetching
from luukku.toolkit.models import CheckedLink
from luukku.toolkit.services import items, links
from luukku.toolkit.tests import factories as make


@pytest.fixture
def worker(db):
    return a_worker()


@contextlib.contextmanager
def answering(first, drip=b""):
    """The address of a server that says something, then perhaps sign after sign."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=_answer, args=[server, first, drip], daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"


def _answer(server, first, drip):
    with contextlib.suppress(OSError):
        peer, _address = server.accept()
        with peer:
            peer.recv(10_000)
            peer.sendall(first)
            for _sign in range(200 if drip else 0):
                peer.sendall(drip)
                time.sleep(0.05)


@pytest.fixture
def local(monkeypatch):
    monkeypatch.setenv("LUUKKU_LINKS_MAY_BE_LOCAL", "1")


def test_an_address_that_is_none_does_not_stop_the_others(worker, local):
    astray = b"HTTP/1.1 302 Found\r\nLocation: http://[broken\r\nContent-Length: 0\r\n\r\n"
    fine = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
    with answering(astray) as first, answering(fine) as second:
        version = make.a_draft(worker, f"[a]({first}) [b]({second})")
        CheckedLink.objects.bulk_create(
            CheckedLink(url=url) for url in ("http://[broken/x", "http://a.example:99999/", "http://a.example:x/")
        )
        for link in CheckedLink.objects.filter(uses__isnull=True):
            link.uses.create(version=version, block=version.content[0].id)

        found = links.check_some(SystemActor.now())

    assert found == {"works": 1, "doubtful": 1, "not_checked": 3}


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost/",
        "http://169.254.169.254/latest",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://[::127.0.0.1]/",
        "http://[fec0::1]/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://a:b@192.0.2.1/",
        "ftp://a.fi/",
    ],
)
def test_addresses_of_our_own_house_are_not_asked(url):
    with pytest.raises(Forbidden):
        fetching.status_of(url)


def test_an_answer_that_drips_is_given_up(local, monkeypatch):
    monkeypatch.setattr(fetching, "WHOLE_SECONDS", 0.5)
    began = time.monotonic()

    with answering(b"HTTP/1.1 200 OK\r\nX: ", drip=b"x") as url, pytest.raises(OSError):
        fetching.status_of(url)

    assert time.monotonic() - began < 5


def test_what_was_put_away_does_not_hold_up_replacing_a_link(worker):
    first = make.published(worker, "[a](https://vanha.example/x)")
    away = make.published(worker, "[b](https://vanha.example/x)")
    items.archive(worker.as_actor(), away.pk, note="Vanha.")
    link = CheckedLink.objects.get(url="https://vanha.example/x")

    assert links.replace_everywhere(worker.as_actor(), link.pk, new="https://uusi.example/y") == 1
    assert first.versions.open().count() == 1
    assert not away.versions.open().exists()
