"""Ten minutes of looking back: five steps with a break, a suggestion accepted and tried, a result, a report."""

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

# What the sample shop has learnt is found in the background.
LEARNT_MS = 90_000


def test_a_look_back_ends_in_an_experiment_whose_result_comes_back(sample: Shop, new_page: NewPage) -> None:
    from tests.peers.browser import axe

    page = sample.open(new_page, "look-back/")
    page.get_by_role("link", name="Go on").click()
    page.goto(page.url.partition("?")[0] + "?step=1")
    page.get_by_label("What came of it?").select_option(label="Done")
    page.get_by_label(re.compile("^What was the aim")).fill("Be seen by the office next door")
    assert axe(page) == []
    page.get_by_role("button", name="Keep it for later").click()
    page.get_by_role("link", name="Go on").click()
    for heading in ("What happened", "What worked", "What was ignored"):
        if page.get_by_role("heading", level=1).inner_text() == "What we wanted":
            page.get_by_role("button", name="Go on").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)
        page.get_by_role("button", name="Go on").click()

    wait_for_suggestions(page)
    card = page.locator("section.card.suggested").first
    card.get_by_role("button", name="Refuse").click()
    expect(page.locator("#toasts")).to_contain_text("Say in a few words why not")
    said = page.locator("section.card.suggested p").first.inner_text().removeprefix("Suggestion").strip()
    page.locator("section.card.suggested").first.get_by_role("button", name="Try it").click()
    expect(page.get_by_role("list", name="Decisions")).to_contain_text("Too early: 0 of about 12 posts.")
    page.get_by_label("Our own decision, one line").fill("One film a week")
    page.get_by_role("button", name="Add").click()
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert axe(page) == []
    page.get_by_role("button", name="Finish").click()
    expect(page.locator("main")).to_contain_text("Be seen by the office next door")
    expect(page.get_by_role("list", name="Decisions")).to_contain_text("One film a week")
    assert axe(page) == []

    page.goto(sample.url("experiments/"))
    expect(page.get_by_role("list", name="Running")).to_contain_text(said[:40])
    page.get_by_role("list", name="Over: decide").get_by_role("link").first.click()
    expect(page.locator(".sentence")).to_contain_text(re.compile(r"It helped: \d\.\d times .* from \d+ posts"))
    assert axe(page) == []
    page.get_by_role("button", name="Keep the change").click()
    expect(page.locator("main")).to_contain_text("Decided on")


def test_a_report_is_read_printed_and_shown_to_a_stranger(sample: Shop, new_page: NewPage) -> None:
    from tests.peers.browser import axe

    page = sample.open(new_page, "reports/")
    page.get_by_label("A report of").select_option(index=1)
    page.get_by_role("button", name="Make it").click()
    page.get_by_text("Show the numbers").click()
    expect(page.locator("figure table")).to_contain_text("1.")
    assert axe(page) == []
    page.get_by_role("button", name="Make a PDF").click()
    with page.expect_download() as waited:
        page.get_by_role("link", name="Get the PDF").click(timeout=60_000)
    assert waited.value.path().read_bytes().startswith(b"%PDF-")
    page.get_by_role("button", name="Make a link").click()
    address = page.locator("code.break").inner_text()

    stranger = new_page(width=390)
    stranger.goto(sample.server.url + address[address.index("/report/") :])
    expect(stranger.get_by_role("heading", level=1)).to_contain_text("Dawn Lane Bakery")
    assert stranger.evaluate("document.documentElement.scrollWidth") <= 390
    assert axe(stranger) == []
    page.get_by_role("button", name="Take back").first.click()
    stranger.reload()
    expect(stranger.locator("body")).not_to_contain_text("Dawn Lane Bakery")


def wait_for_suggestions(page: Page) -> None:
    """Look again until the background has found something to suggest."""
    card = page.locator("section.card.suggested").first
    for _second in range(LEARNT_MS // 1000):
        if card.count():
            return
        page.wait_for_timeout(1000)
        page.reload()
    expect(card).to_be_visible()
