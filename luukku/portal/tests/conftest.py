import pytest

from luukku.portal.keeping import KEEPING
from luukku.portal.services.counting import COUNTS


@pytest.fixture(autouse=True)
def nothing_kept():
    """Every test begins with an empty keeping and no counts."""
    KEEPING.forget()
    COUNTS.forget()
    yield
    KEEPING.forget()
    COUNTS.forget()
