"""What the website links to: found, judged, let go, and not forgotten when the site is down for a day."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest

from vitrino.channels import actions, models, queries
from vitrino.channels.jobs import scan_again
from vitrino.channels.models import Channel, SiteLink
from vitrino.connect import registry
from vitrino.connect.site import Activity, PageProblem, ProfileLink, SiteFacts, SiteScan
from vitrino.connect.wire import Door
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.engine.models import Task
from vitrino.engine.ticker import run_until_idle
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db
HOME = "https://zorza.example"


@dataclass
class Reader:
    """A reader of websites that has seen what the test says."""

    links: list[ProfileLink] = field(default_factory=list)
    is_up: bool = True
    seen_at: datetime | None = None
    gone: set[str] = field(default_factory=set)
    facts: SiteFacts = field(default_factory=SiteFacts)
    asked: list[str] = field(default_factory=list)

    def scan(self, door: Door, url: str, profile_patterns: object) -> SiteScan:
        problems = () if self.is_up else (PageProblem(url, say("The site does not answer.")),)
        return SiteScan(url, tuple(self.links), problems, (url,) if self.is_up else (), self.facts)

    def last_activity(self, door: Door, link: ProfileLink, public_feed: str, now: datetime) -> Activity:
        self.asked.append(link.handle)
        return Activity(at=self.seen_at, is_gone=link.handle in self.gone)


@pytest.fixture
def people() -> Cast:
    return assemble()


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Reader:
    reader = Reader([link("zorza", "mastodon"), link("oldzorza", "facebook")])
    monkeypatch.setattr(registry, "website", lambda: reader)
    return reader


def link(handle: str, platform: str) -> ProfileLink:
    return ProfileLink(platform, handle, f"https://{platform}.example/{handle}", HOME, "link")


def scan(people: Cast, now: datetime = NOW) -> list[SiteLink]:
    actions.scan_website(workspace=people.bakery, now=now)
    return list(queries.site_links(people.bakery))


def test_profiles_are_kept_with_their_last_activity(people: Cast, reader: Reader) -> None:
    reader.seen_at, reader.gone = NOW - timedelta(days=200), {"oldzorza"}
    found = {row.handle: row for row in scan(people)}
    assert found["zorza"].last_activity_at == NOW - timedelta(days=200)
    assert (found["oldzorza"].is_broken, found["zorza"].is_broken) == (True, False)
    last = queries.last_scan(people.bakery)
    assert last is not None
    assert (last.is_ok, last.pages) == (True, [HOME])


def test_a_connected_channel_knows_better_than_its_public_page(people: Cast, reader: Reader) -> None:
    Channel.objects.create(workspace=people.bakery, platform="mastodon", remote_id="1", handle="Zorza",
                           connected_at=NOW, last_activity_at=NOW - timedelta(days=1))  # fmt: skip
    found = {row.handle: row for row in scan(people)}
    assert found["zorza"].last_activity_at == NOW - timedelta(days=1)
    assert reader.asked == ["oldzorza"]


def test_a_rehearsal_is_not_the_profile_the_website_means(people: Cast, reader: Reader) -> None:
    actions.rehearse(workspace=people.bakery, platform="mastodon", handle="zorza", name="", by=None, now=NOW)
    scan(people)
    assert "zorza" in reader.asked


def test_a_link_that_left_the_site_leaves_the_list(people: Cast, reader: Reader) -> None:
    scan(people)
    reader.links.pop()
    assert [row.handle for row in scan(people, NOW + timedelta(days=1))] == ["zorza"]


def test_a_site_that_is_down_for_a_day_forgets_nothing(people: Cast, reader: Reader) -> None:
    scan(people)
    reader.links, reader.is_up = [], False
    assert len(scan(people, NOW + timedelta(days=1))) == 2
    last = queries.last_scan(people.bakery)
    assert last is not None
    assert not last.is_ok
    assert last.problems[0]["template"] == "The site does not answer."


def test_what_was_let_go_stays_quiet_while_the_link_stands(people: Cast, reader: Reader) -> None:
    row = scan(people)[0]
    actions.let_go(link=row, by=people.anna, now=NOW)
    assert len(scan(people, NOW + timedelta(days=1))) == 1


def test_asking_twice_reads_once_and_without_an_address_says_so(people: Cast, reader: Reader) -> None:
    for _time in range(2):
        actions.ask_for_scan(workspace=people.bakery, by=people.anna, now=NOW)
    assert Task.objects.filter(kind="channels.scan").count() == 1
    run_until_idle(NOW)
    assert queries.last_scan(people.bakery) is not None
    people.bakery.website = ""
    with pytest.raises(Problem, match="enter the address"):
        actions.ask_for_scan(workspace=people.bakery, by=people.anna, now=NOW)


def test_a_site_once_read_is_read_again_each_week(people: Cast, reader: Reader) -> None:
    scan(people)
    scan_again(NOW + timedelta(days=6))
    assert not Task.objects.filter(kind="channels.scan").exists()
    scan_again(NOW + timedelta(days=8))
    assert Task.objects.filter(kind="channels.scan").count() == 1


def test_what_the_site_says_of_itself_is_kept_from_the_newest_look_that_could_read_it(
    people: Cast, reader: Reader
) -> None:
    assert queries.site_facts(people.bakery) == SiteFacts()
    reader.facts = SiteFacts(name="Zorza", languages=("pl", "en"), country="PL", country_by=("phone +48",))
    scan(people)
    reader.is_up, reader.facts = False, SiteFacts()
    scan(people, NOW + timedelta(days=1))
    facts = queries.site_facts(people.bakery)
    assert (facts.name, facts.languages, facts.country_by) == ("Zorza", ("pl", "en"), ("phone +48",))
    assert queries.site_facts(people.florist) == SiteFacts()


def test_facts_of_an_older_or_newer_version_are_read(people: Cast) -> None:
    stored = {"name": "Zorza", "words": ["bread"], "of_tomorrow": [1]}
    models.SiteScan.objects.create(workspace=people.bakery, at=NOW, url=HOME, facts=stored)
    assert queries.site_facts(people.bakery) == SiteFacts(name="Zorza", words=("bread",))


def test_a_link_that_only_programs_see_is_kept_as_such(people: Cast, reader: Reader) -> None:
    reader.links = [replace(link("zorza", "mastodon"), is_seen=False)]
    assert [row.is_seen for row in scan(people)] == [False]
    reader.links = [link("zorza", "mastodon")]
    assert [row.is_seen for row in scan(people, NOW + timedelta(days=7))] == [True]
