"""A table with five bad rows: seen before anything happens, the good ones come in, the bad ones come back to mend."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Shop
from tests.journeys.steps import A_WHILE_MS

if TYPE_CHECKING:
    from tests.peers.browser import NewPage

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TABLE = (
    "Treść;Kiedy;Kanały\n"
    "Świeży chleb żytni;;mastodon\n"
    "Bułki na śniadanie;;Mastodon\n"
    "Bez kanału;;myspace\n"
    ";;mastodon\n"
    "Dawno temu;2020-01-01 09:00;mastodon\n"
    "O 24;2030-01-01 24:00;mastodon\n"
    'Otwarty "cudzysłów;;mastodon\n'
)


def test_a_table_with_five_bad_rows(shop: Shop, new_page: NewPage, tmp_path: Path) -> None:
    from tests.peers.browser import axe

    file = tmp_path / "plan.csv"
    file.write_bytes(TABLE.encode("cp1250"))
    page = shop.open(new_page, "posts/")
    page.get_by_role("link", name="Bring posts").click()
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("button", name="Look at it").click()

    expect(page.locator("main")).to_contain_text("2 of 7 rows become posts.")
    expect(page.get_by_role("list", name="The posts")).to_contain_text("Świeży chleb żytni")
    left_out = page.get_by_role("list", name="Rows left out")
    for words in ("no channel “myspace”", "There is no text", "has passed", "no such time", "quotation mark"):
        expect(left_out).to_contain_text(words)
    assert axe(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390

    page.get_by_role("button", name="Bring 2 posts").click()
    expect(page.get_by_text("2 posts are in.")).to_be_visible(timeout=A_WHILE_MS)
    with page.expect_download() as download:
        page.get_by_role("link", name="Get the rows left out").click()
    mended = Path(download.value.path()).read_text("utf-8-sig").splitlines()
    assert len(mended) == 6
    assert mended[0] == "Treść,Kiedy,Kanały,!"
    assert axe(page) == []
    page.goto(shop.url("posts/"))
    expect(page.locator("main")).to_contain_text("Bułki na śniadanie")
