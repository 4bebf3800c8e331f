"""A contest from its form to a proof that a stranger checks, with entries from a network and by hand."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Shop
from tests.journeys.server import ROOT

if TYPE_CHECKING:
    from tests.peers.browser import NewPage

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_contest_from_making_to_a_proof_that_a_stranger_checks(shop: Shop, new_page: NewPage, tmp_path: Path) -> None:
    from tests.peers.browser import axe

    page = shop.open(new_page, "plan/")
    page.get_by_role("navigation", name="Views").get_by_role("link", name="Contests and quizzes").click()
    page.get_by_role("link", name="Make a contest").click()
    fill(page)
    assert axe(page) == []
    page.get_by_role("button", name="Keep the draft").click()
    page.get_by_role("button", name="Publish the contest").click()
    expect(page.locator("main")).to_contain_text("The invitation is not out yet")
    here = page.url

    page.get_by_role("link", name=re.compile("Bread for a month")).click()
    page.get_by_role("button", name="Publish now").click()
    see_published(page)
    shop.server.town("write", slug=shop.slug, platform="bluesky", author="ola.example", name="Ola", text="Rye!",
                     kind="comment", on_newest=True)  # fmt: skip
    page.goto(f"{here}entries/")
    page.get_by_label("Name").fill("Pani Zosia")
    page.get_by_label("What they wrote").fill("Rye, in the shop")
    page.get_by_role("button", name="Add the entry").click()
    page.get_by_role("button", name="Look now").click()
    expect(page.get_by_role("list", name="Entries").get_by_role("article")).to_have_count(2)
    assert axe(page) == []

    assert shop.server.town("close_contest", slug=shop.slug) == 2
    page.goto(f"{here}draw/")
    page.get_by_role("button", name="Draw now").click()
    expect(page.locator("main")).to_contain_text("Checked anew just now")
    page.get_by_role("button", name="Tell the winner").click()
    page.get_by_label("May be named").check()
    page.get_by_role("button", name="They answered").click()
    expect(page.locator("main")).to_contain_text("May be named.")
    assert axe(page) == []
    verify_as_a_stranger(str(page.get_by_role("link", name="Public page").get_attribute("href")), new_page, tmp_path)


def see_published(page: Page) -> None:
    """Reload as a person would until the scheduler has sent it."""
    box = page.get_by_role("list", name="Where this post is now")
    for _look in range(60):
        expect(box).to_be_visible()
        if box.get_by_text("Published", exact=True).count():
            return
        page.wait_for_timeout(1000)
        page.reload()
    pytest.fail(f"after a minute: {box.inner_text()}")


def fill(page: Page) -> None:
    """Eight days from an hour ago; only the sealed seed decides, so that nobody has to wait for a public number."""
    now = datetime.now(ZoneInfo("Europe/Warsaw"))
    page.get_by_label("What is it called?").fill("Bread for a month")
    page.get_by_label("What can be won?").fill("A loaf of rye bread every Saturday")
    page.get_by_label("How does one take part?").fill("Write below which bread you love.")
    page.get_by_label("Who may take part?").fill("Everybody over 16.")
    for name in ("Facebook", "Instagram", "Mastodon", "(X)"):
        page.get_by_role("checkbox", name=re.compile(re.escape(name))).uncheck()
    page.get_by_label("From when?").fill((now - timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M"))
    page.get_by_label("How are you reached?").fill("contest@zorza.example")
    page.get_by_label("What decides?").select_option("none")


def verify_as_a_stranger(address: str, new_page: NewPage, folder: Path) -> None:
    """Without an account and without script: the page, and the proof file with the command."""
    from tests.peers.browser import axe

    reader = new_page(width=320, accept_downloads=True)
    reader.goto(address)
    assert axe(reader) == []
    assert reader.evaluate("document.documentElement.scrollWidth") <= 320
    stranger = new_page(java_script_enabled=False, accept_downloads=True)
    stranger.goto(address)
    expect(stranger.locator("main")).to_contain_text("The draw, repeated, gives the same entries")
    stranger.get_by_label("Your user name on the platform").fill("ola.example")
    stranger.get_by_role("button", name="Find my entries").click()
    expect(stranger.locator("main")).to_contain_text(re.compile(r"Line \d: takes part"))
    with stranger.expect_download() as download:
        stranger.get_by_role("link", name="Proof file").click()
    file = folder / "proof.json"
    download.value.save_as(file)
    told = subprocess.run([sys.executable, "-m", "vitrino", "contest", "verify", str(file)], cwd=ROOT, check=False,
                          capture_output=True, text=True)  # fmt: skip
    assert told.returncode == 0, told.stdout + told.stderr
    assert "Everything fits" in told.stdout
    file.write_text(file.read_text().replace('"places": [', '"places": [1,', 1))
    told = subprocess.run([sys.executable, "-m", "vitrino", "contest", "verify", str(file)], cwd=ROOT, check=False,
                          capture_output=True, text=True)  # fmt: skip
    assert told.returncode == 1
