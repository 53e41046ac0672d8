import pytest

from luukku.portal.keeping import KEEPING


@pytest.fixture(autouse=True)
def nothing_kept():
    """Every test begins with an empty keeping."""
    KEEPING.forget()
    yield
    KEEPING.forget()
