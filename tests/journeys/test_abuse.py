"""From a rude comment to the declared rules, in a browser on a phone; each page on the way is looked at by axe."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Shop
from tests.journeys.steps import A_WHILE_MS

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.peers.browser import NewPage

pytestmark = [pytest.mark.browser, pytest.mark.slow]

RUDE = "You are all idiots and your bread is a joke"


def test_a_rude_comment_is_folded_and_answered_by_the_rules(shop: Shop, new_page: NewPage) -> None:
    phone = shop.open(new_page, "conduct/rules/", width=390, height=844, has_touch=True, is_mobile=True)
    looked_at(phone)
    phone.get_by_role("button", name="Make it public").tap()
    expect(phone.locator("main")).to_contain_text("Version 1 is in force.")

    phone.get_by_role("link", name="Look at the public page").tap()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("The rules of")
    looked_at(phone)

    open_the_talk(phone, shop)
    words = phone.locator(".talk").get_by_text(RUDE)
    expect(words).to_be_hidden()
    phone.get_by_text("These words may hurt. Show them").tap()
    expect(words).to_be_visible()
    looked_at(phone)

    phone.locator("details > summary").filter(has_text="No step taken").tap()
    phone.get_by_role("link", name="Tell them the rules").tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Tell them the rules")
    looked_at(phone)
    phone.get_by_role("button", name="Tell them the rules").tap()
    expect(phone.locator(".talk")).to_contain_text("We are glad to talk about what went wrong.")

    phone.get_by_role("link", name="They object…").tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text("They object")
    looked_at(phone)
    phone.get_by_role("button", name="Write it down").tap()
    expect(phone.get_by_role("heading", name="They say that you were wrong")).to_be_visible()
    looked_at(phone)
    phone.get_by_label("Why?").fill("Two people shared that account.")
    phone.get_by_role("button", name="Take everything back").tap()
    expect(phone.locator("main")).to_contain_text("Everything was taken back")
    phone.goto(shop.url("conduct/"))
    looked_at(phone)


def open_the_talk(page: Page, shop: Shop) -> None:
    """Somebody is rude on the rehearsed network; the talk is opened as soon as it is there."""
    shop.server.town("write", slug=shop.slug, platform="mastodon", author="troll", name="Troll", text=RUDE,
                     kind="mention")  # fmt: skip
    for _look in range(A_WHILE_MS // 1000):
        page.goto(shop.url("inbox/?state=all"))
        if page.get_by_role("link", name="Troll").count():
            page.get_by_role("link", name="Troll").first.click()
            return
        page.wait_for_timeout(1000)
    raise AssertionError("the rude words never arrived")


def looked_at(page: Page) -> None:
    """What axe says, and that nothing scrolls sideways."""
    from tests.peers.browser import axe

    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
