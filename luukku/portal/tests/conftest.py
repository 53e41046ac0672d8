import pytest

from luukku.portal.middleware import KEEPING


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch):
    """Every test begins with an empty keeping, and sees what is published at once."""
    monkeypatch.setattr("luukku.portal.middleware.ANEW_SECONDS", 0.0)
    KEEPING.forget()
    yield
    KEEPING.forget()
