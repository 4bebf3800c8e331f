"""A channel sells too much; ideas bring it back, and the day's list is worked off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Shop

if TYPE_CHECKING:
    from tests.peers.browser import NewPage

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def card(page: Page, platform: str) -> str:
    """What the page says of a channel."""
    return page.locator(".meter").filter(has_text=platform).first.inner_text()


def test_a_channel_tips_and_comes_back(sample: Shop, new_page: NewPage) -> None:
    from tests.peers.browser import axe

    page = sample.open(new_page, "plan/")
    page.get_by_role("link", name="Balance", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Balance")
    expect(page.locator("main")).to_contain_text("Too much selling on")
    assert axe(page) == []

    page.get_by_role("link", name="Ideas that give something").click()
    expect(page.locator("main")).to_contain_text("these ideas bring it back")
    assert axe(page) == []
    page.get_by_role("button", name="Balance a week").click()
    expect(page.locator("#toasts")).to_contain_text("Choose what goes out when.")

    page.goto(sample.url("balance/"))
    tipped = page.get_by_role("link", name="See the posts on").filter(has_text="").all()
    assert len(tipped) >= 5
    page.locator(".meter.warn, .meter.bad").first.locator("xpath=..").get_by_role("link", name="See the posts on").click()
    assert axe(page) == []
    selling = page.locator("article.row").filter(has_text="Sells something").count()
    assert selling
    for _post in range(selling):
        page.locator("li").filter(has_text="Sells something, by").first.locator("xpath=following-sibling::li[1]").get_by_text(
            "It is something else"
        ).click()
        page.get_by_role("button", name="Teaches, inspires or entertains").filter(visible=True).first.click()
        expect(page.locator("#toasts")).to_contain_text("Vitrino learns from it.")
    expect(page.locator("main")).to_contain_text("0 of 10 posts sell")
    page.goto(sample.url("balance/"))
    expect(page.locator("main")).not_to_contain_text("Too much selling on")


def test_ten_minutes_with_people(sample: Shop, new_page: NewPage) -> None:
    from tests.peers.browser import axe

    page = sample.open(new_page, "today/")
    page.get_by_role("link", name="See the list").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ten minutes with people")
    assert axe(page) == []
    left = page.get_by_role("button", name="Done", exact=True).count()
    page.get_by_role("button", name="Done", exact=True).first.click()
    page.get_by_role("button", name="Skip").first.click()
    expect(page.get_by_role("button", name="Done", exact=True)).to_have_count(left - 2)
    page.get_by_role("button", name="Undo").first.click()
    expect(page.get_by_role("button", name="Done", exact=True)).to_have_count(left - 1)
