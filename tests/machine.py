"""What tests may use when this machine has it: a browser, shared test data. Without it they are skipped, and say so.

With LUUKKU_NO_SKIPS=1 such a skip is a failure, so that a gate can't turn green by leaving tests out.
"""

import os
import shutil
from pathlib import Path

import pytest

from luukku.language import morphology
from luukku.project import machine

SHARED_DATA = "LUUKKU_SHARED_DATA"


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the browser."""
    found = machine.browser()
    if found is None:
        pytest.skip("There is no Chromium. Mended by: apt install chromium")
    return found


@pytest.fixture(scope="session")
def pdftotext() -> str:
    found = shutil.which("pdftotext")
    if found is None:
        pytest.skip("There is no pdftotext. Mended by: apt install poppler-utils")
    return found


@pytest.fixture(scope="session")
def voikko() -> None:
    """Finnish word forms are known here."""
    if not morphology.is_available():
        pytest.skip("There is no Voikko. Mended by: apt install libvoikko1 voikko-fi")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of test data that is not in this repository."""
    told = os.environ.get(SHARED_DATA)
    if not told:
        pytest.skip(f"{SHARED_DATA} is not set")
    return Path(told)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    outcome = yield
    report = outcome.get_result()
    if os.environ.get("LUUKKU_NO_SKIPS") != "1" or not report.skipped or hasattr(report, "wasxfail"):
        return
    reason = str(report.longrepr[-1] if isinstance(report.longrepr, tuple) else report.longrepr)
    if SHARED_DATA not in reason:
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, which LUUKKU_NO_SKIPS=1 forbids. {reason}"
