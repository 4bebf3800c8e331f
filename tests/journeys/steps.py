"""What a person does in the browser, step by step; each step says itself when the page is not as promised."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.journeys.server import EMAIL, PASSWORD, VitrinoServer

SHOP = "Piekarnia Zorza"
PRACTICE = ("Bluesky", "Facebook", "Instagram", "Mastodon", "X")
A_WHILE_MS = 90_000  # a round of the scheduler is 60 s
FILLING_MS = 240_000  # twelve weeks of a shop


def sign_up_by_link(page: Page, server: VitrinoServer) -> None:
    """From the link in the console to the first step; the link is used up."""
    link = server.start_link()
    page.goto(link)
    expect(page).to_have_url(f"{server.url}/account/signup/")
    page.get_by_label("Email").fill(EMAIL)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign Up").click()
    expect(page).to_have_url(f"{server.url}/welcome/")
    stranger = page.context.browser.new_page()  # type: ignore[union-attr]
    answer = stranger.goto(link)
    assert answer is not None
    assert answer.status == 404 or "/account/login" in stranger.url, "the link lets in one person only"
    stranger.close()


def sign_in(page: Page, server: VitrinoServer, email: str = EMAIL, password: str = PASSWORD) -> None:
    page.goto(f"{server.url}/account/login/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign In").click()


def open_sample(page: Page, server: VitrinoServer) -> str:
    """The button of the first step; the slug of the sample shop."""
    page.goto(f"{server.url}/welcome/")
    page.get_by_role("button", name="Show me with a sample shop").click(timeout=FILLING_MS, no_wait_after=True)
    page.wait_for_url("**/today/", timeout=FILLING_MS)
    return slug_of(page)


def walk_the_five_steps(page: Page, server: VitrinoServer) -> str:
    """Language, shop, names, channels, goal; the slug of the new shop."""
    page.goto(f"{server.url}/welcome/")
    expect(page.get_by_role("radio", name="English")).to_be_checked()
    expect(page.get_by_role("radio")).to_have_count(3)
    page.get_by_label("What is your shop called?").fill(SHOP)
    go_on(page, "Your shop")
    page.get_by_label("What it sells").fill("bread and cakes")
    page.get_by_label("Opening hours").fill("Mon–Sat 7:00–18:00")
    go_on(page, "What people call you")
    page.get_by_role("textbox").first.fill("Zorza Bakery")
    page.get_by_role("button", name="Add this name").click()
    expect(page.get_by_role("list", name="Names")).to_contain_text("Zorza Bakery")
    page.get_by_role("link", name="Go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your channels")
    for name in PRACTICE:
        page.get_by_role("checkbox", name=name, exact=True).check()
    go_on(page, "Your first goal")
    page.get_by_label("How many should there be?").fill("500")
    page.get_by_role("checkbox", name=f"{SHOP} (Bluesky)").check()
    page.get_by_role("button", name="Set the goal and begin").click()
    expect(page).to_have_url(re.compile("/today/$"))
    return slug_of(page)


def go_on(page: Page, to: str) -> None:
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(to)


def begin_post(page: Page, *, without: tuple[str, ...] = ()) -> None:
    """A blank sheet for all channels but these."""
    page.get_by_role("link", name="Write a post").first.click()
    page.get_by_role("button", name="Blank sheet").click()
    page.wait_for_url(re.compile(r"/posts/\d+/$"))
    for name in without:
        page.get_by_role("checkbox", name=re.compile(f"^{name} ")).uncheck()
    if without:
        page.get_by_role("button", name="Save").click()
        expect(page.locator("#toasts")).to_contain_text("Saved.")


def slug_of(page: Page) -> str:
    return page.url.partition("/w/")[2].partition("/")[0]
