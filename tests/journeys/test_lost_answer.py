"""A platform's answer was lost and nothing more can be found out: the owner settles it on her phone, with one tap."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Shop

if TYPE_CHECKING:
    from tests.peers.browser import NewPage

pytestmark = [pytest.mark.browser, pytest.mark.slow]
WIDTH, HEIGHT = 390, 844


def lost(sample: Shop, text: str) -> int:
    return int(sample.server.town("lose", slug=sample.slug, platform="facebook", text=text))


def opened(sample: Shop, new_page: NewPage, path: str) -> Page:
    page = sample.open(new_page, path, width=WIDTH, height=HEIGHT)
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTH, "nothing scrolls sideways"
    return page


def test_it_is_there_is_one_tap_on_today(sample: Shop, new_page: NewPage) -> None:
    lost(sample, "Did the plum cake go out?")
    page = opened(sample, new_page, "today/")
    row = page.get_by_role("article").filter(has_text="Did the plum cake go out?")
    expect(row.get_by_role("link", name="Look at your profile")).to_have_attribute("href", re.compile("facebook"))
    expect(row.get_by_role("link", name="Look at your profile")).to_have_attribute("target", "_blank")
    row.get_by_role("button", name="It is there").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Published")
    expect(page.get_by_text("Somebody looked: it is there")).to_be_visible()


def test_it_is_not_there_sends_it_again_from_its_own_page(sample: Shop, new_page: NewPage) -> None:
    pk = lost(sample, "Did the apple cake go out?")
    page = opened(sample, new_page, f"publications/{pk}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Needs your decision")
    expect(page.get_by_role("link", name="Look at your profile")).to_be_visible()
    page.get_by_role("button", name="It is not there: publish again").click()
    expect(page.get_by_text("Somebody decided to publish it again")).to_be_visible()
    for _wait in range(30):
        if page.get_by_role("heading", level=1).inner_text().startswith("Published"):
            break
        page.wait_for_timeout(1000)
        page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Published late")
    expect(page.get_by_text("What the platform answered")).to_be_visible()
