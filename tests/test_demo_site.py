"""Where the demo listens."""

import pytest

from luukku.project.demo_site import FIRST_PORT, listen


@pytest.fixture
def somebody():
    """Another program that listens on the demo's usual port, or whoever does already."""
    sockets = [listen(FIRST_PORT)]
    yield
    for one in filter(None, sockets):
        one.close()


def test_a_second_clone_takes_the_next_free_port(somebody):
    listening = listen(None)

    assert listening is not None
    with listening:
        assert listening.getsockname()[1] > FIRST_PORT


def test_a_port_that_was_asked_for_and_is_taken_is_refused(somebody):
    assert listen(FIRST_PORT) is None


def test_the_demo_listens_on_this_machine_only():
    listening = listen(None)

    assert listening is not None
    with listening:
        assert listening.getsockname()[0] == "127.0.0.1"
