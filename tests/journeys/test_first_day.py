"""A shop owner's first day in a real browser, on practice channels, with the real scheduler behind the pages."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Shop
from tests.journeys.steps import A_WHILE_MS, begin_post
from tests.peers.browser import NewPage
from vitrino.ui.navigation import PLACES, Place

pytestmark = [pytest.mark.browser, pytest.mark.slow]

IDEA = "Świeży chleb żytni od siódmej. Fresh rye bread from seven, warm until nine."
FAMILY = "👨‍👩‍👧‍👦"


def sheet(page: Page, platform: str) -> Locator:
    """What the composer shows for one platform."""
    return page.get_by_role("article").filter(has=page.get_by_role("heading", name=re.compile(f"^{platform} ")))


def see_published(page: Page, channels: int) -> None:
    """Reload as a person would until the real scheduler has sent everything."""
    box = page.get_by_role("list", name="Where this post is now")
    for _look in range(30):
        expect(box).to_be_visible()
        if box.get_by_text("Published", exact=True).count() == channels:
            return
        page.wait_for_timeout(1000)
        page.reload()
    pytest.fail(f"after 30 s: {box.inner_text()}")


def row(page: Page, what: Locator | str) -> Locator:
    """The line of a list with this text or drawing in it."""
    lines = page.get_by_role("main").get_by_role("listitem")
    return lines.filter(has_text=what) if isinstance(what, str) else lines.filter(has=what)


def fetch_now(page: Page, shop: Shop, platform: str) -> None:
    """Press the button that looks for what is new on a channel."""
    page.goto(shop.url("channels/"))
    page.get_by_role("link", name=re.compile(f"^{platform} · ")).click()
    page.get_by_role("button", name="Look for what is new").click()
    page.wait_for_load_state()


def answer(page: Page, text: str) -> None:
    """Reply in an open talk and reload until the platform has it."""
    page.get_by_label("Your answer").fill(text)
    page.get_by_role("button", name="Send", exact=True).click()
    ours = page.locator(".bubble, .talk > *").filter(has_text=text).last
    for _look in range(30):
        if "sent" in ours.inner_text().splitlines()[-1]:
            return
        page.wait_for_timeout(1000)
        page.reload()
    pytest.fail(f"after 30 s: {ours.inner_text()}")


def test_nothing_needs_the_owner_of_a_fresh_shop(shop: Shop, new_page: NewPage) -> None:
    page = shop.open(new_page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Today")
    expect(page.get_by_role("complementary", name="Rehearsal")).to_contain_text("practice copies")
    expect(page.get_by_role("main")).to_contain_text("500")


def test_the_composer_counts_as_each_platform_counts(shop: Shop, new_page: NewPage) -> None:
    page = shop.open(new_page)
    begin_post(page)
    page.get_by_label("What do you want to say?").press_sequentially(f"Bread {FAMILY}")
    # One family is one sign on Bluesky, two on X; a link is 23 on X and Mastodon, whatever its length.
    expect(sheet(page, "Bluesky")).to_contain_text("7 / 300")
    expect(sheet(page, "X")).to_contain_text("8 / 280")
    link = "https://zorza.pl/" + "a" * 80
    page.get_by_label("What do you want to say?").fill(link)
    expect(sheet(page, "X")).to_contain_text("23 / 280")
    expect(sheet(page, "Mastodon")).to_contain_text("23 / 500")
    expect(sheet(page, "Bluesky")).to_contain_text("97 / 300")
    page.get_by_label("What do you want to say?").fill("a" * 281)
    expect(sheet(page, "X")).to_contain_text("Too long for X by 1.")
    expect(sheet(page, "Mastodon")).not_to_contain_text("Too long")


def test_what_cannot_go_out_is_said_before_anything_is_planned(shop: Shop, new_page: NewPage) -> None:
    page = shop.open(new_page)
    begin_post(page)
    page.get_by_label("What do you want to say?").fill(IDEA)
    page.get_by_role("button", name="Publish now").click()
    expect(page.locator("#toasts")).to_contain_text("Instagram needs a picture.")
    expect(page.get_by_label("What do you want to say?")).to_have_value(IDEA)
    expect(page.get_by_text("Nothing of this post is planned yet.")).to_be_visible()


def test_a_day_from_the_first_post_to_the_answer(shop: Shop, new_page: NewPage) -> None:
    page = shop.open(new_page)
    begin_post(page, without=("Instagram", "Facebook"))
    compose(page)
    page.get_by_role("button", name="Publish now").click()
    expect(page.locator("#toasts")).to_contain_text("3 channels are planned.")
    see_published(page, 3)

    page.goto(shop.url())
    mention = "The best rye in town is at Piekarnia Zorza!"
    shop.server.town("write", slug=shop.slug, platform="bluesky", author="dorota", name="Dorota", text=mention,
                     kind="mention")  # fmt: skip
    expect(page.locator("#toasts")).to_contain_text(mention, timeout=A_WHILE_MS)
    expect(page.get_by_role("link", name="Alerts")).to_contain_text(re.compile("[1-9]"))
    see_letter(shop, page, mention)
    page.locator("#toasts").get_by_role("link", name="Look").click()
    row(page, mention).get_by_role("link").click()
    expect(page).to_have_url(re.compile("/inbox/"))
    expect(page.get_by_role("main")).to_contain_text(mention)
    answer(page, "Thank you, Dorota! The next loaf waits for you.")
    page.get_by_role("button", name="Done", exact=True).click()
    page.goto(shop.url("inbox/"))
    expect(page.get_by_role("list", name="Conversations").filter(has_text="Dorota")).to_have_count(0)


def compose(page: Page) -> None:
    """One idea, an own text for X, the warning about sameness, and a look at the preview."""
    page.get_by_label("What do you want to say?").fill(IDEA)
    expect(sheet(page, "X")).to_contain_text("The same text as on")
    own = "Rye from seven. First come, first bread."
    sheet(page, "X").get_by_role("textbox").fill(own)
    expect(sheet(page, "X")).not_to_contain_text("The same text as on")
    expect(sheet(page, "Bluesky")).to_contain_text("The same text as on Mastodon")
    sheet(page, "X").get_by_text("Preview").click()
    expect(sheet(page, "X").locator(".preview")).to_contain_text(own)
    expect(sheet(page, "X").locator(".preview")).not_to_contain_text("Świeży")


def see_letter(shop: Shop, page: Page, mention: str) -> None:
    """The same news left the house by e-mail."""
    for _look in range(30):
        if any(mention in letter and "To: owner@zorza.example" in letter for letter in shop.server.letters()):
            return
        page.wait_for_timeout(1000)
    pytest.fail(str(shop.server.letters()))


def test_the_checkup_notices_and_its_remedy_works(shop: Shop, new_page: NewPage) -> None:
    page = shop.open(new_page, "checkup/")
    page.get_by_role("button", name="Check now").click()
    gone = "There is no strategy"
    expect(page.get_by_role("article").filter(has_text=gone)).to_contain_text("Versions in force: 0.")
    page.get_by_role("link", name="Write it step by step").click()
    page.get_by_role("button", name="Begin").click()
    page.get_by_label("Whom do we want to reach?").fill("Neighbours who walk past on their way to work.")
    page.get_by_role("button", name="Keep, go on later").click()
    page.get_by_role("link", name="Look at the whole").click()
    page.get_by_role("button", name="Put it in force").click()
    page.goto(shop.url("checkup/"))
    page.get_by_role("button", name="Check now").click()
    expect(page.get_by_role("link", name="Write it step by step")).to_have_count(0)
    expect(page.get_by_role("list", name="Put right lately")).to_contain_text(gone)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.key)
def test_two_keys_lead_to_every_place(shop: Shop, new_page: NewPage, place: Place) -> None:
    page = shop.open(new_page, "settings/")
    for key in place.shortcut.split():
        page.keyboard.press(key)
    link = page.get_by_role("navigation", name="Main").get_by_role("link", name=str(place.label))
    expect(link).to_have_attribute("aria-current", "page")
    expect(page.get_by_role("main").get_by_role("heading", level=1)).to_be_visible()


def test_a_post_can_be_written_and_planned_by_keyboard_alone(shop: Shop, new_page: NewPage) -> None:
    page = shop.open(new_page, "posts/new/")
    tab_to(page, "Blank sheet")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/posts/\d+/$"))
    tab_to(page, "What do you want to say?")
    page.keyboard.type("Typed without a mouse")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#toasts")).to_contain_text("Saved.")
    expect(page.get_by_label("What do you want to say?")).to_have_value("Typed without a mouse")


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the named control has the focus."""
    focused = "document.activeElement"
    said = f"[...({focused}.labels ?? [])].map(one => one.textContent).join() || {focused}.textContent"
    for _step in range(60):
        page.keyboard.press("Tab")
        if name in page.evaluate(said):
            return
    pytest.fail(f"{name} is not reached by Tab")


def test_composing_and_answering_are_complete_on_a_phone(shop: Shop, new_page: NewPage) -> None:
    page = shop.open(new_page, width=390, height=844, has_touch=True, is_mobile=True)
    begin_post(page, without=("Instagram", "Bluesky", "X", "Facebook"))
    page.get_by_label("What do you want to say?").fill("From my phone: plum cake is out!")
    expect(sheet(page, "Mastodon")).to_contain_text("/ 500")
    page.get_by_role("button", name="Publish now").tap()
    see_published(page, 1)

    question = "Is the plum cake vegan?"
    shop.server.town("write", slug=shop.slug, platform="mastodon", author="ewa", name="Ewa", text=question,
                     kind="comment", on_newest=True)  # fmt: skip
    fetch_now(page, shop, "Mastodon")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Inbox").tap()
    waiting = row(page, question).get_by_role("link")
    for _look in range(30):
        if waiting.count():
            break
        page.wait_for_timeout(1000)
        page.reload()
    waiting.tap()
    answer(page, "It is, Ewa: oil instead of butter.")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
