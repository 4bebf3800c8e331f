"""From being told to the answer that is out: by thumb, by keyboard, and without scripts. Every action is counted."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Shop
from tests.journeys.steps import A_WHILE_MS
from tests.peers.browser import NewPage, axe

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}
MOST_ACTIONS = 5
UNDER_WAY_MS = 60_000


@dataclass
class Hand:
    """What a person does on a page; each tap, press of a key (with others held) and text is one action."""

    page: Page
    actions: int = 0

    def tap(self, what: Locator) -> None:
        self.actions += 1
        what.tap()

    def press(self, keys: str) -> None:
        self.actions += 1
        self.page.keyboard.press(keys)

    def write(self, text: str) -> None:
        self.actions += 1
        self.page.keyboard.insert_text(text)


def told_of(shop: Shop, new_page: NewPage, author: str, text: str, **device: object) -> tuple[Page, Locator]:
    """Somebody wrote, and it stands on top of what the shop was told."""
    shop.server.town("write", slug=shop.slug, platform="bluesky", author=author.lower(), name=author, text=text,
                     kind="comment", on_newest=True)  # fmt: skip
    page = shop.open(new_page, "alerts/", **device)
    line = page.get_by_role("main").get_by_role("link", name=re.compile(re.escape(text)))
    until = time.monotonic() + A_WHILE_MS / 1000
    while not line.count():
        assert time.monotonic() < until, page.get_by_role("main").inner_text()
        page.wait_for_timeout(1000)
        page.reload()
    return page, line


def bubble(page: Page, text: str) -> Locator:
    return page.locator("#lately .bubble").filter(has_text=text)


def expect_sent_by_itself(page: Page, text: str) -> None:
    """The page says so without being loaded again, and only when the platform has given it an id."""
    expect(bubble(page, text)).to_contain_text(re.compile(r"· sent\b"), timeout=UNDER_WAY_MS)


def test_on_a_phone_three_actions_lead_from_the_notice_to_the_sent_answer(sample: Shop, new_page: NewPage) -> None:
    page, line = told_of(sample, new_page, "Halina", "Is the plum cake vegan, please?", **PHONE)
    hand, text = Hand(page), "It is, Halina: we bake the plum cake with oil. Thank you for asking!"
    hand.tap(line)
    field = page.get_by_label("Your answer")
    expect(field).to_be_focused()
    expect(field).to_be_in_viewport()
    hand.write(text)
    hand.tap(page.get_by_role("button", name="Send", exact=True))
    expect(bubble(page, text)).to_contain_text("leaves at")
    expect(page.get_by_role("button", name="Take back")).to_be_visible()
    expect(page.locator("[data-draft-offer]")).to_be_hidden()
    expect_sent_by_itself(page, text)
    assert hand.actions <= MOST_ACTIONS
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_keyboard_alone_does_the_same(sample: Shop, new_page: NewPage) -> None:
    page, line = told_of(sample, new_page, "Igor", "Which bread keeps longest?")
    expect(page.locator("[data-row]").first).to_have_text(re.compile("Which bread keeps longest"))
    hand, text = Hand(page), "The rye keeps longest, Igor: five days in a cloth. Thank you!"
    hand.press("j")
    expect(line).to_be_focused()
    hand.press("Enter")
    expect(page.get_by_label("Your answer")).to_be_focused()
    hand.write(text)
    hand.press("Control+Enter")
    expect_sent_by_itself(page, text)
    assert hand.actions <= MOST_ACTIONS


def test_an_answer_is_taken_back_by_one_key_and_is_in_the_field_again(sample: Shop, new_page: NewPage) -> None:
    page, line = told_of(sample, new_page, "Julia", "Do you deliver to the old town?")
    text = "We do, Julia, every morning before eight. Thank you for asking!"
    line.click()
    page.get_by_label("Your answer").fill(text)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(bubble(page, text)).to_contain_text("leaves at")
    page.keyboard.press("u")
    expect(page.locator("#toasts")).to_contain_text("Nothing of it went out.")
    expect(page.get_by_label("Your answer")).to_have_value(text)
    expect(bubble(page, text)).to_contain_text("taken back, not sent")


def test_every_step_has_its_key(sample: Shop, new_page: NewPage) -> None:
    page, line = told_of(sample, new_page, "Kamil", "Are you open on Sunday?")
    line.click()
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    expect(page.get_by_label("Who takes it?")).to_be_focused()
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    rows = page.locator(".pane-list [data-row]")
    here = rows.evaluate_all("all => all.findIndex(one => one.closest('[aria-current]'))")
    page.keyboard.press("k")
    expect(rows.nth(here - 1)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(rows.nth(here)).to_be_focused()
    page.keyboard.press("s")
    expect(page.get_by_role("button", name="Until they write")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    page.keyboard.type("Hello! /zzz")
    page.keyboard.press("Escape")
    page.keyboard.press("e")
    expect(page.locator("#toasts")).to_contain_text("Done.")


def test_a_saved_answer_is_found_by_its_slash_and_asks_what_is_missing(sample: Shop, new_page: NewPage) -> None:
    page = sample.open(new_page, "saved-replies/")
    page.get_by_label("Title").fill("Parcel")
    page.get_by_label("Text", exact=True).fill("Thank you, {customer_name|neighbour}! Your parcel comes {?which day}.")
    page.get_by_label("Shortcut").fill("parcel")
    page.get_by_role("button", name="Keep it").click()
    _page, line = told_of(sample, new_page, "Lena", "Where is my parcel?")
    _page.close()
    page.goto(sample.url("inbox/?state=all&q=Lena"))
    page.locator(".rows [data-row]").first.click()
    field = page.get_by_label("Your answer")
    field.press_sequentially("/par")
    page.get_by_role("list", name="Saved answers").get_by_role("button", name=re.compile("Parcel")).click()
    expect(field).to_have_value("Thank you, Lena! Your parcel comes {?which day}.")
    page.get_by_label("which day").fill("on Friday before noon")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(bubble(page, "Thank you, Lena! Your parcel comes on Friday before noon.")).to_be_visible()
    assert line is not None


def test_without_scripts_an_answer_is_sent_and_taken_back(sample: Shop, new_page: NewPage) -> None:
    told, _line = told_of(sample, new_page, "Maks", "How much is a spelt loaf?")
    told.close()
    page = sample.open(new_page, "inbox/?state=all&q=Maks", java_script_enabled=False)
    page.locator(".rows [data-row]").first.click()
    text = "Eighteen a loaf, Maks. Thank you for asking!"
    page.get_by_label("Your answer").fill(text)
    page.get_by_role("button", name="Send", exact=True).click()
    page.get_by_role("button", name="Take back").click()
    expect(page.get_by_label("Your answer")).to_have_value(text)


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_in_an_open_talk(sample: Shop, new_page: NewPage, width: int) -> None:
    page = sample.open(new_page, "inbox/?state=waiting", width=width)
    in_both_looks(page)
    page.locator(".rows [data-row]").first.click()
    page.get_by_label("Your answer").fill("Thank you! It comes {?which day}. You should have read our page. /")
    expect(page.get_by_label("which day")).to_be_visible()
    page.locator("summary[data-key=s]").click()
    in_both_looks(page)


def in_both_looks(page: Page) -> None:
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert axe(page) == [], scheme
