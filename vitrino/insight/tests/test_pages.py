"""Sentences first, every figure with its sample, every finding with its posts; and no page grows with the posts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from vitrino.channels import actions as channels
from vitrino.channels.models import Channel
from vitrino.insight import actions, effort
from vitrino.insight.learning import learn
from vitrino.insight.learning.platforms import propose_platforms
from vitrino.insight.models import Effort, Finding, KnownPost, LearningRun
from vitrino.insight.storing import tell_days
from vitrino.insight.tests.scene import post_history
from vitrino.insight.tests.test_learning import evenings, nothing
from vitrino.plan import queries as plans
from vitrino.workspace.models import Event
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db
PAGES = ("", "posts/", "week/", "platforms/", "posts/?sort=least&format=text&days=90")


@pytest.fixture
def cast(settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Cast:
    settings.VITRINO_DATA = tmp_path
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    return assemble()


def open_channel(cast: Cast, platform: str) -> Channel:
    return channels.rehearse(
        workspace=cast.bakery, platform=platform, handle="zorza", name="Zorza", by=cast.anna, now=NOW
    )


@pytest.fixture
def channel(cast: Cast) -> Channel:
    return open_channel(cast, "mastodon")


def text_of(cast: Cast, path: str) -> str:
    answer = cast.client(cast.anna).get(f"/w/zorza/insight/{path}")
    assert answer.status_code == 200
    return answer.content.decode()


def queries_of(cast: Cast, path: str) -> int:
    client = cast.client(cast.anna)
    client.get(f"/w/zorza/insight/{path}")
    with CaptureQueriesContext(
        connection,
    ) as counted:
        assert client.get(f"/w/zorza/insight/{path}").status_code == 200
    return len(counted)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_says_what_to_do_when_there_is_nothing(cast: Cast, path: str) -> None:
    assert 'class="empty"' in text_of(cast, path) or "<table" in text_of(cast, path)


def test_no_page_asks_more_because_there_are_more_posts(cast: Cast, channel: Channel) -> None:
    post_history(channel, 15, nothing)
    learn(channel, NOW)
    few = {path: queries_of(cast, path) for path in PAGES}
    KnownPost.objects.all().delete()
    post_history(channel, 40, nothing)
    learn(channel, NOW)
    assert {path: number for path in PAGES if (number := queries_of(cast, path)) > few[path]} == {}


def test_the_evidence_shows_the_claim_its_method_its_chart_and_its_posts(cast: Cast, channel: Channel) -> None:
    post_history(channel, 40, evenings)
    learn(channel, NOW)
    one = Finding.objects.get(kind="when")
    text = text_of(cast, f"findings/{one.pk}/")
    assert "is worth a post" in text
    assert "in nine of ten cases" in text
    assert 'class="heat"' in text
    assert "How it was found" in text
    shown = KnownPost.objects.get(pk=int(one.evidence["ids"][0]))
    assert shown.text in text
    assert "Do it" in text


def test_a_finding_of_an_older_version_is_shown_without_what_it_lacks(cast: Cast) -> None:
    for kind in ("ignored", "when", "hour"):
        one = Finding.objects.create(workspace=cast.bakery, key=kind, kind=kind, template="Few posts.", at=NOW)
        assert "Few posts." in text_of(cast, f"findings/{one.pk}/")


def test_evidence_of_another_shop_is_not_there(cast: Cast, channel: Channel) -> None:
    post_history(channel, 40, evenings)
    learn(channel, NOW)
    one = Finding.objects.get(kind="when")
    assert cast.client(cast.celina).get(f"/w/zorza/insight/findings/{one.pk}/").status_code == 404


def test_a_figure_is_compared_with_the_period_before(cast: Cast, channel: Channel) -> None:
    today = NOW.date()
    days: dict[date, dict[str, int]] = {today - timedelta(days=n): {"likes": 10 if n < 28 else 5} for n in range(1, 56)}
    tell_days(channel, days)
    post_history(channel, 2, nothing)
    text = text_of(cast, "?days=28")
    assert "93% more than in the 28 days before (140)" in text


def test_posts_are_narrowed_and_sorted(cast: Cast, channel: Channel) -> None:
    post_history(channel, 20, evenings)
    best = KnownPost.objects.order_by("-engagement")[0]
    text = text_of(cast, "posts/?sort=most&days=28")
    assert text.index(f"/insight/posts/{best.pk}/") == text.index("/insight/posts/", text.index("<tbody"))
    assert "No such post" in text_of(cast, "posts/?format=video")


def test_a_post_stands_beside_what_is_usual_and_what_is_missing_has_its_reason(cast: Cast, channel: Channel) -> None:
    post_history(channel, 20, nothing)
    text = text_of(cast, f"posts/{KnownPost.objects.latest('at').pk}/")
    assert "times the usual answers on Mastodon" in text
    assert "not known yet" in text


def test_the_week_says_which_is_the_test(cast: Cast, channel: Channel) -> None:
    post_history(channel, 40, evenings)
    run = learn(channel, NOW)
    slots = [{**one, "is_test": place == 0} for place, one in enumerate(run.decision["slots"])]
    LearningRun.objects.update(decision={**run.decision, "slots": slots})
    text = text_of(cast, "week/")
    assert text.count("flask") == 1
    assert "This is the first plan that rests on your posts." in text


def test_a_platform_is_judged_by_answers_an_hour_of_work(cast: Cast, channel: Channel) -> None:
    poor = open_channel(cast, "bluesky")
    post_history(channel, 30, lambda *_both: 5.0)
    post_history(poor, 30, lambda *_both: 0.2)
    for one in (channel, poor):
        actions.set_effort(channel=one, minutes_per_post=20, minutes_per_week=30, by=cast.anna, now=NOW)
    found = {one.channel.pk: one for one in effort.standings(cast.bakery, NOW)}
    assert found[channel.pk].judgement.verdict == "keep"
    assert found[poor.pk].judgement.verdict == "drop"
    text = text_of(cast, "platforms/")
    assert "Your hours bring more elsewhere than on Bluesky." in text
    assert found[poor.pk].orders is None, "no shop has told of visits, and 0 would be a lie"
    propose_platforms(cast.bakery, NOW)
    assert [one.kind for one in plans.open_suggestions(cast.bakery)] == ["platform-drop"]
    Effort.objects.all().delete()
    propose_platforms(cast.bakery, NOW)
    assert not plans.open_suggestions(cast.bakery).exists()


def test_effort_is_said_by_the_owner_and_nonsense_is_refused(cast: Cast, channel: Channel) -> None:
    client = cast.client(cast.anna)
    path = f"/w/zorza/insight/platforms/{channel.pk}/effort/"
    field = f"c{channel.pk}-minutes_per_post"
    assert client.post(path, {field: "100000"}).status_code == 422
    assert client.post(path, {field: "25"}).status_code == 302
    assert Effort.objects.get().minutes_per_post == 25
    assert Event.objects.filter(kind="effort.set").count() == 1
    assert cast.client(cast.bruno).post(path, {field: "25"}).status_code == 403
