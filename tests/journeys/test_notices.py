"""An open page hears of an alert without being loaded again; a browser shows a notice while no page is open."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.journeys.conftest import Shop

if TYPE_CHECKING:
    from tests.peers.browser import NewPage

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BELL = '[data-key="g a"] .count'
SETTINGS = "settings/notifications/"
REGISTER = "navigator.serviceWorker.register('/push-worker.js').then(() => navigator.serviceWorker.ready).then(() => 1)"
SHOWN = """navigator.serviceWorker.ready.then((worker) => worker.getNotifications())
    .then((shown) => shown.map(({ title, body, tag, data }) => [title, body, tag, data]))"""


def test_the_bell_counts_up_without_loading_the_page_again(sample: Shop, new_page: NewPage) -> None:
    page = sample.open(new_page)
    before = int(page.locator(BELL).first.inner_text())
    page.evaluate("window.stillHere = true")
    assert sample.server.town("tell", slug=sample.slug, text="Ola asks for rolls") >= 1
    page.locator("#toasts").get_by_text("Ola asks for rolls").wait_for(timeout=6_000)
    assert int(page.locator(BELL).first.inner_text()) > before
    assert page.evaluate("window.stillHere")


def test_a_browser_shows_what_is_pushed_to_it_and_where_it_leads(sample: Shop, new_page: NewPage) -> None:
    page = sample.open(new_page, SETTINGS, permissions=["notifications"])
    protocol = page.context.new_cdp_session(page)
    found: list[dict[str, Any]] = []
    protocol.on("ServiceWorker.workerRegistrationUpdated", lambda told: found.extend(told["registrations"]))
    protocol.send("ServiceWorker.enable")
    page.evaluate(REGISTER)
    page.wait_for_timeout(500)
    pushed = {"title": "Zorza", "body": "Ola mentions you.", "url": sample.url("alerts/"), "tag": "notice-1"}
    where = {"origin": sample.server.url, "registrationId": found[-1]["registrationId"]}
    protocol.send("ServiceWorker.deliverPushMessage", {**where, "data": json.dumps(pushed)})
    page.wait_for_timeout(1_000)
    assert page.evaluate(SHOWN) == [["Zorza", "Ola mentions you.", "notice-1", sample.url("alerts/")]]


def test_a_browser_that_can_not_be_reached_says_so_in_words(sample: Shop, new_page: NewPage) -> None:
    page = sample.open(new_page, SETTINGS)
    page.get_by_role("button", name="Ring on this device").click()
    page.get_by_text("This browser does not allow it.").wait_for()
