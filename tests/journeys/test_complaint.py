"""A complaint from the first angry word to the lesson, in a real browser, by the buttons a person has."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, cast

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.peers.browser import NewPage, axe
from vitrino.channels import actions as channels
from vitrino.channels import gateway
from vitrino.channels.models import Channel
from vitrino.complaints import actions as complaints
from vitrino.complaints.models import Case
from vitrino.complaints.moves import calendar_of
from vitrino.connect.rehearsal import Rehearsal
from vitrino.domain import cases
from vitrino.engine.ticker import run_until_idle
from vitrino.notify.models import Alert
from vitrino.workspace.tests.cast import Cast, assemble

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("log_emptied"),
]

ANGRY = "My bread was mouldy, I want my money back!"


@dataclass
class Kitchen:
    """The bakery, its channel, and a browser of Bruno's. until: how far the scheduler has looked ahead."""

    cast: Cast
    channel: Channel
    page: Page
    url: str
    until: datetime = field(default_factory=timezone.now)

    def write(self, text: str, *, below: str = "") -> str:
        """The customer writes below the shop's post, and it comes in."""
        twin = cast(Rehearsal, gateway.twin_of(self.channel))
        written = twin.write_as("ola", "Anna", text, self.until, parent_id=below, kind="comment")
        self.work()
        return written

    def work(self) -> None:
        """What is due gets done; an answer leaves after its moment of grace."""
        self.leave()
        for minute in range(3):
            run_until_idle(timezone.now() + timedelta(minutes=minute))
        self.work_until(max(timezone.now(), self.until) + timedelta(minutes=1))

    def work_until(self, moment: datetime) -> None:
        """As if it were that late; nobody can see the future, so what is written then is written after it."""
        self.leave()
        self.until = moment
        run_until_idle(moment)

    def leave(self) -> None:
        """No page asks for news meanwhile: the tests' database lets only one of them at its tables."""
        self.page.goto("about:blank")
        self.page.wait_for_timeout(500)

    def talk(self, end: str = "") -> None:
        self.page.goto(f"{self.url}inbox/{self.case.conversation_id}/{end}")

    def send(self, text: str = "") -> None:
        """Send what is in the answer box, or this instead; what the tone check asks about is taken upon oneself."""
        if text:
            self.page.get_by_label("Your answer", exact=True).fill(text)
        self.page.locator("#reply").get_by_role("button", name="Send", exact=True).click()
        anyway = self.page.get_by_role("button", name="Send anyway")
        if anyway.count():
            anyway.click()
        expect(self.page.locator("#toasts")).to_contain_text("Your answer")
        self.work()

    def state(self) -> str:
        return self.case.state

    @property
    def case(self) -> Case:
        return Case.objects.select_related("playbook", "workspace").get()


@pytest.fixture
def kitchen(settings: Any, tmp_path: Any, live_server: LiveServer, new_page: NewPage) -> Kitchen:
    settings.VITRINO_DATA = tmp_path
    made = assemble()
    now = timezone.now()
    channel = channels.rehearse(workspace=made.bakery, platform="mastodon", handle="zorza", name="Zorza", by=made.anna,
                                now=now)  # fmt: skip
    complaints.add_contact(workspace=made.bakery, value="help@zorza.example", is_tried=True, by=made.anna, now=now)
    page = new_page(width=390)
    value = made.client(made.bruno).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": value, "url": live_server.url}])
    return Kitchen(made, channel, page, f"{live_server.url}/w/zorza/")


def test_a_complaint_walks_from_the_apology_to_the_lesson(kitchen: Kitchen) -> None:
    page = kitchen.page
    first = kitchen.write(ANGRY)
    page.goto(f"{kitchen.url}complaints/")
    expect(page.get_by_role("main")).to_contain_text("1 complaint is open.")
    assert axe(page) == []
    page.get_by_role("link", name="Anna").click()
    expect(page.get_by_role("main")).to_contain_text("Waits for an apology")
    assert axe(page) == []

    page.get_by_role("link", name="Take over the words").click()
    expect(page.get_by_label("Your answer", exact=True)).to_contain_text("Anna, we are sorry about this.")
    kitchen.send()
    kitchen.talk()
    expect(page.locator("#complaint")).to_contain_text("Promised until")
    assert [one.state for one in kitchen.case.known.promises] == ["open"]
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390

    warn_before_it_is_broken(kitchen)
    kitchen.talk("?step=give_remedy")
    kitchen.send("Anna, we have sent the money back for the mouldy bread. Thank you for telling us.")
    kitchen.talk("?step=ask")
    expect(page.get_by_label("Your answer", exact=True)).to_contain_text("is everything all right now?")
    kitchen.send()
    assert kitchen.state() == "confirm_asked"

    kitchen.write("Yes, thank you!", below=first)
    kitchen.talk()
    expect(page.locator("#complaint")).to_contain_text("This sounds as if all were well.")
    page.get_by_role("button", name="Yes, they are happy").click()
    expect(page.locator("#complaint")).to_contain_text("Happy")
    page.locator("#complaint").get_by_role("link", name="Take over the words").click()
    kitchen.send()
    kitchen.talk()
    page.locator("#complaint summary", has_text="Steps you can take").click()
    page.get_by_label("What does the shop learn from it?").fill("Bread is packed when it has cooled down.")
    page.get_by_role("button", name="Write down the lesson").click()
    expect(page.locator("#complaint")).to_contain_text("Nothing is left to do here.")
    assert kitchen.case.ended_at is not None


def warn_before_it_is_broken(kitchen: Kitchen) -> None:
    """At four fifths of the promised time those who answer are told, and the promise is still whole."""
    promise = kitchen.case.known.promise
    assert promise is not None
    nearly = cases.reminders(promise, calendar_of(kitchen.cast.bakery))[1].at
    kitchen.work_until(nearly)
    assert Alert.objects.filter(kind="promise", urgency="high", person=kitchen.cast.bruno).exists()
    assert kitchen.case.known.promise is not None
