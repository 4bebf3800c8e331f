"""A strategy written through the guide, with a proposal taken over; its helper reads what concerns him."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from vitrino.channels.models import Channel
from vitrino.strategy import queries as strategies
from vitrino.workspace.models import Brand
from vitrino.workspace.tests.cast import NOW, Cast, assemble

if TYPE_CHECKING:
    from tests.peers.browser import NewPage
    from vitrino.workspace.models import Person

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("log_emptied"),
]


@pytest.fixture
def cast(settings: Any, tmp_path: Any) -> Cast:
    settings.MEDIA_ROOT = tmp_path
    found = assemble()
    found.bakery.onboarding_step = 0
    found.bakery.save()
    Brand.objects.filter(workspace=found.bakery).update(avoid="Politics of the town")
    Channel.objects.create(workspace=found.bakery, platform="mastodon", handle="zorza", connected_at=NOW)
    return found


def page_of(person: Person, cast: Cast, live_server: LiveServer, new_page: NewPage, path: str) -> Page:
    page = new_page()
    value = cast.client(person).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": value, "url": live_server.url}])
    page.goto(f"{live_server.url}/w/zorza/{path}")
    return page


def test_a_strategy_is_written_step_by_step_and_read_by_a_helper(
    cast: Cast, live_server: LiveServer, new_page: NewPage
) -> None:
    from tests.peers.browser import axe

    page = page_of(cast.anna, cast, live_server, new_page, "strategy/")
    page.get_by_role("link", name="Write the strategy").click()
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Whom do we want to reach?")
    page.get_by_label("Whom do we want to reach?").fill("Neighbours who cook at home")
    page.get_by_role("button", name="Keep and go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What do others do well and badly?")
    page.get_by_role("button", name="Keep, go on later").click()
    expect(page.locator("main")).to_contain_text("1 of 9 parts are done.")

    page.goto(f"{live_server.url}/w/zorza/strategy/guide/voice/")
    page.locator("summary", has_text="Mastodon").click()
    mastodon = page.locator("details", has_text="Mastodon")
    mastodon.get_by_label("Familiar, by first name").first.check()
    mastodon.get_by_label("Words we don't use").fill("super okazja")
    assert axe(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="Keep and go on").click()
    page.get_by_label("How do we treat people?").fill("Every question within the hour")
    page.get_by_role("button", name="Keep and go on").click()

    page.goto(f"{live_server.url}/w/zorza/strategy/guide/avoid/")
    page.locator("section.card", has_text="Politics of the town").get_by_role("button", name="Take it over").click()
    expect(page.get_by_label("What do we not talk about?")).to_have_value("Politics of the town")
    page.get_by_role("button", name="To the whole page").click()
    expect(page.locator("main")).to_contain_text("Neighbours who cook at home")
    assert axe(page) == []
    page.get_by_role("button", name="Put it in force").click()
    expect(page.locator("main")).to_contain_text("To be read:")

    helper = page_of(cast.bruno, cast, live_server, new_page, "today/")
    helper.get_by_role("link", name="The strategy says something new to you").click()
    expect(helper.locator("main")).to_contain_text("Every question within the hour")
    helper.get_by_role("button", name="I have read it: How do we treat people?").click()
    expect(helper.locator("#part-care")).not_to_contain_text("new to you")
    helper.get_by_role("button", name="I have read all of it").click()
    expect(helper.get_by_role("button", name="I have read all of it")).to_have_count(0)
    assert axe(helper) == []
    page.reload()
    expect(page.locator("main")).to_contain_text("Has read everything that concerns them.")
    in_force = strategies.strategy_in_force(cast.bakery)
    assert in_force is not None
    assert in_force.avoid == "Politics of the town"
    assert strategies.voices_in_force(cast.bakery)["mastodon"].not_words == "super okazja"
