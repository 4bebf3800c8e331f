"""From a sentence to its evidence and its posts; every chart is read as a table, by keyboard."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Shop

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.peers.browser import NewPage

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def tab_to(page: Page, what: str) -> None:
    """Press Tab until the focus is on the first element that fits."""
    for _press in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("what => document.activeElement.matches(what)", what):
            return
    raise AssertionError(f"The keyboard does not reach {what}.")


def test_a_finding_leads_to_its_posts_and_charts_are_tables(sample: Shop, new_page: NewPage) -> None:
    sample.server.town("learnt", slug=sample.slug)
    page = sample.open(new_page, "insight/")
    main = page.locator("main")

    # Every chart: a table that is there at once, or one that opens by keyboard.
    tab_to(page, "main .twin > summary")
    page.keyboard.press("Enter")
    twin = main.locator("details.twin[open] table").first
    expect(twin).to_be_visible()
    assert twin.locator("tbody tr").count() > 5
    tab_to(page, "main .scroll:has(.heat)")
    heat = main.locator("table.heat")
    assert heat.locator("tbody tr").count() >= 16
    expect(heat.locator("caption")).to_contain_text("Times the usual answers on")
    ranges = main.locator("table.ranges")
    expect(ranges.locator("tbody tr").first.locator(".figure")).to_contain_text(re.compile(r"times.* to "))
    assert main.locator("svg.lines").count() == main.locator("details.twin").count()

    # From the sentence to its evidence, from there to a post.
    said = main.locator(".notice").filter(has_text="is worth a post").first
    said.get_by_role("link", name="See the evidence").click()
    expect(main).to_contain_text("How it was found")
    expect(main).to_contain_text("in nine of ten cases")
    expect(main.get_by_role("heading", name="What to do")).to_be_visible()
    main.get_by_role("table").last.get_by_role("link").first.click()
    expect(main).to_contain_text("times the usual answers on")
    expect(main.get_by_role("img", name="Answers as the post grew older")).to_be_visible()

    # On paper there is nothing to press.
    page.emulate_media(media="print")
    expect(main.get_by_role("link", name="See it there")).to_be_hidden()
    expect(main.locator("details.twin table").first).to_be_visible()
