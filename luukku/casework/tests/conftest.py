"""Tests of casework read the source language, so that a new translation never breaks one."""

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield
