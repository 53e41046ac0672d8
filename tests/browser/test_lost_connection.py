"""Text that is typed without a connection, or after a session has ended, is neither lost nor put into the device."""

import re

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SAVED = "[data-autosave-status][data-state='saved']"
LATE = "[data-autosave-status][data-state='late']"


def test_attack_54_what_is_typed_through_a_lost_connection_and_a_sign_out_arrives(visit_own):
    """Attack 54: the network goes, then the session; the text stays in the page and is saved when both are back."""
    ilona = visit_own("ilona", width=320)
    home = ilona.home
    page = ilona.page
    found = page.request.get(home).text()
    interview = re.search(r"/interviews/[0-9a-f-]{36}/", found).group(0)
    section = page.request.get(f"{home.rstrip('/')}{interview}?section=wishes").text()
    goal = re.search(r'name="([0-9a-f-]{36}\.goal)"', section).group(1)
    page.goto(f"{home.rstrip('/')}{interview}room/?step={goal}")
    text = page.locator("textarea")

    ilona.context.set_offline(True)
    text.fill("Kirjoitettu ilman yhteyttä")
    page.wait_for_selector(LATE)
    stored = page.evaluate("JSON.stringify({...localStorage}) + JSON.stringify({...sessionStorage})")
    ilona.context.set_offline(False)
    page.wait_for_selector(SAVED)
    ilona.context.clear_cookies()
    text.fill("Kirjoitettu uloskirjattuna")
    page.wait_for_selector(LATE)
    other = ilona.context.new_page()
    other.goto("/sign-in/")
    other.locator('form:has(input[value="ilona@luukku.example"])').get_by_role("button").first.click()
    page.wait_for_selector(SAVED, timeout=60_000)
    page.reload()
    ilona.complaints.clear()  # the browser says that the network was away, and that is what was wanted

    assert "Kirjoitettu" not in stored
    assert page.locator("textarea").input_value() == "Kirjoitettu uloskirjattuna"
    assert ilona.sideways_scroll() == 0
