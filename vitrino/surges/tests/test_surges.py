"""Waves of mentions are noticed once, hour by hour, and told to those who answer."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from vitrino.channels.models import Arrival, Channel
from vitrino.listening.models import Mention
from vitrino.notify.models import Alert
from vitrino.surges import actions, jobs, queries
from vitrino.surges.models import Surge, Tide
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
UNHAPPY = "I am very disappointed with Zorza, the cake was mouldy and I want my money back"
HAPPY = "Zorza bakes the best bread in town, thank you"


@pytest.fixture
def cast() -> Cast:
    return assemble()


def mention(cast: Cast, text: str, at: datetime, author: str = "", seen_at: datetime | None = None, **fields: object
            ) -> Mention:  # fmt: skip
    channel, _is_new = Channel.objects.get_or_create(
        workspace=cast.bakery, platform="bluesky", remote_id="did:1", defaults={"handle": "zorza", "connected_at": NOW}
    )
    number = Arrival.objects.count()
    arrival = Arrival.objects.create(
        workspace=cast.bakery, channel=channel, kind="mention", remote_id=f"r{number}", text=text, language="en",
        author_id=author or f"a{number}", at=at, received_at=at, **fields,
    )  # fmt: skip
    return Mention.objects.create(
        workspace=cast.bakery, arrival=arrival, form="Zorza", rule="exact", at=at, seen_at=seen_at or at
    )


def calm_weeks(cast: Cast, weeks: int = 3) -> None:
    """One happy mention a day."""
    for day in range(1, weeks * 7):
        mention(cast, HAPPY, NOW - timedelta(days=day))


def watch_from(cast: Cast, now: datetime) -> None:
    actions.watch(workspace=cast.bakery, now=now)


def test_many_complaints_within_hours_are_told_at_once(cast: Cast) -> None:
    calm_weeks(cast)
    watch_from(cast, NOW + timedelta(minutes=5))
    for n in range(6):
        mention(cast, UNHAPPY, NOW + timedelta(minutes=10 * n))
    (surge,) = actions.watch(workspace=cast.bakery, now=NOW + HOUR + timedelta(minutes=5))
    assert (surge.kind, surge.negative, surge.at) == ("crisis", 6, NOW + HOUR)
    assert surge.usual_negative < 1
    told = Alert.objects.filter(workspace=cast.bakery, kind="surge")
    assert {alert.person for alert in told} == {cast.anna, cast.bruno}
    assert {alert.urgency for alert in told} == {"high"}
    assert "6 unhappy people" in str(actions.words(surge))
    assert "less than one" in str(actions.words(surge))


def test_it_is_told_once_however_often_anybody_looks(cast: Cast) -> None:
    calm_weeks(cast)
    for n in range(6):
        mention(cast, UNHAPPY, NOW + timedelta(minutes=10 * n))
    for minutes in (65, 66, 130, 190):
        jobs.watch(NOW + timedelta(minutes=minutes))
    assert Surge.objects.count() == 1
    assert Tide.objects.get(workspace=cast.bakery).counted_until == NOW + 3 * HOUR


@pytest.mark.parametrize("what", ["one person", "own", "deleted", "somebody else", "old", "happy"])
def test_what_is_no_wave_raises_nothing(cast: Cast, what: str) -> None:
    calm_weeks(cast)
    for n in range(6):
        at = NOW + timedelta(minutes=10 * n)
        made = mention(
            cast,
            HAPPY if what == "happy" else UNHAPPY,
            at - timedelta(days=2 if what == "old" else 0),
            author="same" if what == "one person" else "",
            seen_at=at,
            is_own=what == "own",
            deleted_at=at if what == "deleted" else None,
        )
        Mention.objects.filter(pk=made.pk).update(is_us=False if what == "somebody else" else None)
    assert actions.watch(workspace=cast.bakery, now=NOW + HOUR + timedelta(minutes=5)) == []


def test_waves_of_the_past_are_learned_not_told(cast: Cast) -> None:
    calm_weeks(cast)
    for n in range(6):
        mention(cast, UNHAPPY, NOW - timedelta(days=3, minutes=n))
    watch_from(cast, NOW)
    assert Surge.objects.count() == Alert.objects.count() == 0


def test_a_shop_nobody_speaks_of_costs_nothing(cast: Cast) -> None:
    watch_from(cast, NOW)
    assert not Tide.objects.exists()


def test_hours_in_which_vitrino_stood_still_are_not_silence(cast: Cast) -> None:
    calm_weeks(cast)
    watch_from(cast, NOW)
    before = Tide.objects.get(workspace=cast.bakery).state["usual"]["slow"]["expected"]
    watch_from(cast, NOW + timedelta(days=7))
    after = Tide.objects.get(workspace=cast.bakery).state["usual"]["slow"]["expected"]
    assert after < before + 10


def test_the_waves_of_a_shop_are_its_own(cast: Cast) -> None:
    calm_weeks(cast)
    for n in range(6):
        mention(cast, UNHAPPY, NOW + timedelta(minutes=10 * n))
    jobs.watch(NOW + timedelta(minutes=65))
    assert [one.kind for one in queries.surges_of(cast.bakery)] == ["crisis"]
    assert list(queries.surges_of(cast.florist)) == []
