"""Somebody at a screen: a browser context on the site, signed in or not, and what the browser complained about."""

import re
from typing import Any

from tests import chromium
from tests.browser.site import Site
from tests.browser.words import fi

PHONE, DESK = 320, 1280
HEIGHTS = {PHONE: 700, DESK: 900}
PATIENCE_MS = 30_000
"""How long a page may take on a machine that does much else: what is measured is measured elsewhere."""
EXPECTED_ANSWERS = re.compile(r"the server responded with a status of (404|409|422)")
"""The browser notes these of every page that was refused on purpose."""


class Visit:
    """One browser context with its page."""

    def __init__(
        self,
        site: Site,
        browser: Any,
        entered: dict[str, Any],
        who: str = "",
        *,
        width: int = DESK,
        script: bool = True,
        scheme: Any = "light",
        locale: str = "fi-FI",
    ) -> None:
        self.site, self.width = site, width
        self.complaints: list[str] = []
        self.context = browser.new_context(
            base_url=site.address,
            viewport={"width": width, "height": HEIGHTS.get(width, 900)},
            java_script_enabled=script,
            color_scheme=scheme,
            locale=locale,
            storage_state=entered.get(who),
            reduced_motion="reduce",
        )
        self.context.set_default_timeout(PATIENCE_MS)
        self.page = self.context.new_page()
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        if who and who not in entered:
            self.enter_as(who)
            entered[who] = self.context.storage_state()

    def _note(self, message: Any) -> None:
        if message.type in ("error", "warning") and not EXPECTED_ANSWERS.search(message.text):
            self.complaints.append(f"{self.page.url}: {message.text}")

    def enter_as(self, who: str) -> None:
        """By the button on the demo's sign-in page."""
        self.page.goto("/sign-in/")
        form = self.page.locator(f'form:has(input[value="{who}@luukku.example"])')
        self.lead(form.get_by_role("button"))

    @property
    def home(self) -> str:
        """The address below which everything of the person's workplace lies."""
        self.page.goto("/")
        return re.sub(r"(/w/\w+/).*", r"\1", str(self.page.url))

    def open(self, path: str) -> Any:
        self.page.goto(path)
        return self.page

    def fill(self, label: str, text: str, **how: Any) -> None:
        """Write into a field, told by its English label."""
        self.page.get_by_label(fi(label), exact=True, **how).fill(text)

    def press(self, words: str, **values: object) -> None:
        """Press a button that leads to another page, told by its English words."""
        self.lead(self.page.get_by_role("button", name=fi(words, **values)))

    def follow(self, words: str, **values: object) -> None:
        self.lead(self.page.get_by_role("link", name=fi(words, **values)))

    def send(self) -> None:
        """Send the page's form by its button, which stands at the foot of a phone."""
        self.lead(self.page.locator("#page-form button[type=submit], button[form=page-form]"))

    def send_form_with(self, name: str, *, leads: bool = True) -> None:
        """Send the form that has this field; a refused one comes back as the same page."""
        button = self.page.locator(f"form:has([name={name}]) button[type=submit]").locator("visible=true").first
        if not leads:
            button.click()
            return
        with self.page.expect_navigation():
            button.click()

    def lead(self, places: Any) -> None:
        """Click the first visible one of these and be on the next page."""
        with self.page.expect_navigation():
            places.locator("visible=true").first.click()

    def look_at(self, width: int) -> None:
        """The same page on another screen."""
        self.page.set_viewport_size({"width": width, "height": HEIGHTS[width]})

    def sideways_scroll(self) -> int:
        return chromium.sideways_scroll(self.page)

    def small_controls(self) -> list[str]:
        return chromium.small_controls(self.page)

    def leave(self) -> None:
        self.context.close()
