"""A wish that can't be counted becomes a goal in one click, and its chart is read as a table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Shop

if TYPE_CHECKING:
    from tests.peers.browser import NewPage

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_wish_becomes_a_goal_and_its_chart_is_read_as_a_table(sample: Shop, new_page: NewPage) -> None:
    from tests.peers.browser import axe

    page = sample.open(new_page, "insight/")
    page.get_by_role("navigation", name="More of Insight").get_by_role("link", name="Goals").click()
    page.get_by_role("link", name="Set a goal").click()
    page.get_by_label("What do you wish for?").fill("more presence")
    page.get_by_role("button", name="Make a goal of it").click()

    expect(page.locator("main")).to_contain_text("“more presence” can't be counted")
    assert axe(page) == []
    page.get_by_role("button", name="Take it: People reached").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("People reached"))
    expect(page.locator("main")).to_contain_text("In as many days before it would have been")

    page.goto(sample.url("goals/"))
    assert axe(page) == []
    page.get_by_role("link", name=re.compile(r"Followers: .* \(Instagram\)")).click()
    expect(page.locator("main")).to_contain_text(re.compile(r"a chance of \d+ % to reach"))
    page.get_by_text("Show the numbers").first.click()
    table = page.locator("figure.chart table").first
    expect(table.get_by_role("columnheader")).to_have_text(["When", "So far", "Forecast", "Target"])
    last = table.get_by_role("row").last.get_by_role("cell")
    expect(last.nth(0)).to_have_text("–")
    expect(last.nth(1)).to_have_text(re.compile(r"^[\d,.]+$"))
    assert axe(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
