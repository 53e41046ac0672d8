"""Getting in for the first time, and again after a forgotten password: by the mail, in a browser, to one's work."""

import re
import time

import pytest
from playwright.sync_api import expect

from luukku.accounts.tests.factories import totp_code

pytestmark = pytest.mark.browser

PASSWORD = "kolme-hiljaista-jarvea"
MAIL_SECONDS = 10
WORK = re.compile(r"/w/[a-z0-9]+/$")


def link_in_mail(visit, address, part):
    """The link of the newest mail to the address, from the outbox of the demo; a browser follows it like any other."""
    page = visit().page
    until = time.monotonic() + MAIL_SECONDS
    while time.monotonic() < until:
        page.goto("/demo/outbox/")
        mails = page.locator("main li", has_text=address).locator(f'a[href*="{part}"]')
        if mails.count():
            return mails.first.get_attribute("href")
        time.sleep(0.2)
    pytest.fail(f"No mail to {address} within {MAIL_SECONDS} s.")


def choose_password(person, link):
    person.page.goto(link)
    person.fill("New password", PASSWORD)
    person.fill("The same password again", PASSWORD)
    person.press("Save the password")


def sign_in(person, address):
    person.fill("E-mail address", address)
    person.fill("Password", PASSWORD)
    person.press("Sign in to Luukku")


def set_up_app(person):
    person.follow("An app on the phone")
    secret = person.page.locator(".lk-code").text_content().replace(" ", "")
    person.page.locator("[name=code]").fill(totp_code(secret))
    person.press("Start using the app")


def invite(visit, address):
    tiina = visit("tiina")
    tiina.open("/workplaces/")
    tiina.page.goto(re.match(r".*?/w/[a-z0-9]+/", tiina.page.url).group() + "people/invite/")
    tiina.fill("Name", "Eevi Lumikero")
    tiina.fill("E-mail address at work", address)
    tiina.page.locator("[name=role][value=caseworker]").check()
    tiina.press("Send the invitation")
    expect(tiina.page.get_by_role("heading", level=1)).to_contain_text("Eevi Lumikero")


@pytest.mark.parametrize("script", [True, False])
def test_an_invited_person_gets_in_and_later_in_again(visit, script):
    address = f"eevi.{'with' if script else 'without'}@example.org"
    invite(visit, address)
    person = visit(script=script)

    choose_password(person, link_in_mail(visit, address, "/invitation/"))
    expect(person.page).to_have_url(re.compile(r"/sign-in/\?accepted=1$"))
    sign_in(person, address)
    set_up_app(person)
    person.follow("I have kept them, go on to work")

    expect(person.page).to_have_url(WORK)


def test_a_forgotten_password_is_replaced_by_mail(visit):
    address = "markus@luukku.example"
    person = visit()
    person.open("/sign-in/forgotten/")
    person.fill("E-mail address", address)
    person.press("Send the link")

    choose_password(person, link_in_mail(visit, address, "/sign-in/new-password/"))

    expect(person.page).to_have_url(re.compile(r"/sign-in/new-password/done/$"))
    person.open("/sign-in/")
    code = person.page.locator(f'li:has(input[value="{address}"]) .lk-code').inner_text().replace(" ", "")
    sign_in(person, address)
    person.fill("Code", code)
    person.press("Go on to Luukku")
    expect(person.page).to_have_url(WORK)
