"""One place talks to platforms: it keeps to their allowances and to deadlines, and closes a channel only for good."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from vitrino.channels import actions, doors, gateway, governor
from vitrino.channels.clock import moment, running_from, ticking
from vitrino.channels.models import Channel
from vitrino.connect import registry
from vitrino.connect.errors import AuthLost, NotSent, RateLimited
from vitrino.connect.manifest import Fact, RateRule
from vitrino.connect.records import OutgoingPost, Published
from vitrino.connect.twin import Fault
from vitrino.notify.models import Alert
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db
POST = OutgoingPost(key="a" * 32, text="Fresh rye bread", created_at=NOW)
SOON = NOW + timedelta(seconds=60)


@pytest.fixture
def people() -> Cast:
    return assemble()


@pytest.fixture
def channel(people: Cast) -> Channel:
    return actions.rehearse(workspace=people.bakery, platform="mastodon", handle="zorza", name="", by=people.anna,
                            now=NOW)  # fmt: skip


def limit(monkeypatch: pytest.MonkeyPatch, operation: str, calls: int, window_s: int) -> None:
    rule = Fact(RateRule(operation, calls, window_s), "test", date(2026, 11, 21))
    limited = replace(registry.manifest("mastodon"), rates=(rule,))
    monkeypatch.setattr(registry, "manifest", lambda key: limited)


def test_a_write_gives_its_address(channel: Channel) -> None:
    with running_from(NOW):
        kept = gateway.prepare(channel, POST, {})
        published = gateway.commit(channel, POST, kept, deadline=SOON)
    assert isinstance(published, Published)
    assert published.url


def test_the_allowance_of_an_account_is_kept(channel: Channel, monkeypatch: pytest.MonkeyPatch) -> None:
    limit(monkeypatch, "publish", 2, 3600)
    with running_from(NOW):
        for _post in range(2):
            gateway.prepare(channel, POST, {})
        asked = len(gateway.twin_of(channel).requests)
        with pytest.raises(RateLimited) as refused:
            gateway.prepare(channel, POST, {})
    assert timedelta(minutes=59) < refused.value.until - NOW <= timedelta(minutes=61)
    assert len(gateway.twin_of(channel).requests) == asked


@pytest.mark.parametrize(("rule", "operation", "counts"), [
    ("publish", "publish", True), ("publish.day", "publish", True), ("all", "read.mentions", True),
    ("read", "read.mentions", True), ("read.search", "read.mentions", False), ("publish", "reply.public", False),
    ("write", "reply.public", True), ("write", "read.mentions", False),
])  # fmt: skip
def test_a_rule_counts_what_it_speaks_of(rule: str, operation: str, counts: bool) -> None:
    assert governor.counts(rule, operation) is counts


def test_no_write_begins_after_its_deadline(channel: Channel) -> None:
    with running_from(NOW + timedelta(seconds=61)), pytest.raises(doors.DeadlineMissed):
        gateway.commit(channel, POST, {"newest": ""}, deadline=SOON)
    assert not gateway.twin_of(channel).store.items("status")


def test_a_lost_sign_in_closes_the_channel_once_and_says_so(channel: Channel, people: Cast) -> None:
    gateway.twin_of(channel).faults.append(Fault("expired-token", times=9))
    for _time in range(3):
        with running_from(NOW), pytest.raises(AuthLost):
            gateway.probe(channel)
    channel.refresh_from_db()
    assert channel.state == Channel.State.NEEDS_SIGN_IN
    alert = Alert.objects.get(kind="channel")
    assert alert.person == people.anna
    assert alert.url == f"/w/zorza/channels/{channel.pk}/"


def test_an_old_sign_in_refused_late_does_not_close_a_channel_signed_in_again(channel: Channel) -> None:
    old = Channel.objects.get(pk=channel.pk)
    Channel.objects.filter(pk=channel.pk).update(token_version=5)
    gateway.twin_of(channel).faults.append(Fault("expired-token", times=1))
    with running_from(NOW), pytest.raises(AuthLost):
        gateway.probe(old)
    channel.refresh_from_db()
    assert channel.state == Channel.State.CONNECTED


def test_trouble_on_the_way_is_no_reason_to_close_a_channel(channel: Channel) -> None:
    gateway.twin_of(channel).faults.append(Fault("not-sent", times=1))
    with running_from(NOW), pytest.raises(NotSent):
        gateway.probe(channel)
    channel.refresh_from_db()
    assert channel.state == Channel.State.CONNECTED


def test_only_a_rehearsal_has_a_twin(channel: Channel) -> None:
    channel.is_rehearsal = False
    with pytest.raises(ValueError, match="rehearsal"):
        gateway.twin_of(channel)


def test_a_jump_of_the_wall_clock_moves_no_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = ticking(NOW)
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + timedelta(days=3650))
    assert clock() - NOW < timedelta(seconds=5)
    with running_from(NOW):
        assert moment() - NOW < timedelta(seconds=5)
