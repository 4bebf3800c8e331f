"""A learning run keeps what it found, says it without promising too much, and judges its own advice later."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from vitrino.channels import actions as channels
from vitrino.channels.models import Channel
from vitrino.engine.models import Task
from vitrino.insight import actions, queries
from vitrino.insight.jobs import learn_channel
from vitrino.insight.learning import learn
from vitrino.insight.models import Finding, LearningRun
from vitrino.insight.tests.scene import WARSAW, post_history
from vitrino.plan import actions as plan
from vitrino.plan import queries as plans
from vitrino.strategy.models import Pillar
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(settings: Any, tmp_path: Any) -> Cast:
    settings.VITRINO_DATA = tmp_path
    return assemble()


@pytest.fixture
def channel(cast: Cast) -> Channel:
    return channels.rehearse(
        workspace=cast.bakery, platform="mastodon", handle="zorza", name="Zorza", by=cast.anna, now=NOW
    )


@pytest.fixture
def pillars(cast: Cast) -> tuple[Pillar, ...]:
    names = (("Bread", False), ("Offers", True))
    return tuple(Pillar.objects.create(workspace=cast.bakery, name=name, is_promotional=sells) for name, sells in names)


def evenings(at: datetime, _pillar: Pillar | None) -> float:
    return 3.0 if at.hour == 19 else 1.0


def nothing(_at: datetime, _pillar: Pillar | None) -> float:
    return 1.0


def said(kind: str) -> list[str]:
    return [str(queries.learnt(one).message) for one in Finding.objects.filter(kind=kind)]


def test_a_good_time_is_found_said_and_proposed(channel: Channel) -> None:
    post_history(channel, 40, evenings)
    run = learn(channel, NOW)

    [when] = Finding.objects.filter(kind="when")
    assert when.is_enough
    assert "is worth a post" in str(queries.learnt(when).message)
    hours = {int(one["hour"]) for one in run.decision["slots"] if not one["is_test"]}
    assert hours <= {16, 17, 18, 19, 20, 21, 22}
    assert when.evidence["low"] > 1
    assert set(when.evidence["ids"]) <= {str(one.pk) for one in queries.known_posts(channel.workspace)}
    [suggestion, *_others] = plans.open_suggestions(channel.workspace)
    assert suggestion.kind == "slot"
    assert when.evidence["suggestion"] in {one.key for one in plans.open_suggestions(channel.workspace)}


def test_where_nothing_is_true_nothing_is_claimed(channel: Channel) -> None:
    post_history(channel, 20, nothing)
    learn(channel, NOW)
    [when] = Finding.objects.all()
    assert not when.is_enough
    assert "is worth a post" not in str(queries.learnt(when).message)
    assert not plans.open_suggestions(channel.workspace).exists()


def test_a_handful_of_posts_gives_no_advice_at_all(channel: Channel) -> None:
    post_history(channel, 3, evenings)
    run = learn(channel, NOW)
    assert run.decision["slots"] == []
    [sentence] = said("when")
    assert sentence.startswith("There is not enough data on Mastodon to tell luck from what works. Keep testing")


def test_a_subject_that_is_answered_less_is_named_with_its_posts(channel: Channel, pillars: tuple[Pillar, ...]) -> None:
    post_history(channel, 40, lambda _at, pillar: 0.4 if pillar and pillar.is_promotional else 1.0, pillars=pillars)
    learn(channel, NOW)
    kinds = {one.kind for one in Finding.objects.filter(is_enough=True)}
    assert kinds & {"level", "ignored"}
    ids = {str(one.pk) for one in queries.known_posts(channel.workspace).filter(pillar=pillars[1])}
    named = [one for one in Finding.objects.filter(is_enough=True) if one.evidence.get("ids")]
    assert any(set(one.evidence["ids"]) == ids for one in named)
    assert not any("because" in str(queries.learnt(one).message) for one in named)


def test_learning_again_replaces_findings_and_keeps_the_runs(channel: Channel) -> None:
    post_history(channel, 40, evenings)
    learn(channel, NOW - timedelta(days=7))
    before = {one.key: one.pk for one in Finding.objects.all()}
    run = learn(channel, NOW)
    assert LearningRun.objects.count() == 2
    assert Finding.objects.get(key=f"when@{channel.pk}").pk == before[f"when@{channel.pk}"]
    assert {one.evidence["run"] for one in Finding.objects.all()} == {run.pk}
    assert run.decision["changed"]


def test_a_decided_suggestion_is_not_made_again(cast: Cast, channel: Channel) -> None:
    post_history(channel, 40, evenings)
    learn(channel, NOW)
    for one in plans.open_suggestions(cast.bakery):
        plan.refuse_suggestion(suggestion=one, reason="We are closed then", by=cast.anna, now=NOW)
    refused = set(plans.suggestions_of(cast.bakery).values_list("key", flat=True))
    learn(channel, NOW + timedelta(days=7))
    again = set(plans.open_suggestions(cast.bakery).values_list("key", flat=True))
    assert refused
    assert not refused & again


def test_advice_of_a_month_ago_is_judged_by_what_followed(channel: Channel) -> None:
    post_history(channel, 90, evenings)
    old = learn(channel, NOW - timedelta(days=40))
    old.decision["slots"] = [
        {**old.decision["slots"][0], "weekday": day, "hour": 19, "is_test": False} for day in range(7)
    ]
    old.save()
    run = learn(channel, NOW)
    [fared] = Finding.objects.filter(kind="fared")
    assert fared.is_enough
    assert "paid off" in str(queries.learnt(fared).message)
    assert run.decision["fared"]["low"] > 1.5
    followed = [one.at.astimezone(WARSAW).hour for one in queries.known_posts(channel.workspace).filter(
        pk__in=[int(pk) for pk in fared.evidence["ids"]])]  # fmt: skip
    assert set(followed) == {19}


def test_advice_nobody_followed_is_not_reported(channel: Channel) -> None:
    post_history(channel, 90, evenings)
    old = learn(channel, NOW - timedelta(days=40))
    old.decision["slots"] = [{**old.decision["slots"][0], "hour": 13, "is_test": False}]
    old.save()
    learn(channel, NOW)
    assert not Finding.objects.filter(kind="fared").exists()


def test_one_is_asked_in_the_background_and_the_page_says_so(cast: Cast, channel: Channel) -> None:
    post_history(channel, 10, evenings)
    client = cast.client(cast.anna)
    client.post("/w/zorza/insight/refresh/")
    assert queries.being_learnt(cast.bakery) == 1
    assert not LearningRun.objects.exists()
    assert "looking at your posts" in client.get("/w/zorza/insight/").content.decode()
    learn_channel(Task.objects.get(kind=queries.LEARN).payload, NOW)
    assert LearningRun.objects.get().channel == channel


def test_every_channel_is_looked_at_once_a_week(cast: Cast, channel: Channel) -> None:
    post_history(channel, 10, evenings)
    assert actions.learn_where_due(NOW) == 1
    learn(channel, NOW)
    assert actions.learn_where_due(NOW + timedelta(days=6)) == 0
    assert actions.learn_where_due(NOW + timedelta(days=8)) == 1


def test_a_channel_that_is_gone_teaches_nothing(channel: Channel) -> None:
    pk = channel.pk
    Channel.objects.filter(pk=pk).update(state=Channel.State.DISCONNECTED)
    learn_channel({"channel": pk}, NOW)
    assert not LearningRun.objects.exists()
