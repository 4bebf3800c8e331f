"""A client agrees to a post on a phone, from a link, without an account."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Shop
from tests.journeys.steps import A_WHILE_MS, begin_post

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.peers.browser import NewPage

pytestmark = [pytest.mark.browser, pytest.mark.slow]

IDEA = "Breakfast for your guests: rolls from six, jam from our own plums."


def test_a_client_agrees_to_a_post_from_a_link(shop: Shop, new_page: NewPage) -> None:
    from tests.peers.browser import axe

    desk = shop.open(new_page, "settings/approval/")
    desk.get_by_label("One of them").check()
    desk.get_by_role("button", name="Save").click()
    expect(desk.locator("#toasts")).to_contain_text("Saved.")
    try:
        post = plan_for_tomorrow(desk, shop)
        address = link_for_client(desk, shop, post)

        phone = new_page(width=390, height=844, has_touch=True, is_mobile=True)
        phone.goto(address)
        expect(phone.get_by_role("heading", level=1)).to_contain_text("Posts of")
        expect(phone.get_by_role("figure")).to_contain_text("rolls from six")
        expect(phone.get_by_text("Planned for")).to_be_visible()
        assert axe(phone) == []
        assert phone.evaluate("document.documentElement.scrollWidth") <= 390
        phone.get_by_text("Ask for changes").tap()
        phone.get_by_label("What should change?").fill("Please say that it is on Sundays too.")
        phone.get_by_role("button", name="Send", exact=True).first.tap()
        expect(phone.get_by_text("You asked for changes to this post.")).to_be_visible()
        phone.get_by_role("button", name="I agree").tap()
        expect(phone.get_by_text("You agreed to this post as it is now.")).to_be_visible()

        desk.goto(shop.url(f"posts/{post}/approval/"))
        expect(desk.locator("main")).to_contain_text("Agreed. It goes out as it is.")
        expect(desk.locator("main")).to_contain_text("Hotel Fiołek")
        assert axe(desk) == []
        goes_on_by_itself(desk, shop, post)
        phone.goto(address.replace("/approve/", "/approve/x"))
        expect(phone.get_by_role("heading", level=1)).not_to_contain_text("Posts of")
    finally:
        desk.goto(shop.url("settings/approval/"))
        desk.get_by_label("Nobody").check()
        desk.get_by_role("button", name="Save").click()


def plan_for_tomorrow(page: Page, shop: Shop) -> int:
    """A post for one channel, planned, that waits; its number."""
    page.goto(shop.url("posts/"))
    begin_post(page, without=("Bluesky", "Facebook", "Instagram", "X"))
    page.get_by_label("What do you want to say?").fill(IDEA)
    tomorrow = datetime.now() + timedelta(days=1)
    page.get_by_label("Day and time").fill(tomorrow.strftime("%Y-%m-%dT%H:%M"))
    page.get_by_role("button", name="Plan it").click()
    expect(page.locator("#toasts")).to_contain_text("It goes out only when everybody who is asked has agreed.")
    found = re.search(r"/posts/(\d+)/", page.url)
    assert found is not None
    return int(found[1])


def link_for_client(page: Page, shop: Shop, post: int) -> str:
    page.goto(shop.url(f"approvals/links/?post={post}"))
    page.get_by_label("Who is it for?").fill("Hotel Fiołek")
    expect(page.get_by_role("checkbox", name=IDEA[:40])).to_be_checked()
    page.get_by_role("button", name="Make the link").click()
    return page.locator("code").inner_text()


def goes_on_by_itself(page: Page, shop: Shop, post: int) -> None:
    """The sweep moves the publication from its draft to the plan."""
    for _look in range(A_WHILE_MS // 1000):
        page.goto(shop.url(f"posts/{post}/publications/"))
        if page.get_by_text("Planned", exact=True).count():
            return
        page.wait_for_timeout(1000)
    raise AssertionError("everybody agreed, and it still waits")
