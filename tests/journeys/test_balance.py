"""A channel sells too much; ideas bring it back, and the day's list is worked off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Shop

if TYPE_CHECKING:
    from tests.peers.browser import NewPage

pytestmark = [pytest.mark.browser, pytest.mark.slow]


TIPPED = "Too much selling on"


def correct(page: Page, was: str, kind: str) -> None:
    """Say of the newest post of a kind that is out that it is another."""
    row = page.get_by_role("list", name="Posts that are out").locator("article.row").filter(has_text=f"{was}, ").first
    row.locator("summary").click()
    row.get_by_role("button", name=kind, exact=True).click()
    expect(page.locator("#toasts")).to_contain_text("Vitrino learns from it.")


def test_a_channel_tips_and_comes_back(sample: Shop, new_page: NewPage) -> None:
    from tests.peers.browser import axe

    page = sample.open(new_page, "plan/")
    page.get_by_role("link", name="Balance", exact=True).click()
    expect(page.locator("main")).to_contain_text(TIPPED)
    assert axe(page) == []
    tipped = page.locator(".stack-s", has=page.locator(".meter.warn, .meter.bad")).first
    tipped.get_by_role("link", name="See the posts on").click()
    assert axe(page) == []
    there = page.url
    correct(page, "Sells something", "Teaches, inspires or entertains")
    expect(page.locator("main")).to_contain_text("as one of you said.")
    page.goto(sample.url("balance/"))
    expect(page.locator("main")).not_to_contain_text(TIPPED)

    page.goto(there)
    correct(page, "Asks something", "Sells something")
    expect(page.locator("main")).to_contain_text("until it is back in balance")
    page.get_by_role("link", name="Ideas that give something").click()
    expect(page.locator("main")).to_contain_text("these ideas bring it back")
    assert axe(page) == []
    page.get_by_role("button", name="Balance a week").click()
    expect(page.locator("#toasts")).to_contain_text("Choose what goes out when.")


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
