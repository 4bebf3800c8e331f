"""The composer in a real browser: adapting beside the typing, emoji by keyboard, nothing lost on the way."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.peers.browser import NewPage, axe
from vitrino.posts.models import Post, Variant
from vitrino.posts.tests.composing import a_post, channel
from vitrino.workspace.actions import speak
from vitrino.workspace.tests.cast import Cast, assemble

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("log_emptied"),
]

LONG = "We bake at five in the morning, every single day. " * 8


@pytest.fixture
def cast(settings: Any, tmp_path: Any) -> Cast:
    settings.VITRINO_DATA = tmp_path
    return assemble()


@pytest.fixture
def page(cast: Cast, live_server: LiveServer, new_page: NewPage) -> Page:
    """Anna's browser on a phone."""
    page = new_page(width=390, dark=True)
    value = cast.client(cast.anna).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": value, "url": live_server.url}])
    return page


def test_a_long_text_is_adapted_told_and_taken_back(cast: Cast, live_server: LiveServer, page: Page) -> None:
    post, pk = a_post(cast, LONG), channel(cast, "x").pk
    page.goto(f"{live_server.url}/w/zorza/posts/{post.pk}/")
    sheet = page.locator(f"#sheet-{pk}")
    expect(sheet).to_contain_text("Too long for X")
    sheet.get_by_role("button", name="Adapt").click()
    expect(sheet).to_contain_text("Split into 2 posts")
    expect(sheet.get_by_label("Post 2 of the thread")).not_to_be_empty()
    expect(sheet).not_to_contain_text("Too long for X")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    sheet.get_by_role("button", name="Undo").click()
    expect(sheet).to_contain_text("Too long for X")
    assert Variant.objects.get(post=post, channel=pk).parts == []


def test_an_emoji_is_found_and_written_with_the_keyboard(cast: Cast, live_server: LiveServer, page: Page) -> None:
    post = a_post(cast, "Fresh ")
    page.goto(f"{live_server.url}/w/zorza/posts/{post.pk}/")
    idea = page.get_by_label("What do you want to say?")
    idea.click()
    page.keyboard.press("Control+End")
    page.locator("[data-emoji] > summary").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Search emoji")).to_be_focused()
    page.keyboard.type("bread")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert axe(page) == []
    page.keyboard.press("Enter")
    expect(idea).to_have_value("Fresh 🍞")
    expect(idea).to_be_focused()
    expect(page.get_by_text("Saved:")).to_be_visible()
    assert Post.objects.get(pk=post.pk).idea == "Fresh 🍞"


def test_emoji_are_found_by_polish_words_without_their_marks(cast: Cast, live_server: LiveServer, page: Page) -> None:
    speak(person=cast.anna, language="pl")
    page.goto(f"{live_server.url}/w/zorza/posts/{a_post(cast, 'Hej ').pk}/")
    page.locator("[data-emoji] > summary").click()
    page.locator("[data-emoji-search]").fill("zolte SERCE")
    expect(page.locator("[data-emoji-grid] button")).to_have_text(["💛"])


def test_a_quick_save_offers_nothing_back(cast: Cast, live_server: LiveServer, page: Page) -> None:
    page.goto(f"{live_server.url}/w/zorza/posts/{a_post(cast, 'Rye').pk}/")
    page.get_by_label("What do you want to say?").fill("Rye at seven")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#toasts")).to_contain_text("Saved.")
    expect(page.locator("[data-draft-offer]")).to_be_hidden()
