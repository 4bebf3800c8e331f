"""Feeds and searches: every text once, nothing lost over an outage, a gap where the place forgot."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from typing import Any

import pytest

from vitrino.channels import actions as channels
from vitrino.channels import doors
from vitrino.channels import queries as places
from vitrino.channels.jobs import read_source
from vitrino.channels.models import Arrival, Gap, Source
from vitrino.connect import registry
from vitrino.connect.twin import Fault, SqliteTwinStore, TwinDoor
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db


class World:
    """The time it is there, and the door that leads there."""

    def __init__(self) -> None:
        self.now = NOW
        self.feed = self._twin("webfeed")
        self.news = self._twin("hackernews")
        self.tags = self._twin("mastodontags")
        self.reddit = self._twin("redditsearch")
        self.films = self._twin("youtubesearch")

    def _twin(self, key: str) -> Any:
        made: Any = registry.platform(key).twin
        return made(SqliteTwinStore(":memory:"), lambda: self.now)


@pytest.fixture
def cast() -> Cast:
    return assemble()


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    made = World()
    twins = (made.feed, made.news, made.tags, made.reddit, made.films)
    leads_to = {twin.key: TwinDoor(twin) for twin in twins}
    monkeypatch.setattr(doors, "door_for", lambda channel, **_more: leads_to[channel.platform])
    return made


def opened(cast: Cast, platform: str, secrets: Any = None, **public: str) -> Source:
    place = channels.open_place(workspace=cast.bakery, platform=platform, remote_id="there", name="There", by=cast.anna,
                                now=NOW, public=public, secrets=secrets)  # fmt: skip
    return Source.objects.get(channel=place)


def feed(cast: Cast) -> Source:
    return opened(cast, "webfeed", url="https://news.example/feed.xml")


def news(cast: Cast) -> Source:
    return opened(cast, "hackernews", terms=json.dumps(["Piekarnia Zorza"]))


def tags(cast: Cast) -> Source:
    return opened(cast, "mastodontags", terms=json.dumps(["Piekarnia Zorza"]))


def reddit(cast: Cast) -> Source:
    return opened(cast, "redditsearch", terms=json.dumps(["Piekarnia Zorza"]))


def films(cast: Cast, key: str = "right") -> Source:
    return opened(cast, "youtubesearch", {"key": key}, terms=json.dumps(["Piekarnia Zorza", "Zorza chleb"]))


SEARCHES = {news: "news", tags: "tags", reddit: "reddit", films: "films"}


def write(world: World, place: Any, text: str, at: datetime) -> None:
    """Somebody writes there, with the name as a hashtag where only these are found."""
    if place is feed:
        world.feed.publish(text, at)
    else:
        getattr(world, SEARCHES[place]).write(f"{text} #PiekarniaZorza" if place is tags else text, at)


def read(world: World, source: Source, at: datetime) -> None:
    world.now = at
    source.refresh_from_db()
    source.channel.refresh_from_db()
    read_source(source, at)


def texts() -> set[str]:
    return set(Arrival.objects.values_list("text", flat=True))


def test_a_place_is_no_channel_of_the_shops(cast: Cast) -> None:
    source = feed(cast)
    assert source.kind == "find"
    assert not places.channels_of(cast.bakery).exists()
    assert not places.channels_to_measure().exists()
    assert places.open_places_of(cast.bakery).get().listens_only


def test_a_feed_is_read_once_and_only_when_it_changed(cast: Cast, world: World) -> None:
    source = feed(cast)
    world.feed.publish("Piekarnia Zorza wins a prize", NOW, "The <b>best</b> bread")
    for minute in (0, 10, 20):
        read(world, source, NOW + timedelta(minutes=minute))
    row = Arrival.objects.get()
    assert (row.kind, row.url, row.text) == ("find", "https://news.example/entry-1",
                                             "Piekarnia Zorza wins a prize\n\nThe best bread")  # fmt: skip
    assert row.author_name == "news.example"


@pytest.mark.parametrize("hours", [0, 1, 5, 24, 48, 72])
@pytest.mark.parametrize("place", [feed, *SEARCHES])
def test_after_being_off_everything_is_there_or_a_gap_says_so(cast: Cast, world: World, place: Any, hours: int) -> None:
    source = place(cast)
    write(world, place, "Piekarnia Zorza before", NOW)
    read(world, source, NOW)
    for hour in range(hours):
        write(world, place, f"Piekarnia Zorza {hour}", NOW + timedelta(hours=hour, minutes=30))
    back_at = NOW + timedelta(hours=hours, minutes=1)
    channels.note_gaps(back_at)
    read(world, source, back_at)
    told = {re.sub(r" #.*|\n.*", "", text, flags=re.DOTALL) for text in texts()}
    missing = {f"Piekarnia Zorza {hour}" for hour in range(hours)} - told
    unfilled = Gap.objects.filter(source=source, backfilled_at=None)
    assert bool(missing) == unfilled.exists(), (missing, list(unfilled.values()))
    for gap in unfilled:
        assert (gap.from_at, gap.to_at, gap.reason) == (NOW, back_at, Gap.Reason.FORGOTTEN)
    most_shown = {feed: 20, films: 50}.get(place, hours)
    assert bool(missing) == (hours > most_shown), "a feed shows its last twenty entries, a search for films fifty"


def test_a_late_entry_is_found_by_the_overlap(cast: Cast, world: World) -> None:
    source = news(cast)
    world.news.write("Piekarnia Zorza one", NOW)
    read(world, source, NOW)
    world.news.write("Piekarnia Zorza, indexed late", NOW - timedelta(minutes=5))
    read(world, source, NOW + timedelta(minutes=2))
    assert len(texts()) == 2


@pytest.mark.parametrize("place", SEARCHES)
def test_who_wrote_where_is_told(cast: Cast, world: World, place: Any) -> None:
    source = place(cast)
    write(world, place, "Piekarnia Zorza", NOW)
    read(world, source, NOW)
    row = Arrival.objects.get()
    assert row.author_handle.casefold() in ("jan", "jan@other.example")
    assert row.url.startswith("https://")
    assert row.at == NOW.replace(microsecond=0)


def test_a_hashtag_is_what_people_make_of_a_name(cast: Cast, world: World) -> None:
    source = opened(cast, "mastodontags", terms=json.dumps(["Żółta & Łódź", "24", "!!"]))
    world.tags.write("Chleb z #żółtałódź", NOW)
    read(world, source, NOW)
    assert Arrival.objects.count() == 1
    assert len(world.tags.requests) == 1, "digits and signs make no hashtag"


def test_films_are_searched_as_often_as_a_key_may(cast: Cast) -> None:
    assert films(cast).every_s == 864
    assert news(cast).every_s == 60


def test_a_used_up_day_is_waited_for(cast: Cast, world: World) -> None:
    source = films(cast)
    for _search in range(100):
        world.films.store.next_number(f"searches-{NOW:%Y-%m-%d}")
    write(world, films, "Piekarnia Zorza", NOW)
    read(world, source, NOW)
    assert not Arrival.objects.exists()
    read(world, source, NOW + timedelta(days=1))
    assert Arrival.objects.count() == 1


def test_a_wrong_key_is_said(cast: Cast, world: World) -> None:
    source = films(cast, key="wrong")
    read(world, source, NOW)
    source.refresh_from_db()
    assert source.channel.state == "needs-sign-in"
    assert "does not accept this key" in str(source.last_error)


def test_a_key_is_kept_sealed(cast: Cast) -> None:
    channel = films(cast).channel
    channel.refresh_from_db()
    assert b"right" not in bytes(channel.sealed)
    assert "right" not in str(channel.public)


def test_what_a_search_can_not_show_is_a_gap(cast: Cast, world: World) -> None:
    source = news(cast)
    read(world, source, NOW)
    with world.news.store.batch():
        for second in range(1_050):
            world.news.write(f"Piekarnia Zorza {second}", NOW + timedelta(seconds=second))
    read(world, source, NOW + timedelta(hours=1))
    assert Arrival.objects.count() == 1_000
    assert Gap.objects.get(source=source, backfilled_at=None).reason == Gap.Reason.FORGOTTEN


@pytest.mark.parametrize("kind", ["garbage", "error-before", "rate-limited", "not-sent", "empty-page"])
@pytest.mark.parametrize("place", [feed, *SEARCHES])
def test_a_place_in_trouble_is_asked_again_later_and_nothing_is_lost(
    cast: Cast, world: World, place: Any, kind: Any
) -> None:
    source = place(cast)
    read(world, source, NOW)
    (world.feed if place is feed else getattr(world, SEARCHES[place])).faults.append(Fault(kind))
    write(world, place, "Piekarnia Zorza", NOW)
    read(world, source, NOW + timedelta(minutes=1))
    read(world, source, NOW + timedelta(minutes=30))
    assert source.channel.arrivals.count() == 1


def test_a_place_that_was_closed_is_not_read(cast: Cast, world: World) -> None:
    source = feed(cast)
    channels.close_place(place=source.channel, by=cast.anna, now=NOW)
    world.feed.publish("Piekarnia Zorza", NOW)
    read(world, source, NOW)
    assert not Arrival.objects.exists()
    assert not places.open_places_of(cast.bakery).exists()
