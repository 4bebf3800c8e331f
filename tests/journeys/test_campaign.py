"""A wish becomes a campaign with a number, a post joins it while it is written, costs are seen before they count."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Shop

if TYPE_CHECKING:
    from tests.peers.browser import NewPage

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_campaign_from_a_wish_to_its_costs(shop: Shop, new_page: NewPage, tmp_path: Path) -> None:
    from tests.peers.browser import axe

    page = shop.open(new_page, "insight/")
    page.get_by_role("link", name="Campaigns").click()
    page.get_by_role("link", name="New campaign").first.click()
    page.get_by_label("What do you want to reach?").fill("More presence")
    page.get_by_role("button", name="Begin it").click()
    expect(page.locator("main")).to_contain_text("could mean: 14 clicks in 14 days")
    assert axe(page) == []
    page.get_by_label("How will you see it?").select_option("clicks")
    page.get_by_label("How many?").fill("40")
    page.get_by_role("button", name="Begin it").click()
    expect(page.get_by_role("heading", name="More presence")).to_be_visible()
    there = page.url

    page.goto(shop.url("posts/new/"))
    page.get_by_role("button", name="Blank sheet").click()
    page.get_by_label("What do you want to say?").fill("Rye is back: https://zorza.example/rye")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_label("Campaign (optional)").select_option(label="More presence")
    expect(page.locator("#campaign-panel")).to_contain_text("Saved.")
    page.goto(there)
    expect(page.get_by_role("list", name="Posts of the campaign")).to_contain_text("Rye is back")
    page.get_by_text("Show the numbers").click()
    expect(page.get_by_role("table", name="Planned and reached")).to_contain_text("40")
    assert axe(page) == []

    yesterday, tomorrow = (date.today() + timedelta(days=days) for days in (-2, 2))
    file = tmp_path / "ads.csv"
    file.write_text(
        f"Kampania;Dzień;Wydana kwota (PLN)\nMore presence;{yesterday};12,50\nMore presence;{tomorrow};1,00\n"
    )
    page.get_by_role("link", name="Bring costs").click()
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("button", name="Look at it first").click()
    expect(page.get_by_role("list", name="Rows left out")).to_contain_text("That day has not come yet.")
    assert axe(page) == []
    page.get_by_role("button", name="Store these costs").click()
    page.goto(there)
    expect(page.locator("main")).to_contain_text("12.50")
