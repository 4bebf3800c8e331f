"""One grave mention is told within the minute, in three languages; a person says that it is nothing, and why."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from vitrino.domain.problem import Problem
from vitrino.listening.models import Mention
from vitrino.notify.models import Alert
from vitrino.surges import actions, dismissing, glancing, jobs, queries
from vitrino.surges.models import Grave, Surge
from vitrino.surges.tests.test_surges import HOUR, UNHAPPY, calm_weeks, mention
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db
GRAVE = "My son is in hospital after the cake from Zorza"


@pytest.fixture
def cast() -> Cast:
    return assemble()


@pytest.mark.parametrize("text", [GRAVE, "Zatrucie po ciastkach z Zorzy, dziecko w szpitalu", "Venenado post kuko de Zorza, mi estas en hospitalo"])  # fmt: skip  # noqa: E501
def test_one_grave_mention_is_told_within_the_minute_and_once(cast: Cast, text: str) -> None:
    made = mention(cast, text, NOW)
    made.arrival.language = ""
    made.arrival.save()
    for seconds in (30, 90, 150):
        jobs.glance(NOW + timedelta(seconds=seconds))
    (grave,) = queries.graves_of(cast.bakery)
    assert (grave.points >= 3, grave.at, grave.mention) == (True, NOW + timedelta(seconds=30), made)
    told = Alert.objects.filter(workspace=cast.bakery, kind="surge")
    assert {one.person for one in told} == {cast.anna, cast.bruno}
    assert {one.urgency for one in told} == {"high"}
    assert list(queries.graves_of(cast.florist)) == []


@pytest.mark.parametrize("what", ["everyday", "own", "deleted", "old", "somebody else"])
def test_what_is_not_grave_waits_for_the_hour(cast: Cast, what: str) -> None:
    at = NOW - timedelta(days=3) if what == "old" else NOW
    made = mention(cast, UNHAPPY if what == "everyday" else GRAVE, at, is_own=what == "own",
                   deleted_at=NOW if what == "deleted" else None)  # fmt: skip
    Mention.objects.filter(pk=made.pk).update(is_us=False if what == "somebody else" else None)
    jobs.glance(NOW + timedelta(seconds=30))
    assert not Grave.objects.exists()


def test_many_copies_of_a_complaint_are_grave_together(cast: Cast) -> None:
    for number in range(10):
        made = mention(cast, UNHAPPY, NOW, author=f"b{number}")
        Mention.objects.filter(pk=made.pk).update(copy_key="same")
    assert glancing.glance(workspace=cast.bakery, now=NOW)


def test_shops_in_which_nothing_is_new_are_not_asked(cast: Cast) -> None:
    assert list(queries.unweighed()) == []
    mention(cast, "Zorza is nice", NOW)
    assert list(queries.unweighed()) == [cast.bakery]
    jobs.glance(NOW)
    assert list(queries.unweighed()) == []


def wave(cast: Cast) -> Surge:
    calm_weeks(cast)
    actions.watch(workspace=cast.bakery, now=NOW + timedelta(minutes=5))
    for n in range(6):
        mention(cast, UNHAPPY, NOW + timedelta(minutes=10 * n))
    (surge,) = actions.watch(workspace=cast.bakery, now=NOW + HOUR + timedelta(minutes=5))
    return surge


def test_behind_a_wave_stand_the_very_mentions(cast: Cast) -> None:
    surge = wave(cast)
    assert {one.arrival.text for one in queries.mentions_behind(surge)} == {UNHAPPY}
    assert queries.mentions_behind(surge).count() == 6


def test_a_dismissed_wave_stays_with_who_and_why_and_raises_no_suspicion(cast: Cast) -> None:
    surge = wave(cast)
    assert list(queries.crises_since(NOW)) == [surge]
    with pytest.raises(Problem):
        dismissing.dismiss(found=surge, reason=" ", by=cast.bruno, now=NOW)
    dismissing.dismiss(found=surge, reason="A joke of our own", by=cast.bruno, now=NOW)
    (kept,) = queries.surges_of(cast.bakery)
    assert (kept.dismissed_by, kept.reason) == (cast.bruno, "A joke of our own")
    assert list(queries.crises_since(NOW)) == []


def test_the_page_shows_what_was_said_and_takes_a_verdict(client: Client, cast: Cast) -> None:
    client.force_login(cast.bruno)
    address = f"/w/{cast.bakery.slug}/waves/"
    assert "All is calm" in client.get(address).content.decode()
    surge = wave(cast)
    mention(cast, GRAVE, NOW + HOUR)
    jobs.glance(NOW + HOUR)
    shown = client.get(address).content.decode()
    assert GRAVE in shown
    assert "mouldy" in shown
    assert "crisis/declaration" in shown
    client.post(f"{address}{surge.pk}/dismissal/", {"reason": ""})
    client.post(f"{address}{surge.pk}/dismissal/", {"reason": "A joke"})
    client.post(f"{address}mentions/{Grave.objects.get().pk}/dismissal/", {"reason": "He is well"})
    surge.refresh_from_db()
    assert (surge.reason, Grave.objects.get().reason) == ("A joke", "He is well")
    assert "He is well" in client.get(address).content.decode()
    assert surge.dismissed_at is not None
    assert surge.dismissed_at <= timezone.now()
