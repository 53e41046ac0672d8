"""The head of a page: its words keep their room however many actions stand beside them."""

from pathlib import Path

import pytest

from luukku import core

pytestmark = pytest.mark.browser

SHEET = Path(core.__file__).parent / "static/core/pages.css"
WORDS = "Responsible worker Leena Keksitty. The case began on 3.9.2026. The plan waits to be confirmed."


@pytest.mark.parametrize(("actions", "beside"), [(1, True), (5, False)])
def test_the_words_take_the_row_when_the_actions_do_not_fit(browser, actions, beside):
    page = browser.new_page(viewport={"width": 1280, "height": 700})
    buttons = "<a>Write the plan with them</a>&nbsp;&nbsp;&nbsp;" * actions
    page.set_content(
        f"<style>{SHEET.read_text()} .lk-acts {{ display: flex; flex-wrap: wrap; gap: 1rem }}</style>"
        f'<div class="lk-head"><div class="lk-head__words"><h1>Karimi</h1><p>{WORDS}</p></div>'
        f'<div class="lk-acts">{buttons}</div></div>'
    )

    words = page.locator(".lk-head__words").bounding_box()
    acts = page.locator(".lk-acts").bounding_box()
    page.close()

    assert words["width"] >= 32 * 16
    assert (acts["x"] >= words["x"] + words["width"]) is beside
