"""Every page there is, with the sample shop in it: what axe finds, what scrolls sideways, what is too small to hit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import pytest

from tests.journeys.conftest import Shop
from tests.journeys.server import EMAIL
from vitrino.ui.tests.test_browser import SMALL_TARGETS, WIDER_THAN_THE_SCREEN

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# All pages are visited once, and not once a process.
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("every page")]

WIDTHS = (320, 390, 768, 1280)
Looks = Mapping[int, Sequence[Literal["light", "dark"]]]
EVERY_LOOK: Looks = {390: ("light", "dark"), 1280: ("light", "dark")}
# A second object shown by the same page: its words differ, its colours do not.
LOOKS: Looks = {390: ("dark",), 1280: ("light",)}
FOR_STRANGERS = ("/account/login/", "/account/signup/", "/account/password/reset/", "/start/wrong/", "/nowhere/")
ERRORS = ("/w/nowhere/today/", "/w/SLUG/posts/999999/")
# Addresses at which the owner of the sample shop finds nothing.
NOT_SHOWN = {
    "notify:told": "the sample shop sends nothing, so no message told anything",
    "notify:add": "its word is a kind of way, and the walk knows only platforms",
    "guidance:step": "its word is a part of the strategy, and the walk knows only platforms; test_strategy looks at it",
    "media:fetch": "no page: one picture for a platform that has its link",
    "workspace:invitation": "its token is told once, by e-mail",
    "approval:client": "its token is told once, to whoever made the link; test_approval looks at it",
    "approval:client-picture": "behind the same token",
    "imports:brought": "nothing was brought into the sample shop; test_imports looks at it",
    "imports:left-out": "a file of the rows that were left out there",
    "imports:progress": "a part of that page",
    "metricimports:brought": "nothing was brought into the sample shop; test_files looks at it",
    "metricimports:left-out": "a file of the rows that were left out there",
    "metricimports:progress": "a part of that page",
    "links:follow": "no page: it leads to where a short link points",
    "reviews:brought": "nothing was brought into the sample shop; test_reviews looks at it",
    "reviews:customer": "behind a link that is mailed to a customer; test_reviews looks at it",
    "reviews:no-more": "behind the same link",
    "conduct:person": "nobody is abusive in the sample shop; test_abuse looks at it",
    "conduct:public": "the sample shop has no rules yet; test_abuse looks at it",
    "imports:calendar": "a calendar, behind a token that is told once",
    "lookback:shared": "behind a token that is told once; test_looking_back looks at it",
    "lookback:shared-pdf": "a file behind the same token",
    "lookback:no-more": "behind a link that is mailed to a reader",
    "checkup:no-more": "behind a link in a letter that is mailed",
    "contests:proof": "its word is a contest's public number, which chance gives; test_contest looks at it",
    "contests:proof-file": "no page: a file beside that one",
}

# Found or not by the day on which the tests run.
SOMETIMES_SHOWN = {
    "metricimports:histories": "a part of the page of numbers' sources, there while a channel's past is being read",
    "lookback:pdf": "no page: a file, there once somebody wanted it, as test_looking_back does",
    "planner:time": "on a Sunday the week may have no free time left to fill",
    "reviews:of-talk": "no page: it leads from a talk to its review, and the walk tries a few talks only",
}


@dataclass
class Report:
    """What was found, as readable lines that begin with the path.

    seen: names of the addresses whose pages were visited; lost: of those at which nothing was found.
    """

    seen: set[str] = field(default_factory=set)
    lost: set[str] = field(default_factory=set)
    violations: list[str] = field(default_factory=list)
    sideways: list[str] = field(default_factory=list)
    small: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def report(sample: Shop, chromium: Browser) -> Report:
    """Each page is loaded once and looked at in every width and both looks."""
    found = Report()
    base = sample.server.url
    asked = sample.server.town("pages", slug=sample.slug, email=EMAIL)
    found.lost = set(asked["lost"])
    inside = [(path, path.replace("SLUG", sample.slug)) for path in ERRORS]
    for state, visits in ((None, [(path, path) for path in FOR_STRANGERS]), (sample.state, asked["pages"] + inside)):
        context = chromium.new_context(storage_state=state, locale="en", reduced_motion="reduce")
        page = context.new_page()
        page.on("pageerror", lambda error: found.broken.append(str(error)))
        for name, path in visits:
            looks = LOOKS if name in found.seen else EVERY_LOOK
            found.seen.add(name)
            page.goto(base + path)
            look_at(page, path, found, looks)
        context.close()
    return found


def look_at(page: Page, path: str, found: Report, looks: Looks) -> None:
    """All four widths, and the looks wanted at some of them."""
    from tests.peers.browser import axe

    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.sideways.append(f"{path} at {width}: {page.evaluate(WIDER_THAN_THE_SCREEN)[:3]}")
        found.small += [f"{path} at {width}: {one}" for one in page.evaluate(SMALL_TARGETS)]
        for scheme in looks.get(width, ()):
            page.emulate_media(color_scheme=scheme)
            found.violations += [f"{path} at {width} {scheme}: {one}" for one in axe(page)]
        page.emulate_media(color_scheme="light")


def test_every_page_is_visited(report: Report) -> None:
    """A new page is visited by itself; an address that finds nothing in the sample shop is named above, with why."""
    assert report.lost - set(SOMETIMES_SHOWN) == set(NOT_SHOWN)
    assert len(report.seen) > 50


def test_axe_finds_nothing_in_light_and_dark_on_phone_and_desk(report: Report) -> None:
    assert not report.violations, "\n".join(report.violations)


def test_nothing_scrolls_sideways(report: Report) -> None:
    assert not report.sideways, "\n".join(report.sideways)


def test_every_target_is_large_enough(report: Report) -> None:
    assert not report.small, "\n".join(report.small)


def test_no_page_breaks_its_script(report: Report) -> None:
    assert not report.broken, "\n".join(report.broken)
