"""Allowances and money: posts wait for them instead of failing, and answers to people come first."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from vitrino.channels import actions, gateway, governor
from vitrino.channels.clock import running_from
from vitrino.channels.models import Channel, Spending
from vitrino.connect import registry
from vitrino.connect.errors import RateLimited, Unsupported
from vitrino.connect.manifest import Fact, RateRule
from vitrino.connect.records import OutgoingPost
from vitrino.domain.problem import Problem
from vitrino.engine.models import RateBucket
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db
PLAIN = OutgoingPost("a", "Fresh bread", NOW)
LINKED = OutgoingPost("b", "Fresh bread https://bakery.pl/rye", NOW)
ANSWER = OutgoingPost("c", "Yes", NOW, kind="reply")


@pytest.fixture
def people() -> Cast:
    return assemble()


@pytest.fixture
def channel(people: Cast) -> Channel:
    return actions.rehearse(workspace=people.bakery, platform="x", handle="zorza", name="", by=people.anna, now=NOW)


def budget(channel: Channel, people: Cast, usd_cents: int | None) -> None:
    actions.set_budget(channel=channel, usd_cents=usd_cents, by=people.anna, now=NOW)


def test_a_post_with_a_link_costs_what_the_price_list_says() -> None:
    manifest = registry.manifest("x")
    assert [governor.price_of(manifest, post) for post in (PLAIN, LINKED, ANSWER)] == [15, 200, 15]
    assert governor.price_of(registry.manifest("mastodon"), LINKED) == 0


def test_what_is_sent_is_counted_in_the_month_it_is_sent(channel: Channel) -> None:
    Spending.objects.all().delete()
    with running_from(NOW):
        gateway.prepare(channel, LINKED, {"newest": ""})
        assert governor.spent_usd_mills(channel) == 200
    with running_from(datetime(2026, 12, 1, 0, 0, 5, tzinfo=UTC)):
        assert governor.spent_usd_mills(channel) == 0
    assert Spending.objects.get().month == date(2026, 11, 1)


def test_a_budget_that_does_not_reach_holds_the_post_back(channel: Channel, people: Cast) -> None:
    Spending.objects.all().delete()
    budget(channel, people, 30)
    with running_from(NOW):
        governor.set_aside(channel, LINKED)
        with pytest.raises(RateLimited, match="budget"):
            governor.set_aside(channel, LINKED)
        governor.give_back(channel, LINKED)
        governor.set_aside(channel, LINKED)


def test_the_last_money_is_for_answers(channel: Channel, people: Cast) -> None:
    Spending.objects.all().delete()
    budget(channel, people, 15)  # 150 mills, of which posts may use 135
    with running_from(NOW):
        for _post in range(9):
            governor.set_aside(channel, PLAIN)
        with pytest.raises(RateLimited):
            governor.set_aside(channel, PLAIN)
        governor.set_aside(channel, ANSWER)
        with pytest.raises(RateLimited):
            governor.set_aside(channel, ANSWER)


def test_without_money_nothing_is_read_but_what_became_of_a_post(channel: Channel, people: Cast) -> None:
    Spending.objects.all().delete()
    budget(channel, people, 0)
    with running_from(NOW):
        with pytest.raises(RateLimited):
            gateway.pull(channel, "mention", "")
        gateway.look(channel, PLAIN, {}, NOW)
    assert Spending.objects.get().spent_usd_mills == 1


def test_a_failed_preparation_costs_nothing(channel: Channel) -> None:
    Spending.objects.all().delete()
    with running_from(NOW), pytest.raises(Unsupported):
        gateway.prepare(channel, replace(PLAIN, kind="message"), {})
    assert Spending.objects.get().spent_usd_mills == 0


def test_a_budget_where_nothing_has_a_price_is_refused(people: Cast) -> None:
    free = actions.rehearse(workspace=people.bakery, platform="mastodon", handle="zorza", name="", by=people.anna,
                            now=NOW)  # fmt: skip
    with pytest.raises(Problem, match="Nothing costs money"):
        budget(free, people, 100)


def test_of_a_shared_allowance_the_last_part_is_for_answers(channel: Channel, monkeypatch: pytest.MonkeyPatch) -> None:
    rule = Fact(RateRule("write", 20, 900), "test", date(2026, 11, 21))
    limited = replace(registry.manifest("x"), rates=(rule,))
    monkeypatch.setattr(registry, "manifest", lambda key: limited)
    with running_from(NOW):
        for _post in range(18):
            governor.take_allowance(channel, "publish")
        with pytest.raises(RateLimited) as refused:
            governor.take_allowance(channel, "publish")
        governor.take_allowance(channel, "reply.public")
    assert refused.value.until - NOW <= timedelta(minutes=16)
    assert RateBucket.objects.get(key__contains=":write:").used == 19, "a refused call counts for nothing"
