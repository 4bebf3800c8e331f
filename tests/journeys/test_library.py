"""The library in a real browser: files come in with a word about each, and a focus moves by hand and by key."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.peers.browser import NewPage, axe
from vitrino.media.models import Asset
from vitrino.media.tests.making import an_asset, film, halves
from vitrino.posts import attaching
from vitrino.posts.tests.composing import a_post
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("log_emptied"),
]
NARROW = 320


@pytest.fixture
def cast() -> Cast:
    return assemble()


@pytest.fixture
def page(cast: Cast, live_server: LiveServer, new_page: NewPage) -> Page:
    """Anna's browser on the smallest telephone."""
    page = new_page(width=NARROW, dark=True)
    value = cast.client(cast.anna).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": value, "url": live_server.url}])
    return page


def sound(page: Page) -> list[str]:
    """What is wrong with the page as it stands."""
    too_wide = page.evaluate("document.documentElement.scrollWidth") > NARROW
    return [*axe(page), *(["it scrolls sideways"] if too_wide else [])]


def test_files_come_in_with_a_word_about_each(cast: Cast, live_server: LiveServer, page: Page, tmp_path: Path) -> None:
    (tmp_path / "shop.jpg").write_bytes(halves())
    (tmp_path / "notes.txt").write_text("hello", encoding="ascii")
    film(tmp_path / "oven.mp4", seconds=1)
    page.goto(f"{live_server.url}/w/zorza/library/")
    page.get_by_label("Files").set_input_files([tmp_path / name for name in ("shop.jpg", "notes.txt", "oven.mp4")])
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator("#toasts")).to_contain_text("2 files are in the library.")
    expect(page.locator("#toasts")).to_contain_text("notes.txt: This is not a picture")
    expect(page.get_by_role("list", name="Library, newest first")).to_contain_text("Being prepared")
    assert sound(page) == []
    page.get_by_role("link", name="oven.mp4").click()
    expect(page.get_by_text("The film is being prepared")).to_be_visible()
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_text("The film was stopped")).to_be_visible()
    assert sound(page) == []


def test_the_focus_moves_by_hand_and_by_key(cast: Cast, live_server: LiveServer, page: Page) -> None:
    post, asset = a_post(cast, platforms=("instagram", "bluesky")), an_asset(cast, halves((1600, 400)))
    attaching.attach(post=post, asset=asset, by=cast.anna, now=NOW)
    page.goto(f"{live_server.url}/w/zorza/posts/{post.pk}/")
    page.get_by_text("How the platforms show bread.jpg").click()
    crops = page.locator(f"#crops-{asset.pk}")
    expect(crops).to_contain_text("Instagram: cut to 764 × 400")
    picture = page.locator("[data-focus-picture]")
    box = picture.bounding_box()
    assert box is not None
    picture.click(position={"x": box["width"] * 0.9, "y": box["height"] / 2})
    expect(crops.locator("img").first).to_have_attribute("src", _at("0.9"))
    page.get_by_label("From the left").press("Home")
    expect(crops.locator("img").first).to_have_attribute("src", _at("0.0"))
    assert sound(page) == []
    assert Asset.objects.get(pk=asset.pk).focus_x == 0


def test_a_picture_of_the_library_goes_on_a_post(cast: Cast, live_server: LiveServer, page: Page) -> None:
    post = a_post(cast, platforms=("instagram",))
    an_asset(cast)
    page.goto(f"{live_server.url}/w/zorza/posts/{post.pk}/")
    expect(page.locator(".remarks")).to_contain_text("Instagram needs a picture.")
    page.get_by_role("link", name="Choose from the library").click()
    page.get_by_label("bread.jpg").check()
    assert sound(page) == []
    page.get_by_role("button", name="Put on the post").click()
    expect(page.locator("#toasts")).to_contain_text("1 is on the post.")
    expect(page.locator(".remarks")).not_to_contain_text("Instagram needs a picture.")


def test_it_works_without_scripts(cast: Cast, live_server: LiveServer, new_page: NewPage, tmp_path: Path) -> None:
    (tmp_path / "shop.jpg").write_bytes(halves())
    page = new_page(java_script_enabled=False)
    value = cast.client(cast.anna).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": value, "url": live_server.url}])
    page.goto(f"{live_server.url}/w/zorza/library/")
    page.get_by_label("Files").set_input_files(tmp_path / "shop.jpg")
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_role("link", name="shop.jpg").click()
    page.get_by_role("slider", name="From the left").fill("10")
    page.get_by_role("button", name="Keep this in sight").click()
    assert Asset.objects.get().focus_x == pytest.approx(0.1)


def _at(share: str) -> re.Pattern[str]:
    return re.compile(rf"at={re.escape(share)}")
