"""Pictures of the ten most important screens: the sample shop, in light and dark, on a phone and on a desk.

`python -m scripts.screenshots` makes all forty in `build/screenshots/` and renews the four that the README and the docs
show in `docs/screenshots/`. `--language pl` makes the forty in another language, and touches no document.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Page

from tests.journeys.server import EMAIL, VitrinoServer
from tests.journeys.steps import sign_up_by_link
from tests.peers.browser import started_chromium

ROOT = Path(__file__).resolve().parents[1]
BUILD, DOCS = ROOT / "build" / "screenshots", ROOT / "docs" / "screenshots"
SHOWN = ("today-light-desk", "inbox-dark-desk", "plan-light-desk", "composer-light-phone")
COLOURS = 256
NARROW = 768


@dataclass(frozen=True)
class Screen:
    """A page of the shop. first: the part of an address; the first link with it on the page is followed.

    shows: what a phone, which has room for little, is scrolled to.
    """

    name: str
    path: str
    first: str = ""
    shows: str = ""


@dataclass(frozen=True)
class Device:
    """What somebody looks at it with."""

    name: str
    width: int
    height: int
    scale: int


SCREENS = (
    Screen("today", "today/"),
    Screen("plan", "plan/"),
    Screen("composer", "posts/", "/posts/", "#sheets-head"),
    Screen("inbox", "inbox/", "/inbox/"),
    Screen("mentions", "mentions/"),
    Screen("insight", "insight/"),
    Screen("checkup", "checkup/"),
    Screen("strategy", "strategy/"),
    Screen("channels", "channels/"),
    Screen("welcome", "welcome/4/"),
)
DEVICES = (Device("desk", 1280, 860, 1), Device("phone", 390, 844, 2))
LOOKS = ("light", "dark")


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--language", choices=("en", "pl", "eo"), default="en")
    parser.add_argument("--full", action="store_true", help="whole pages, to look them over")
    options = parser.parse_args(arguments)
    folder = BUILD if options.language == "en" else BUILD / options.language
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as place, VitrinoServer(Path(place)) as server, started_chromium() as browser:
        slug, state = _move_in(server, browser, options.language)
        for name, picture in _shots(browser, f"{server.url}/w/{slug}/", state, options.full):
            (folder / f"{name}.png").write_bytes(_small(picture))
            print(folder / f"{name}.png")
    if options.language == "en" and not options.full:
        _renew_documents()


def _move_in(server: VitrinoServer, browser: Browser, language: str) -> tuple[str, Any]:
    """The first person, who opened the sample shop in her language."""
    context = browser.new_context(locale="en")
    sign_up_by_link(context.new_page(), server)
    slug: str = server.town("sample", email=EMAIL, language=language)
    state = context.storage_state()
    context.close()
    return slug, state


def _shots(browser: Browser, shop: str, state: Any, is_full: bool) -> Iterator[tuple[str, bytes]]:
    for device, look in product(DEVICES, LOOKS):
        context = browser.new_context(
            storage_state=state, viewport={"width": device.width, "height": device.height},
            device_scale_factor=device.scale, color_scheme=look,  # type: ignore[arg-type]
            reduced_motion="reduce",
        )  # fmt: skip
        page = context.new_page()
        for screen in SCREENS:
            _go(page, shop, screen)
            yield f"{screen.name}-{look}-{device.name}", page.screenshot(full_page=is_full)
        context.close()


def _go(page: Page, shop: str, screen: Screen) -> None:
    page.goto(shop + screen.path)
    if screen.first:
        page.locator(f'main a.title[href*="{screen.first}"]').first.click()
    page.wait_for_load_state()
    page.wait_for_timeout(400)  # what loads after the page
    if screen.shows:
        page.locator(screen.shows).evaluate(f"one => innerWidth < {NARROW} && one.scrollIntoView()")


def _small(picture: bytes) -> bytes:
    """The same picture with as many colours as a page has."""
    with Image.open(BytesIO(picture)) as image:
        written = BytesIO()
        image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(written, "PNG", optimize=True)
    return written.getvalue()


def _renew_documents() -> None:
    DOCS.mkdir(parents=True, exist_ok=True)
    for name in SHOWN:
        shutil.copyfile(BUILD / f"{name}.png", DOCS / f"{name}.png")


if __name__ == "__main__":
    main()
