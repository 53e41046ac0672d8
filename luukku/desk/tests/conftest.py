"""The desk's readings are tried as inside a request: with a workplace's addresses, in English."""

import pytest
from django.urls import set_urlconf
from django.utils import translation

from luukku.accounts.places import WORKPLACE_URLS


@pytest.fixture(autouse=True)
def as_in_a_request():
    set_urlconf(WORKPLACE_URLS)
    with translation.override("en"):
        yield
    set_urlconf(None)
