"""Competitors are found, read once a day, compared with us, and taken off again."""

from __future__ import annotations

from datetime import datetime, timedelta
from html import unescape
from typing import cast as typed

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from vitrino.channels import actions as channels
from vitrino.channels import gateway
from vitrino.channels.models import Channel
from vitrino.competitors import actions, jobs, queries, reading, studying
from vitrino.competitors.models import Competitor, CompetitorDay, CompetitorPost
from vitrino.connect.rehearsal import OpenNetwork
from vitrino.domain.problem import Problem
from vitrino.engine import ticker
from vitrino.insight.models import KnownPost
from vitrino.workspace.models import Event
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db
HANDLE = "rival.rehearsal.test"


@pytest.fixture
def cast(monkeypatch: pytest.MonkeyPatch) -> Cast:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    return assemble()


@pytest.fixture
def channel(cast: Cast) -> Channel:
    return channels.rehearse(
        workspace=cast.bakery, platform="bluesky", handle="zorza", name="Zorza", by=cast.anna, now=NOW
    )


@pytest.fixture
def network(channel: Channel) -> OpenNetwork:
    """A rival with 30 posts in 30 days; those that ask something get three times the answers."""
    found = typed("OpenNetwork", gateway.twin_of(channel))
    found.open_account("rival", "Rival Bakery", 900)
    for n in range(30):
        asks = n % 3 == 0
        text = f"Which roll today, {n}?" if asks else f"Rolls, batch {n}"
        post = found.publish_as("rival", "Rival Bakery", text, NOW - timedelta(days=31 - n))
        found.react(post, likes=(30 if asks else 10) + n % 4)
    return found


def follow(cast: Cast, now: datetime = NOW) -> Competitor:
    platform, account = reading.looked_up(cast.bakery, "bluesky", HANDLE, now)
    return actions.track(workspace=cast.bakery, platform=platform, account=account, by=cast.anna, now=now)


def row(cast: Cast, number: int = 1) -> Competitor:
    return Competitor.objects.create(
        workspace=cast.bakery, platform="bluesky", remote_id=f"did:{number}", handle=f"r{number}",
        name=f"Rival {number}", added_at=NOW, due_at=NOW + timedelta(days=1), read_at=NOW,
    )  # fmt: skip


def seen(client: Client, path: str) -> str:
    return unescape(client.get(f"/w/zorza/competitors/{path}").content.decode())


def test_following_reads_profile_and_posts_at_once(cast: Cast, network: OpenNetwork) -> None:
    made = follow(cast)
    assert (made.name, made.followers, made.posts.count()) == ("Rival Bakery", 900, 30)
    assert list(made.days.values_list("followers", flat=True)) == [900]
    assert Event.objects.filter(kind="competitor.added", object_id=str(made.pk)).exists()


def test_an_account_nobody_has_is_told_beside_the_field(cast: Cast, network: OpenNetwork) -> None:
    page = cast.client(cast.anna).post(
        "/w/zorza/competitors/new/", {"account": "@nobody.rehearsal.test", "platform": "bluesky"}
    )
    assert "There is no public account of this name." in unescape(page.content.decode())
    assert not Competitor.objects.exists()


def test_an_address_of_a_profile_will_do(cast: Cast, network: OpenNetwork) -> None:
    address = {"account": f"https://bsky.app/profile/{HANDLE}", "platform": "bluesky"}
    page = cast.client(cast.anna).post("/w/zorza/competitors/new/", address)
    assert page.status_code == 302
    assert Competitor.objects.get().handle == HANDLE


def test_other_addresses_and_the_own_account_are_refused(cast: Cast, network: OpenNetwork) -> None:
    for account, words in (("https://example.com/about", "can't read"), ("zorza.rehearsal.test", "your own")):
        with pytest.raises(Problem, match=words):
            reading.looked_up(cast.bakery, "bluesky", account, NOW)


def test_without_a_channel_there_nothing_can_be_read(cast: Cast) -> None:
    with pytest.raises(Problem, match="No channel"):
        reading.looked_up(cast.bakery, "bluesky", HANDLE, NOW)
    assert "Nothing can be read yet" in seen(cast.client(cast.anna), "")


def test_twenty_are_enough(cast: Cast, network: OpenNetwork) -> None:
    for number in range(actions.MOST):
        row(cast, number)
    with pytest.raises(Problem, match="at most"):
        follow(cast)


def test_a_full_list_takes_nobody_back(cast: Cast) -> None:
    gone = actions.untrack(competitor=row(cast, 99), by=cast.anna, now=NOW)
    for number in range(actions.MOST):
        row(cast, number)
    with pytest.raises(Problem, match="at most"):
        actions.put_back(competitor=gone, by=cast.anna, now=NOW)


def test_nobody_is_followed_twice(cast: Cast, network: OpenNetwork) -> None:
    follow(cast)
    with pytest.raises(Problem, match="already"):
        follow(cast)


def test_accounts_are_read_once_a_day(cast: Cast, network: OpenNetwork) -> None:
    made = follow(cast)
    network.publish_as("rival", "Rival Bakery", "A new one", NOW + timedelta(hours=20))
    assert reading.read_due(NOW + timedelta(hours=23)) == []
    assert reading.read_due(NOW + timedelta(hours=25)) == [made]
    assert made.posts.count() == 31
    assert made.days.count() == 2


def test_trouble_is_kept_in_words_and_mended_by_the_next_reading(cast: Cast, channel: Channel,
                                                                 network: OpenNetwork) -> None:  # fmt: skip
    made = follow(cast)
    Channel.objects.update(state=Channel.State.DISCONNECTED)
    assert reading.read_due(NOW + timedelta(hours=25)) == []
    assert "No channel of yours is connected there" in seen(cast.client(cast.anna), f"{made.pk}/")
    Channel.objects.update(state=Channel.State.CONNECTED)
    assert reading.read_due(NOW + timedelta(hours=27)) == [made]
    made.refresh_from_db()
    assert made.trouble == {}


def test_missing_numbers_stay_missing(cast: Cast, network: OpenNetwork) -> None:
    made = row(cast)
    CompetitorDay.objects.create(competitor=made, day=NOW.date(), followers=None)
    CompetitorPost.objects.create(competitor=made, remote_id="p", at=NOW - timedelta(days=3), read_at=NOW)
    assert studying.study(made).sample == 0
    text = seen(cast.client(cast.anna), f"{made.pk}/")
    assert "Not enough is known of Rival 1 yet: 0 posts" in text
    assert "Not enough yet: 20 more posts" in text


def test_what_goes_well_is_said_with_its_posts(cast: Cast, network: OpenNetwork) -> None:
    made = follow(cast)
    ticker.run_until_idle(NOW)
    text = seen(cast.client(cast.anna), f"{made.pk}/")
    assert "Noticed more often: posts that ask something." in text
    assert text.index("Their best posts") < text.index("Which roll today") < text.index("Their most ignored posts")
    assert f"https://bsky.app/profile/{HANDLE}/post/" in text


def test_we_stand_beside_them_counted_in_the_same_way(cast: Cast, channel: Channel, network: OpenNetwork) -> None:
    follow(cast)
    KnownPost.objects.bulk_create(
        KnownPost(workspace=cast.bakery, channel=channel, remote_id=str(n), at=NOW - timedelta(days=n + 3),
                  latest={"likes": 5, "clicks": 100})
        for n in range(6)
    )  # fmt: skip
    text = seen(cast.client(cast.anna), "")
    assert "A typical post gets more answers than yours at 1 of 1 competitor." in text
    assert "5 (from 6 posts)" in text, "clicks, which only we can see, are left out"


def test_taking_off_can_be_undone_for_a_day(cast: Cast, network: OpenNetwork) -> None:
    made, anna = follow(cast), cast.client(cast.anna)
    page = anna.post(f"/w/zorza/competitors/{made.pk}/removal/", follow=True)
    assert "was taken off your list" in unescape(page.content.decode())
    assert not queries.competitors_of(cast.bakery).exists()
    anna.post(f"/w/zorza/competitors/{made.pk}/return/")
    anna.post(f"/w/zorza/competitors/{made.pk}/return/")
    assert queries.competitors_of(cast.bakery).get().posts.count() == 30
    assert Event.objects.filter(kind="competitor.put-back").count() == 1


def test_after_a_day_all_of_it_is_gone(cast: Cast, network: OpenNetwork) -> None:
    made = follow(cast)
    actions.untrack(competitor=made, by=cast.anna, now=NOW)
    jobs.clear(NOW + timedelta(hours=23))
    assert Competitor.objects.exists()
    jobs.clear(NOW + timedelta(hours=25))
    assert not Competitor.objects.exists()
    assert not CompetitorPost.objects.exists()


def test_who_only_answers_may_look_but_not_follow(cast: Cast, network: OpenNetwork) -> None:
    made, bruno = follow(cast), cast.client(cast.bruno)
    assert "Follow a competitor" not in seen(bruno, "")
    assert bruno.post(f"/w/zorza/competitors/{made.pk}/removal/").status_code == 403
    assert cast.client(cast.celina).get(f"/w/fiolek/competitors/{made.pk}/").status_code == 404


def test_more_competitors_do_not_mean_more_queries(cast: Cast, channel: Channel) -> None:
    anna, counts = cast.client(cast.anna), []
    for number in range(2, 12):
        row(cast, number)
        if number in (3, 11):
            with CaptureQueriesContext(
                connection,
            ) as asked:
                seen(anna, "")
            counts.append(len(asked))
    assert counts[0] == counts[1]
