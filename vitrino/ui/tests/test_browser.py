"""The gallery in a real browser: what axe finds, what the keyboard does, what the scripts promise."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.peers.browser import NewPage, axe
from vitrino.ui.navigation import PLACES, Place

pytestmark = pytest.mark.browser

WIDER_THAN_THE_SCREEN = """() => [...document.querySelectorAll('body *')]
    .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && getComputedStyle(e).position !== 'fixed')
    .map(e => e.outerHTML.slice(0, 80))"""
SMALL_TARGETS = """() => [...document.querySelectorAll('a[href], button, summary, input, select, textarea')]
    .filter(e => e.checkVisibility() && !e.closest('p, li, label, .crumbs, .preview, .visually-hidden'))
    .filter(e => { const box = e.getBoundingClientRect(); return box.width && (box.width < 24 || box.height < 24) })
    .map(e => e.outerHTML.slice(0, 80))"""
FOCUSED = "document.activeElement"


@pytest.mark.parametrize(("width", "dark"), [(390, False), (390, True), (1280, False), (1280, True)])
def test_axe_finds_nothing(site: str, new_page: NewPage, width: int, dark: bool) -> None:
    page = new_page(width=width, dark=dark)
    for path in ("/gallery/", "/gallery/?plain", "/account/login/"):
        page.goto(site + path)
        assert axe(page) == [], path


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_no_page_scrolls_sideways(site: str, new_page: NewPage, direction: str) -> None:
    page = new_page()
    page.goto(f"{site}/gallery/")
    page.evaluate("direction => (document.documentElement.dir = direction)", direction)
    for width in (320, 390, 768, 1024, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, page.evaluate(WIDER_THAN_THE_SCREEN)


def test_targets_are_large_enough_for_a_thumb(site: str, new_page: NewPage) -> None:
    page = new_page(width=390)
    page.goto(f"{site}/gallery/")
    assert page.evaluate(SMALL_TARGETS) == []


def test_text_may_be_twice_as_large(site: str, new_page: NewPage) -> None:
    page = new_page(width=640)
    page.goto(f"{site}/gallery/")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 640, page.evaluate(WIDER_THAN_THE_SCREEN)


@pytest.fixture
def try_page(site: str, new_page: NewPage) -> Page:
    page = new_page()
    page.goto(f"{site}/behaviour/")
    return page


def test_the_first_tab_offers_the_way_past_the_menu(try_page: Page) -> None:
    try_page.keyboard.press("Tab")
    expect(try_page.locator(".skip")).to_be_focused()
    try_page.keyboard.press("Enter")
    try_page.keyboard.press("Tab")
    assert try_page.evaluate(f"{FOCUSED}.closest('main') !== null")


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.key)
def test_two_keys_go_to_a_place(try_page: Page, place: Place) -> None:
    for key in place.shortcut.split():
        try_page.keyboard.press(key)
    try_page.wait_for_url(f"**{reverse(place.url_name, kwargs={'slug': 'lipa'})}")


def test_keys_move_through_a_list_search_and_explain_themselves(try_page: Page) -> None:
    try_page.keyboard.press("j")
    try_page.keyboard.press("j")
    assert try_page.evaluate(f"{FOCUSED}.textContent") == "Two"
    try_page.keyboard.press("k")
    assert try_page.evaluate(f"{FOCUSED}.textContent") == "One"
    try_page.keyboard.press("/")
    assert try_page.evaluate(f"{FOCUSED}.type") == "search"
    try_page.keyboard.press("Escape")
    try_page.keyboard.press("?")
    expect(try_page.locator("#keys")).to_be_visible()


def test_keys_are_letters_inside_a_field(try_page: Page) -> None:
    try_page.locator("#id_text").focus()
    try_page.keyboard.type("g t ? j")
    assert try_page.locator("#id_text").input_value() == "g t ? j"
    assert try_page.url.endswith("/behaviour/")


def test_single_keys_can_be_turned_off_and_stay_off(try_page: Page) -> None:
    try_page.keyboard.press("?")
    try_page.locator("[data-keys-switch]").uncheck()
    try_page.keyboard.press("Escape")
    try_page.reload()
    try_page.keyboard.press("?")
    expect(try_page.locator("#keys")).to_be_hidden()


def test_the_palette_finds_a_place_by_its_name(try_page: Page) -> None:
    try_page.keyboard.press("Control+k")
    try_page.keyboard.type("insi")
    assert try_page.locator("#palette li:visible").all_inner_texts() == ["Insight"]


def test_the_chosen_look_wins_over_the_system_and_lasts(try_page: Page) -> None:
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    light = try_page.evaluate(ground)
    try_page.get_by_text("Look and language").click()
    try_page.get_by_role("radio", name="Dark").check()
    dark = try_page.evaluate(ground)
    try_page.reload()
    assert light != dark == try_page.evaluate(ground)


def test_a_swap_moves_the_lost_focus_to_the_heading_and_is_announced(try_page: Page) -> None:
    try_page.locator("#swap").click()
    expect(try_page.locator("#region h2")).to_have_text("After")
    expect(try_page.locator("#region h2")).to_be_focused()
    expect(try_page.locator("#live")).to_have_text("It is done.")
    expect(try_page.locator("#toasts")).to_contain_text("Done.")


def test_mistakes_take_the_focus(try_page: Page) -> None:
    try_page.locator("#swap-badly").click()
    expect(try_page.locator("[data-error-summary]")).to_be_focused()


def test_the_form_works_without_scripts(site: str, new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{site}/behaviour/")
    page.locator("#swap").click()
    expect(page.locator("h2").first).to_have_text("After")


def test_unsent_words_are_offered_again_and_not_forced(try_page: Page) -> None:
    try_page.locator("#id_text").fill("Rye needs time")
    try_page.wait_for_timeout(600)  # typing is kept after 400 ms of rest
    try_page.reload()
    assert try_page.locator("#id_text").input_value() == ""
    try_page.get_by_role("button", name="Bring it back").click()
    assert try_page.locator("#id_text").input_value() == "Rye needs time"


def test_words_that_arrived_are_not_offered_again(try_page: Page, site: str) -> None:
    try_page.locator("#id_text").fill("Rye needs time")
    try_page.locator("#send").click()
    expect(try_page.locator("h1")).to_have_text("Sent")
    try_page.goto(f"{site}/behaviour/")
    expect(try_page.locator("[data-draft-offer]")).to_be_hidden()


def test_words_survive_when_the_network_dies_while_sending(try_page: Page, site: str) -> None:
    try_page.locator("#id_text").fill("Rye needs time")
    try_page.route("**/behaviour/draft/", lambda route: route.abort())
    try_page.locator("#send").click()
    try_page.wait_for_url("chrome-error://**")  # a navigation of our own before that would be interrupted by it
    try_page.goto(f"{site}/behaviour/")
    try_page.get_by_role("button", name="Bring it back").click()
    assert try_page.locator("#id_text").input_value() == "Rye needs time"


def test_a_saved_answer_goes_where_the_cursor_is(try_page: Page) -> None:
    try_page.locator("#id_text").fill("Dear Marta, ")
    try_page.get_by_text("Saved answers", exact=True).click()
    try_page.locator("[data-insert-into]").click()
    assert try_page.locator("#id_text").input_value() == "Dear Marta, Thank you!"
    assert try_page.evaluate(f"{FOCUSED}.id") == "id_text"


def test_a_seen_page_asks_for_news_by_itself(try_page: Page) -> None:
    expect(try_page.locator("#count")).to_have_text("polled", timeout=5000)


def test_a_question_opens_starts_at_cancel_and_closes(try_page: Page) -> None:
    try_page.get_by_role("button", name="Ask").click()
    expect(try_page.get_by_role("button", name="Cancel")).to_be_focused()
    try_page.keyboard.press("Enter")
    expect(try_page.locator("#ask")).to_be_hidden()
    expect(try_page.get_by_role("button", name="Ask")).to_be_focused()


def test_an_open_menu_closes_on_escape_and_gives_the_focus_back(try_page: Page) -> None:
    try_page.get_by_text("Saved answers", exact=True).click()
    try_page.locator("[data-insert-into]").focus()
    try_page.keyboard.press("Escape")
    expect(try_page.locator("[data-insert-into]")).to_be_hidden()
    assert try_page.evaluate(f"{FOCUSED}.tagName") == "SUMMARY"


def test_nothing_on_the_page_breaks_the_policy(site: str, new_page: NewPage) -> None:
    page = new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    response = page.goto(f"{site}/gallery/")
    page.wait_for_timeout(300)
    assert response is not None
    assert "default-src 'self'" in response.headers["content-security-policy"]
    assert complaints == []
