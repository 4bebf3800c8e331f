"""A real browser for tests, and what axe says about a page in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.peers.tools import find_chromium

# No sandbox: tests run as root in containers. The rest keeps the browser quiet and off the network.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
AXE_OPTIONS = {"resultTypes": ["violations"]}


class NewPage(Protocol):
    """Opens a page in a context of its own: no cookie, cache or setting of another test."""

    def __call__(
        self, *, width: int = 1280, height: int = 900, dark: bool = False, locale: str = "en", **context: Any
    ) -> Page: ...


@contextmanager
def started_chromium() -> Iterator[Browser]:
    """Raises FileNotFoundError where there is none."""
    program = find_chromium()
    if program is None:
        raise FileNotFoundError("Chromium is not on this machine; python3 start.py peers installs it.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


def open_context(
    browser: Browser, *, width: int = 1280, height: int = 900, dark: bool = False, locale: str = "en", **more: Any
) -> BrowserContext:
    """A fresh context. more: any option of Playwright's `new_context`, such as `base_url` or `has_touch`."""
    return browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
        locale=locale,
        **more,
    )


def axe(page: Page) -> list[str]:
    """What axe finds wrong, one readable line for each place; empty when nothing is: `assert axe(page) == []`."""
    violations = Axe().run(page, options=AXE_OPTIONS).response["violations"]
    return [
        f"{violation['id']} ({violation['impact']}): {violation['help']} — {' '.join(map(str, node['target']))}"
        for violation in violations
        for node in violation["nodes"]
    ]
