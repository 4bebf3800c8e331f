"""Fifteen minutes of a made-up crisis, left and taken up again, up to the score; nothing real stops meanwhile."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Shop

if TYPE_CHECKING:
    from tests.peers.browser import NewPage

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# Clara writes five seconds after the beginning.
SOON_S = 45


def test_a_drill_is_run_to_its_score(sample: Shop, new_page: NewPage) -> None:
    from tests.peers.browser import axe

    page = sample.open(new_page, "crisis/")
    assert not page.locator("#banners").get_by_text("Everything is stopped").count()
    page.get_by_role("link", name="Begin a drill").click()
    page.get_by_role("button", name="Begin: Everybody's address in one letter").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("DRILL")
    page.get_by_label("How bad is it?").select_option(index=1)
    page.get_by_role("button", name="Declare a crisis").click()
    page.get_by_role("button", name="Stop everything (drill)").click()
    page.get_by_label("First statement").fill(
        "This morning our newsletter showed the addresses of 312 customers to each other. We are sorry. We write to"
        " everybody concerned and tell you more by 6 pm today."
    )
    page.get_by_role("button", name="Publish it (drill)").click()
    assert axe(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390

    page.get_by_role("button", name="Leave it for now").click()
    page.get_by_role("link", name="Go on with it").click()
    clara = page.locator("section.card", has_text="Reaction to Clara")
    for _second in range(SOON_S):
        if clara.count():
            break
        page.wait_for_timeout(1000)
        page.reload()
    clara.get_by_label("Your words").fill("Dear Clara, I am sorry. We delete everything about you today.")
    clara.get_by_role("button", name="Answer in a message").click()
    page.get_by_label("What you learnt, what you decided").fill("312 addresses, sent at 10:52")
    page.get_by_role("button", name="Write it down").click()
    expect(page.locator("main")).to_contain_text("Written into the log: 312 addresses")
    page.get_by_role("button", name="End the drill and see the score").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(r"^\d+ of 100 points$"))
    expect(page.get_by_role("table").first).to_contain_text("Nothing said to the wrong people")
    expect(page.get_by_role("row", name="Radio Midday")).to_contain_text("Handed on to the one who speaks")
    assert axe(page) == []
    page.goto(sample.url("publications/"))
    expect(page.locator("#banners")).not_to_contain_text("Everything is stopped")
