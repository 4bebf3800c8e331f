"""Less time, other platforms: the answer changes at once, and goes into the strategy in one press."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Shop

if TYPE_CHECKING:
    from tests.peers.browser import NewPage

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_less_time_means_fewer_platforms_and_the_strategy_says_so(sample: Shop, new_page: NewPage) -> None:
    from tests.peers.browser import axe

    page = sample.open(new_page, "strategy/")
    page.get_by_role("link", name="Which platforms fit").click()
    expect(page.locator("main")).to_contain_text("Be on Facebook, Instagram")
    assert axe(page) == []

    page.get_by_label("How many minutes a week do you have?").fill("100")
    page.get_by_role("button", name="Show what fits").click()
    expect(page.locator("main")).to_contain_text(re.compile("leave .*Google Business Profile"))
    expect(page.locator("main")).to_contain_text("Your time does not reach for it")

    page.get_by_role("button", name="Put it into the strategy").click()
    expect(page.get_by_text(re.compile(r"It is in the strategy\. \d+ suggestions? wait"))).to_be_visible()
    page.goto(sample.url("strategy/"))
    left = "Google Business Profile: we leave it. Your time does not reach for it"
    expect(page.locator("main")).to_contain_text(left)

    page.goto(sample.url("fit/media/"))
    expect(page.get_by_role("heading", level=1)).to_have_text("What you show where")
    assert axe(page) == []


def test_a_picture_gets_its_words_by_the_keyboard_alone(sample: Shop, new_page: NewPage) -> None:
    from tests.peers.browser import axe

    page = sample.open(new_page, "library/")
    page.locator("ul.thumbs a").first.click()
    page.get_by_label("Description for people who can't see it").fill("")
    page.get_by_role("button", name="Save").click()

    page.goto(sample.url("fit/media/"))
    page.get_by_role("link", name="Describe them").press("Enter")
    words = page.get_by_label("What is to be seen?")
    expect(words).to_be_focused()
    assert axe(page) == []
    words.press_sequentially("Loaves of rye on the counter, early in the morning")
    words.press("Control+Enter")
    expect(page.locator("main")).to_contain_text("Every picture has its words")
