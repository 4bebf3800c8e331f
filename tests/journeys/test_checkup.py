"""Three notices are put right by their own remedies: one press, a text, a choice; what is put aside still counts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Shop

if TYPE_CHECKING:
    from tests.peers.browser import NewPage

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ASLEEP = re.compile("Your website sends people to .*, where nothing new has appeared")
LAWLESS = "You have not said in public how people may talk to you"
UNSERVED = re.compile("Nothing serves “.*”: no channel and no post")


def notice(page: Page, words: str | re.Pattern[str]) -> Locator:
    return page.get_by_role("article").filter(has=page.get_by_role("heading", name=words))


def test_three_notices_are_fixed_by_their_remedies(sample: Shop, new_page: NewPage) -> None:
    from tests.peers.browser import axe

    page = sample.open(new_page, "checkup/")
    page.get_by_role("button", name="Check now").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Checkup")
    expect(page.locator("main")).to_contain_text(re.compile(r"Your presence is kept \d+ of 100"))
    assert axe(page) == []

    notice(page, ASLEEP).get_by_role("button", name="We have removed the link").click()
    expect(page.locator("#toasts")).to_contain_text("Done, and checked again.")

    notice(page, LAWLESS).get_by_role("link", name="State your rules").click()
    page.get_by_role("button", name="Make it public").click()
    expect(page.locator("#toasts")).to_contain_text("Your rules are public now")
    page.goto(sample.url("checkup/?area=goal&severity=low"))
    notice(page, UNSERVED).get_by_role("link", name="Say what serves it").click()
    page.get_by_role("checkbox", name=re.compile("Facebook")).first.check()
    page.get_by_role("button", name="Keep it").last.click()
    expect(page.locator("#toasts")).to_contain_text("Kept.")

    page.goto(sample.url("checkup/"))
    page.get_by_role("button", name="Check now").click()
    fixed = page.get_by_role("list", name="Put right lately")
    for words in (ASLEEP, LAWLESS, UNSERVED):
        expect(fixed).to_contain_text(words)
        expect(notice(page, words)).to_have_count(0)


def test_what_is_put_aside_comes_back_by_itself_and_still_counts(sample: Shop, new_page: NewPage) -> None:
    from tests.peers.browser import axe

    page = sample.open(new_page, "checkup/", width=390, height=844)
    waiting = notice(page, re.compile("Reviews wait for a word of yours"))
    waiting.get_by_text("Put it aside").first.click()
    waiting.get_by_label("Why is this fine as it is?").fill("Anna was ill")
    waiting.get_by_label("Until when?").select_option("For a month")
    waiting.get_by_role("button", name="Put it aside").click()
    expect(page.locator("#toasts")).to_contain_text("Put aside. It comes back by itself")
    expect(page.get_by_role("list", name="Put aside")).to_contain_text("Anna was ill")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390

    page.get_by_role("link", name="How the shop stands").click()
    expect(page.get_by_role("list", name="Put aside, and why")).to_contain_text("Anna was ill")
    expect(page.get_by_role("table")).to_contain_text("Answering")
    assert axe(page) == []
    page.goto(sample.url("checkup/letter/"))
    expect(page.locator("main")).to_contain_text("Most worth doing")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
